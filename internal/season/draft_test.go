package season_test

import (
	"encoding/json"
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"musikkforalle/api/contract"
	"musikkforalle/internal/db"
	"musikkforalle/internal/fault"
	"musikkforalle/internal/fixture"
	"musikkforalle/internal/pgtest"
	"musikkforalle/internal/place"
	"musikkforalle/internal/season"
	"musikkforalle/internal/session"
)

func TestModelsAgreeWithTheSchema(t *testing.T) {
	t.Parallel()
	differences, err := db.Agree(pgtest.New(t).Gorm, &season.Goal{}, &season.SchoolHoliday{})
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range differences {
		t.Error(d)
	}
}

func TestDraft(t *testing.T) {
	b := newBundle(t)
	plan := b.draft()
	hall := int32(40)
	t.Run("AnEmptyOneHasEmptyLists", func(t *testing.T) {
		if wire, err := json.Marshal(plan); err != nil || strings.Contains(string(wire), "null") {
			t.Errorf("%s, %v", wire, err)
		}
	})
	t.Run("TheListIsReplacedAsAWhole", func(t *testing.T) {
		plan = b.mustSet(plan, b.dates("01-15", "02-12", "03-11")...)
		first := plan.Dates[1].Session
		later := contract.NewSeasonDate{Date: b.day("02-12"), From: "12:00", To: "15:00", Capacity: &hall}
		plan = b.mustSet(plan, append(b.dates("04-22", "03-11"), later)...)
		want := []string{"02-12 12:00-15:00 40", "03-11 11:30-13:30", "04-22 11:30-13:30"}
		if diff := cmp.Diff(want, listed(plan)); diff != "" {
			t.Error(diff)
		}
		if plan.Dates[0].Session != first {
			t.Error("a date that stayed is another session")
		}
	})
	t.Run("F8_HoursAreThoseOfTheClocksThere", func(t *testing.T) {
		got := b.Lines(`select to_char(starts_at at time zone 'UTC', 'MM-DD HH24:MI') from sessions where season_id = ? order by starts_at`, plan.Id)
		if diff := cmp.Diff([]string{"02-12 11:00", "03-11 10:30", "04-22 09:30"}, got); diff != "" {
			t.Error(diff)
		}
	})
	t.Run("F21_TwoOrganisersAtOnce", func(t *testing.T) {
		stale := plan
		plan = b.mustSet(plan, b.dates("05-06")...)
		_, err := b.set(stale, b.dates("06-10")...)
		b.Refused(err, "season.changed")
		_, err = b.api.SetSeasonDates(b.ctx, contract.SetSeasonDatesRequestObject{Season: plan.Id, Body: &contract.SeasonDates{}})
		b.Refused(err, "season.changed")
		if n := b.Number("select count(*) from sessions where season_id = ?", plan.Id); n != 1 {
			t.Errorf("%d dates", n)
		}
	})
	t.Run("B31_Refused", func(t *testing.T) {
		with := func(date, from, to string) error {
			_, err := b.set(plan, contract.NewSeasonDate{Date: date, From: from, To: to})
			return err
		}
		for name, refused := range map[string]struct {
			err        error
			code, rule string
		}{
			"NoSuchDay":         {with("2027-02-29", "11:30", "13:30"), "season.date", "day"},
			"FarAway":           {with("2001-01-06", "11:30", "13:30"), "season.date", "year"},
			"EndBeforeStart":    {with(b.day("03-11"), "13:30", "11:30"), "session.hours", "after"},
			"HalfADay":          {with(b.day("03-11"), "08:00", "20:00"), "session.hours", "after"},
			"SkippedByTheClock": {with("2028-03-26", "02:30", "04:30"), "season.date", "day"},
		} {
			if rule := b.Refused(refused.err, refused.code); rule != refused.rule {
				t.Errorf("%s: %q", name, rule)
			}
		}
		_, err := b.set(plan, b.dates("03-11", "03-11")...)
		b.Refused(err, "season.twice")
	})
	t.Run("AHalfYearOnce", func(t *testing.T) {
		_, err := b.api.CreateSeason(b.ctx, contract.CreateSeasonRequestObject{Place: b.Place.Slug, Body: &contract.HalfYear{Year: b.year, Half: contract.HalfSpring}})
		b.Refused(err, "season.exists")
	})
	t.Run("ADraftCanBeThrownAway", func(t *testing.T) {
		_, err := b.api.DeleteSeason(b.ctx, contract.DeleteSeasonRequestObject{Season: plan.Id})
		b.Must(err)
		if n := b.Number("select count(*) from sessions"); n != 0 {
			t.Errorf("%d sessions are left", n)
		}
	})
	t.Run("EverythingIsInTheAudit", func(t *testing.T) {
		want := []string{"season.created", "season.dates", "season.dates", "season.dates", "season.deleted"}
		got := b.Lines("select action from audit where actor = 'member' and place_id = ? order by id", b.Place.ID)
		if diff := cmp.Diff(want, got); diff != "" {
			t.Error(diff)
		}
	})
}

// Only organisers see a draft: the public operations do not return it.
func TestDraftIsInvisible(t *testing.T) {
	b := newBundle(t).withTasks()
	plan := b.mustSet(b.draft(), b.dates("01-15", "02-12")...)
	plan, err := b.adjust(plan, plan.Dates[0].Session, contract.SessionPlan{Tasks: &[]contract.TaskPlan{{Task: contract.TaskWaffles, Hands: 5}}})
	b.Must(err)
	id := plan.Dates[0].Session

	t.Run("OnThePlacesPage", func(t *testing.T) {
		got, err := session.API{Store: b.Store}.GetPlace(b.ctx, contract.GetPlaceRequestObject{Place: b.Place.Slug})
		b.Must(err)
		if p := contract.Place(got.(contract.GetPlace200JSONResponse)); len(p.Sessions) != 0 || p.Season != nil {
			t.Errorf("%+v", p)
		}
	})
	t.Run("AmongThePlaces", func(t *testing.T) {
		got, err := session.API{Store: b.Store}.ListPlaces(b.ctx, contract.ListPlacesRequestObject{})
		b.Must(err)
		if list := got.(contract.ListPlaces200JSONResponse); len(list) != 1 || list[0].Next != nil {
			t.Errorf("%+v", list)
		}
	})
	t.Run("AsASession", func(t *testing.T) {
		if _, err := session.Get(b.ctx, b.Store, id); !errors.Is(err, fault.ErrNotFound) {
			t.Errorf("got %v", err)
		}
		if _, err := session.SessionFile(b.ctx, b.Store, "https://example.org", id, "nb"); !errors.Is(err, fault.ErrNotFound) {
			t.Errorf("got %v", err)
		}
	})
	t.Run("InTheCalendar", func(t *testing.T) {
		with, err := session.PlaceFeed(b.ctx, b.Store, "https://example.org", b.Place.Slug, "nb")
		b.Must(err)
		if n := countOf(with, "BEGIN:VEVENT"); n != 0 {
			t.Errorf("%d events", n)
		}
	})
	t.Run("ForVolunteers", func(t *testing.T) {
		v := fixture.Volunteer(t, b.Store, b.Place, "nb")
		if n := b.Number("select count(*) from shifts_seen_by(?)", v); n != 0 {
			t.Errorf("%d shifts", n)
		}
	})
	t.Run("S11_ForOrganisersElsewhere", func(t *testing.T) {
		other := fixture.As(b.ctx, fixture.Member(t, b.Store, fixture.Place(t, b.Store), place.Organiser))
		if _, err := b.api.GetSeason(other, contract.GetSeasonRequestObject{Season: plan.Id}); !errors.Is(err, fault.ErrNotFound) {
			t.Errorf("got %v", err)
		}
	})
	t.Run("UntilItIsPublished", func(t *testing.T) {
		_, err := b.publish(plan)
		b.Must(err)
		if _, err := session.Get(b.ctx, b.Store, id); err != nil {
			t.Error(err)
		}
	})
}
