package roll

import (
	"testing"
	"time"

	openapi_types "github.com/oapi-codegen/runtime/types"

	"github.com/google/uuid"

	"musikkforalle/api/contract"
	"musikkforalle/internal/audit"
	"musikkforalle/internal/fault"
	"musikkforalle/internal/fixture"
	"musikkforalle/internal/volunteer"
)

const task = "instruments"

func needsCertificate(s *fixture.Shift) { s.Task, s.NeedsCertificate = task, true }

func (w *world) put(v, shift uuid.UUID) error {
	_, err := w.api.PutHand(w.ctx, contract.PutHandRequestObject{Shift: shift, Volunteer: v})
	return err
}

func (w *world) takeOff(v, shift uuid.UUID) error {
	_, err := w.api.TakeHandOff(w.ctx, contract.TakeHandOffRequestObject{Shift: shift, Volunteer: v})
	return err
}

func (w *world) ask(v uuid.UUID, on time.Time) (any, error) {
	return w.api.AskCertificate(w.ctx, contract.AskCertificateRequestObject{Place: w.Place.Slug, Volunteer: v, Task: task,
		Body: &contract.CertificateAsked{On: openapi_types.Date{Time: on}}})
}

func (w *world) show(v uuid.UUID, on time.Time, to *string) (any, error) {
	return w.api.ShowCertificate(w.ctx, contract.ShowCertificateRequestObject{Place: w.Place.Slug, Volunteer: v, Task: task,
		Body: &contract.CertificateShown{On: openapi_types.Date{Time: on}, To: to}})
}

func TestHands(t *testing.T) {
	t.Parallel()
	t.Run("ARingingVolunteerIsPutOnAndTakenOffByTheSameRules", func(t *testing.T) {
		w := newWorld(t)
		v, second := w.named("Kari"), w.named("Per")
		shift := fixture.AddShift(t, w.Store, w.session, func(s *fixture.Shift) { s.Needed = 1 }).ID
		w.Wants(w.put(v, shift), nil)
		w.Wants(w.put(v, shift), nil)
		w.Wants(w.put(second, shift), volunteer.ErrFull)
		w.Wants(w.takeOff(v, shift), nil)
		w.Wants(w.takeOff(v, shift), fault.ErrNotFound)
		w.Wants(w.put(second, shift), nil)
		if n := w.Number("select count(*) from audit where actor = 'member' and actor_id = ? and place_id = ? and action in ('shift.taken', 'shift.given_back')", w.member, w.Place.ID); n != 3 {
			t.Errorf("%d lines in the audit, want 3", n)
		}
		if n := w.Number("select count(*) from reminders where kind = 'late_give_back'"); n != 0 {
			t.Error("the organiser who did it is told of it")
		}
	})
	t.Run("B40_OtherPlacesShiftsAndVolunteersDoNotExist", func(t *testing.T) {
		w := newWorld(t)
		elsewhere := fixture.Place(t, w.Store)
		theirs := fixture.AddShift(t, w.Store, fixture.Session(t, w.Store, elsewhere, time.Now().AddDate(0, 0, 5))).ID
		ours := fixture.AddShift(t, w.Store, w.session).ID
		w.Wants(w.put(w.named("Kari"), theirs), fault.ErrNotFound)
		w.Wants(w.put(fixture.Volunteer(t, w.Store, elsewhere), ours), fault.ErrNotFound)
		w.Wants(w.put(w.named("Per"), uuid.New()), fault.ErrNotFound)
	})
}

func TestRegister(t *testing.T) {
	t.Parallel()
	today := time.Now()
	t.Run("P11_AShiftThatNeedsOneIsTakenOnlyAfterItWasShown", func(t *testing.T) {
		w := newWorld(t)
		v := w.named("Kari")
		shift := fixture.AddShift(t, w.Store, w.session, needsCertificate).ID
		state := func() contract.CertificateState { return w.file(v).Volunteer.Certificates[0] }
		if got := state(); got.State != "none" || !got.Needed {
			t.Errorf("got %+v", got)
		}
		w.Wants(w.put(v, shift), volunteer.ErrCertificate)
		_, err := w.show(v, today, nil)
		w.Wants(err, volunteer.ErrNotAsked)
		_, err = w.ask(v, today.AddDate(0, 0, 3))
		w.Wants(err, volunteer.ErrDate)
		_, err = w.ask(v, today)
		w.Wants(err, nil)
		if got := state(); got.State != "asked" {
			t.Errorf("got %+v", got)
		}
		w.Wants(w.put(v, shift), volunteer.ErrCertificate)
		_, err = w.show(v, today, nil)
		w.Wants(err, nil)
		if got := state(); got.State != "shown" || *got.ShownTo != "Ola" || got.ValidUntil.Format(time.DateOnly) != today.AddDate(0, 36, 0).Format(time.DateOnly) {
			t.Errorf("got %+v", got)
		}
		w.Wants(w.put(v, shift), nil)
		if n := w.Number(`select count(*) from audit where actor_id = ? and place_id = ? and action like 'certificate.%' and detail = '{"task": "instruments"}'`, w.member, w.Place.ID); n != 2 {
			t.Errorf("%d lines in the audit, want 2", n)
		}
	})
	t.Run("P11_WhatRunsOutComesFirst", func(t *testing.T) {
		w := newWorld(t)
		w.named("Ingen") // of whom nothing is noted
		for name, shown := range map[string]time.Time{
			"Vist": today, "Snart": today.AddDate(0, -35, 0), "Ut": today.AddDate(0, -36, -1), "Spurt": {},
		} {
			v := w.named(name)
			_, err := w.ask(v, today.AddDate(-4, 0, 0))
			w.Wants(err, nil)
			if !shown.IsZero() {
				_, err = w.show(v, shown, new("Grete"))
				w.Wants(err, nil)
			}
		}
		rows := fixture.OK[contract.ListCertificates200JSONResponse](w)(w.api.ListCertificates(w.ctx, contract.ListCertificatesRequestObject{Place: w.Place.Slug}))
		var got string
		for _, row := range rows {
			got += row.Name + " " + string(row.Certificate.State) + ", "
		}
		if got != "Ut out, Snart ending, Spurt asked, Vist shown, " {
			t.Errorf("got %s", got)
		}
	})
}

func TestLeave(t *testing.T) {
	t.Parallel()
	leave := func(w *world, v uuid.UUID) {
		w.Helper()
		_, err := w.api.RemoveVolunteer(w.ctx, contract.RemoveVolunteerRequestObject{Place: w.Place.Slug, Volunteer: v})
		w.Wants(err, nil)
	}
	t.Run("P11_CertificatesAndComingShiftsGo_WorkedHoursStay", func(t *testing.T) {
		w := newWorld(t)
		v := w.named("Kari")
		w.worked(v, w.Place, 20)
		shift := fixture.AddShift(t, w.Store, w.session).ID
		w.Wants(w.put(v, shift), nil)
		_, err := w.ask(v, time.Now())
		w.Wants(err, nil)
		leave(w, v)
		if len(w.list("")) != 0 || w.Number("select count(*) from certificates") != 0 || w.Number("select count(*) from shift_hands") != 1 {
			t.Error("something of the volunteer stayed")
		}
		_, err = w.api.RemoveVolunteer(w.ctx, contract.RemoveVolunteerRequestObject{Place: w.Place.Slug, Volunteer: v})
		w.Wants(err, fault.ErrNotFound)
		if _, err := volunteer.Take(w.ctx, w.Store, v, shift); err != nil || len(w.list("")) != 1 {
			t.Errorf("did not come back: %v", err)
		}
	})
	t.Run("AnotherPlaceKeepsWhatItNeeds", func(t *testing.T) {
		w := newWorld(t)
		v := w.named("Kari")
		elsewhere := fixture.Place(t, w.Store)
		w.worked(v, elsewhere, 20)
		theirs := fixture.AddShift(t, w.Store, fixture.Session(t, w.Store, elsewhere, time.Now().AddDate(0, 0, 5))).ID
		if _, err := volunteer.Take(w.ctx, w.Store, v, theirs); err != nil {
			t.Fatal(err)
		}
		_, err := w.ask(v, time.Now())
		w.Wants(err, nil)
		leave(w, v)
		if w.Number("select count(*) from certificates") != 1 || w.Number("select count(*) from shift_hands") != 2 {
			t.Error("leaving one place took what another has")
		}
	})
	t.Run("P11_ErasingTakesCertificatesAlong", func(t *testing.T) {
		w := newWorld(t)
		v := w.named("Kari")
		_, err := w.ask(v, time.Now())
		w.Wants(err, nil)
		leave(w, v)
		_, err = w.ask(v, time.Now())
		w.Wants(err, fault.ErrNotFound)
		w.Wants(volunteer.AskCertificate(w.ctx, w.Store, audit.CommandLine, v, task, time.Now()), nil)
		w.Wants(volunteer.Erase(w.ctx, w.Store, v, "volunteer"), nil)
		if w.Number("select count(*) from certificates") != 0 || w.Number("select count(*) from departures") != 0 {
			t.Error("an erased volunteer is in the register")
		}
	})
}
