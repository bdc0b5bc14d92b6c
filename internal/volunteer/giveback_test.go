package volunteer

import (
	"testing"
	"time"

	"github.com/google/uuid"

	"musikkforalle/api/contract"
	"musikkforalle/internal/fault"
	"musikkforalle/internal/fixture"
	shifts "musikkforalle/internal/shift"
)

func TestGiveBack(t *testing.T) {
	t.Parallel()
	give := func(h *hall, v, shift uuid.UUID) (contract.Shift, error) {
		response, err := h.api.GiveBackShift(as(v), contract.GiveBackShiftRequestObject{Shift: shift})
		if err != nil {
			return contract.Shift{}, err
		}
		return contract.Shift(response.(contract.GiveBackShift200JSONResponse)), nil
	}
	t.Run("InTimeNobodyIsTold", func(t *testing.T) {
		t.Parallel()
		h := newHall(t)
		v, shift := h.volunteer(), h.shift()
		h.Wants(h.take(v, shift), nil)
		got, err := give(h, v, shift)
		if err != nil || got.Mine || *got.OrganiserTold || got.Open != 2 || len(h.jobs()) != 0 {
			t.Errorf("got %+v, %v, jobs %v", got, err, h.jobs())
		}
	})
	t.Run("LateTheOrganiserIsToldEachTime", func(t *testing.T) {
		t.Parallel()
		h := newHall(t)
		h.session = fixture.Session(t, h.Store, h.Place, time.Now().Add(47*time.Hour))
		v, shift := h.volunteer(), h.shift()
		for range 2 {
			h.Wants(h.take(v, shift), nil)
			if got, err := give(h, v, shift); err != nil || !*got.OrganiserTold {
				t.Errorf("got %+v, %v", got, err)
			}
		}
		var rows []struct{ Target, Recipient uuid.UUID }
		h.Store.Gorm.Raw(`select target, recipient from reminders where kind = 'late_give_back' and recipient_kind = 'place'
			and channel = 'mail' and state = 'due' and due_at <= now() and expires_at = ?`, h.session.StartsAt).Scan(&rows)
		if len(rows) != 2 || rows[0].Recipient != h.Place.ID || len(h.jobs()) != 2 {
			t.Fatalf("ledger %+v, jobs %v", rows, h.jobs())
		}
		if n := h.Number("select count(*) from reminders where shift_id = ? and target not in (?, ?)", shift, shift, h.Place.ID); n != 2 {
			t.Errorf("%d rows are about the shift", n)
		}
	})
	t.Run("LimitIsThePlaces", func(t *testing.T) {
		t.Parallel()
		h := newHall(t)
		h.Exec("update places set give_back_hours = 336 where id = ?", h.Place.ID)
		v, shift := h.volunteer(), h.shift()
		h.Wants(h.take(v, shift), nil)
		if got, err := give(h, v, shift); err != nil || !*got.OrganiserTold {
			t.Errorf("got %+v, %v", got, err)
		}
	})
	t.Run("OfACancelledSaturdayNobodyIsTold", func(t *testing.T) {
		t.Parallel()
		h := newHall(t)
		h.session = fixture.Session(t, h.Store, h.Place, time.Now().Add(time.Hour))
		v, shift := h.volunteer(), h.shift()
		h.Wants(h.take(v, shift), nil)
		h.Exec("update sessions set status = 'cancelled' where id = ?", h.session.ID)
		if got, err := give(h, v, shift); err != nil || *got.OrganiserTold {
			t.Errorf("got %+v, %v", got, err)
		}
	})
	t.Run("B40_AnothersAndRandomAreNotFound", func(t *testing.T) {
		t.Parallel()
		h := newHall(t)
		v, other, shift := h.volunteer(), h.volunteer(), h.shift()
		h.Wants(h.take(other, shift), nil)
		for _, id := range []uuid.UUID{shift, uuid.New()} {
			_, err := give(h, v, id)
			h.Wants(err, fault.ErrNotFound)
		}
		if n := h.Number("select count(*) from shift_hands"); n != 1 {
			t.Errorf("%d hands left", n)
		}
	})
	t.Run("StartedIsClosedAndStays", func(t *testing.T) {
		t.Parallel()
		h := newHall(t)
		v, shift := h.volunteer(), h.shift()
		h.Wants(h.take(v, shift), nil)
		h.Exec("update shifts set starts_at = now() - interval '1 minute' where id = ?", shift)
		_, err := give(h, v, shift)
		h.Wants(err, shifts.ErrClosed)
		if n := h.Number("select count(*) from shift_hands"); n != 1 {
			t.Errorf("%d hands left", n)
		}
	})
}
