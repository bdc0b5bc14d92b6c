package team

import (
	"context"
	"errors"

	"github.com/google/uuid"
	"gorm.io/gorm"

	"musikkforalle/api/contract"
	"musikkforalle/internal/account"
	"musikkforalle/internal/audit"
	"musikkforalle/internal/db"
	"musikkforalle/internal/fault"
	"musikkforalle/internal/place"
)

// ErrLastOrganiser refuses to remove the last organiser of a place, since nobody there could invite another.
var ErrLastOrganiser = fault.New(fault.Conflict, "team.last_organiser")

// theirs selects the roles that the member @by may revoke: the member's own, and those at places that the member
// organises. For roles over all places, member_may requires a network organiser.
const theirs = "(r.member_id = @by or member_may(@by, r.place_id, '{organiser}'))"

// RevokeRole implements DELETE /api/team/roles/{role}: it takes a role away. Who has no other is erased, and the
// sign-ins end at once.
func (a API) RevokeRole(ctx context.Context, r contract.RevokeRoleRequestObject) (contract.RevokeRoleResponseObject, error) {
	by, err := account.MemberOf(ctx)
	if err != nil {
		return nil, err
	}
	role, erased, err := Revoke(ctx, a.Store, by, r.Role)
	if err != nil {
		return nil, err
	}
	if caller := account.From(ctx); erased && role.MemberID == by && caller.Family == uuid.Nil && caller.Volunteer == uuid.Nil {
		caller.Clear()
	}
	return contract.RevokeRole204Response{}, nil
}

// Revoke deletes a role for by, and erases its member if it was the only one. Faults: those of lockRole.
func Revoke(ctx context.Context, store *db.Store, by, id uuid.UUID) (role Role, erased bool, err error) {
	err = store.Tx(ctx, func(tx *db.Tx) error {
		if role, err = lockRole(tx.DB, by, id); err != nil {
			return err
		}
		if err := deleteRole(tx, role, by); err != nil {
			return err
		}
		erased, err = eraseUnlessNeeded(tx, role.MemberID)
		return err
	})
	return role, erased, err
}

// lockRole locks and returns a role that the member by may revoke. It locks the role's place first, so that two
// organisers who remove each other at once cannot both succeed. Faults: fault.ErrNotFound, ErrLastOrganiser.
func lockRole(g *gorm.DB, by, id uuid.UUID) (r Role, err error) {
	if err := g.Exec("select from places p join roles r on r.place_id = p.id where r.id = ? for update of p", id).Error; err != nil {
		return r, err
	}
	err = g.Raw("select r.* from roles r where r.id = @id and "+theirs+" for update of r", map[string]any{"id": id, "by": by}).Take(&r).Error
	if errors.Is(err, gorm.ErrRecordNotFound) {
		return r, fault.ErrNotFound
	}
	if err != nil || r.Role != place.Organiser {
		return r, err
	}
	var others int64
	err = g.Model(&Role{}).Where("place_id = ? and role = 'organiser' and id <> ?", r.PlaceID, id).Count(&others).Error
	if err == nil && others == 0 {
		err = ErrLastOrganiser
	}
	return r, err
}

// deleteRole deletes a role, and with an organiser's role the open invitations that its member made by virtue of it.
func deleteRole(tx *db.Tx, r Role, by uuid.UUID) error {
	if err := tx.DB.Where("id = ?", r.ID).Delete(&Role{}).Error; err != nil {
		return err
	}
	if r.Role == place.Organiser || r.Role == place.Network {
		err := tx.DB.Where("invited_by = ? and used_at is null and (? or place_id = ?)", r.MemberID, r.Role == place.Network, r.PlaceID).
			Delete(&Invitation{}).Error
		if err != nil {
			return err
		}
	}
	entry := audit.Entry{Action: "role.taken", By: audit.Member(by), Detail: map[string]any{"role": r.Role}}
	if r.MemberID == by {
		entry.Action = "role.left"
	}
	if r.PlaceID != nil {
		entry.Place = *r.PlaceID
	}
	return audit.Write(tx, entry)
}

func eraseUnlessNeeded(tx *db.Tx, member uuid.UUID) (erased bool, err error) {
	var roles int64
	if err := tx.DB.Model(&Role{}).Where("member_id = ?", member).Count(&roles).Error; err != nil || roles > 0 {
		return false, err
	}
	return true, erase(tx, member, audit.ByMember)
}
