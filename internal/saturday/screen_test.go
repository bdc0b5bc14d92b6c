package saturday

import (
	"context"
	"errors"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/uuid"

	"musikkforalle/api/contract"
	"musikkforalle/internal/answer"
	"musikkforalle/internal/fault"
	"musikkforalle/internal/fixture"
	"musikkforalle/internal/place"
	"musikkforalle/internal/session"
)

const day = 24 * time.Hour

func TestScreen(t *testing.T) {
	t.Parallel()
	t.Run("CountsWhoComesByKindAndWhoDoesNot", func(t *testing.T) {
		t.Parallel()
		b := newBundle(t, day, func(s *session.Session) { s.Capacity, s.SeatsTaken = new(int32(40)), 7 })
		b.family("nb", answer.Company{Children: 1, Parents: 2, Siblings: 1})
		b.family("ti", answer.Company{Young: 1, Supporters: 1, Staff: 1})
		for _, state := range []answer.State{answer.Waiting, answer.Offered, answer.NotComing, answer.NotComing, answer.Lapsed} {
			b.answer(fixture.Family(t, b.Store, "nb"), state, answer.Company{Children: 1})
		}
		s := b.screen(b.as(place.Organiser))
		if diff := cmp.Diff(contract.Headcount{Children: 1, Young: 1, Parents: 2, Siblings: 1, Supporters: 1, Staff: 1}, s.Coming); diff != "" {
			t.Error(diff)
		}
		if diff := cmp.Diff(contract.SaturdayFamilies{Coming: 2, Waiting: 1, NextNeeds: new(int32(1)), Offered: 1, NotComing: 2}, s.Families); diff != "" {
			t.Error(diff)
		}
		if *s.Capacity != 40 || s.SeatsTaken != 7 || *s.Session.SeatsLeft != 33 {
			t.Errorf("%+v", s)
		}
	})
	t.Run("SaysWhoIsTooLargeAndWhatTheNextInLineNeeds", func(t *testing.T) {
		t.Parallel()
		b := newBundle(t, day, func(s *session.Session) { s.Capacity = new(int32(5)) })
		for _, heads := range []int32{6, 4, 2} {
			b.answer(fixture.Family(t, b.Store, "nb"), answer.Waiting, answer.Company{Children: heads})
		}
		f := b.screen(b.as(place.Organiser)).Families
		if f.Waiting != 3 || f.TooLarge != 1 || *f.NextNeeds != 4 {
			t.Errorf("%d wait, %d too large, the next needs %d", f.Waiting, f.TooLarge, *f.NextNeeds)
		}
	})
	t.Run("SetsInterpretersAskedForAgainstLanguagesOnShift", func(t *testing.T) {
		t.Parallel()
		b := newBundle(t, day)
		for _, lang := range []string{"ti", "ti", "ar"} {
			b.wishes(b.family(lang, answer.Company{Children: 1}), lang, "", "")
		}
		away := fixture.Family(t, b.Store, "so")
		b.answer(away, answer.Waiting, answer.Company{Children: 1})
		b.wishes(away, "so", "", "")
		waffles := fixture.AddShift(t, b.Store, b.session)
		welcome := fixture.AddShift(t, b.Store, b.session, func(s *fixture.Shift) { s.Task = "welcome" })
		b.hand(waffles, nil, "ar", "nb")
		b.hand(welcome, nil, "ar")
		s := b.screen(b.as(place.Instructor))
		if diff := cmp.Diff([]asked{{Families: 2, Lang: "ti", Speakers: 0}, {Families: 1, Lang: "ar", Speakers: 2}}, s.Interpreters); diff != "" {
			t.Error(diff)
		}
		if diff := cmp.Diff([]spoken{{Families: 2, Lang: "ti"}, {Families: 1, Lang: "ar"}}, s.Languages); diff != "" {
			t.Error(diff)
		}
	})
	t.Run("P2_ShowsAllergiesWithoutFamiliesAndHelpsAsANumber", func(t *testing.T) {
		t.Parallel()
		b := newBundle(t, day)
		b.wishes(b.family("nb", answer.Company{Children: 1}), "", "nøtter", "et rolig rom")
		b.wishes(b.family("nb", answer.Company{Children: 1}), "", "egg", "")
		s := b.screen(b.as(place.Organiser))
		if diff := cmp.Diff([]string{"egg", "nøtter"}, s.Allergies); diff != "" || s.Helps != 1 {
			t.Error(diff, s.Helps)
		}
	})
}

func TestShiftsOnTheScreen(t *testing.T) {
	t.Parallel()
	b := newBundle(t, day)
	partner := fixture.Partner(t, b.Store, b.Place)
	waffles := fixture.AddShift(t, b.Store, b.session, func(s *fixture.Shift) { s.Needed = 4 })
	b.Exec("insert into shift_slots (shift_id, partner_id, slots) values (?, ?, 2)", waffles.ID, partner.ID)
	b.hand(waffles, partner)
	b.hand(waffles, nil)
	t.Run("OrganiserSeesNamesAndPartnersEmptySlots", func(t *testing.T) {
		shift := b.screen(b.as(place.Organiser)).Shifts[0]
		if shift.Needed != 4 || shift.Taken != 2 || shift.Open != 2 || len(*shift.Names) != 2 || (*shift.Names)[0] != "Frivillig" {
			t.Errorf("%+v", shift)
		}
		if p := *shift.Partners; len(p) != 1 || p[0].Name != partner.Name || p[0].Empty != 1 {
			t.Errorf("%+v", p)
		}
	})
	t.Run("S12_InstructorSeesNumbersOnly", func(t *testing.T) {
		s := b.screen(b.as(place.Instructor))
		if shift := s.Shifts[0]; shift.Open != 2 || shift.Names != nil || shift.Partners != nil || s.Reminders != nil || s.Organises {
			t.Errorf("%+v", s)
		}
	})
	t.Run("MoreHandsThanNeededLeaveNoneOpen", func(t *testing.T) {
		b.Exec("update shifts set needed = 1")
		if shift := b.screen(b.as(place.Organiser)).Shifts[0]; shift.Open != 0 {
			t.Errorf("%+v", shift)
		}
	})
}

func TestWhichSession(t *testing.T) {
	t.Parallel()
	b := newBundle(t, -3*time.Hour) // over since an hour
	ctx := b.as(place.Organiser)
	next := fixture.Session(t, b.Store, b.Place, time.Now().Add(14*day))
	last := fixture.Session(t, b.Store, b.Place, time.Now().Add(-14*day))
	is := func(t *testing.T, want uuid.UUID) contract.GetSaturday200JSONResponse {
		t.Helper()
		s := b.screen(ctx)
		if s.Session.Id != want {
			t.Errorf("shows %s, want %s", s.Session.StartsAt, want)
		}
		return s
	}
	t.Run("TheOneThatIsJustOver", func(t *testing.T) {
		s := is(t, b.session.ID)
		if !s.Over || *s.Earlier != last.ID || *s.Later != next.ID {
			t.Errorf("over %v, between %v and %v", s.Over, s.Earlier, s.Later)
		}
	})
	t.Run("ThenTheNext", func(t *testing.T) {
		b.Exec("update sessions set starts_at = now() - interval '9 hours', ends_at = now() - interval '7 hours' where id = ?", b.session.ID)
		is(t, next.ID)
	})
	t.Run("ElseTheLatest", func(t *testing.T) {
		b.Exec("delete from sessions where id = ?", next.ID)
		is(t, b.session.ID)
	})
	t.Run("ByItsId", func(t *testing.T) {
		r, err := b.api.GetSaturday(ctx, contract.GetSaturdayRequestObject{Place: b.Place.Slug, Params: contract.GetSaturdayParams{Session: &last.ID}})
		b.Must(err)
		if s := r.(contract.GetSaturday200JSONResponse); s.Session.Id != last.ID || s.Earlier != nil {
			t.Errorf("%+v", s)
		}
	})
	t.Run("NoneAtANewPlace", func(t *testing.T) {
		b.Exec("delete from sessions")
		_, err := b.api.GetSaturday(ctx, contract.GetSaturdayRequestObject{Place: b.Place.Slug})
		if !errors.Is(err, ErrNone) {
			t.Error(err)
		}
	})
}

func TestArrivedOnTheScreen(t *testing.T) {
	t.Parallel()
	b := newBundle(t, -time.Hour)
	ctx := b.as(place.Instructor)
	if s := b.screen(ctx); s.Arrived != nil {
		t.Errorf("nobody has counted: %+v", s.Arrived)
	}
	b.Exec(`insert into door_taps (session_id, id, tapped_at, received_at, children, young, parents, siblings, supporters, staff, new_families)
		values (?, gen_random_uuid(), now(), now(), 3, 0, 2, 0, 0, 0, 1)`, b.session.ID)
	if s := b.screen(ctx); s.Arrived == nil || s.Arrived.Heads.Children != 3 || s.Arrived.New != 1 {
		t.Errorf("%+v", s.Arrived)
	}
}

// B40, S11: what is another place's does not exist.
func TestScreenIsThePlacesOwn(t *testing.T) {
	t.Parallel()
	b := newBundle(t, day)
	elsewhere := fixture.Place(t, b.Store)
	theirs := fixture.Session(t, b.Store, elsewhere, time.Now().Add(day))
	for name, c := range map[string]struct {
		ctx     context.Context
		session *uuid.UUID
		want    error
	}{
		"S10_Translator":          {b.as(place.Translator), nil, fault.ErrNotFound},
		"S11_OrganiserElsewhere":  {fixture.As(context.Background(), fixture.Member(t, b.Store, elsewhere, place.Organiser)), nil, fault.ErrNotFound},
		"B40_SessionElsewhere":    {b.as(place.Organiser), &theirs.ID, fault.ErrNotFound},
		"S10_Nobody":              {context.Background(), nil, fault.ErrNobody},
		"S10_NetworkIsEverywhere": {b.as(place.Network), nil, nil},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			_, err := b.api.GetSaturday(c.ctx, contract.GetSaturdayRequestObject{Place: b.Place.Slug, Params: contract.GetSaturdayParams{Session: c.session}})
			if !errors.Is(err, c.want) {
				t.Errorf("%v, want %v", err, c.want)
			}
		})
	}
}

func TestRemindersOnTheScreen(t *testing.T) {
	t.Parallel()
	b := newBundle(t, 2*time.Hour)
	told, tried, lost := uuid.New(), uuid.New(), uuid.New()
	row := func(family uuid.UUID, kind, state string) {
		b.Exec(`insert into reminders (session_id, revision, kind, recipient_kind, recipient, channel, target, service, state, due_at, expires_at, settled_at)
			values (?, 0, ?, 'family', ?, 'push', gen_random_uuid(), 'x', ?, now(), now(), case when ? <> 'due' then now() end)`,
			b.session.ID, kind, family, state, state)
	}
	row(told, "day_before", "sent")
	row(told, "day_before", "gone") // an old phone; the other one took it
	row(tried, "day_before", "failed")
	row(tried, "day_before", "due")
	row(lost, "day_before", "gone")
	row(lost, "moved", "withdrawn")
	b.family("nb", answer.Company{Children: 1}) // has no phone that can be told
	mailed := b.family("nb", answer.Company{Children: 1})
	b.Exec("update families set email = 'a@example.org' where id = ?", mailed)
	s := b.screen(b.as(place.Organiser))
	if diff := cmp.Diff(&contract.SaturdayReminders{Sent: 1, Waiting: 1, Failed: 1, Unreachable: 1}, s.Reminders); diff != "" {
		t.Error(diff)
	}
}
