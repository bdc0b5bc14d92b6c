package session_test

import (
	"context"
	"errors"
	"testing"
	"time"

	"github.com/google/uuid"

	"musikkforalle/internal/audit"
	"musikkforalle/internal/db"
	"musikkforalle/internal/fixture"
	"musikkforalle/internal/place"
	"musikkforalle/internal/session"
)

// byMember changes sessions here; the audit keeps who it was.
var byMember = audit.By{Actor: audit.ByMember, ID: uuid.New()}

type hall struct {
	*fixture.World
	ctx context.Context
}

func open(t *testing.T) hall {
	t.Parallel()
	return hall{World: fixture.New(t), ctx: context.Background()}
}

func (h hall) reload(s *session.Session) *session.Session {
	h.Helper()
	found, err := session.Get(h.ctx, h.Store, s.ID)
	h.Must(err)
	return found
}

// audited is what the audit says of a session, and then the jobs about it.
func (h hall) audited(s *session.Session) (actions []string) {
	h.Helper()
	err := h.Store.Gorm.Raw(`select action from audit where session_id = @session and actor_id = @member
		union all select 'job.' || kind from river_job where args ->> 'session' = cast(@session as text)`,
		map[string]any{"session": s.ID, "member": byMember.ID}).Scan(&actions).Error
	h.Must(err)
	return actions
}

func (h hall) move(s *session.Session, start time.Time) error {
	return session.Moving(start, start.Add(2*time.Hour)).Do(h.ctx, h.Store, s.ID, byMember)
}

func soon(days int) time.Time { return time.Now().UTC().Truncate(time.Hour).AddDate(0, 0, days) }

func TestMove(t *testing.T) {
	h := open(t)
	t.Run("F9_ShiftsMoveAlongAndPeopleAreToldInOneTransaction", func(t *testing.T) {
		s := fixture.Session(t, h.Store, h.Place, soon(10))
		shift := fixture.AddShift(t, h.Store, s, func(x *fixture.Shift) { x.StartsAt = s.StartsAt.Add(-time.Hour) })
		to := soon(17).Add(time.Hour)
		if err := session.Moving(to, to.Add(3*time.Hour)).Do(h.ctx, h.Store, s.ID, byMember); err != nil {
			t.Fatal(err)
		}
		now := h.reload(s)
		if !now.StartsAt.Equal(to) || !now.EndsAt.Equal(to.Add(3*time.Hour)) || now.Revision != 1 || !now.MovedFrom.Equal(s.StartsAt) {
			t.Errorf("moved to %v–%v, revision %d, from %v", now.StartsAt, now.EndsAt, now.Revision, now.MovedFrom)
		}
		var moved fixture.Shift
		if err := h.Store.Gorm.Take(&moved, "id = ?", shift.ID).Error; err != nil {
			t.Fatal(err)
		}
		if !moved.StartsAt.Equal(to.Add(-time.Hour)) || !moved.EndsAt.Equal(to.Add(3*time.Hour)) {
			t.Errorf("the shift is at %v–%v", moved.StartsAt, moved.EndsAt)
		}
		if got := h.audited(s); len(got) != 2 || got[0] != "session.moved" || got[1] != "job.session_changed" {
			t.Errorf("audited %v", got)
		}
	})
	t.Run("TheSameHoursChangeNothing", func(t *testing.T) {
		s := fixture.Session(t, h.Store, h.Place, soon(10))
		if err := h.move(s, s.StartsAt); err != nil {
			t.Fatal(err)
		}
		if now := h.reload(s); now.Revision != 0 || len(h.audited(s)) != 0 {
			t.Errorf("revision %d, audited %v", now.Revision, h.audited(s))
		}
	})
	t.Run("ATransactionThatCannotTellPeopleMovesNothing", func(t *testing.T) {
		s := fixture.Session(t, h.Store, h.Place, soon(10))
		h.Exec("alter table river_job add constraint closed check (false) not valid")
		to := soon(17)
		err := session.Moving(to, to.Add(time.Hour)).Do(h.ctx, h.Store, s.ID, byMember)
		h.Exec("alter table river_job drop constraint closed")
		constraint, _ := db.Violation(err)
		if now := h.reload(s); constraint != "closed" || !now.StartsAt.Equal(s.StartsAt) || len(h.audited(s)) != 0 {
			t.Errorf("%v, starts %v, audited %v", err, now.StartsAt, h.audited(s))
		}
	})
	t.Run("Refused", func(t *testing.T) {
		s := fixture.Session(t, h.Store, h.Place, soon(10))
		shift := fixture.AddShift(t, h.Store, s, func(x *fixture.Shift) { x.StartsAt = s.StartsAt.Add(90 * time.Minute) })
		to := soon(17)
		for name, refused := range map[string]struct{ got, want error }{
			"IntoThePast":     {h.move(s, soon(-1)), session.ErrPast},
			"EndBeforeStart":  {session.Moving(to, to).Do(h.ctx, h.Store, s.ID, byMember), session.ErrHours},
			"HalfADay":        {session.Moving(to, to.Add(12*time.Hour)).Do(h.ctx, h.Store, s.ID, byMember), session.ErrHours},
			"ShorterThanWork": {session.Moving(to, to.Add(time.Hour)).Do(h.ctx, h.Store, s.ID, byMember), session.ErrHours},
			"Over":            {h.move(fixture.Session(t, h.Store, h.Place, soon(-1)), to), session.ErrOver},
		} {
			if !errors.Is(refused.got, refused.want) {
				t.Errorf("%s: got %v, want %v", name, refused.got, refused.want)
			}
		}
		if now := h.reload(s); now.Revision != 0 {
			t.Errorf("revision %d; shift %v", now.Revision, shift.ID)
		}
	})
	t.Run("B40_AnUnknownSessionIsNotFound", func(t *testing.T) {
		unknown := &session.Session{ID: uuid.New()}
		if err := h.move(unknown, soon(10)); err == nil || err.Error() != "not_found" {
			t.Errorf("got %v", err)
		}
	})
}

func TestCancel(t *testing.T) {
	h := open(t)
	s := fixture.Session(t, h.Store, h.Place, soon(10))
	cancel := func(reason string) error {
		return session.Cancelling(reason).Do(h.ctx, h.Store, s.ID, byMember)
	}
	if err := cancel("because"); !errors.Is(err, session.ErrReason) {
		t.Errorf("an unknown reason: %v", err)
	}
	if err := cancel("illness"); err != nil {
		t.Fatal(err)
	}
	if now := h.reload(s); now.Status != session.Cancelled || *now.Reason != "illness" || now.Revision != 1 {
		t.Errorf("%s for %v, revision %d", now.Status, now.Reason, now.Revision)
	}
	if err := cancel("illness"); !errors.Is(err, session.ErrCancelled) {
		t.Errorf("cancelled twice: %v", err)
	}
	if err := h.move(s, soon(12)); !errors.Is(err, session.ErrCancelled) {
		t.Errorf("moved when cancelled: %v", err)
	}
	if got := h.audited(s); len(got) != 2 {
		t.Errorf("audited %v", got)
	}
}

func TestSetDoor(t *testing.T) {
	h := open(t)
	s := fixture.Session(t, h.Store, h.Place, soon(10))
	set := func(door *place.Door) error {
		return session.ThroughDoor(door).Do(h.ctx, h.Store, s.ID, byMember)
	}
	street := &place.Door{Kind: place.StreetDoor, Name: "Fabrikkgata", Floor: new(int16(2))}
	steps := []struct {
		name     string
		door     *place.Door
		revision int32
		kind     string
		isNew    bool
	}{
		{"AnotherDoor", street, 1, place.StreetDoor, true},
		{"TheSameAgain", street, 1, place.StreetDoor, true},
		{"TheUsualOne", nil, 2, place.MainDoor, false},
		{"TheUsualOneByName", &place.Door{Kind: place.MainDoor}, 2, place.MainDoor, false},
	}
	for _, step := range steps {
		if err := set(step.door); err != nil {
			t.Fatalf("%s: %v", step.name, err)
		}
		brief := session.Brief(h.reload(s))
		if brief.Revision != step.revision || string(brief.Door.Kind) != step.kind || (brief.DoorIsNew != nil) != step.isNew {
			t.Errorf("%s: %+v", step.name, brief)
		}
	}
	for _, bad := range []place.Door{{Kind: "window"}, {Kind: place.StreetDoor}} {
		if err := set(&bad); !errors.Is(err, session.ErrDoor) {
			t.Errorf("%+v: %v", bad, err)
		}
	}
}

func TestChangesAreNotLost(t *testing.T) {
	h := open(t)
	s := fixture.Session(t, h.Store, h.Place, soon(10))
	done := make(chan error)
	const organisers = 5
	for i := range organisers {
		go func() { done <- h.move(s, soon(11+i)) }()
	}
	for range organisers {
		if err := <-done; err != nil {
			t.Error(err)
		}
	}
	if now := h.reload(s); now.Revision != organisers || len(h.audited(s)) != 2*organisers {
		t.Errorf("revision %d after %d moves", now.Revision, organisers)
	}
}

func TestFind(t *testing.T) {
	h := open(t)
	oslo := h.Place.Location()
	s := fixture.Session(t, h.Store, h.Place, time.Date(2027, 6, 5, 0, 30, 0, 0, oslo))
	for name, text := range map[string]string{"ById": s.ID.String(), "ByTheLocalDate": h.Place.Slug + " 2027-06-05"} {
		found, err := session.Find(h.ctx, h.Store, text)
		if err != nil || found.ID != s.ID || found.Place.Slug != h.Place.Slug {
			t.Errorf("%s: %v, %v", name, found, err)
		}
	}
	for text, want := range map[string]string{
		h.Place.Slug + " 2027-06-04": "not_found", "": "session.which", "drammen": "session.which", "drammen 2027-02-30": "session.which",
	} {
		if _, err := session.Find(h.ctx, h.Store, text); err == nil {
			t.Errorf("%q was found", text)
		} else if got := err.Error(); got != want {
			t.Errorf("%q: %s, want %s", text, got, want)
		}
	}
}

func TestLocalTime(t *testing.T) {
	t.Parallel()
	p := place.New()
	for _, c := range []struct{ name, date, clock, want string }{
		{"Winter", "2026-12-05", "11:30", "2026-12-05T10:30:00Z"},
		{"Summer", "2027-06-05", "11:30", "2027-06-05T09:30:00Z"},
		{"F8_SkippedByTheClocks", "2027-03-28", "02:30", ""},
		{"F8_TwiceThatNight", "2026-10-25", "02:30", ""},
		{"B31_NoSuchDay", "2027-02-29", "11:30", ""},
	} {
		got, err := session.LocalTime(p, c.date, c.clock)
		if (err != nil) != (c.want == "") || err == nil && got.Format(time.RFC3339) != c.want {
			t.Errorf("%s: %v, %v", c.name, got, err)
		}
	}
}
