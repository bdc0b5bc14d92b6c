package team_test

import (
	"context"
	"testing"

	"github.com/google/uuid"

	"musikkforalle/api/contract"
	"musikkforalle/internal/account"
	"musikkforalle/internal/fault"
	"musikkforalle/internal/fixture"
	"musikkforalle/internal/place"
	"musikkforalle/internal/team"
)

// revoke revokes the member's only role.
func (h *hall) revoke(by, member uuid.UUID) error {
	h.Helper()
	var role uuid.UUID
	h.Must(h.Store.Gorm.Raw("select id from roles where member_id = ?", member).Row().Scan(&role))
	_, err := h.api.RevokeRole(as(by), contract.RevokeRoleRequestObject{Role: role})
	return err
}

func TestRevokeRole(t *testing.T) {
	t.Parallel()
	t.Run("P5_NothingOfThePersonIsLeft", func(t *testing.T) {
		h := newHall(t)
		leader, ola := h.Member(place.Organiser), h.Member(place.Organiser)
		h.Must(h.addKey(as(ola), fixture.NewPhone(ola)))
		_, err := h.api.Invite(as(ola), contract.InviteRequestObject{Body: &contract.NewInvitation{Place: &h.Place.Slug, Role: contract.RoleOrganiser}})
		h.Must(err)
		ctx, caller := browser()
		attempt := h.askCode(ctx, h.emailOf(ola))
		h.Must(h.typeCode(ctx, attempt, h.mailed(attempt)))
		token, _ := caller.Issued()
		h.Must(h.revoke(leader, ola))
		if _, ok, err := account.Known(t.Context(), h.Store, token); ok || err != nil {
			t.Errorf("still signed in, %v", err)
		}
		for _, sql := range []string{
			"select count(*) from members where id = ?", "select count(*) from passkeys where member_id = ?",
			"select count(*) from devices where member_id = ?", "select count(*) from audit where actor_id = ?",
			"select count(*) from invitations where used_at is null and ? <> gen_random_uuid()",
			"select count(*) from email_codes where purpose = 'member' and ? <> gen_random_uuid()",
		} {
			if n := h.Number(sql, ola); n != 0 {
				t.Errorf("%s: %d", sql, n)
			}
		}
		if h.Number("select count(*) from audit where action = 'passkey.added'") != 1 {
			t.Error("what was done is forgotten too")
		}
	})
	t.Run("P6_OldBackupDoesNotBringThePersonBack", func(t *testing.T) {
		h := newHall(t)
		leader, ola := h.Member(place.Organiser), h.Member(place.Instructor)
		h.Must(h.revoke(leader, ola))
		h.Exec("insert into members (id, email) values (?, 'ola@example.org')", ola)
		if n, err := team.ReapplyErasures(t.Context(), h.Store); n != 1 || err != nil || h.Number("select count(*) from members where id = ?", ola) != 0 {
			t.Errorf("%d erased, %v", n, err)
		}
	})
	t.Run("LastOrganiserStays", func(t *testing.T) {
		h := newHall(t)
		ola, network := h.Member(place.Organiser), h.Member(place.Network)
		h.Wants(h.revoke(ola, ola), team.ErrLastOrganiser)
		h.Wants(h.revoke(network, ola), team.ErrLastOrganiser)
	})
	t.Run("OfTwoWhoRemoveEachOtherOneStays", func(t *testing.T) {
		h := newHall(t)
		for range 5 {
			h.Exec("delete from members")
			two := [2]uuid.UUID{h.Member(place.Organiser), h.Member(place.Organiser)}
			var roles [2]uuid.UUID
			for i, m := range two {
				h.Must(h.Store.Gorm.Raw("select id from roles where member_id = ?", m).Row().Scan(&roles[i]))
			}
			fixture.Together(2, func(i int) error {
				_, err := h.api.RevokeRole(as(two[i]), contract.RevokeRoleRequestObject{Role: roles[1-i]})
				return err
			})
			if n := h.Number("select count(*) from roles where role = 'organiser'"); n != 1 {
				t.Fatalf("%d organisers are left", n)
			}
		}
	})
	t.Run("S10_OnlyByWhoOrganisesThePlace", func(t *testing.T) {
		h := newHall(t)
		ola, instructor, network := h.Member(place.Organiser), h.Member(place.Instructor), h.Member(place.Network)
		other := fixture.Member(t, h.Store, fixture.Place(t, h.Store), place.Organiser)
		for _, by := range []uuid.UUID{other, instructor} {
			h.Wants(h.revoke(by, ola), fault.ErrNotFound)
		}
		h.Wants(h.revoke(ola, network), fault.ErrNotFound)
		h.Must(h.revoke(network, network))
	})
	t.Run("OwnLastRoleSignsOut", func(t *testing.T) {
		h := newHall(t)
		ola := h.Member(place.Instructor)
		var role uuid.UUID
		h.Must(h.Store.Gorm.Raw("select id from roles where member_id = ?", ola).Row().Scan(&role))
		caller := &account.Caller{Member: ola}
		_, err := h.api.RevokeRole(account.With(context.Background(), caller), contract.RevokeRoleRequestObject{Role: role})
		if h.Must(err); !caller.Cleared() {
			t.Error("the cookie stays")
		}
	})
}

func TestEndSignIn(t *testing.T) {
	h := newHall(t)
	ola, instructor := h.Member(place.Organiser), h.Member(place.Instructor)
	other := fixture.Member(t, h.Store, fixture.Place(t, h.Store), place.Organiser)
	device := fixture.MemberDevice(t, h.Store, ola)
	end := func(by uuid.UUID) error {
		_, err := h.api.EndTeamSignIn(as(by), contract.EndTeamSignInRequestObject{SignIn: device})
		return err
	}
	t.Run("S10_NotByAnInstructorNorFromElsewhere", func(*testing.T) {
		h.Wants(end(instructor), fault.ErrNotFound)
		h.Wants(end(other), fault.ErrNotFound)
	})
	t.Run("S8_ByTheOrganiserAtOnce", func(t *testing.T) {
		if signIns := h.account(ola).SignIns; len(signIns) != 1 || signIns[0].Device != device {
			t.Errorf("listed %+v", signIns)
		}
		h.Must(end(ola))
		if h.Number("select count(*) from devices where id = ?", device) != 0 {
			t.Error("the sign-in goes on")
		}
	})
	t.Run("S8_FamilysPhoneStaysTheFamilys", func(t *testing.T) {
		device = fixture.MemberDevice(t, h.Store, instructor)
		h.Exec("update devices set family_id = ? where id = ?", fixture.Family(t, h.Store, "nb"), device)
		h.Must(end(ola))
		if h.Number("select count(*) from devices where id = ? and member_id is null and family_id is not null", device) != 1 {
			t.Error("the family was signed out too")
		}
	})
}

// S7: a member's sign-in ends two hours after its last use or twelve hours after it began; the sweep deletes it.
func TestSignInEnds(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		since, seen string
		lives       bool
	}{
		"UsedALittleAgo":        {"11 hours 59 minutes", "1 hour 59 minutes", true},
		"S7_TwoHoursWithoutUse": {"3 hours", "2 hours 1 second", false},
		"S7_TwelveHoursInAll":   {"12 hours 1 second", "1 minute", false},
	} {
		t.Run(name, func(t *testing.T) {
			h := newHall(t)
			ola := h.Member(place.Organiser)
			device, token := fixture.MemberDevice(t, h.Store, ola), account.NewToken()
			h.Exec(`update devices set token_hash = ?::bytea, member_since = now() - ?::interval, member_seen_at = now() - ?::interval
				where id = ?`, account.Hash(token), test.since, test.seen, device)
			_, known, err := account.Known(t.Context(), h.Store, token)
			h.Must(err)
			_, err = account.SweepMembers(t.Context(), h.Store)
			h.Must(err)
			kept := h.Number("select count(*) from devices where id = ?", device) == 1
			if known != test.lives || kept != test.lives || (len(h.account(ola).SignIns) == 1) != test.lives {
				t.Errorf("known %v, kept %v, want %v", known, kept, test.lives)
			}
		})
	}
}
