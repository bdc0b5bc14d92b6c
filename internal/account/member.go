package account

import (
	"context"
	"fmt"

	"github.com/google/uuid"
	"gorm.io/gorm"

	"musikkforalle/internal/db"
)

// memberLives is the SQL condition that a member's sign-in has not expired; Known checks the same in Go.
var memberLives = fmt.Sprintf("member_seen_at > trusted_now() - interval '%d seconds' and member_since > trusted_now() - interval '%d seconds'",
	int(memberIdle.Seconds()), int(MemberLife.Seconds()))

// MemberSignIns returns the devices on which the members are signed in, the last used first.
func MemberSignIns(g *gorm.DB, members ...uuid.UUID) (all []Device, err error) {
	err = g.Where("member_id in ? and "+memberLives, members).Order("member_seen_at desc").Find(&all).Error
	return all, err
}

// SweepMembers ends the sign-ins of members that have expired, and returns how many. A device on which a family or
// volunteer is signed in too stays signed in as that.
func SweepMembers(ctx context.Context, store *db.Store) (ended int64, err error) {
	err = store.Tx(ctx, func(tx *db.Tx) error {
		over := "member_id is not null and not (" + memberLives + ")"
		gone := tx.DB.Exec("delete from devices where num_nonnulls(family_id, volunteer_id) = 0 and " + over)
		if gone.Error != nil {
			return gone.Error
		}
		left := tx.DB.Exec("update devices set member_id = null, member_key = false where " + over)
		ended = gone.RowsAffected + left.RowsAffected
		return left.Error
	})
	return ended, err
}
