package volunteer

import (
	"context"
	"testing"
	"time"

	"github.com/google/uuid"

	"musikkforalle/api/contract"
	"musikkforalle/internal/audit"
	"musikkforalle/internal/fault"
	"musikkforalle/internal/fixture"
)

func TestCertificate(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	const task = "instruments"
	today := time.Now()
	for name, test := range map[string]struct {
		shown time.Time // zero: never
		want  error
	}{
		"AskedButNotShown":     {want: ErrCertificate},
		"Shown":                {shown: today.AddDate(0, -1, 0)},
		"CountsOnTheLastDay":   {shown: today.AddDate(0, -36, 11)},
		"RunOutOnTheSaturday":  {shown: today.AddDate(0, -36, 9), want: ErrCertificate},
		"RunOutLongBeforeThat": {shown: today.AddDate(-5, 0, 0), want: ErrCertificate},
	} {
		t.Run("P11_"+name, func(t *testing.T) {
			t.Parallel()
			h := newHall(t)
			v := h.volunteer()
			shift := h.shift(func(s *fixture.Shift) { s.Task, s.NeedsCertificate = task, true })
			h.Wants(h.take(v, shift), ErrCertificate)
			h.Wants(AskCertificate(ctx, h.Store, audit.CommandLine, v, task, today.AddDate(-6, 0, 0)), nil)
			if !test.shown.IsZero() {
				h.Wants(ShowCertificate(ctx, h.Store, audit.CommandLine, v, task, test.shown, "Organisator"), nil)
			}
			h.Wants(h.take(v, shift), test.want)
		})
	}
	t.Run("P11_OfAnotherTaskDoesNotCount", func(t *testing.T) {
		t.Parallel()
		h := newHall(t)
		v := h.volunteer()
		h.Wants(AskCertificate(ctx, h.Store, audit.CommandLine, v, "welcome", today), nil)
		h.Wants(ShowCertificate(ctx, h.Store, audit.CommandLine, v, "welcome", today, "Organisator"), nil)
		h.Wants(h.take(v, h.shift(func(s *fixture.Shift) { s.Task, s.NeedsCertificate = task, true })), ErrCertificate)
	})
	t.Run("AskedAgainTheOlderOneStillCounts", func(t *testing.T) {
		t.Parallel()
		h := newHall(t)
		v := h.volunteer()
		h.Wants(ShowCertificate(ctx, h.Store, audit.CommandLine, v, task, today, "Organisator"), ErrNotAsked)
		h.Wants(AskCertificate(ctx, h.Store, audit.CommandLine, v, task, today.AddDate(-2, 0, 0)), nil)
		h.Wants(ShowCertificate(ctx, h.Store, audit.CommandLine, v, task, today.AddDate(-2, 0, 0), "Organisator"), nil)
		for range 2 {
			h.Wants(AskCertificate(ctx, h.Store, audit.CommandLine, v, task, today), nil)
		}
		h.Wants(h.take(v, h.shift(func(s *fixture.Shift) { s.Task, s.NeedsCertificate = task, true })), nil)
		response, err := h.api.GetVolunteer(as(v), contract.GetVolunteerRequestObject{})
		if got := response.(contract.GetVolunteer200JSONResponse); err != nil || len(got.Certificates) != 2 || got.Certificates[1].ShownOn != nil || len(got.Shifts) != 1 {
			t.Errorf("got %+v, %v", got, err)
		}
	})
	t.Run("FutureDatesAndUnknownVolunteersAreRefused", func(t *testing.T) {
		t.Parallel()
		h := newHall(t)
		h.Wants(AskCertificate(ctx, h.Store, audit.CommandLine, uuid.New(), task, today), fault.ErrNotFound)
		h.Wants(AskCertificate(ctx, h.Store, audit.CommandLine, h.volunteer(), task, today.AddDate(0, 0, 3)), ErrDate)
		h.Wants(AskCertificate(ctx, h.Store, audit.CommandLine, h.volunteer(), "knitting", today), ErrTask)
		h.Wants(ShowCertificate(ctx, h.Store, audit.CommandLine, h.volunteer(), task, today, ""), fault.New(fault.Invalid, "invalid"))
	})
}
