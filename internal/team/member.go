package team

import (
	"context"

	"github.com/google/uuid"
	"gorm.io/gorm"

	"musikkforalle/api/contract"
	"musikkforalle/internal/account"
	"musikkforalle/internal/passkey"
	"musikkforalle/internal/place"
)

// GetTeamAccount implements GET /api/team/account: it shows the caller's own roles, passkeys and sign-ins.
func (a API) GetTeamAccount(ctx context.Context, _ contract.GetTeamAccountRequestObject) (contract.GetTeamAccountResponseObject, error) {
	id, err := account.MemberOf(ctx)
	if err != nil {
		return nil, err
	}
	g := a.Store.Gorm.WithContext(ctx)
	m, err := find(g, id)
	if err != nil {
		return nil, err
	}
	all, err := wireMembers(ctx, g, []Member{m}, uuid.Nil)
	if err != nil {
		return nil, err
	}
	return contract.GetTeamAccount200JSONResponse(all[0]), nil
}

// ListTeam implements GET /api/places/{place}/team: it shows an organiser who may do what at the place, and the
// invitations that are open.
func (a API) ListTeam(ctx context.Context, r contract.ListTeamRequestObject) (contract.ListTeamResponseObject, error) {
	p, _, err := place.OfTeam(ctx, a.Store.Gorm, r.Place, place.Organiser)
	if err != nil {
		return nil, err
	}
	g := a.Store.Gorm.WithContext(ctx)
	var members []Member
	err = g.Where("exists (select from roles r where r.member_id = members.id and (r.place_id = ? or r.role = 'network'))", p.ID).
		Order("name, email").Find(&members).Error
	if err != nil {
		return nil, err
	}
	w := contract.PlaceTeam{}
	if w.Members, err = wireMembers(ctx, g, members, p.ID); err != nil {
		return nil, err
	}
	w.Invitations, err = openInvitations(g, p.ID)
	return contract.ListTeam200JSONResponse(w), err
}

func openInvitations(g *gorm.DB, at uuid.UUID) ([]contract.OpenInvitation, error) {
	var all []struct {
		Invitation `gorm:"embedded"`
		ByName     *string
	}
	err := g.Raw(`select i.*, m.name as by_name from invitations i left join members m on m.id = i.invited_by
		where i.place_id = ? and i.used_at is null and i.expires_at > trusted_now() order by i.expires_at`, at).Scan(&all).Error
	w := make([]contract.OpenInvitation, len(all))
	for n, i := range all {
		w[n] = contract.OpenInvitation{Id: i.ID, Role: contract.Role(i.Role), Lang: i.Lang, By: i.ByName, ExpiresAt: i.ExpiresAt}
	}
	return w, err
}

// wireMembers converts members to the contract's type, each with the passkeys, the sign-ins and the roles: those at one place
// and over all places, or every role if at is uuid.Nil.
func wireMembers(ctx context.Context, g *gorm.DB, members []Member, at uuid.UUID) ([]contract.TeamMember, error) {
	roles, err := rolesOf(g, members, at)
	if err != nil {
		return nil, err
	}
	caller, all := account.From(ctx), make([]contract.TeamMember, len(members))
	for n, m := range members {
		w := contract.TeamMember{Id: m.ID, Name: m.Name, Email: m.Email, You: m.ID == caller.Member, Roles: roles[m.ID]}
		keys, err := passkey.Members.Keys(g, m.ID)
		if err != nil {
			return nil, err
		}
		w.Passkeys = wireKeys(keys)
		devices, err := account.MemberSignIns(g, m.ID)
		if err != nil {
			return nil, err
		}
		w.SignIns = wireSignIns(devices, caller.Device)
		all[n] = w
	}
	return all, nil
}

// rolesOf returns the members' roles by member, those over all places first; at limits them as in wireMembers.
func rolesOf(g *gorm.DB, members []Member, at uuid.UUID) (map[uuid.UUID][]contract.TeamRole, error) {
	ids := make([]uuid.UUID, len(members))
	for n, m := range members {
		ids[n] = m.ID
	}
	var rows []struct {
		Role      `gorm:"embedded"`
		PlaceName *string
	}
	err := g.Raw(`select r.*, p.name as place_name from roles r left join places p on p.id = r.place_id
		where r.member_id in @members and (@at = @all or r.place_id = @at or r.place_id is null)
		order by p.name nulls first, r.given_at`, map[string]any{"members": ids, "at": at, "all": uuid.Nil}).Scan(&rows).Error
	all := map[uuid.UUID][]contract.TeamRole{}
	for _, r := range rows {
		all[r.MemberID] = append(all[r.MemberID], contract.TeamRole{
			Id: r.ID, Role: contract.Role(r.Role.Role), Place: r.PlaceName, Lang: r.Lang, Since: r.GivenAt,
		})
	}
	return all, err
}

func wireSignIns(devices []account.Device, here uuid.UUID) []contract.TeamSignIn {
	w := make([]contract.TeamSignIn, len(devices))
	for n, d := range devices {
		w[n] = contract.TeamSignIn{Device: d.ID, Label: d.Label, Since: *d.MemberSince, SeenAt: *d.MemberSeenAt, Here: d.ID == here}
	}
	return w
}
