package volunteer

import (
	"context"
	"testing"

	"github.com/google/uuid"

	"musikkforalle/api/contract"
	"musikkforalle/internal/account"
	"musikkforalle/internal/fault"
	"musikkforalle/internal/fixture"
	"musikkforalle/internal/limit"
	"musikkforalle/internal/passkey"
)

func beginAdding(t *testing.T, h *hall, volunteer uuid.UUID) contract.Ceremony {
	t.Helper()
	response, err := h.api.BeginPasskey(as(volunteer), contract.BeginPasskeyRequestObject{})
	if err != nil {
		t.Fatal(err)
	}
	return contract.Ceremony(response.(contract.BeginPasskey200JSONResponse).CeremonyOpenedJSONResponse)
}

func attest(t *testing.T, p *fixture.Phone, c contract.Ceremony) contract.FinishPasskeyRequestObject {
	t.Helper()
	body := contract.FinishPasskeyJSONRequestBody(p.Attest(t, c))
	return contract.FinishPasskeyRequestObject{Id: c.Id, Body: &body}
}

// add gives the volunteer a passkey on the phone.
func add(t *testing.T, p *fixture.Phone, h *hall, volunteer uuid.UUID) error {
	t.Helper()
	_, err := h.api.FinishPasskey(as(volunteer), attest(t, p, beginAdding(t, h, volunteer)))
	return err
}

func beginSignIn(t *testing.T, h *hall) contract.Ceremony {
	t.Helper()
	response, err := h.api.BeginPasskeySignIn(context.Background(), contract.BeginPasskeySignInRequestObject{})
	if err != nil {
		t.Fatal(err)
	}
	return contract.Ceremony(response.(contract.BeginPasskeySignIn200JSONResponse).CeremonyOpenedJSONResponse)
}

func sign(t *testing.T, p *fixture.Phone, c contract.Ceremony) contract.FinishPasskeySignInRequestObject {
	t.Helper()
	body := contract.FinishPasskeySignInJSONRequestBody(p.Sign(t, c))
	return contract.FinishPasskeySignInRequestObject{Id: c.Id, Body: &body}
}

// signInWith gives whom the device is signed in as afterwards.
func signInWith(h *hall, r contract.FinishPasskeySignInRequestObject) (*account.Caller, error) {
	caller := &account.Caller{}
	_, err := h.api.FinishPasskeySignIn(account.With(context.Background(), caller), r)
	return caller, err
}

func TestPasskey(t *testing.T) {
	t.Parallel()
	t.Run("AddedThenSignsInUnderANewToken", func(t *testing.T) {
		t.Parallel()
		h := newHall(t)
		v := h.volunteer()
		p := fixture.NewPhone(v)
		h.Wants(add(t, p, h, v), nil)
		if jobs := h.jobs(); len(jobs) != 1 || jobs[0].Kind != (PasskeyAdded{}).Kind() || readJob[PasskeyAdded](t, jobs[0]).Args.Volunteer != v {
			t.Errorf("jobs %v", jobs)
		}
		caller, err := signInWith(h, sign(t, p, beginSignIn(t, h)))
		token, issued := caller.Issued()
		if err != nil || caller.Volunteer != v || !issued || h.Number("select count(*) from devices where token_hash = ?", account.Hash(token)) != 1 {
			t.Errorf("caller %+v, %v", caller, err)
		}
		response, err := h.api.GetVolunteer(as(v), contract.GetVolunteerRequestObject{})
		if got := response.(contract.GetVolunteer200JSONResponse); err != nil || got.Passkeys != 1 {
			t.Errorf("got %+v, %v", got, err)
		}
	})
	t.Run("SameAuthenticatorIsExcludedNextTime", func(t *testing.T) {
		t.Parallel()
		h := newHall(t)
		v := h.volunteer()
		h.Wants(add(t, fixture.NewPhone(v), h, v), nil)
		if list, _ := beginAdding(t, h, v).PublicKey["excludeCredentials"].([]any); len(list) != 1 {
			t.Errorf("excluded: %v", list)
		}
	})
	t.Run("NobodyAddsAPasskey", func(t *testing.T) {
		t.Parallel()
		h := newHall(t)
		_, err := h.api.BeginPasskey(context.Background(), contract.BeginPasskeyRequestObject{})
		h.Wants(err, fault.ErrNobody)
	})
	t.Run("AddressWithoutAHostNameHasNone", func(t *testing.T) {
		t.Parallel()
		h := newHall(t)
		h.api.BaseURL = "http://127.0.0.1:8080"
		_, err := h.api.BeginPasskeySignIn(context.Background(), contract.BeginPasskeySignInRequestObject{})
		h.Wants(err, passkey.ErrFailed)
	})
	t.Run("CeremoniesAreLimited", func(t *testing.T) {
		t.Parallel()
		h := newHall(t)
		for range limit.Ceremonies.Most {
			beginSignIn(t, h)
		}
		_, err := h.api.BeginPasskeySignIn(context.Background(), contract.BeginPasskeySignInRequestObject{})
		h.Wants(err, fault.ErrTooMany)
	})
}

func TestPasskeyRefused(t *testing.T) {
	t.Parallel()
	// Each case breaks one thing of a sign-in that would succeed, and gives what the phone then sends.
	for name, breakIt := range map[string]func(t *testing.T, h *hall, p *fixture.Phone) contract.FinishPasskeySignInRequestObject{
		"WrongOrigin": func(t *testing.T, h *hall, p *fixture.Phone) contract.FinishPasskeySignInRequestObject {
			p.Party.Origin = "https://musikk.example.attacker.example"
			return sign(t, p, beginSignIn(t, h))
		},
		"WrongSite": func(t *testing.T, h *hall, p *fixture.Phone) contract.FinishPasskeySignInRequestObject {
			p.Party.ID = "attacker.example"
			return sign(t, p, beginSignIn(t, h))
		},
		"AnotherVolunteersHandle": func(t *testing.T, h *hall, p *fixture.Phone) contract.FinishPasskeySignInRequestObject {
			other := h.volunteer()
			p.Authenticator.Options.UserHandle = other[:]
			return sign(t, p, beginSignIn(t, h))
		},
		"NoHandle": func(t *testing.T, h *hall, p *fixture.Phone) contract.FinishPasskeySignInRequestObject {
			p.Authenticator.Options.UserHandle = nil
			return sign(t, p, beginSignIn(t, h))
		},
		"AnothersKeyUnderTheSameId": func(t *testing.T, h *hall, p *fixture.Phone) contract.FinishPasskeySignInRequestObject {
			p.Key.Key = fixture.NewKey().Key
			return sign(t, p, beginSignIn(t, h))
		},
		"UnknownKey": func(t *testing.T, h *hall, p *fixture.Phone) contract.FinishPasskeySignInRequestObject {
			p.Key = fixture.NewKey()
			return sign(t, p, beginSignIn(t, h))
		},
		"ReplayedAnswer": func(t *testing.T, h *hall, p *fixture.Phone) contract.FinishPasskeySignInRequestObject {
			answer := sign(t, p, beginSignIn(t, h))
			if _, err := signInWith(h, answer); err != nil {
				t.Fatal(err)
			}
			return answer
		},
		"AnswerToAnotherChallenge": func(t *testing.T, h *hall, p *fixture.Phone) contract.FinishPasskeySignInRequestObject {
			answer := sign(t, p, beginSignIn(t, h))
			answer.Id = beginSignIn(t, h).Id
			return answer
		},
		"ChallengeOfAddingAKey": func(t *testing.T, h *hall, p *fixture.Phone) contract.FinishPasskeySignInRequestObject {
			return sign(t, p, beginAdding(t, h, uuid.UUID(p.Authenticator.Options.UserHandle)))
		},
		"LaterThanFiveMinutes": func(t *testing.T, h *hall, p *fixture.Phone) contract.FinishPasskeySignInRequestObject {
			answer := sign(t, p, beginSignIn(t, h))
			h.Exec("update passkey_challenges set expires_at = now()")
			return answer
		},
		"CounterThatStandsStill": func(t *testing.T, h *hall, p *fixture.Phone) contract.FinishPasskeySignInRequestObject {
			p.Key.Counter = 5
			if _, err := signInWith(h, sign(t, p, beginSignIn(t, h))); err != nil {
				t.Fatal(err)
			}
			return sign(t, p, beginSignIn(t, h))
		},
		"B24_NotACredential": func(t *testing.T, h *hall, _ *fixture.Phone) contract.FinishPasskeySignInRequestObject {
			return contract.FinishPasskeySignInRequestObject{Id: beginSignIn(t, h).Id, Body: &contract.FinishPasskeySignInJSONRequestBody{"id": 7}}
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			h := newHall(t)
			v := h.volunteer()
			p := fixture.NewPhone(v)
			h.Wants(add(t, p, h, v), nil)
			caller, err := signInWith(h, breakIt(t, h, p))
			h.Wants(err, passkey.ErrFailed)
			if _, issued := caller.Issued(); issued || caller.Volunteer != uuid.Nil {
				t.Errorf("signed in as %v", caller.Volunteer)
			}
		})
	}
}

func TestPasskeyAddingRefused(t *testing.T) {
	t.Parallel()
	h := newHall(t)
	v, other := h.volunteer(), h.volunteer()
	p := fixture.NewPhone(v)
	h.Wants(add(t, p, h, v), nil)
	finish := func(who uuid.UUID, r contract.FinishPasskeyRequestObject) error {
		_, err := h.api.FinishPasskey(as(who), r)
		return err
	}
	t.Run("KeyThatAnotherVolunteerHas", func(t *testing.T) {
		h.Wants(finish(other, attest(t, p, beginAdding(t, h, other))), passkey.ErrFailed)
	})
	t.Run("AnothersChallengeStaysOpenForItsOwner", func(t *testing.T) {
		answer := attest(t, fixture.NewPhone(v), beginAdding(t, h, v))
		h.Wants(finish(other, answer), passkey.ErrFailed)
		h.Wants(finish(v, answer), nil)
	})
	t.Run("WrongOriginUsesTheChallengeUp", func(t *testing.T) {
		q := fixture.NewPhone(v)
		ceremony := beginAdding(t, h, v)
		q.Party.Origin = "http://musikk.example"
		h.Wants(finish(v, attest(t, q, ceremony)), passkey.ErrFailed)
		q.Party.Origin = "https://musikk.example"
		h.Wants(finish(v, attest(t, q, ceremony)), passkey.ErrFailed)
	})
	t.Run("F22_OneChallengeInParallelAddsOneKey", func(t *testing.T) {
		answer := attest(t, fixture.NewPhone(v), beginAdding(t, h, v))
		got := fixture.Together(10, func(int) error { return finish(v, answer) })
		if got[""] != 1 || got["passkey.failed"] != 9 {
			t.Errorf("outcomes %v", got)
		}
	})
}
