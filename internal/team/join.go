package team

import (
	"context"

	"github.com/google/uuid"
	"gorm.io/gorm"

	"musikkforalle/api/contract"
	"musikkforalle/internal/account"
	"musikkforalle/internal/audit"
	"musikkforalle/internal/db"
	"musikkforalle/internal/fault"
)

// GetInvitation implements GET /api/team/invitations/{code}: it says what an invitation gives.
func (a API) GetInvitation(ctx context.Context, r contract.GetInvitationRequestObject) (contract.GetInvitationResponseObject, error) {
	o, err := invitationOf(a.Store.Gorm.WithContext(ctx), r.Code)
	return contract.GetInvitation200JSONResponse{
		Place: o.PlaceName, Role: contract.Role(o.Role), Lang: o.Lang, ExpiresAt: o.ExpiresAt,
	}, err
}

// AcceptInvitation implements POST /api/team/invitations/{code}/accept: it mails a code to who accepts. The role is
// given when it is typed: the link alone proves no address.
func (a API) AcceptInvitation(ctx context.Context, r contract.AcceptInvitationRequestObject) (contract.AcceptInvitationResponseObject, error) {
	name, err := memberName.Clean(r.Body.Name)
	if err != nil {
		return nil, err
	}
	o, err := invitationOf(a.Store.Gorm.WithContext(ctx), r.Code)
	if err != nil {
		return nil, err
	}
	id, err := account.Begin(ctx, a.Store, account.Code{
		Purpose: account.AsMember, Email: r.Body.Email, Lang: staffLang(r.Body.Lang), Name: name, InvitationID: &o.ID,
	})
	return contract.AcceptInvitation202JSONResponse{Id: id}, err
}

// offered is an open invitation with the name of its place.
type offered struct {
	Invitation `gorm:"embedded"`
	PlaceName  *string
}

// invitationOf returns the invitation of a link, or fault.ErrNotFound if it was used, has expired or never existed.
func invitationOf(g *gorm.DB, code string) (o offered, err error) {
	found := g.Raw(`select i.*, p.name as place_name from invitations i left join places p on p.id = i.place_id
		where i.code_hash = ? and i.used_at is null and i.expires_at > trusted_now()`, account.Hash(code)).Scan(&o)
	if found.Error == nil && found.RowsAffected == 0 {
		return o, fault.ErrNotFound
	}
	return o, found.Error
}

// join gives the role of an invitation to the member of the confirmed address, and stores that member if there is none.
// It returns ErrInvitationOver if another code has used the invitation (F22).
func join(ctx context.Context, tx *db.Tx, code account.Code) error {
	var i Invitation
	used := tx.DB.Raw(`update invitations set used_at = trusted_now() where id = ? and used_at is null and expires_at > trusted_now() returning *`,
		code.InvitationID).Scan(&i)
	if used.Error != nil {
		return used.Error
	}
	if used.RowsAffected == 0 {
		return ErrInvitationOver
	}
	var member uuid.UUID
	err := tx.DB.Raw(`insert into members (email, name, lang) values (?, ?, ?)
		on conflict (email) do update set seen_at = trusted_now() returning id`, code.Email, code.Name, code.Lang).Row().Scan(&member)
	if err != nil {
		return err
	}
	err = tx.DB.Exec(`insert into roles (member_id, place_id, role, lang, given_by) values (?, ?, ?, ?, ?) on conflict do nothing`,
		member, i.PlaceID, i.Role, i.Lang, i.InvitedBy).Error
	if err != nil {
		return err
	}
	entry := audit.Entry{Action: "member.joined", By: audit.Member(member), Detail: map[string]any{"role": i.Role}}
	if i.PlaceID != nil {
		entry.Place = *i.PlaceID
	}
	if err := audit.Write(tx, entry); err != nil {
		return err
	}
	if err := enrol(ctx, tx, member); err != nil {
		return err
	}
	return tell(ctx, tx, joined, member)
}
