package session

import (
	"context"

	"github.com/google/uuid"
	"gorm.io/gorm"

	"musikkforalle/internal/account"
	"musikkforalle/internal/place"
)

// OfTeam returns the caller and a session with its place, published or not, if the caller has one of the roles at the place.
// Faults: fault.ErrNobody without a member's sign-in; fault.ErrNotFound for every other session.
func OfTeam(ctx context.Context, g *gorm.DB, id uuid.UUID, roles ...place.Role) (*Session, uuid.UUID, error) {
	member, err := account.MemberOf(ctx)
	if err != nil {
		return nil, uuid.Nil, err
	}
	s, err := first(g.WithContext(ctx).InnerJoins("Place").
		Where("sessions.id = ? and member_may(?, sessions.place_id, ?::text[])", id, member, place.Roles(roles).String()))
	return s, member, err
}
