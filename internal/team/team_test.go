package team_test

import (
	"context"
	"slices"
	"strings"
	"testing"

	"github.com/google/uuid"

	"musikkforalle/api/contract"
	"musikkforalle/internal/account"
	"musikkforalle/internal/db"
	"musikkforalle/internal/fault"
	"musikkforalle/internal/fixture"
	"musikkforalle/internal/place"
	"musikkforalle/internal/team"
)

func TestModelsAgreeWithTheSchema(t *testing.T) {
	h := newHall(t)
	differences, err := db.Agree(h.Store.Gorm, &team.Member{}, &team.Role{}, &team.Invitation{})
	if err != nil || len(differences) > 0 {
		t.Errorf("%q, %v", differences, err)
	}
}

func TestInvitation(t *testing.T) {
	t.Parallel()
	t.Run("MakesAMemberWithOneRole", func(t *testing.T) {
		h := newHall(t)
		leader := h.Member(place.Organiser)
		code := h.invite(place.Translator)
		r, err := h.api.GetInvitation(t.Context(), contract.GetInvitationRequestObject{Code: code})
		if i := r.(contract.GetInvitation200JSONResponse); err != nil || *i.Place != h.Place.Name || i.Role != contract.RoleTranslator || *i.Lang != "ar" {
			t.Fatalf("%+v, %v", i, err)
		}
		ctx, caller := browser()
		attempt, err := h.accept(ctx, code, "Kari@example.org")
		h.Must(err)
		h.Must(h.typeCode(ctx, attempt, h.mailed(attempt)))
		kari := caller.Enrolling
		h.Must(h.addKey(ctx, fixture.NewPhone(kari)))
		me := h.account(kari)
		if me.Name != "Kari" || me.Email != "kari@example.org" || len(me.Roles) != 1 || me.Roles[0].Role != contract.RoleTranslator || *me.Roles[0].Lang != "ar" {
			t.Errorf("%+v", me)
		}
		if !slices.Contains(h.told(), "joined: "+h.emailOf(leader)) {
			t.Errorf("told %q", h.told())
		}
		_, err = h.api.GetInvitation(t.Context(), contract.GetInvitationRequestObject{Code: code})
		h.Wants(err, fault.ErrNotFound)
	})
	t.Run("S6_CodeIsStoredHashed", func(t *testing.T) {
		h := newHall(t)
		code := h.invite(place.Organiser)
		if len(code) < 22 || h.Number("select count(*) from invitations i where strpos(i::text, ?) > 0", code) != 0 ||
			h.Number("select count(*) from invitations where code_hash = ?::bytea", account.Hash(code)) != 1 {
			t.Error("the code can be read from the database")
		}
	})
	t.Run("F22_TwoCodesForOneInvitationGiveOneRole", func(t *testing.T) {
		h := newHall(t)
		code := h.invite(place.Organiser)
		attempts, codes, contexts := [2]uuid.UUID{}, [2]string{}, [2]context.Context{}
		for i, email := range []string{"a@example.org", "b@example.org"} {
			var err error
			contexts[i], _ = browser()
			attempts[i], err = h.accept(contexts[i], code, email)
			h.Must(err)
			codes[i] = h.mailed(attempts[i])
		}
		got := fixture.Together(2, func(i int) error { return h.typeCode(contexts[i], attempts[i], codes[i]) })
		if got[""] != 1 || got["team.invitation_over"] != 1 || h.Number("select count(*) from roles") != 1 || h.Number("select count(*) from members") != 1 {
			t.Errorf("outcomes %v", got)
		}
	})
	t.Run("S6_IsOverAfterAWeek", func(t *testing.T) {
		h := newHall(t)
		code := h.invite(place.Organiser)
		ctx, _ := browser()
		attempt, err := h.accept(ctx, code, "kari@example.org")
		h.Must(err)
		typed := h.mailed(attempt)
		h.Exec("update invitations set expires_at = now()")
		_, err = h.accept(ctx, code, "kari@example.org")
		h.Wants(err, fault.ErrNotFound)
		h.Wants(h.typeCode(ctx, attempt, typed), team.ErrInvitationOver)
	})
	t.Run("GivesAKnownMemberAnotherRole", func(t *testing.T) {
		h := newHall(t)
		ola := fixture.Member(t, h.Store, fixture.Place(t, h.Store), place.Organiser)
		caller := &account.Caller{Member: ola, Network: "n", Browser: account.Hash("b")}
		ctx := account.With(context.Background(), caller)
		attempt, err := h.accept(ctx, h.invite(place.Instructor), h.emailOf(ola))
		h.Must(err)
		h.Must(h.typeCode(ctx, attempt, h.mailed(attempt)))
		if me := h.account(ola); len(me.Roles) != 2 || me.Name != "Ola" || caller.Member != ola {
			t.Errorf("%+v", me)
		}
	})
	t.Run("B33_NameOfNothingIsRefused", func(t *testing.T) {
		h := newHall(t)
		ctx, _ := browser()
		_, err := h.api.AcceptInvitation(ctx, contract.AcceptInvitationRequestObject{
			Code: h.invite(place.Organiser), Body: &contract.Acceptance{Name: "\u202e ", Email: "a@example.org", Lang: "nb"}})
		h.Wants(err, fault.New(fault.Invalid, "invalid"))
	})
}

func TestInvite(t *testing.T) {
	h := newHall(t)
	ola, network := h.Member(place.Organiser), h.Member(place.Network)
	invite := func(who uuid.UUID, b contract.NewInvitation) error {
		_, err := h.api.Invite(as(who), contract.InviteRequestObject{Body: &b})
		return err
	}
	at, elsewhere := &h.Place.Slug, fixture.Place(t, h.Store).Slug
	h.Must(invite(ola, contract.NewInvitation{Place: at, Role: contract.RoleTranslator, Lang: new("lett")}))
	h.Must(invite(network, contract.NewInvitation{Place: &elsewhere, Role: contract.RoleOrganiser}))
	h.Must(invite(network, contract.NewInvitation{Role: contract.RoleNetwork}))
	h.Wants(invite(ola, contract.NewInvitation{Role: contract.RoleNetwork}), fault.ErrForbidden)
	h.Wants(invite(ola, contract.NewInvitation{Place: &elsewhere, Role: contract.RoleInstructor}), fault.ErrNotFound)
	invalid := fault.New(fault.Invalid, "invalid")
	h.Wants(invite(ola, contract.NewInvitation{Place: at, Role: contract.RoleNetwork}), invalid)
	h.Wants(invite(ola, contract.NewInvitation{Place: at, Role: contract.RoleTranslator}), invalid)
	h.Wants(invite(ola, contract.NewInvitation{Place: at, Role: contract.RoleTranslator, Lang: new("xx")}), invalid)
	h.Wants(invite(ola, contract.NewInvitation{Place: at, Role: contract.RoleInstructor, Lang: new("ar")}), invalid)
	_, err := team.Invite(t.Context(), h.Store, fixture.Site, team.Offer{Place: h.Place.Slug, Role: "king"})
	h.Wants(err, invalid)
	_, err = team.Invite(t.Context(), h.Store, fixture.Site, team.Offer{Place: "ingensteds", Role: place.Organiser})
	h.Wants(err, fault.ErrNotFound)
}

func TestWithdrawInvitation(t *testing.T) {
	h := newHall(t)
	ola := h.Member(place.Organiser)
	code := h.invite(place.Organiser)
	list := func() contract.PlaceTeam {
		r, err := h.api.ListTeam(as(ola), contract.ListTeamRequestObject{Place: h.Place.Slug})
		h.Must(err)
		return contract.PlaceTeam(r.(contract.ListTeam200JSONResponse))
	}
	withdraw := func(who uuid.UUID, at string, id uuid.UUID) error {
		_, err := h.api.WithdrawInvitation(as(who), contract.WithdrawInvitationRequestObject{Place: at, Invitation: id})
		return err
	}
	elsewhere := fixture.Place(t, h.Store)
	other := fixture.Member(t, h.Store, elsewhere, place.Organiser)
	open := list().Invitations
	h.Wants(withdraw(other, elsewhere.Slug, open[0].Id), fault.ErrNotFound)
	h.Must(withdraw(ola, h.Place.Slug, open[0].Id))
	h.Wants(withdraw(ola, h.Place.Slug, open[0].Id), fault.ErrNotFound)
	_, err := h.api.GetInvitation(t.Context(), contract.GetInvitationRequestObject{Code: code})
	if h.Wants(err, fault.ErrNotFound); len(list().Invitations) != 0 {
		t.Error("it is still listed")
	}
}

func TestFirstLink(t *testing.T) {
	h := newHall(t)
	link, err := team.FirstLink(t.Context(), h.Store, fixture.Site)
	if err != nil || !strings.HasPrefix(link, fixture.Site+"/nb/team/join#") {
		t.Errorf("%q, %v", link, err)
	}
	h.Member(place.Organiser)
	if link, err = team.FirstLink(t.Context(), h.Store, fixture.Site); err != nil || link != "" {
		t.Errorf("%q, %v: somebody is there already", link, err)
	}
}
