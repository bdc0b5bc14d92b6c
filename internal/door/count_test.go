package door

import (
	"context"
	"errors"
	"testing"
	"time"

	"github.com/google/uuid"
	"pgregory.net/rapid"

	"musikkforalle/api/contract"
	"musikkforalle/internal/db"
	"musikkforalle/internal/fault"
	"musikkforalle/internal/fixture"
	"musikkforalle/internal/heads"
	"musikkforalle/internal/place"
	"musikkforalle/internal/session"
)

func TestModelsAgreeWithTheSchema(t *testing.T) {
	t.Parallel()
	differences, err := db.Agree(newBundle(t).Store.Gorm, &Tap{}, &Family{}, &Note{})
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range differences {
		t.Error(d)
	}
}

func TestDoor(t *testing.T) {
	t.Parallel()
	b := newBundle(t)
	family := b.coming(b.session)

	t.Run("AFamilyTappedOnTwoPhonesCountsOnce", func(t *testing.T) {
		b.count(b.session, ticked(family, true, time.Now().Add(-time.Minute)))
		w := b.count(b.session, ticked(family, true, time.Now()))
		if w.Totals.Known != 1 || w.Totals.Heads.Children != 1 || w.Totals.Heads.Parents != 1 || !w.Rows[0].Arrived || *w.Totals.Missing != 0 {
			t.Errorf("%+v", w)
		}
	})
	t.Run("TheLastTapCountsNotTheLastToArrive", func(t *testing.T) {
		b.count(b.session, ticked(family, false, time.Now()))
		w := b.count(b.session, ticked(family, true, time.Now().Add(-time.Hour)))
		if w.Totals.Known != 0 || *w.Totals.Missing != 1 {
			t.Errorf("%+v", w.Totals)
		}
	})
	t.Run("F7/AClockThatIsAheadHasNotTheLastWord", func(t *testing.T) {
		b.count(b.session, ticked(family, false, time.Now().AddDate(1, 0, 0)))
		if w := b.count(b.session, ticked(family, true, time.Now().AddDate(1, 0, 0))); w.Totals.Known != 1 {
			t.Errorf("%+v", w.Totals)
		}
	})
	t.Run("F7/AClockThatIsWrongIsCorrectedByItsOwnNow", func(t *testing.T) {
		b.count(b.session, ticked(family, true, time.Now().Add(-time.Minute)))
		behind := time.Now().Add(-3 * time.Hour) // by that phone, which was tapped just now
		batch := ticked(family, false, behind)
		batch.SentAt = &behind
		if w := b.count(b.session, batch); w.Totals.Known != 0 {
			t.Errorf("%+v", w.Totals)
		}
		b.count(b.session, ticked(family, true, time.Now()))
	})
	t.Run("NothingIsBelowZero", func(t *testing.T) {
		w := b.count(b.session, plus(-5))
		if w.Totals.Heads.Children != 0 || w.Totals.Heads.Parents != 1 {
			t.Errorf("%+v", w.Totals.Heads)
		}
	})
	t.Run("B40/AFamilyWithoutAnAnswerChangesNothing", func(t *testing.T) {
		before := b.Number("select count(*) from door_families")
		b.count(b.session, ticked(fixture.Family(t, b.Store, "nb"), true, time.Now()))
		b.count(b.session, ticked(uuid.New(), true, time.Now()))
		if n := b.Number("select count(*) from door_families"); n != before {
			t.Errorf("%d rows, were %d", n, before)
		}
	})
	t.Run("WritesAreInTheAuditWithoutFamilies", func(t *testing.T) {
		if n := b.Number("select count(*) from audit where action = 'door.counted' and actor_id is not null and detail ?& '{taps,families}'"); n == 0 {
			t.Error("nothing is in the audit")
		}
	})
	t.Run("S11/NobodyElsewhereCounts", func(t *testing.T) {
		elsewhere := fixture.As(context.Background(), fixture.Member(t, b.Store, fixture.Place(t, b.Store), place.Organiser))
		_, err := b.api.CountDoor(elsewhere, contract.CountDoorRequestObject{Session: b.session.ID, Body: new(plus(1))})
		if !errors.Is(err, fault.ErrNotFound) {
			t.Error(err)
		}
	})
}

func TestDoorOpensAndCloses(t *testing.T) {
	t.Parallel()
	b := newBundle(t)
	tomorrow := b.saturday(-2)
	b.coming(tomorrow)
	cancelled := fixture.Session(t, b.Store, b.Place, time.Now().Add(-time.Hour), func(s *session.Session) { s.Status, s.Reason = session.Cancelled, new("illness") })

	refused := func(s *session.Session, want error) {
		t.Helper()
		if _, err := b.post(s, plus(1)); !errors.Is(err, want) {
			t.Errorf("%v, want %v", err, want)
		}
	}
	refused(tomorrow, ErrNotYet)
	refused(cancelled, session.ErrCancelled)
	t.Run("P3/NobodyReadsFamiliesBeforeTheDay", func(t *testing.T) {
		r, err := b.api.GetDoor(b.ctx, contract.GetDoorRequestObject{Session: tomorrow.ID})
		b.Must(err)
		if w := r.(contract.GetDoor200JSONResponse); len(w.Rows) != 0 || w.Totals.SaidYes != 1 {
			t.Errorf("%+v", w)
		}
	})
	t.Run("TheListHasWhatCanBeCountedAndTheNext", func(t *testing.T) {
		r, err := b.api.ListDoors(b.ctx, contract.ListDoorsRequestObject{Place: b.Place.Slug})
		b.Must(err)
		list := r.(contract.ListDoors200JSONResponse)
		if len(list) != 1 || list[0].Session.Id != b.session.ID || list[0].Counted {
			t.Errorf("%+v", list)
		}
	})
	t.Run("AClosedReportStaysAsItIs", func(t *testing.T) {
		b.Exec("update seasons set closed_at = now() where id = ?", b.session.SeasonID)
		refused(b.session, ErrClosed)
	})
	t.Run("SixInTheMorningByTheClockAtThePlace", func(t *testing.T) {
		oslo := place.Place{TimeZone: "Europe/Oslo"}
		for day, want := range map[string]string{"2026-03-29": "04:00", "2026-01-24": "05:00"} { // the first is the night of summer time
			start, err := time.Parse(time.RFC3339, day+"T09:30:00Z")
			b.Must(err)
			if got := opening(&session.Session{StartsAt: start, EndsAt: start, Place: oslo}).UTC().Format("15:04"); got != want {
				t.Errorf("%s opens at %s, want %s", day, got, want)
			}
		}
	})
}

// Two phones send taps in any order, lose responses and send again: the totals are the sum of the distinct taps.
func TestTwoPhonesAddUp(t *testing.T) {
	t.Parallel()
	b := newBundle(t)
	families := []uuid.UUID{b.coming(b.session), b.coming(b.session)}
	rapid.Check(t, func(r *rapid.T) {
		b.Exec("truncate door_taps, door_families")
		phones := [2][]contract.DoorTaps{}
		var want heads.Heads
		last := map[uuid.UUID]contract.DoorArrival{}
		for i := range rapid.IntRange(1, 6).Draw(r, "taps") {
			phone := rapid.IntRange(0, 1).Draw(r, "phone")
			batch := draw(r, families, i)
			phones[phone] = append(phones[phone], batch)
			for _, tap := range batch.Taps {
				want.Children += tap.Heads.Children
				want.Parents += tap.Heads.Parents
			}
			for _, a := range batch.Families {
				last[a.Family] = a
			}
		}
		for _, a := range last {
			if a.Arrived {
				want.Children, want.Parents = want.Children+1, want.Parents+1
			}
		}
		b.deliver(r, phones)
		got, err := Arrived(context.Background(), b.Store.Gorm, b.session.ID)
		b.Must(err)
		if want.Children = max(want.Children, 0); got.Heads != want {
			r.Fatalf("came %+v, want %+v", got.Heads, want)
		}
	})
}

// draw generates the i-th batch of the morning.
func draw(r *rapid.T, families []uuid.UUID, i int) contract.DoorTaps {
	at := time.Now().Add(time.Duration(i-100) * time.Second)
	switch rapid.SampledFrom([]string{"plus", "minus", "family", "new"}).Draw(r, "what") {
	case "plus":
		return plus(rapid.Int32Range(1, 4).Draw(r, "children"))
	case "minus":
		return plus(-1)
	case "new":
		return newFamily("so")
	}
	return ticked(rapid.SampledFrom(families).Draw(r, "family"), rapid.Bool().Draw(r, "arrived"), at)
}

// deliver sends the batches of both phones in a random order, some of them repeatedly, until every one has been sent.
func (b *bundle) deliver(r *rapid.T, phones [2][]contract.DoorTaps) {
	waiting := append(append([]contract.DoorTaps{}, phones[0]...), phones[1]...)
	for len(waiting) > 0 {
		i := rapid.IntRange(0, len(waiting)-1).Draw(r, "next")
		b.Must(b.Store.Tx(context.Background(), func(tx *db.Tx) error { return count(tx, b.session.ID, b.member, waiting[i]) }))
		if answerArrived := rapid.IntRange(0, 2).Draw(r, "answered") > 0; answerArrived {
			waiting = append(waiting[:i], waiting[i+1:]...)
		}
	}
}
