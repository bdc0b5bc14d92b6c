package people

import (
	"testing"
	"time"

	openapi_types "github.com/oapi-codegen/runtime/types"

	"github.com/google/uuid"

	"musikkforalle/api/contract"
	"musikkforalle/internal/fault"
	"musikkforalle/internal/fixture"
	"musikkforalle/internal/volunteer"
)

const task = "instruments"

func needsCertificate(s *fixture.Shift) { s.Task, s.NeedsCertificate = task, true }

func (b *bundle) put(v, shift uuid.UUID) error {
	_, err := b.api.PutHand(b.ctx, contract.PutHandRequestObject{Shift: shift, Volunteer: v})
	return err
}

func (b *bundle) takeOff(v, shift uuid.UUID) error {
	_, err := b.api.TakeHandOff(b.ctx, contract.TakeHandOffRequestObject{Shift: shift, Volunteer: v})
	return err
}

func (b *bundle) ask(v uuid.UUID, on time.Time) (any, error) {
	return b.api.AskCertificate(b.ctx, contract.AskCertificateRequestObject{Place: b.place.Slug, Volunteer: v, Task: task,
		Body: &contract.CertificateAsked{On: openapi_types.Date{Time: on}}})
}

func (b *bundle) show(v uuid.UUID, on time.Time, to *string) (any, error) {
	return b.api.ShowCertificate(b.ctx, contract.ShowCertificateRequestObject{Place: b.place.Slug, Volunteer: v, Task: task,
		Body: &contract.CertificateShown{On: openapi_types.Date{Time: on}, To: to}})
}

func TestHands(t *testing.T) {
	t.Parallel()
	t.Run("ARingingVolunteerIsPutOnAndTakenOffByTheSameRules", func(t *testing.T) {
		b := newBundle(t)
		v, second := b.named("Kari"), b.named("Per")
		shift := fixture.AddShift(t, b.store, b.session, func(s *fixture.Shift) { s.Needed = 1 }).ID
		b.wants(b.put(v, shift), nil)
		b.wants(b.put(v, shift), nil)
		b.wants(b.put(second, shift), volunteer.ErrFull)
		b.wants(b.takeOff(v, shift), nil)
		b.wants(b.takeOff(v, shift), fault.ErrNotFound)
		b.wants(b.put(second, shift), nil)
		if n := b.count("select count(*) from audit where actor = 'member' and actor_id = ? and place_id = ? and action in ('shift.taken', 'shift.given_back')", b.member, b.place.ID); n != 3 {
			t.Errorf("%d lines in the audit, want 3", n)
		}
		if n := b.count("select count(*) from reminders where kind = 'late_give_back'"); n != 0 {
			t.Error("the organiser who did it is told of it")
		}
	})
	t.Run("B40_OtherPlacesShiftsAndVolunteersDoNotExist", func(t *testing.T) {
		b := newBundle(t)
		elsewhere := fixture.Place(t, b.store)
		theirs := fixture.AddShift(t, b.store, fixture.Session(t, b.store, elsewhere, time.Now().AddDate(0, 0, 5))).ID
		ours := fixture.AddShift(t, b.store, b.session).ID
		b.wants(b.put(b.named("Kari"), theirs), fault.ErrNotFound)
		b.wants(b.put(fixture.Volunteer(t, b.store, elsewhere), ours), fault.ErrNotFound)
		b.wants(b.put(b.named("Per"), uuid.New()), fault.ErrNotFound)
	})
}

func TestRegister(t *testing.T) {
	t.Parallel()
	today := time.Now()
	t.Run("P11_AShiftThatNeedsOneIsTakenOnlyAfterItWasShown", func(t *testing.T) {
		b := newBundle(t)
		v := b.named("Kari")
		shift := fixture.AddShift(t, b.store, b.session, needsCertificate).ID
		state := func() contract.CertificateState { return b.file(v).Volunteer.Certificates[0] }
		if got := state(); got.State != "none" || !got.Needed {
			t.Errorf("got %+v", got)
		}
		b.wants(b.put(v, shift), volunteer.ErrCertificate)
		_, err := b.show(v, today, nil)
		b.wants(err, volunteer.ErrNotAsked)
		_, err = b.ask(v, today.AddDate(0, 0, 3))
		b.wants(err, volunteer.ErrDate)
		_, err = b.ask(v, today)
		b.wants(err, nil)
		if got := state(); got.State != "asked" {
			t.Errorf("got %+v", got)
		}
		b.wants(b.put(v, shift), volunteer.ErrCertificate)
		_, err = b.show(v, today, nil)
		b.wants(err, nil)
		if got := state(); got.State != "shown" || *got.ShownTo != "Ola" || got.ValidUntil.Format(time.DateOnly) != today.AddDate(0, 36, 0).Format(time.DateOnly) {
			t.Errorf("got %+v", got)
		}
		b.wants(b.put(v, shift), nil)
		if n := b.count(`select count(*) from audit where actor_id = ? and place_id = ? and action like 'certificate.%' and detail = '{"task": "instruments"}'`, b.member, b.place.ID); n != 2 {
			t.Errorf("%d lines in the audit, want 2", n)
		}
	})
	t.Run("P11_WhatRunsOutComesFirst", func(t *testing.T) {
		b := newBundle(t)
		b.named("Ingen") // of whom nothing is noted
		for name, shown := range map[string]time.Time{
			"Vist": today, "Snart": today.AddDate(0, -35, 0), "Ut": today.AddDate(0, -36, -1), "Spurt": {},
		} {
			v := b.named(name)
			_, err := b.ask(v, today.AddDate(-4, 0, 0))
			b.wants(err, nil)
			if !shown.IsZero() {
				_, err = b.show(v, shown, new("Grete"))
				b.wants(err, nil)
			}
		}
		rows := ok[contract.ListCertificates200JSONResponse](b)(b.api.ListCertificates(b.ctx, contract.ListCertificatesRequestObject{Place: b.place.Slug}))
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
	leave := func(b *bundle, v uuid.UUID) {
		b.Helper()
		_, err := b.api.RemoveVolunteer(b.ctx, contract.RemoveVolunteerRequestObject{Place: b.place.Slug, Volunteer: v})
		b.wants(err, nil)
	}
	t.Run("P11_CertificatesAndComingShiftsGo_WorkedHoursStay", func(t *testing.T) {
		b := newBundle(t)
		v := b.named("Kari")
		b.worked(v, b.place, 20)
		shift := fixture.AddShift(t, b.store, b.session).ID
		b.wants(b.put(v, shift), nil)
		_, err := b.ask(v, time.Now())
		b.wants(err, nil)
		leave(b, v)
		if len(b.list("")) != 0 || b.count("select count(*) from certificates") != 0 || b.count("select count(*) from shift_hands") != 1 {
			t.Error("something of the volunteer stayed")
		}
		_, err = b.api.RemoveVolunteer(b.ctx, contract.RemoveVolunteerRequestObject{Place: b.place.Slug, Volunteer: v})
		b.wants(err, fault.ErrNotFound)
		if _, err := volunteer.Take(b.ctx, b.store, v, shift); err != nil || len(b.list("")) != 1 {
			t.Errorf("did not come back: %v", err)
		}
	})
	t.Run("AnotherPlaceKeepsWhatItNeeds", func(t *testing.T) {
		b := newBundle(t)
		v := b.named("Kari")
		elsewhere := fixture.Place(t, b.store)
		b.worked(v, elsewhere, 20)
		theirs := fixture.AddShift(t, b.store, fixture.Session(t, b.store, elsewhere, time.Now().AddDate(0, 0, 5))).ID
		if _, err := volunteer.Take(b.ctx, b.store, v, theirs); err != nil {
			t.Fatal(err)
		}
		_, err := b.ask(v, time.Now())
		b.wants(err, nil)
		leave(b, v)
		if b.count("select count(*) from certificates") != 1 || b.count("select count(*) from shift_hands") != 2 {
			t.Error("leaving one place took what another has")
		}
	})
	t.Run("P11_ErasingTakesCertificatesAlong", func(t *testing.T) {
		b := newBundle(t)
		v := b.named("Kari")
		_, err := b.ask(v, time.Now())
		b.wants(err, nil)
		leave(b, v)
		_, err = b.ask(v, time.Now())
		b.wants(err, fault.ErrNotFound)
		b.wants(volunteer.AskCertificate(b.ctx, b.store, volunteer.CommandLine, v, task, time.Now()), nil)
		b.wants(volunteer.Erase(b.ctx, b.store, fixture.Jobs{}, v, "volunteer"), nil)
		if b.count("select count(*) from certificates") != 0 || b.count("select count(*) from departures") != 0 {
			t.Error("an erased volunteer is in the register")
		}
	})
}
