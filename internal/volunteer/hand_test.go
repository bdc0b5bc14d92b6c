package volunteer

import (
	"context"
	"sync"
	"testing"
	"time"

	"github.com/google/uuid"

	"musikkforalle/api/contract"
	"musikkforalle/internal/fault"
	"musikkforalle/internal/fixture"
	"musikkforalle/internal/place"
)

// together starts all at once and counts the outcomes by error code; "" is success.
func together(n int, do func(i int) error) map[string]int {
	outcomes := make([]string, n)
	start := make(chan struct{})
	var wg sync.WaitGroup
	for i := range n {
		wg.Go(func() {
			<-start
			if err := do(i); err != nil {
				outcomes[i] = fault.Of(err).Error()
			}
		})
	}
	close(start)
	wg.Wait()
	count := map[string]int{}
	for _, o := range outcomes {
		count[o]++
	}
	return count
}

func TestLastPlace(t *testing.T) {
	t.Parallel()
	const people, places = 50, 7
	h := newHall(t)
	volunteers := make([]uuid.UUID, people)
	for i := range volunteers {
		volunteers[i] = h.volunteer(t)
	}
	t.Run("F19_ExactlyThePlacesAreTaken", func(t *testing.T) {
		shift := h.shift(t, func(s *fixture.Shift) { s.Needed = places })
		got := together(people, func(i int) error { return h.take(volunteers[i], shift) })
		if got[""] != places || got["shift.full"] != people-places {
			t.Errorf("outcomes %v", got)
		}
		if n := h.count(t, "select count(*) from shift_hands where shift_id = ?", shift); n != places {
			t.Errorf("%d hands on %d places", n, places)
		}
	})
	t.Run("NegativeControl_WithoutTheLockItOverbooks", func(t *testing.T) {
		h.exec(t, `create function naive_take(p_shift uuid, p_volunteer uuid) returns void language plpgsql as $$
			begin
				if shift_open_hands(p_shift, null) > 0 then
					perform pg_sleep(0.05);
					insert into shift_hands (shift_id, volunteer_id) values (p_shift, p_volunteer);
				end if;
			end $$`)
		shift := h.shift(t, func(s *fixture.Shift) { s.Needed, s.Task = 1, "set_up" })
		together(people, func(i int) error {
			return h.store.Gorm.Exec("select naive_take(?, ?)", shift, volunteers[i]).Error
		})
		if n := h.count(t, "select count(*) from shift_hands where shift_id = ?", shift); n <= 1 {
			t.Errorf("%d hands: the race is not provoked, so the test above shows nothing", n)
		}
	})
}

func TestTakeShift(t *testing.T) {
	t.Parallel()
	t.Run("IsMineAndSaysSoTwice", func(t *testing.T) {
		t.Parallel()
		h := newHall(t)
		v, shift := h.volunteer(t), h.shift(t)
		for range 2 {
			got, err := Take(context.Background(), h.store, v, shift)
			if err != nil || !got.Mine || got.Open != 1 || got.Blocked != nil {
				t.Errorf("got %+v, %v", got, err)
			}
		}
		if n := h.count(t, "select count(*) from audit where action = 'shift.taken' and actor_id = ?", v); n != 1 {
			t.Errorf("%d audit rows", n)
		}
	})
	t.Run("OverlapsInParallelGiveOne", func(t *testing.T) {
		t.Parallel()
		h := newHall(t)
		v := h.volunteer(t)
		tasks := []string{"waffles", "set_up", "welcome", "interpret", "instruments", "clear_away"}
		shifts := make([]uuid.UUID, len(tasks))
		for i, task := range tasks {
			shifts[i] = h.shift(t, func(s *fixture.Shift) { s.Task = task })
		}
		got := together(len(tasks), func(i int) error { return h.take(v, shifts[i]) })
		if got[""] != 1 || got["shift.overlap"] != len(tasks)-1 {
			t.Errorf("outcomes %v", got)
		}
	})
	t.Run("ShiftsThatTouchDoNotOverlap", func(t *testing.T) {
		t.Parallel()
		h := newHall(t)
		v := h.volunteer(t)
		first := h.shift(t, func(s *fixture.Shift) {
			s.Task, s.StartsAt, s.EndsAt = "set_up", s.StartsAt.Add(-time.Hour), s.StartsAt
		})
		wants(t, h.take(v, first), nil)
		wants(t, h.take(v, h.shift(t)), nil)
	})
	t.Run("ShiftOfACancelledSaturdayIsNoOverlap", func(t *testing.T) {
		t.Parallel()
		h := newHall(t)
		v, cancelled := h.volunteer(t), h.shift(t)
		wants(t, h.take(v, cancelled), nil)
		h.exec(t, "update sessions set status = 'cancelled' where id = ?", h.session.ID)
		h.session = fixture.Session(t, h.store, h.place, h.session.StartsAt)
		wants(t, h.take(v, h.shift(t)), nil)
	})
	t.Run("StartedOrCancelledIsClosed", func(t *testing.T) {
		t.Parallel()
		h := newHall(t)
		v := h.volunteer(t)
		started := h.shift(t, func(s *fixture.Shift) { s.StartsAt = time.Now().Add(-time.Minute) })
		wants(t, h.take(v, started), ErrClosed)
		if got := blocked(h.seen(t, v, started)); got != "closed" {
			t.Errorf("list says %q", got)
		}
		h.exec(t, "update sessions set status = 'cancelled' where id = ?", h.session.ID)
		wants(t, h.take(v, h.shift(t, func(s *fixture.Shift) { s.Task = "welcome" })), ErrClosed)
	})
	t.Run("B40_RandomIdAndDraftSeasonAreNotFound", func(t *testing.T) {
		t.Parallel()
		h := newHall(t)
		v := h.volunteer(t)
		wants(t, h.take(v, uuid.New()), fault.ErrNotFound)
		draft := h.shift(t)
		h.exec(t, "update seasons set status = 'draft'")
		wants(t, h.take(v, draft), fault.ErrNotFound)
	})
	t.Run("ListAndTakeAgree", func(t *testing.T) {
		t.Parallel()
		h := newHall(t)
		v := h.volunteer(t)
		full := h.shift(t, func(s *fixture.Shift) { s.Needed = 0 })
		trusted := h.shift(t, func(s *fixture.Shift) { s.Task, s.NeedsCertificate = "instruments", true })
		for shift, code := range map[uuid.UUID]string{full: "full", trusted: "certificate"} {
			if got := blocked(h.seen(t, v, shift)); got != code {
				t.Errorf("list says %q, want %q", got, code)
			}
			wants(t, h.take(v, shift), refusals[code])
		}
	})
}

func TestListShifts(t *testing.T) {
	t.Parallel()
	h := newHall(t)
	v := h.volunteer(t)
	near := h.shift(t)
	elsewhere := fixture.Place(t, h.store)
	far := fixture.AddShift(t, h.store, fixture.Session(t, h.store, elsewhere, time.Now().AddDate(0, 0, 20)))
	fixture.AddShift(t, h.store, fixture.Session(t, h.store, h.place, time.Now().AddDate(0, 0, 125)))
	fixture.AddShift(t, h.store, fixture.Session(t, h.store, h.place, time.Now().AddDate(0, 0, -3)))
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
	got := h.seen(t, v, near)
	if got.PlaceName != h.place.Name || got.Session.Id != h.session.ID || !got.LateAfter.Equal(got.StartsAt.Add(-48*time.Hour)) || got.Partners == nil {
		t.Errorf("got %+v", got)
	}
}

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
		v, shift := h.volunteer(t), h.shift(t)
		wants(t, h.take(v, shift), nil)
		got, err := give(h, v, shift)
		if err != nil || got.Mine || *got.OrganiserTold || got.Open != 2 || len(h.jobs.all) != 0 {
			t.Errorf("got %+v, %v, jobs %v", got, err, h.jobs.all)
		}
	})
	t.Run("LateTheOrganiserIsToldEachTime", func(t *testing.T) {
		t.Parallel()
		h := newHall(t)
		h.session = fixture.Session(t, h.store, h.place, time.Now().Add(47*time.Hour))
		v, shift := h.volunteer(t), h.shift(t)
		for range 2 {
			wants(t, h.take(v, shift), nil)
			if got, err := give(h, v, shift); err != nil || !*got.OrganiserTold {
				t.Errorf("got %+v, %v", got, err)
			}
		}
		var rows []struct{ Target, Recipient uuid.UUID }
		h.store.Gorm.Raw(`select target, recipient from reminders where kind = 'late_give_back' and recipient_kind = 'place'
			and channel = 'mail' and state = 'due' and due_at <= now() and expires_at = ?`, h.session.StartsAt).Scan(&rows)
		if len(rows) != 2 || rows[0].Recipient != h.place.ID || len(h.jobs.all) != 2 {
			t.Fatalf("ledger %+v, jobs %v", rows, h.jobs.all)
		}
		about, lacks, err := LateShift(h.store.Gorm, h.session.ID, rows[1].Target)
		if err != nil || about.ID != shift || lacks != 2 {
			t.Errorf("the row is about %v, which lacks %d: %v", about.ID, lacks, err)
		}
	})
	t.Run("LimitIsThePlaces", func(t *testing.T) {
		t.Parallel()
		h := newHall(t)
		h.exec(t, "update places set give_back_hours = 336 where id = ?", h.place.ID)
		v, shift := h.volunteer(t), h.shift(t)
		wants(t, h.take(v, shift), nil)
		if got, err := give(h, v, shift); err != nil || !*got.OrganiserTold {
			t.Errorf("got %+v, %v", got, err)
		}
	})
	t.Run("OfACancelledSaturdayNobodyIsTold", func(t *testing.T) {
		t.Parallel()
		h := newHall(t)
		h.session = fixture.Session(t, h.store, h.place, time.Now().Add(time.Hour))
		v, shift := h.volunteer(t), h.shift(t)
		wants(t, h.take(v, shift), nil)
		h.exec(t, "update sessions set status = 'cancelled' where id = ?", h.session.ID)
		if got, err := give(h, v, shift); err != nil || *got.OrganiserTold {
			t.Errorf("got %+v, %v", got, err)
		}
	})
	t.Run("B40_AnothersAndRandomAreNotFound", func(t *testing.T) {
		t.Parallel()
		h := newHall(t)
		v, other, shift := h.volunteer(t), h.volunteer(t), h.shift(t)
		wants(t, h.take(other, shift), nil)
		for _, id := range []uuid.UUID{shift, uuid.New()} {
			_, err := give(h, v, id)
			wants(t, err, fault.ErrNotFound)
		}
		if n := h.count(t, "select count(*) from shift_hands"); n != 1 {
			t.Errorf("%d hands left", n)
		}
	})
	t.Run("StartedIsClosedAndStays", func(t *testing.T) {
		t.Parallel()
		h := newHall(t)
		v, shift := h.volunteer(t), h.shift(t)
		wants(t, h.take(v, shift), nil)
		h.exec(t, "update shifts set starts_at = now() - interval '1 minute' where id = ?", shift)
		_, err := give(h, v, shift)
		wants(t, err, ErrClosed)
		if n := h.count(t, "select count(*) from shift_hands"); n != 1 {
			t.Errorf("%d hands left", n)
		}
	})
}

func TestPartnerSlots(t *testing.T) {
	t.Parallel()
	type stage struct {
		*hall
		partner *place.Partner
		shift   uuid.UUID
	}
	newStage := func(t *testing.T, start time.Time) stage {
		h := newHall(t)
		h.session = fixture.Session(t, h.store, h.place, start)
		s := stage{h, fixture.Partner(t, h.store, h.place), h.shift(t, func(s *fixture.Shift) { s.Needed = 3 })}
		h.exec(t, "insert into shift_slots (shift_id, partner_id, slots) values (?, ?, 2)", s.shift, s.partner.ID)
		return s
	}
	member := func(t *testing.T, s stage) uuid.UUID {
		v := s.volunteer(t)
		s.exec(t, "update volunteers set partner_id = ? where id = ?", s.partner.ID, v)
		return v
	}
	t.Run("OwnedUntilReleased", func(t *testing.T) {
		t.Parallel()
		s := newStage(t, time.Now().AddDate(0, 0, 8))
		wants(t, s.take(s.volunteer(t), s.shift), nil)
		wants(t, s.take(s.volunteer(t), s.shift), ErrFull)
		v := member(t, s)
		wants(t, s.take(v, s.shift), nil)
		got := s.seen(t, v, s.shift)
		if len(got.Partners) != 1 || got.Partners[0].Name != s.partner.Name || got.Partners[0].Taken != 1 || got.Open != 1 || got.ReleasedAt == nil {
			t.Errorf("got %+v", got)
		}
		wants(t, s.take(member(t, s), s.shift), nil)
		wants(t, s.take(member(t, s), s.shift), ErrFull)
		if got := s.seen(t, v, s.shift); got.ReleasedAt != nil || got.Open != 0 {
			t.Errorf("nothing is left to release: %+v", got)
		}
	})
	t.Run("ReleasedLaterThanFiveDaysBeforeNeverOverbooks", func(t *testing.T) {
		t.Parallel()
		s := newStage(t, time.Now().AddDate(0, 0, 4))
		people := make([]uuid.UUID, 12)
		for i := range people {
			if people[i] = s.volunteer(t); i%2 == 0 {
				s.exec(t, "update volunteers set partner_id = ? where id = ?", s.partner.ID, people[i])
			}
		}
		got := together(len(people), func(i int) error { return s.take(people[i], s.shift) })
		if got[""] != 3 || got["shift.full"] != len(people)-3 {
			t.Errorf("outcomes %v", got)
		}
	})
	t.Run("MoreSlotsThanHandsNeverOverbook", func(t *testing.T) {
		t.Parallel()
		s := newStage(t, time.Now().AddDate(0, 0, 8))
		s.exec(t, "update shifts set needed = 1 where id = ?", s.shift)
		wants(t, s.take(s.volunteer(t), s.shift), ErrFull)
		wants(t, s.take(member(t, s), s.shift), nil)
		wants(t, s.take(member(t, s), s.shift), ErrFull)
	})
	t.Run("F8_ReleasedAtExactlyFiveDaysByTheLocalClock", func(t *testing.T) {
		t.Parallel()
		s := newStage(t, time.Now().AddDate(0, 0, 8))
		open := func(offset string) (n int) {
			tx := s.store.Gorm.Begin()
			defer tx.Rollback()
			tx.Exec(`update shifts set starts_at = (now() at time zone 'Europe/Oslo' + interval '5 days') at time zone 'Europe/Oslo' + ?::interval,
				ends_at = now() + interval '9 days' where id = ?`, offset, s.shift)
			if err := tx.Raw("select shift_open_hands(?, null)", s.shift).Scan(&n).Error; err != nil {
				t.Fatal(err)
			}
			return n
		}
		if before, at := open("1 microsecond"), open("0"); before != 1 || at != 3 {
			t.Errorf("open: %d just before, %d at the moment", before, at)
		}
		const over = "select extract(epoch from ?::timestamptz - shift_released_at(?::timestamptz, 'Europe/Oslo'))::int / 3600"
		for start, hours := range map[string]int{"2027-03-30 11:30+02": 119, "2027-11-02 11:30+01": 121, "2027-05-08 11:30+02": 120} {
			if got := s.count(t, over, start, start); got != hours {
				t.Errorf("%s: released %d hours before, want %d", start, got, hours)
			}
		}
	})
}

func TestCertificate(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	const task = contract.Task("instruments")
	today := time.Now()
	for name, test := range map[string]struct {
		shown time.Time // zero: never
		want  error
	}{
		"AskedButNotShown":     {want: ErrCertificate},
		"Shown":                {shown: today.AddDate(0, -1, 0)},
		"CountsOnTheLastDay":   {shown: today.AddDate(0, -36, 11)},
		"RunOutOnTheSaturday":  {shown: today.AddDate(0, -36, 9), want: ErrCertificate},
		"RunOutLongBeforeThat": {shown: today.AddDate(-5, 0, 0), want: ErrCertificate},
	} {
		t.Run("P11_"+name, func(t *testing.T) {
			t.Parallel()
			h := newHall(t)
			v := h.volunteer(t)
			shift := h.shift(t, func(s *fixture.Shift) { s.Task, s.NeedsCertificate = string(task), true })
			wants(t, h.take(v, shift), ErrCertificate)
			wants(t, AskCertificate(ctx, h.store, v, task, today.AddDate(-6, 0, 0)), nil)
			if !test.shown.IsZero() {
				wants(t, ShowCertificate(ctx, h.store, v, task, test.shown, "Organisator"), nil)
			}
			wants(t, h.take(v, shift), test.want)
		})
	}
	t.Run("P11_OfAnotherTaskDoesNotCount", func(t *testing.T) {
		t.Parallel()
		h := newHall(t)
		v := h.volunteer(t)
		wants(t, AskCertificate(ctx, h.store, v, "welcome", today), nil)
		wants(t, ShowCertificate(ctx, h.store, v, "welcome", today, "Organisator"), nil)
		wants(t, h.take(v, h.shift(t, func(s *fixture.Shift) { s.Task, s.NeedsCertificate = string(task), true })), ErrCertificate)
	})
	t.Run("AskedAgainTheOlderOneStillCounts", func(t *testing.T) {
		t.Parallel()
		h := newHall(t)
		v := h.volunteer(t)
		wants(t, ShowCertificate(ctx, h.store, v, task, today, "Organisator"), ErrNotAsked)
		wants(t, AskCertificate(ctx, h.store, v, task, today.AddDate(-2, 0, 0)), nil)
		wants(t, ShowCertificate(ctx, h.store, v, task, today.AddDate(-2, 0, 0), "Organisator"), nil)
		for range 2 {
			wants(t, AskCertificate(ctx, h.store, v, task, today), nil)
		}
		wants(t, h.take(v, h.shift(t, func(s *fixture.Shift) { s.Task, s.NeedsCertificate = string(task), true })), nil)
		response, err := h.api.GetVolunteer(as(v), contract.GetVolunteerRequestObject{})
		if got := response.(contract.GetVolunteer200JSONResponse); err != nil || len(got.Certificates) != 2 || got.Certificates[1].ShownOn != nil || len(got.Shifts) != 1 {
			t.Errorf("got %+v, %v", got, err)
		}
	})
	t.Run("FutureDatesAndUnknownVolunteersAreRefused", func(t *testing.T) {
		t.Parallel()
		h := newHall(t)
		wants(t, AskCertificate(ctx, h.store, uuid.New(), task, today), fault.ErrNotFound)
		wants(t, AskCertificate(ctx, h.store, h.volunteer(t), task, today.AddDate(0, 0, 3)), ErrDate)
		wants(t, ShowCertificate(ctx, h.store, h.volunteer(t), task, today, ""), fault.New(fault.Invalid, "invalid"))
	})
}

func TestLanguagesOnShiftReachTheSessionsPage(t *testing.T) {
	t.Parallel()
	h := newHall(t)
	v, shift := h.volunteer(t), h.shift(t)
	ctx, cancel := context.WithTimeout(context.Background(), 10*time.Second)
	defer cancel()
	conn, err := h.store.Pool.Acquire(ctx)
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
	wants(t, h.take(v, shift), nil)
	told("taken")
	_, err = Update(ctx, h.store, v, contract.VolunteerChange{Speaks: &[]contract.Lang{"ti"}})
	wants(t, err, nil)
	told("languages changed")
	_, err = GiveBack(ctx, h.store, h.jobs, v, shift)
	wants(t, err, nil)
	told("given back")
}
