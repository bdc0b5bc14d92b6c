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
	erased := false
	var role Role
	err = a.Store.Tx(ctx, func(tx *db.Tx) error {
		if role, err = lockRole(tx.DB, by, r.Role); err != nil {
			return err
		}
		if err := take(tx, role, by); err != nil {
			return err
		}
		erased, err = eraseUnlessNeeded(tx, role.MemberID)
		return err
	})
	if err != nil {
		return nil, err
	}
	if caller := account.From(ctx); erased && role.MemberID == by && caller.Family == uuid.Nil && caller.Volunteer == uuid.Nil {
		caller.Clear()
	}
	return contract.RevokeRole204Response{}, nil
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

// take deletes a role, and with an organiser's role the open invitations that its member made by virtue of it.
func take(tx *db.Tx, r Role, by uuid.UUID) error {
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

// erase deletes a member with the sign-ins, passkeys and codes, or returns fault.ErrNobody. The member's audit entries
// remain, without a name.
func erase(tx *db.Tx, member uuid.UUID, by audit.Actor) error {
	var email string
	found := tx.DB.Raw("select email from members where id = ? for update", member).Scan(&email)
	if found.Error != nil {
		return found.Error
	}
	if found.RowsAffected == 0 {
		return fault.ErrNobody
	}
	if err := account.Erased(tx, member); err != nil {
		return err
	}
	if err := account.SignOutAll(tx, account.Owner{Member: member}); err != nil {
		return err
	}
	if err := account.DropCodes(tx, email, account.AsMember); err != nil {
		return err
	}
	if err := tx.DB.Exec("delete from members where id = ?", member).Error; err != nil {
		return err
	}
	return audit.Write(tx, audit.Entry{Action: "member.erased", By: audit.By{Actor: by}})
}

// ReapplyErasures erases again the members whom a restored backup brought back (P6). It runs at every start, before
// anything is sent, and returns how many members it erased.
func ReapplyErasures(ctx context.Context, store *db.Store) (erased int, err error) {
	return account.EraseEach(ctx, store,
		"select id from members where sha256(convert_to(id::text, 'UTF8')) in (select person_hash from erasures)",
		func(id uuid.UUID) error {
			return store.Tx(ctx, func(tx *db.Tx) error { return erase(tx, id, audit.ByProgram) })
		})
}
