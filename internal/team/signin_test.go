package team_test

import (
	"context"
	"slices"
	"testing"

	"github.com/google/uuid"
	"gorm.io/gorm"

	"musikkforalle/api/contract"
	"musikkforalle/internal/account"
	"musikkforalle/internal/db"
	"musikkforalle/internal/fault"
	"musikkforalle/internal/fixture"
	"musikkforalle/internal/passkey"
	"musikkforalle/internal/place"
	"musikkforalle/internal/team"
)

// addKey adds a passkey on the phone to the calling member.
func (h *hall) addKey(ctx context.Context, phone *fixture.Phone) error {
	h.Helper()
	r, err := h.api.BeginTeamPasskey(ctx, contract.BeginTeamPasskeyRequestObject{})
	if err != nil {
		return err
	}
	c := contract.Ceremony(r.(contract.BeginTeamPasskey200JSONResponse).CeremonyOpenedJSONResponse)
	body := contract.FinishTeamPasskeyJSONRequestBody(phone.Attest(h, c))
	_, err = h.api.FinishTeamPasskey(ctx, contract.FinishTeamPasskeyRequestObject{Id: c.Id, Body: &body})
	return err
}

func (h *hall) beginSignIn() contract.Ceremony {
	h.Helper()
	r, err := h.api.BeginTeamSignIn(context.Background(), contract.BeginTeamSignInRequestObject{})
	h.Must(err)
	return contract.Ceremony(r.(contract.BeginTeamSignIn200JSONResponse).CeremonyOpenedJSONResponse)
}

// signIn signs in with the phone's passkey on a new device and returns its caller.
func (h *hall) signIn(phone *fixture.Phone, c contract.Ceremony) (*account.Caller, error) {
	h.Helper()
	ctx, caller := browser()
	body := contract.FinishTeamSignInJSONRequestBody(phone.Sign(h, c))
	_, err := h.api.FinishTeamSignIn(ctx, contract.FinishTeamSignInRequestObject{Id: c.Id, Body: &body})
	return caller, err
}

func TestPasskeyOfAMember(t *testing.T) {
	t.Parallel()
	t.Run("S6_SignsInUnderANewToken", func(t *testing.T) {
		h := newHall(t)
		ola := h.Member(place.Organiser)
		phone := fixture.NewPhone(ola)
		h.Must(h.addKey(as(ola), phone))
		caller, err := h.signIn(phone, h.beginSignIn())
		token, issued := caller.Issued()
		if err != nil || caller.Member != ola || !issued {
			t.Fatalf("%+v, %v", caller, err)
		}
		if d, ok, err := account.Known(t.Context(), h.Store, token); err != nil || !ok || !d.MemberKey || *d.MemberID != ola {
			t.Errorf("%+v, %v, %v", d, ok, err)
		}
	})
	t.Run("S5_PhoneThatNobodyUnlockedIsRefused", func(t *testing.T) {
		h := newHall(t)
		ola := h.Member(place.Organiser)
		phone := fixture.NewPhone(ola)
		phone.Authenticator.Options.UserNotVerified = true
		h.Wants(h.addKey(as(ola), phone), passkey.ErrFailed)
		phone.Authenticator.Options.UserNotVerified = false
		h.Must(h.addKey(as(ola), phone))
		phone.Authenticator.Options.UserNotVerified = true
		_, err := h.signIn(phone, h.beginSignIn())
		h.Wants(err, passkey.ErrFailed)
	})
	t.Run("S5_VolunteersPasskeyIsNoMembers", func(t *testing.T) {
		h := newHall(t)
		v := fixture.Volunteer(t, h.Store, h.Place, "nb")
		phone := fixture.NewPhone(v)
		desk := passkey.Desk{Kind: passkey.Volunteers, Store: h.Store, BaseURL: fixture.Site, Find: person(v)}
		c, err := desk.BeginAdding(t.Context(), v)
		h.Must(err)
		h.Must(desk.FinishAdding(t.Context(), v, c.Id, phone.Attest(t, c), nothing))
		_, err = h.signIn(phone, h.beginSignIn())
		h.Wants(err, passkey.ErrFailed)
	})
	t.Run("S5_ChallengeForVolunteersAsksAMemberForNoLess", func(t *testing.T) {
		h := newHall(t)
		ola := h.Member(place.Organiser)
		phone := fixture.NewPhone(ola)
		h.Must(h.addKey(as(ola), phone))
		phone.Authenticator.Options.UserNotVerified = true
		desk := passkey.Desk{Kind: passkey.Volunteers, Store: h.Store, BaseURL: fixture.Site}
		c, err := desk.BeginSignIn(t.Context())
		h.Must(err)
		_, err = h.signIn(phone, c)
		h.Wants(err, passkey.ErrFailed)
	})
	t.Run("IsToldToTheMemberAndTheOrganisersBeside", func(t *testing.T) {
		h := newHall(t)
		ola, kari, network := h.Member(place.Instructor), h.Member(place.Organiser), h.Member(place.Network)
		h.Member(place.Translator)
		fixture.Member(t, h.Store, fixture.Place(t, h.Store), place.Organiser)
		h.Must(h.addKey(as(ola), fixture.NewPhone(ola)))
		want := []string{"key: " + h.emailOf(ola), "key: " + h.emailOf(kari), "key: " + h.emailOf(network)}
		got := h.told()
		slices.Sort(got)
		if slices.Sort(want); !slices.Equal(got, want) {
			t.Errorf("told %q, want %q", got, want)
		}
	})
}

func TestRemovePasskey(t *testing.T) {
	h := newHall(t)
	ola, kari := h.Member(place.Organiser), h.Member(place.Organiser)
	h.Must(h.addKey(as(ola), fixture.NewPhone(ola)))
	h.Must(h.addKey(as(ola), fixture.NewPhone(ola)))
	h.Must(h.addKey(as(kari), fixture.NewPhone(kari)))
	remove := func(who uuid.UUID, key string) error {
		_, err := h.api.RemoveTeamPasskey(as(who), contract.RemoveTeamPasskeyRequestObject{Key: key})
		return err
	}
	keys := h.account(ola).Passkeys
	h.Wants(remove(kari, keys[0].Id), fault.ErrNotFound)
	h.Wants(remove(ola, "AAAA"), fault.ErrNotFound)
	got := fixture.Together(2, func(i int) error { return remove(ola, keys[i].Id) })
	if got[""] != 1 || got["team.last_passkey"] != 1 {
		t.Errorf("outcomes %v: of two that are removed at once one stays", got)
	}
	if left := h.account(ola).Passkeys; len(left) != 1 || !slices.Contains(h.told(), "removed: "+h.emailOf(kari)) {
		t.Errorf("left %v, told %q", left, h.told())
	}
}

func (h *hall) account(member uuid.UUID) contract.TeamMember {
	h.Helper()
	r, err := h.api.GetTeamAccount(as(member), contract.GetTeamAccountRequestObject{})
	h.Must(err)
	return contract.TeamMember(r.(contract.GetTeamAccount200JSONResponse))
}

func TestCodeOfAMember(t *testing.T) {
	t.Parallel()
	t.Run("S5_OnlyLetsAddAPasskeyWhichSignsIn", func(t *testing.T) {
		h := newHall(t)
		ola := h.Member(place.Organiser)
		ctx, caller := browser()
		attempt := h.askCode(ctx, h.emailOf(ola))
		h.Must(h.typeCode(ctx, attempt, h.mailed(attempt)))
		before, _ := caller.Issued()
		if caller.Member != uuid.Nil || caller.Enrolling != ola {
			t.Fatalf("%+v", caller)
		}
		_, err := h.api.ListTeam(ctx, contract.ListTeamRequestObject{Place: h.Place.Slug})
		h.Wants(err, fault.ErrNobody)
		_, err = h.api.GetTeamAccount(ctx, contract.GetTeamAccountRequestObject{})
		h.Wants(err, fault.ErrNobody)
		w, err := h.api.GetTeam(ctx, contract.GetTeamRequestObject{})
		if seen := w.(contract.GetTeam200JSONResponse); err != nil || !seen.Enrolling || len(seen.Places) != 0 {
			t.Errorf("%+v, %v", seen, err)
		}
		h.Must(h.addKey(ctx, fixture.NewPhone(ola)))
		after, _ := caller.Issued()
		if caller.Member != ola || caller.Enrolling != uuid.Nil || after == before {
			t.Errorf("%+v", caller)
		}
		if _, ok, _ := account.Known(t.Context(), h.Store, before); ok {
			t.Error("the code's token still works")
		}
	})
	t.Run("S3_UnknownAddressGetsTheSameAnswerAndNoMail", func(t *testing.T) {
		h := newHall(t)
		ctx, _ := browser()
		attempt := h.askCode(ctx, "ingen@example.org")
		if code := h.mailed(attempt); attempt == uuid.Nil || code != "" {
			t.Errorf("attempt %v, code %q", attempt, code)
		}
	})
	t.Run("S1_CodeOfAnotherPurposeIsNone", func(t *testing.T) {
		h := newHall(t)
		ola := h.Member(place.Organiser)
		ctx, caller := browser()
		attempt, err := account.SendCode(ctx, h.Store, account.AsVolunteer, h.emailOf(ola), "nb")
		h.Must(err)
		h.Wants(h.typeCode(ctx, attempt, h.mailed(attempt)), account.ErrCodeOver)
		if caller.Enrolling != uuid.Nil {
			t.Error("a volunteer's code let a member in")
		}
	})
	t.Run("S1_AnotherBrowserCannotTypeIt", func(t *testing.T) {
		h := newHall(t)
		ola := h.Member(place.Organiser)
		ctx, _ := browser()
		attempt := h.askCode(ctx, h.emailOf(ola))
		other, _ := browser()
		h.Wants(h.typeCode(other, attempt, h.mailed(attempt)), account.ErrCodeOver)
	})
	t.Run("IsToldToTheOthers", func(t *testing.T) {
		h := newHall(t)
		ola, kari := h.Member(place.Organiser), h.Member(place.Organiser)
		ctx, _ := browser()
		attempt := h.askCode(ctx, h.emailOf(ola))
		h.Must(h.typeCode(ctx, attempt, h.mailed(attempt)))
		for _, who := range []uuid.UUID{ola, kari} {
			if !slices.Contains(h.told(), "code: "+h.emailOf(who)) {
				t.Errorf("told %q", h.told())
			}
		}
	})
}

func TestNotice(t *testing.T) {
	h := newHall(t)
	ola, kari := h.Member(place.Organiser), h.Member(place.Organiser)
	h.Exec("update members set lang = 'en', name = 'Kari' where id = ?", kari)
	for _, what := range []string{"key", "removed", "code", "joined"} {
		h.Must(h.notice(team.Notice{What: what, About: ola, To: ola}))
		h.Must(h.notice(team.Notice{What: what, About: ola, To: kari}))
	}
	own, others := h.box.mails[0], h.box.mails[1]
	if own.Subject != "Ny tilgangsnøkkel" || own.MessageID == "" || others.Subject != "New passkey" || others.To != h.emailOf(kari) {
		t.Errorf("sent %+v and %+v", own, others)
	}
	for _, m := range h.box.mails {
		if len(m.Text) < 40 || m.Validate() != nil {
			t.Errorf("sent %+v", m)
		}
	}
	sent := len(h.box.mails)
	h.Must(h.notice(team.Notice{What: "key", About: uuid.New(), To: kari}))
	h.Must(h.notice(team.Notice{What: "key", About: ola, To: uuid.New()}))
	if len(h.box.mails) != sent {
		t.Error("F10: told of or to somebody who is erased")
	}
}

func nothing(*db.Tx) error { return nil }

func person(id uuid.UUID) func(*gorm.DB, uuid.UUID) (passkey.Person, error) {
	return func(*gorm.DB, uuid.UUID) (passkey.Person, error) {
		return passkey.Person{ID: id, Email: "v@example.org"}, nil
	}
}
