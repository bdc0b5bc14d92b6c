package answer

import (
	"errors"
	"slices"
	"testing"

	"github.com/google/uuid"
	"pgregory.net/rapid"

	"musikkforalle/internal/fault"
)

// TestNeverLosesASeat performs random answers, undone answers, lapsed offers and changes of capacity. After each step
// it compares the session's counts with its answers.
func TestNeverLosesASeat(t *testing.T) {
	t.Parallel()
	b := newBundle(t, 8)
	families := b.families(6)
	rapid.Check(t, func(r *rapid.T) {
		b.Exec("truncate answers cascade")
		b.Exec("update sessions set seats_taken = 0, families_coming = 0, families_waiting = 0")
		b.Exec("update places set smaller_may_pass = ?", rapid.Bool().Draw(r, "smaller may pass"))
		for range rapid.IntRange(1, 12).Draw(r, "steps") {
			before := b.line()
			step(r, b, rapid.SampledFrom(families).Draw(r, "family"))
			b.countsAgree(r)
			b.orderIsKept(r, before)
		}
	})
}

func step(r *rapid.T, b *bundle, family uuid.UUID) {
	var err error
	switch rapid.SampledFrom([]string{"come", "come", "come", "stay away", "undo", "lapse", "capacity"}).Draw(r, "step") {
	case "come":
		err = b.set(family, rapid.Int32Range(1, 9).Draw(r, "heads"))
	case "stay away":
		err = b.decline(family)
	case "undo":
		err = b.undo(family)
	case "lapse":
		b.lapse()
	case "capacity":
		b.Exec("update sessions set capacity = greatest(seats_taken, 1, ?)", rapid.IntRange(6, 9).Draw(r, "capacity"))
	}
	for _, refusal := range []error{nil, ErrNoRoomForMore, ErrLargerThanHall, fault.ErrNotFound} {
		if errors.Is(err, refusal) {
			return
		}
	}
	r.Fatal(err)
}

func (b *bundle) countsAgree(r *rapid.T) {
	var wrong []string
	b.Must(b.Store.Gorm.Raw(`select format('%s of %s seats taken, answers hold %s; %s come, counted %s; %s wait, counted %s',
			s.seats_taken, s.capacity, a.seats, a.coming, s.families_coming, a.waiting, s.families_waiting)
		from sessions s, lateral (select
			coalesce(sum(seats) filter (where state in ('coming', 'offered')), 0) as seats,
			count(*) filter (where state = 'coming') as coming,
			count(*) filter (where state = 'waiting') as waiting from answers where session_id = s.id) a
		where s.seats_taken > s.capacity or s.seats_taken <> a.seats or s.families_coming <> a.coming
		   or s.families_waiting <> a.waiting`).Scan(&wrong).Error)
	if len(wrong) > 0 {
		r.Fatal(wrong[0])
	}
}

// line returns the families on the waiting list, the first one first.
func (b *bundle) line() (families []uuid.UUID) {
	b.Must(b.Store.Gorm.Raw("select family_id from answers where state = 'waiting' order by waiting_since, family_id").Scan(&families).Error)
	return families
}

// orderIsKept checks that the families that still wait are in the same order as before, and that, without
// smaller_may_pass, no family was offered a seat before one that was ahead of it and still waits.
func (b *bundle) orderIsKept(r *rapid.T, before []uuid.UUID) {
	now := b.line()
	position := map[uuid.UUID]int{}
	for i, family := range before {
		position[family] = i
	}
	last := -1
	for _, family := range now {
		at, known := position[family]
		if !known {
			at = len(before)
		}
		if at < last {
			r.Fatalf("the line was %v and is %v", before, now)
		}
		last = at
	}
	b.nobodyPassed(r, before, now)
}

func (b *bundle) nobodyPassed(r *rapid.T, before, now []uuid.UUID) {
	if len(now) == 0 || b.Number("select count(*) from places where smaller_may_pass") == 1 {
		return
	}
	first := slices.Index(before, now[0])
	if first < 0 { // who stood in line before has left it
		return
	}
	passed := before[first+1:]
	if len(passed) > 0 && b.Number("select count(*) from answers where family_id in ? and state in ('coming', 'offered')", passed) > 0 {
		r.Fatalf("%s still waits, but somebody behind was offered a seat", now[0])
	}
}
