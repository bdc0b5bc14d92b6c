package volunteer

import (
	"context"
	"testing"
	"time"

	"github.com/google/uuid"

	"musikkforalle/api/contract"
	"musikkforalle/internal/fixture"
	"musikkforalle/internal/partner"
	"musikkforalle/internal/place"
)

func TestListShifts(t *testing.T) {
	t.Parallel()
	h := newHall(t)
	v := h.volunteer()
	near := h.shift()
	elsewhere := fixture.Place(t, h.Store)
	far := fixture.AddShift(t, h.Store, fixture.Session(t, h.Store, elsewhere, time.Now().AddDate(0, 0, 20)))
	fixture.AddShift(t, h.Store, fixture.Session(t, h.Store, h.Place, time.Now().AddDate(0, 0, 125)))
	fixture.AddShift(t, h.Store, fixture.Session(t, h.Store, h.Place, time.Now().AddDate(0, 0, -3)))
	list := func(slug *string) (ids []uuid.UUID) {
		response, err := h.api.ListShifts(as(v), contract.ListShiftsRequestObject{Params: contract.ListShiftsParams{Place: slug}})
		if err != nil {
			t.Fatal(err)
		}
		for _, s := range response.(contract.ListShifts200JSONResponse) {
			ids = append(ids, s.Id)
		}
		return ids
	}
	if got := list(nil); len(got) != 2 || got[0] != near || got[1] != far.ID {
		t.Errorf("all places: %v", got)
	}
	if got := list(&elsewhere.Slug); len(got) != 1 || got[0] != far.ID {
		t.Errorf("one place: %v", got)
	}
	got := h.seen(v, near)
	if got.PlaceName != h.Place.Name || got.Session.Id != h.session.ID || !got.LateAfter.Equal(got.StartsAt.Add(-48*time.Hour)) || got.Partners == nil {
		t.Errorf("got %+v", got)
	}
}

func TestPartnerSlots(t *testing.T) {
	t.Parallel()
	type stage struct {
		*hall
		partner *partner.Partner
		shift   uuid.UUID
	}
	newStage := func(t *testing.T, start time.Time) stage {
		h := newHall(t)
		h.session = fixture.Session(t, h.Store, h.Place, start)
		s := stage{h, fixture.Partner(t, h.Store, h.Place), h.shift(func(s *fixture.Shift) { s.Needed = 3 })}
		h.Exec("insert into shift_slots (shift_id, partner_id, slots) values (?, ?, 2)", s.shift, s.partner.ID)
		return s
	}
	member := func(t *testing.T, s stage) uuid.UUID {
		v := s.volunteer()
		s.Exec("update volunteers set partner_id = ? where id = ?", s.partner.ID, v)
		return v
	}
	t.Run("OwnedUntilReleased", func(t *testing.T) {
		t.Parallel()
		s := newStage(t, time.Now().AddDate(0, 0, 8))
		s.Wants(s.take(s.volunteer(), s.shift), nil)
		s.Wants(s.take(s.volunteer(), s.shift), ErrFull)
		v := member(t, s)
		s.Wants(s.take(v, s.shift), nil)
		got := s.seen(v, s.shift)
		if len(got.Partners) != 1 || got.Partners[0].Name != s.partner.Name || got.Partners[0].Taken != 1 || got.Open != 1 || got.ReleasedAt == nil {
			t.Errorf("got %+v", got)
		}
		s.Wants(s.take(member(t, s), s.shift), nil)
		s.Wants(s.take(member(t, s), s.shift), ErrFull)
		if got := s.seen(v, s.shift); got.ReleasedAt != nil || got.Open != 0 {
			t.Errorf("nothing is left to release: %+v", got)
		}
	})
	t.Run("ReleasedLaterThanFiveDaysBeforeNeverOverbooks", func(t *testing.T) {
		t.Parallel()
		s := newStage(t, time.Now().AddDate(0, 0, 4))
		people := make([]uuid.UUID, 12)
		for i := range people {
			if people[i] = s.volunteer(); i%2 == 0 {
				s.Exec("update volunteers set partner_id = ? where id = ?", s.partner.ID, people[i])
			}
		}
		got := fixture.Together(len(people), func(i int) error { return s.take(people[i], s.shift) })
		if got[""] != 3 || got["shift.full"] != len(people)-3 {
			t.Errorf("outcomes %v", got)
		}
	})
	t.Run("MoreSlotsThanHandsNeverOverbook", func(t *testing.T) {
		t.Parallel()
		s := newStage(t, time.Now().AddDate(0, 0, 8))
		s.Exec("update shifts set needed = 1 where id = ?", s.shift)
		s.Wants(s.take(s.volunteer(), s.shift), ErrFull)
		s.Wants(s.take(member(t, s), s.shift), nil)
		s.Wants(s.take(member(t, s), s.shift), ErrFull)
	})
	t.Run("F8_ReleasedAtExactlyFiveDaysByTheLocalClock", func(t *testing.T) {
		t.Parallel()
		s := newStage(t, time.Now().AddDate(0, 0, 8))
		v := s.volunteer()
		open := func(offset string) (n int) {
			tx := s.Store.Gorm.Begin()
			defer tx.Rollback()
			tx.Exec(`update shifts set starts_at = (now() at time zone 'Europe/Oslo' + interval '5 days') at time zone 'Europe/Oslo' + ?::interval,
				ends_at = now() + interval '9 days' where id = ?`, offset, s.shift)
			if err := tx.Raw("select open from shifts_seen_by(?) where shift_id = ?", v, s.shift).Scan(&n).Error; err != nil {
				t.Fatal(err)
			}
			return n
		}
		if before, at := open("1 microsecond"), open("0"); before != 1 || at != 3 {
			t.Errorf("open: %d just before, %d at the moment", before, at)
		}
		const over = "select extract(epoch from ?::timestamptz - shift_released_at(?::timestamptz, 'Europe/Oslo'))::int / 3600"
		for start, hours := range map[string]int{"2027-03-30 11:30+02": 119, "2027-11-02 11:30+01": 121, "2027-05-08 11:30+02": 120} {
			if got := s.Number(over, start, start); got != hours {
				t.Errorf("%s: released %d hours before, want %d", start, got, hours)
			}
		}
	})
}

func TestLanguagesOnShiftReachTheSessionsPage(t *testing.T) {
	t.Parallel()
	h := newHall(t)
	v, shift := h.volunteer(), h.shift()
	ctx, cancel := context.WithTimeout(context.Background(), 10*time.Second)
	defer cancel()
	conn, err := h.Store.Pool.Acquire(ctx)
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Release()
	if _, err := conn.Exec(ctx, "listen "+place.Channel); err != nil {
		t.Fatal(err)
	}
	told := func(what string) {
		n, err := conn.Conn().WaitForNotification(ctx)
		if err != nil || n.Payload != h.session.ID.String() {
			t.Errorf("%s: %v, %v", what, n, err)
		}
	}
	h.Wants(h.take(v, shift), nil)
	told("taken")
	_, err = Update(ctx, h.Store, v, contract.VolunteerChange{Speaks: &[]contract.Lang{"ti"}})
	h.Wants(err, nil)
	told("languages changed")
	_, err = GiveBack(ctx, h.Store, v, shift)
	h.Wants(err, nil)
	told("given back")
}
