package door

import (
	"context"
	"errors"
	"testing"

	"musikkforalle/api/contract"
	"musikkforalle/internal/disclosure"
	"musikkforalle/internal/fixture"
	"musikkforalle/internal/place"
	"musikkforalle/internal/session"
)

func (b *bundle) pulse(s *session.Session, who contract.PulseWho, joy contract.Face) error {
	p := contract.Pulse{Who: who}
	p.Answers.Joy = &joy
	_, err := b.api.GivePulse(context.Background(), contract.GivePulseRequestObject{Session: s.ID, Body: &p})
	return err
}

func (b *bundle) shown() []contract.PulseCount {
	b.Helper()
	r, err := b.api.GetPulse(b.ctx, contract.GetPulseRequestObject{Session: b.session.ID})
	b.Must(err)
	return r.(contract.GetPulse200JSONResponse).Counts
}

func TestPulse(t *testing.T) {
	t.Parallel()
	b := newBundle(t)
	t.Run("P9/FewerThanFiveAnswersAreNotShown", func(t *testing.T) {
		for range disclosure.Fewest - 1 {
			b.Must(b.pulse(b.session, contract.PulseWhoChild, contract.Good))
		}
		b.Must(b.pulse(b.session, contract.PulseWhoFamily, contract.Bad))
		if shown := b.shown(); len(shown) != 0 {
			t.Errorf("%+v", shown)
		}
	})
	t.Run("AnAnswerRaisesANumber", func(t *testing.T) {
		b.Must(b.pulse(b.session, contract.PulseWhoChild, contract.Middling))
		shown := b.shown()
		if len(shown) != 1 || shown[0].Good != 4 || shown[0].Middling != 1 || shown[0].Bad != 0 {
			t.Errorf("%+v", shown)
		}
	})
	t.Run("OpenFromTheStartUntilSevenDaysAfter", func(t *testing.T) {
		long := b.saturday(9)
		if err := b.pulse(long, contract.PulseWhoFamily, contract.Good); !errors.Is(err, ErrPulseClosed) {
			t.Error(err)
		}
		if err := b.pulse(b.saturday(-2), contract.PulseWhoFamily, contract.Good); !errors.Is(err, ErrPulseClosed) {
			t.Error(err)
		}
	})
	t.Run("S10/AnInstructorDoesNotReadIt", func(t *testing.T) {
		ctx := fixture.As(context.Background(), fixture.Member(t, b.Store, b.Place, place.Instructor))
		if _, err := b.api.GetPulse(ctx, contract.GetPulseRequestObject{Session: b.session.ID}); err == nil {
			t.Error("it was read")
		}
	})
}

func TestNote(t *testing.T) {
	t.Parallel()
	b := newBundle(t)
	write := func(text, ifMatch string) (contract.SetSessionNote200JSONResponse, error) {
		r, err := b.api.SetSessionNote(b.ctx, contract.SetSessionNoteRequestObject{
			Session: b.session.ID, Params: contract.SetSessionNoteParams{IfMatch: ifMatch}, Body: &contract.NewSessionNote{Text: text},
		})
		if err != nil {
			return contract.SetSessionNote200JSONResponse{}, err
		}
		return r.(contract.SetSessionNote200JSONResponse), nil
	}
	first, err := write("Mange ville danse.", `"v0"`)
	b.Must(err)
	t.Run("F21/AnotherOrganisersNoteIsNotOverwritten", func(t *testing.T) {
		_, err := write("Fem vafler igjen.", *first.Headers.ETag)
		b.Must(err)
		if _, err := write("Noe annet", *first.Headers.ETag); !errors.Is(err, ErrNoteChanged) {
			t.Error(err)
		}
	})
	r, err := b.api.GetSessionNote(b.ctx, contract.GetSessionNoteRequestObject{Session: b.session.ID})
	b.Must(err)
	if n := r.(contract.GetSessionNote200JSONResponse).Body; n.Text != "Fem vafler igjen." || n.Version != 2 {
		t.Errorf("%+v", n)
	}
}
