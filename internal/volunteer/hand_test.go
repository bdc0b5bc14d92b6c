package volunteer

import (
	"context"
	"testing"
	"time"

	"github.com/google/uuid"

	"musikkforalle/internal/fault"
	"musikkforalle/internal/fixture"
	shifts "musikkforalle/internal/shift"
)

func TestLastPlace(t *testing.T) {
	t.Parallel()
	const people, places = 50, 7
	h := newHall(t)
	volunteers := make([]uuid.UUID, people)
	for i := range volunteers {
		volunteers[i] = h.volunteer()
	}
	t.Run("F19_ExactlyThePlacesAreTaken", func(t *testing.T) {
		shift := h.shift(func(s *fixture.Shift) { s.Needed = places })
		got := fixture.Together(people, func(i int) error { return h.take(volunteers[i], shift) })
		if got[""] != places || got["shift.full"] != people-places {
			t.Errorf("outcomes %v", got)
		}
		if n := h.Number("select count(*) from shift_hands where shift_id = ?", shift); n != places {
			t.Errorf("%d hands on %d places", n, places)
		}
	})
	t.Run("NegativeControl_WithoutTheLockItOverbooks", func(t *testing.T) {
		h.Exec(`create function naive_take(p_shift uuid, p_volunteer uuid) returns void language plpgsql as $$
			begin
				if (select open from shifts_seen_by(p_volunteer) where shift_id = p_shift) > 0 then
					perform pg_sleep(0.05);
					insert into shift_hands (shift_id, volunteer_id) values (p_shift, p_volunteer);
				end if;
			end $$`)
		shift := h.shift(func(s *fixture.Shift) { s.Needed, s.Task = 1, "set_up" })
		fixture.Together(people, func(i int) error {
			return h.Store.Gorm.Exec("select naive_take(?, ?)", shift, volunteers[i]).Error
		})
		if n := h.Number("select count(*) from shift_hands where shift_id = ?", shift); n <= 1 {
			t.Errorf("%d hands: the race is not provoked, so the test above shows nothing", n)
		}
	})
}

func TestTakeShift(t *testing.T) {
	t.Parallel()
	t.Run("IsMineAndSaysSoTwice", func(t *testing.T) {
		t.Parallel()
		h := newHall(t)
		v, shift := h.volunteer(), h.shift()
		for range 2 {
			got, err := Take(context.Background(), h.Store, v, shift)
			if err != nil || !got.Mine || got.Open != 1 || got.Blocked != nil {
				t.Errorf("got %+v, %v", got, err)
			}
		}
		if n := h.Number("select count(*) from audit where action = 'shift.taken' and actor_id = ?", v); n != 1 {
			t.Errorf("%d audit rows", n)
		}
	})
	t.Run("OverlapsInParallelGiveOne", func(t *testing.T) {
		t.Parallel()
		h := newHall(t)
		v := h.volunteer()
		tasks := []string{"waffles", "set_up", "welcome", "interpret", "instruments", "clear_away"}
		shifts := make([]uuid.UUID, len(tasks))
		for i, task := range tasks {
			shifts[i] = h.shift(func(s *fixture.Shift) { s.Task = task })
		}
		got := fixture.Together(len(tasks), func(i int) error { return h.take(v, shifts[i]) })
		if got[""] != 1 || got["shift.overlap"] != len(tasks)-1 {
			t.Errorf("outcomes %v", got)
		}
	})
	t.Run("ShiftsThatTouchDoNotOverlap", func(t *testing.T) {
		t.Parallel()
		h := newHall(t)
		v := h.volunteer()
		first := h.shift(func(s *fixture.Shift) {
			s.Task, s.StartsAt, s.EndsAt = "set_up", s.StartsAt.Add(-time.Hour), s.StartsAt
		})
		h.Wants(h.take(v, first), nil)
		h.Wants(h.take(v, h.shift()), nil)
	})
	t.Run("ShiftOfACancelledSaturdayIsNoOverlap", func(t *testing.T) {
		t.Parallel()
		h := newHall(t)
		v, cancelled := h.volunteer(), h.shift()
		h.Wants(h.take(v, cancelled), nil)
		h.Exec("update sessions set status = 'cancelled' where id = ?", h.session.ID)
		h.session = fixture.Session(t, h.Store, h.Place, h.session.StartsAt)
		h.Wants(h.take(v, h.shift()), nil)
	})
	t.Run("StartedOrCancelledIsClosed", func(t *testing.T) {
		t.Parallel()
		h := newHall(t)
		v := h.volunteer()
		started := h.shift(func(s *fixture.Shift) { s.StartsAt = time.Now().Add(-time.Minute) })
		h.Wants(h.take(v, started), shifts.ErrClosed)
		if got := blocked(h.seen(v, started)); got != "closed" {
			t.Errorf("list says %q", got)
		}
		h.Exec("update sessions set status = 'cancelled' where id = ?", h.session.ID)
		h.Wants(h.take(v, h.shift(func(s *fixture.Shift) { s.Task = "welcome" })), shifts.ErrClosed)
	})
	t.Run("B40_RandomIdAndDraftSeasonAreNotFound", func(t *testing.T) {
		t.Parallel()
		h := newHall(t)
		v := h.volunteer()
		h.Wants(h.take(v, uuid.New()), fault.ErrNotFound)
		draft := h.shift()
		h.Exec("update seasons set status = 'draft'")
		h.Wants(h.take(v, draft), fault.ErrNotFound)
	})
	t.Run("ListAndTakeAgree", func(t *testing.T) {
		t.Parallel()
		h := newHall(t)
		v := h.volunteer()
		full := h.shift(func(s *fixture.Shift) { s.Needed = 0 })
		trusted := h.shift(func(s *fixture.Shift) { s.Task, s.NeedsCertificate = "instruments", true })
		for shift, code := range map[uuid.UUID]string{full: "full", trusted: "certificate"} {
			if got := blocked(h.seen(v, shift)); got != code {
				t.Errorf("list says %q, want %q", got, code)
			}
			h.Wants(h.take(v, shift), refusals[code])
		}
	})
}
