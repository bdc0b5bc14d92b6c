package announcement

import (
	"errors"
	"testing"

	"musikkforalle/internal/db"
	"musikkforalle/internal/fixture"
	"musikkforalle/internal/pgtest"
)

func TestModels(t *testing.T) {
	t.Parallel()
	store := pgtest.New(t)
	if differences, err := db.Agree(store.Gorm, &Announcement{}, &Text{}); err != nil || len(differences) > 0 {
		t.Errorf("%q, %v", differences, err)
	}
}

func TestSend(t *testing.T) {
	t.Run("EveryoneWhoIsComingAndOnShiftIsToldOnce", func(t *testing.T) {
		h := open(t)
		h.family("nb", "push")
		h.family("ar", "mail")
		h.family("so", "nobody")
		shift := fixture.AddShift(t, h.Store, h.session)
		h.Exec("insert into shift_hands (shift_id, volunteer_id) values (?, ?)", shift.ID, h.volunteer())
		id, err := h.announce(h.cancelling())
		h.Wants(err, nil)
		if now := h.get(id); now.State != "waiting" || h.Number("select count(*) from session_changes") != 0 {
			t.Errorf("before it leaves: %+v", now)
		}
		h.wantPlanned(map[string]int{})
		h.leave(id)
		h.leave(id)
		if now := h.get(id); now.State != "left" || now.Arrival.Due != 3 || now.Arrival.Unreachable != 1 || string(now.Session.Status) != "cancelled" {
			t.Errorf("after it left: %+v %+v", now.Arrival, now.Session)
		}
		h.wantPlanned(map[string]int{"cancelled due": 2, "shift_cancelled due": 1})
		if n := h.Number("select count(*) from audit where actor = 'member' and actor_id is not null and action = 'session.cancelled'"); n != 1 {
			t.Errorf("%d entries say who cancelled", n)
		}
	})
	t.Run("F1_F5_AppliedOnceByAnyServer", func(t *testing.T) {
		h := open(t)
		h.family("nb", "push")
		id, err := h.announce(h.cancelling())
		h.Wants(err, nil)
		h.Exec("update announcements set leaves_at = now()")
		done := make(chan error)
		const servers = 6
		for range servers {
			go func() {
				_, err := Send(t.Context(), h.Store, id)
				done <- err
			}()
		}
		for range servers {
			h.Wants(<-done, nil)
		}
		if n := h.Number("select revision from sessions where id = ?", h.session.ID); n != 1 {
			t.Errorf("revision %d", n)
		}
	})
	t.Run("WaitsUntilItsTime", func(t *testing.T) {
		h := open(t)
		id, err := h.announce(h.cancelling())
		h.Wants(err, nil)
		wait, err := Send(t.Context(), h.Store, id)
		if err != nil || wait <= 0 || wait > undoTime || h.get(id).State != "waiting" {
			t.Errorf("waits %v, %v", wait, err)
		}
	})
	t.Run("F9_WhatIsNotTrueAnyMoreIsRefusedAndSaysWhy", func(t *testing.T) {
		h := open(t)
		h.family("nb", "push")
		for code, meanwhile := range map[string]string{
			"session.cancelled": "update sessions set status = 'cancelled', reason = 'other'",
			"session.over":      "update sessions set starts_at = now() - interval '1 hour', ends_at = now() + interval '1 hour'",
			"session.changed":   "update sessions set revision = revision + 1",
		} {
			h.Exec("update sessions set status = 'open', revision = 0, starts_at = now() + interval '7 days', ends_at = now() + interval '7 days 2 hours'")
			draft := h.cancelling()
			draft.Revision = new(int32(0))
			id, err := h.announce(draft)
			h.Wants(err, nil)
			h.Exec(meanwhile)
			h.leave(id)
			if now := h.get(id); now.State != "refused" || now.Refusal == nil || *now.Refusal != code {
				t.Errorf("%s: %s %v", code, now.State, now.Refusal)
			}
		}
	})
	t.Run("F21_AStaleDraftIsRefusedAtOnce", func(t *testing.T) {
		h := open(t)
		h.Exec("update sessions set revision = 3")
		draft := h.cancelling()
		draft.Revision = new(int32(2))
		_, err := h.announce(draft)
		h.Wants(err, ErrChanged)
	})
	t.Run("F20_OneChangeOfASessionWaitsAtATime", func(t *testing.T) {
		h := open(t)
		_, err := h.announce(h.cancelling())
		h.Wants(err, nil)
		_, err = h.announce(h.cancelling())
		h.Wants(err, ErrWaiting)
	})
}

func TestUndo(t *testing.T) {
	t.Run("F10_NobodyIsToldWhatWasUndone", func(t *testing.T) {
		h := open(t)
		h.family("nb", "push")
		id, err := h.announce(h.cancelling())
		h.Wants(err, nil)
		h.Wants(h.undo(id), nil)
		h.Wants(h.undo(id), nil)
		h.leave(id)
		h.wantPlanned(map[string]int{})
		if now := h.get(id); now.State != "undone" || now.Session.Status != "open" {
			t.Errorf("%s, %s", now.State, now.Session.Status)
		}
	})
	t.Run("WhatHasLeftCannotBeUndone", func(t *testing.T) {
		h := open(t)
		h.family("nb", "push")
		h.Wants(h.undo(h.send(news("families"))), ErrSent)
		h.wantPlanned(map[string]int{"news due": 1})
	})
	t.Run("RacingWithTheWorkerExactlyOneWins", func(t *testing.T) {
		h := open(t)
		h.family("nb", "push")
		for round := range 20 {
			id, err := h.announce(news("families"))
			h.Wants(err, nil)
			h.Exec("update announcements set leaves_at = now() where id = ?", id)
			undone := make(chan error)
			go func() { undone <- h.undo(id) }()
			h.leave(id)
			err = <-undone
			if state := h.get(id).State; (err == nil) != (state == "undone") || (err != nil) != (state == "left") || err != nil && !errors.Is(err, ErrSent) {
				t.Errorf("round %d: undoing said %v, the state is %s", round, err, state)
			}
		}
		left := h.Number("select count(*) from announcements where state = 'left'")
		want := map[string]int{}
		if left > 0 {
			want["news due"] = left
		}
		h.wantPlanned(want)
	})
}
