package reminder

import (
	"testing"
	"time"

	"musikkforalle/internal/db"
	"musikkforalle/internal/fixture"
	"musikkforalle/internal/ledger"
	"musikkforalle/internal/place"
)

// planOn plans as if the database's clock said so, and takes nothing back.
func (h *hall) planOn(now time.Time) int {
	h.Helper()
	var done planned
	h.Must(h.Store.Tx(h.Context(), func(tx *db.Tx) (err error) {
		done, err = planAt(h.Context(), tx.Pgx, now, nil)
		return err
	}))
	return done.due
}

func TestPlanWallClock(t *testing.T) {
	t.Parallel()
	oslo, err := time.LoadLocation("Europe/Oslo")
	if err != nil {
		t.Fatal(err)
	}
	at := func(month time.Month, day, hour, minute int) time.Time {
		return time.Date(2027, month, day, hour, minute, 0, 0, oslo)
	}
	utc := func(month time.Month, day, hour, minute int) time.Time {
		return time.Date(2027, month, day, hour, minute, 0, 0, time.UTC)
	}
	cases := map[string]struct {
		start    time.Time
		remindAt place.Clock
		askDays  int16 // 0: the day before
		due      time.Time
	}{
		"F8/SundayWhenTheClocksGoForward":       {at(time.March, 28, 11, 30), "17:00", 0, utc(time.March, 27, 16, 0)},
		"F8/SundayWhenTheClocksGoBack":          {at(time.October, 31, 11, 30), "17:00", 0, utc(time.October, 30, 15, 0)},
		"F8/HalfPastTwoThatIsSkippedFiresOnce":  {at(time.March, 29, 11, 30), "02:30", 0, utc(time.March, 28, 1, 30)},
		"F8/HalfPastTwoThatIsDoubledFiresOnce":  {at(time.November, 1, 11, 30), "02:30", 0, utc(time.October, 31, 1, 30)},
		"F8/SevenDaysAcrossTheSpringChange":     {at(time.April, 3, 11, 30), "17:00", 7, utc(time.March, 27, 16, 0)},
		"F8/SevenDaysAcrossTheAutumnChange":     {at(time.November, 6, 11, 30), "17:00", 7, utc(time.October, 30, 15, 0)},
		"TheDayBeforeAtTheClockOfTheFamily":     {at(time.June, 12, 11, 30), "07:15", 0, utc(time.June, 11, 5, 15)},
		"TheDayBeforeASessionJustAfterMidnight": {at(time.June, 12, 0, 5), "17:00", 0, utc(time.June, 11, 15, 0)},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			h := &hall{World: fixture.New(t, func(p *place.Place) {
				p.RemindAt, p.AskAt, p.AskEnabled = c.remindAt, c.remindAt, c.askDays > 0
				p.AskDaysBefore = max(c.askDays, 1)
			})}
			h.session = fixture.Session(t, h.Store, h.Place, c.start)
			family := fixture.Family(t, h.Store, "nb")
			h.Exec("update families set email = 'a@example.org', place_id = ?, seen_at = ?", h.Place.ID, c.start.AddDate(0, 0, -30))
			if c.askDays == 0 {
				h.Exec("insert into answers (session_id, family_id, state, children) values (?, ?, 'coming', 1)", h.session.ID, family)
			}
			for _, step := range []struct {
				now  time.Time
				want int
			}{{c.due.Add(-time.Second), 0}, {c.due, 1}, {c.due.Add(time.Hour), 0}, {c.start.Add(-time.Minute), 0}} {
				if n := h.planOn(step.now); n != step.want {
					t.Errorf("at %v planned %d, want %d", step.now, n, step.want)
				}
			}
			if n := h.Number("select count(*) from reminders where due_at = ?", c.due); n != 1 {
				t.Errorf("no reminder is due at %v", c.due)
			}
		})
	}
}

func TestPlanWho(t *testing.T) {
	t.Parallel()
	t.Run("OnlyFamiliesThatAreComingAndWantIt", func(t *testing.T) {
		t.Parallel()
		h := newHall(t)
		h.family(1)
		for _, state := range []string{"not_coming", "lapsed"} {
			h.Exec("update answers set state = ? where family_id = ?", state, h.family(1))
		}
		h.Exec("update answers set state = 'waiting', waiting_since = now() where family_id = ?", h.family(1))
		h.Exec("update families set remind_when = 'none' where id = ?", h.family(1))
		h.Exec("update families set remind_when = 'morning' where id = ?", h.family(1))
		if n := h.plan(); n != 1 {
			t.Errorf("planned %d", n)
		}
	})
	t.Run("DraftSeasonTellsNobody", func(t *testing.T) {
		t.Parallel()
		h := newHall(t)
		h.family(1)
		h.Exec("update seasons set status = 'draft'")
		if n := h.plan(); n != 0 {
			t.Errorf("planned %d", n)
		}
	})
	t.Run("MorningComesInTheMorningAndEndsTheDayBefore", func(t *testing.T) {
		t.Parallel()
		h := newHall(t)
		h.Exec("update families set remind_when = 'both' where id = ?", h.family(1))
		morning := h.session.StartsAt.Add(-time.Hour)
		if n := h.planOn(morning); n != 1 {
			t.Errorf("planned %d", n)
		}
		if n := h.Number("select count(*) from reminders where kind = 'morning' and state = 'due'"); n != 1 {
			t.Error("the morning's reminder is missing")
		}
	})
	t.Run("AsksFamiliesOfThePlaceThatHaveNotAnswered", func(t *testing.T) {
		t.Parallel()
		h := newHall(t, func(p *place.Place) { p.AskEnabled, p.AskDaysBefore = true, 3 })
		h.family(1)
		asked := fixture.Family(t, h.Store, "ar")
		h.subscribe(fixture.FamilyDevice(t, h.Store, asked), "ok")
		h.Exec("update families set place_id = ?", h.Place.ID)
		for _, leaveOut := range []string{"ask_enabled = false", "seen_at = now() - interval '1 year'", "place_id = null"} {
			other := fixture.Family(t, h.Store, "so")
			h.subscribe(fixture.FamilyDevice(t, h.Store, other), "ok")
			h.Exec("update families set place_id = ? where id = ?", h.Place.ID, other)
			h.Exec("update families set "+leaveOut+" where id = ?", other)
		}
		h.plan()
		h.sweep()
		h.wantStates(map[string]int{"day_before sent": 1, "will_you_come sent": 1})
		h.Exec("update sessions set revision = revision + 1, door_kind = 'street', door_name = 'Fabrikkgata'")
		h.plan()
		h.sweep()
		h.wantStates(map[string]int{"day_before sent": 1, "will_you_come sent": 1, "door sent": 1})
	})
	t.Run("EachOfferOfASeatIsToldOnce", func(t *testing.T) {
		t.Parallel()
		h := newHall(t)
		family := h.family(1)
		for offer := range 2 {
			h.Exec("update answers set state = 'offered', offer_no = ?, offer_expires_at = now() + interval '1 hour' where family_id = ?", offer+1, family)
			h.plan()
			h.sweep()
			h.plan()
			h.sweep()
		}
		h.wantStates(map[string]int{"seat_offer sent": 2})
	})
	t.Run("WhoWaitsWithMoreThanThereIsRoomForIsToldOnce", func(t *testing.T) {
		t.Parallel()
		h := newHall(t)
		tooLarge, fits := h.family(1), h.family(1)
		h.Exec("update answers set state = 'waiting', waiting_since = now(), children = 6, parents = 0 where family_id = ?", tooLarge)
		h.Exec("update answers set state = 'waiting', waiting_since = now(), children = 5, parents = 0 where family_id = ?", fits)
		h.Exec("update sessions set capacity = 5, seats_taken = 0")
		for range 2 {
			h.plan()
			h.sweep()
		}
		h.wantStates(map[string]int{"too_large sent": 1})
	})
	t.Run("OfferThatLapsedIsNotSent", func(t *testing.T) {
		t.Parallel()
		h := newHall(t)
		family := h.family(1)
		h.Exec("update answers set state = 'offered', offer_no = 1, offer_expires_at = now() + interval '1 hour' where family_id = ?", family)
		h.plan()
		h.Exec("update answers set state = 'lapsed', offer_expires_at = null where family_id = ?", family)
		h.sweep()
		h.wantStates(map[string]int{"seat_offer withdrawn": 1})
	})
}

func TestPlanChanges(t *testing.T) {
	t.Parallel()
	later := func(t *testing.T) *hall { // a session in a week, so that only changes are told of
		h := newHall(t)
		h.Exec("update sessions set starts_at = starts_at + interval '7 days', ends_at = ends_at + interval '7 days'")
		h.reload()
		return h
	}
	move := "update sessions set moved_from = starts_at, starts_at = starts_at + interval '1 hour', ends_at = ends_at + interval '1 hour', revision = revision + 1"
	door := "update sessions set door_kind = 'street', door_name = 'Fabrikkgata', revision = revision + 1"
	t.Run("EveryoneWhoSaidYesIsToldAtOnceAndNobodyElse", func(t *testing.T) {
		t.Parallel()
		h := later(t)
		h.family(1)
		h.volunteer(1)
		h.Exec("update answers set state = 'waiting', waiting_since = now() where family_id = ?", h.family(1))
		h.Exec("update answers set state = 'not_coming' where family_id = ?", h.family(1))
		h.Exec(move)
		h.family(1) // answers after the move, and has seen it
		h.plan()
		h.sweep()
		h.wantStates(map[string]int{"moved sent": 2, "shift_moved sent": 1})
	})
	t.Run("MoveThatNobodyHasHeardOfIsNotHiddenByANewDoor", func(t *testing.T) {
		t.Parallel()
		h := later(t)
		h.family(1)
		h.Exec(move)
		h.plan()
		h.Exec(door)
		h.plan()
		h.sweep()
		h.wantStates(map[string]int{"moved withdrawn": 1, "moved sent": 1})
	})
	t.Run("NewDoorAfterAMoveThatWasToldIsJustThat", func(t *testing.T) {
		t.Parallel()
		h := later(t)
		h.family(1)
		h.Exec(move)
		h.plan()
		h.sweep()
		h.Exec(door)
		h.plan()
		h.sweep()
		h.wantStates(map[string]int{"moved sent": 1, "door sent": 1})
	})
	t.Run("LateGiveBackIsMailedToTheOrganiser", func(t *testing.T) {
		t.Parallel()
		h := later(t)
		shift := fixture.AddShift(t, h.Store, h.session)
		h.Must(h.Store.Tx(h.Context(), func(tx *db.Tx) error {
			return ledger.AddLate(tx, ledger.Late{Session: h.session.ID, Shift: shift.ID, Place: h.Place.ID, Until: h.session.StartsAt})
		}))
		office := newPostOffice(t)
		h.courier.Mail = office.mailer(t)
		h.plan()
		h.sweep()
		h.wantStates(map[string]int{"late_give_back sent": 1})
		if got := office.got(); len(got) != 1 || got[0].to != h.Place.OrganiserEmail {
			t.Errorf("mails: %+v", got)
		}
	})
}
