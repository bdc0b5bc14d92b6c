package volunteer

import (
	"context"
	"encoding/json"
	"testing"

	"github.com/descope/virtualwebauthn"
	"github.com/google/uuid"
	"github.com/riverqueue/river"

	"musikkforalle/api/contract"
	"musikkforalle/internal/account"
	"musikkforalle/internal/fault"
)

// phone is a browser with an authenticator that holds one key of one volunteer.
type phone struct {
	rp            virtualwebauthn.RelyingParty
	authenticator virtualwebauthn.Authenticator
	key           virtualwebauthn.Credential
}

func newPhone(volunteer uuid.UUID) *phone {
	return &phone{
		rp: virtualwebauthn.RelyingParty{ID: "musikk.example", Name: "Musikk for alle", Origin: "https://musikk.example"},
		authenticator: virtualwebauthn.NewAuthenticatorWithOptions(
			virtualwebauthn.AuthenticatorOptions{UserHandle: volunteer[:], BackupEligible: true, BackupState: true}),
		key: newKey(),
	}
}

// newKey skips the keys, one in 128, that the virtual authenticator writes wrongly: a coordinate that begins with a zero.
func newKey() virtualwebauthn.Credential {
	const whole = 77 // bytes of a COSE key with two coordinates of 32
	for {
		if key := virtualwebauthn.NewCredential(virtualwebauthn.KeyTypeEC2); len(key.Key.AttestationData()) == whole {
			return key
		}
	}
}

func object(t *testing.T, text string) (body map[string]any) {
	t.Helper()
	if err := json.Unmarshal([]byte(text), &body); err != nil {
		t.Fatal(err)
	}
	return body
}

func beginAdding(t *testing.T, h *hall, volunteer uuid.UUID) contract.Ceremony {
	t.Helper()
	response, err := h.api.BeginPasskey(as(volunteer), contract.BeginPasskeyRequestObject{})
	if err != nil {
		t.Fatal(err)
	}
	return contract.Ceremony(response.(contract.BeginPasskey200JSONResponse).CeremonyOpenedJSONResponse)
}

func (p *phone) attest(t *testing.T, c contract.Ceremony) contract.FinishPasskeyRequestObject {
	t.Helper()
	raw, _ := json.Marshal(c.PublicKey)
	options, err := virtualwebauthn.ParseAttestationOptions(string(raw))
	if err != nil {
		t.Fatal(err)
	}
	body := contract.FinishPasskeyJSONRequestBody(object(t, virtualwebauthn.CreateAttestationResponse(p.rp, p.authenticator, p.key, *options)))
	return contract.FinishPasskeyRequestObject{Id: c.Id, Body: &body}
}

// add gives the volunteer a passkey on the phone.
func (p *phone) add(t *testing.T, h *hall, volunteer uuid.UUID) error {
	t.Helper()
	_, err := h.api.FinishPasskey(as(volunteer), p.attest(t, beginAdding(t, h, volunteer)))
	p.authenticator.AddCredential(p.key)
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

func (p *phone) sign(t *testing.T, c contract.Ceremony) contract.FinishPasskeySignInRequestObject {
	t.Helper()
	raw, _ := json.Marshal(c.PublicKey)
	options, err := virtualwebauthn.ParseAssertionOptions(string(raw))
	if err != nil {
		t.Fatal(err)
	}
	body := contract.FinishPasskeySignInJSONRequestBody(object(t, virtualwebauthn.CreateAssertionResponse(p.rp, p.authenticator, p.key, *options)))
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
		v := h.volunteer(t)
		p := newPhone(v)
		wants(t, p.add(t, h, v), nil)
		if len(h.jobs.all) != 1 || h.jobs.all[0] != river.JobArgs(PasskeyAdded{Volunteer: v}) {
			t.Errorf("jobs %v", h.jobs.all)
		}
		caller, err := signInWith(h, p.sign(t, beginSignIn(t, h)))
		token, issued := caller.Issued()
		if err != nil || caller.Volunteer != v || !issued || h.count(t, "select count(*) from devices where token_hash = ?", account.Hash(token)) != 1 {
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
		v := h.volunteer(t)
		wants(t, newPhone(v).add(t, h, v), nil)
		if list, _ := beginAdding(t, h, v).PublicKey["excludeCredentials"].([]any); len(list) != 1 {
			t.Errorf("excluded: %v", list)
		}
	})
	t.Run("NobodyAddsAPasskey", func(t *testing.T) {
		t.Parallel()
		_, err := newHall(t).api.BeginPasskey(context.Background(), contract.BeginPasskeyRequestObject{})
		wants(t, err, fault.ErrNobody)
	})
	t.Run("AddressWithoutAHostNameHasNone", func(t *testing.T) {
		t.Parallel()
		h := newHall(t)
		h.api.BaseURL = "http://127.0.0.1:8080"
		_, err := h.api.BeginPasskeySignIn(context.Background(), contract.BeginPasskeySignInRequestObject{})
		wants(t, err, ErrPasskey)
	})
	t.Run("CeremoniesAreLimited", func(t *testing.T) {
		t.Parallel()
		h := newHall(t)
		for range ceremoniesAllowed {
			beginSignIn(t, h)
		}
		_, err := h.api.BeginPasskeySignIn(context.Background(), contract.BeginPasskeySignInRequestObject{})
		wants(t, err, fault.ErrTooMany)
	})
}

func TestPasskeyRefused(t *testing.T) {
	t.Parallel()
	// Each case breaks one thing of a sign-in that would succeed, and gives what the phone then sends.
	for name, breakIt := range map[string]func(t *testing.T, h *hall, p *phone) contract.FinishPasskeySignInRequestObject{
		"WrongOrigin": func(t *testing.T, h *hall, p *phone) contract.FinishPasskeySignInRequestObject {
			p.rp.Origin = "https://musikk.example.attacker.example"
			return p.sign(t, beginSignIn(t, h))
		},
		"WrongSite": func(t *testing.T, h *hall, p *phone) contract.FinishPasskeySignInRequestObject {
			p.rp.ID = "attacker.example"
			return p.sign(t, beginSignIn(t, h))
		},
		"AnotherVolunteersHandle": func(t *testing.T, h *hall, p *phone) contract.FinishPasskeySignInRequestObject {
			other := h.volunteer(t)
			p.authenticator.Options.UserHandle = other[:]
			return p.sign(t, beginSignIn(t, h))
		},
		"NoHandle": func(t *testing.T, h *hall, p *phone) contract.FinishPasskeySignInRequestObject {
			p.authenticator.Options.UserHandle = nil
			return p.sign(t, beginSignIn(t, h))
		},
		"AnothersKeyUnderTheSameId": func(t *testing.T, h *hall, p *phone) contract.FinishPasskeySignInRequestObject {
			p.key.Key = newKey().Key
			return p.sign(t, beginSignIn(t, h))
		},
		"UnknownKey": func(t *testing.T, h *hall, p *phone) contract.FinishPasskeySignInRequestObject {
			p.key = newKey()
			return p.sign(t, beginSignIn(t, h))
		},
		"ReplayedAnswer": func(t *testing.T, h *hall, p *phone) contract.FinishPasskeySignInRequestObject {
			answer := p.sign(t, beginSignIn(t, h))
			if _, err := signInWith(h, answer); err != nil {
				t.Fatal(err)
			}
			return answer
		},
		"AnswerToAnotherChallenge": func(t *testing.T, h *hall, p *phone) contract.FinishPasskeySignInRequestObject {
			answer := p.sign(t, beginSignIn(t, h))
			answer.Id = beginSignIn(t, h).Id
			return answer
		},
		"ChallengeOfAddingAKey": func(t *testing.T, h *hall, p *phone) contract.FinishPasskeySignInRequestObject {
			return p.sign(t, beginAdding(t, h, uuid.UUID(p.authenticator.Options.UserHandle)))
		},
		"LaterThanFiveMinutes": func(t *testing.T, h *hall, p *phone) contract.FinishPasskeySignInRequestObject {
			answer := p.sign(t, beginSignIn(t, h))
			h.exec(t, "update passkey_challenges set expires_at = now()")
			return answer
		},
		"CounterThatStandsStill": func(t *testing.T, h *hall, p *phone) contract.FinishPasskeySignInRequestObject {
			p.key.Counter = 5
			if _, err := signInWith(h, p.sign(t, beginSignIn(t, h))); err != nil {
				t.Fatal(err)
			}
			return p.sign(t, beginSignIn(t, h))
		},
		"B24_NotACredential": func(t *testing.T, h *hall, _ *phone) contract.FinishPasskeySignInRequestObject {
			return contract.FinishPasskeySignInRequestObject{Id: beginSignIn(t, h).Id, Body: &contract.FinishPasskeySignInJSONRequestBody{"id": 7}}
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			h := newHall(t)
			v := h.volunteer(t)
			p := newPhone(v)
			wants(t, p.add(t, h, v), nil)
			caller, err := signInWith(h, breakIt(t, h, p))
			wants(t, err, ErrPasskey)
			if _, issued := caller.Issued(); issued || caller.Volunteer != uuid.Nil {
				t.Errorf("signed in as %v", caller.Volunteer)
			}
		})
	}
}

func TestPasskeyAddingRefused(t *testing.T) {
	t.Parallel()
	h := newHall(t)
	v, other := h.volunteer(t), h.volunteer(t)
	p := newPhone(v)
	wants(t, p.add(t, h, v), nil)
	finish := func(who uuid.UUID, r contract.FinishPasskeyRequestObject) error {
		_, err := h.api.FinishPasskey(as(who), r)
		return err
	}
	t.Run("KeyThatAnotherVolunteerHas", func(t *testing.T) {
		wants(t, finish(other, p.attest(t, beginAdding(t, h, other))), ErrPasskey)
	})
	t.Run("AnothersChallengeStaysOpenForItsOwner", func(t *testing.T) {
		answer := newPhone(v).attest(t, beginAdding(t, h, v))
		wants(t, finish(other, answer), ErrPasskey)
		wants(t, finish(v, answer), nil)
	})
	t.Run("WrongOriginUsesTheChallengeUp", func(t *testing.T) {
		q := newPhone(v)
		ceremony := beginAdding(t, h, v)
		q.rp.Origin = "http://musikk.example"
		wants(t, finish(v, q.attest(t, ceremony)), ErrPasskey)
		q.rp.Origin = "https://musikk.example"
		wants(t, finish(v, q.attest(t, ceremony)), ErrPasskey)
	})
	t.Run("F22_OneChallengeInParallelAddsOneKey", func(t *testing.T) {
		answer := newPhone(v).attest(t, beginAdding(t, h, v))
		got := together(10, func(int) error { return finish(v, answer) })
		if got[""] != 1 || got["passkey.failed"] != 9 {
			t.Errorf("outcomes %v", got)
		}
	})
}
