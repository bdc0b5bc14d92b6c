package session

import (
	"context"
	"slices"
	"time"

	"github.com/google/uuid"

	"musikkforalle/internal/account"
	"musikkforalle/internal/db"
	"musikkforalle/internal/fault"
	"musikkforalle/internal/place"
)

// The faults of changing a session.
var (
	ErrOver      = fault.New(fault.Conflict, "session.over", "the session has started or is over")
	ErrCancelled = fault.New(fault.Conflict, "session.cancelled", "the session is cancelled")
	ErrPast      = fault.New(fault.Invalid, "session.past", "the new start is in the past")
	ErrHours     = fault.New(fault.Invalid, "session.hours", "the end must follow the start within twelve hours")
	ErrReason    = fault.New(fault.Invalid, "session.reason")
	ErrDoor      = fault.New(fault.Invalid, "session.door")
)

// Reasons that a session may be cancelled for; each language words them.
var Reasons = []string{"illness", "venue", "weather", "holiday", "other"}

// Move gives a session new hours. Its shifts move along, and everyone who said yes is told at once. Hours that it
// already has change nothing.
func Move(ctx context.Context, store *db.Store, queue Queue, id uuid.UUID, start, end time.Time, by account.Actor) error {
	if !end.After(start) || end.Sub(start) >= 12*time.Hour {
		return ErrHours
	}
	return change(ctx, store, queue, id, by, "session.moved", func(tx *db.Tx, s *Session) (map[string]any, error) {
		if start.Equal(s.StartsAt) && end.Equal(s.EndsAt) {
			return nil, nil
		}
		if !start.After(tx.Now) {
			return nil, ErrPast
		}
		if err := moveShifts(tx, s, start.Sub(s.StartsAt), end.Sub(s.EndsAt)); err != nil {
			return nil, err
		}
		return map[string]any{"starts_at": start, "ends_at": end, "moved_from": s.StartsAt}, nil
	})
}

// moveShifts keeps each shift as far from the session's start and end as it was.
func moveShifts(tx *db.Tx, s *Session, start, end time.Duration) error {
	err := tx.DB.Exec(`update shifts set starts_at = starts_at + make_interval(secs => ?), ends_at = ends_at + make_interval(secs => ?)
		where session_id = ?`, start.Seconds(), end.Seconds(), s.ID).Error
	if constraint, _ := db.Violation(err); constraint == "shifts_hours_check" {
		return ErrHours.Wrap(err)
	}
	return err
}

// Cancel calls a session off for one of the Reasons. Everyone who said yes is told at once.
func Cancel(ctx context.Context, store *db.Store, queue Queue, id uuid.UUID, reason string, by account.Actor) error {
	if !slices.Contains(Reasons, reason) {
		return ErrReason
	}
	return change(ctx, store, queue, id, by, "session.cancelled", func(*db.Tx, *Session) (map[string]any, error) {
		return map[string]any{"status": Cancelled, "reason": reason}, nil
	})
}

// SetDoor sends a session through another door of the same house, or with nil through the usual one again. Whether
// there is a lift is the house's, so the door's Lift is not looked at. The door that it already has changes nothing.
func SetDoor(ctx context.Context, store *db.Store, queue Queue, id uuid.UUID, door *place.Door, by account.Actor) error {
	if door != nil && !door.Valid() {
		return ErrDoor
	}
	return change(ctx, store, queue, id, by, "session.door", func(_ *db.Tx, s *Session) (map[string]any, error) {
		wanted := s.Place.Door()
		if door != nil {
			wanted.Kind, wanted.Name, wanted.Floor = door.Kind, door.Name, door.Floor
		}
		if wanted.Same(s.Door()) {
			return nil, nil
		}
		if wanted.Same(s.Place.Door()) {
			return map[string]any{"door_kind": nil, "door_name": nil, "door_floor": nil}, nil
		}
		return map[string]any{"door_kind": wanted.Kind, "door_name": wanted.Name, "door_floor": wanted.Floor}, nil
	})
}

// change holds the session's row, lets the rule say what is new, and writes the row, the audit and the job together.
// A rule that finds nothing new leaves everything as it was.
func change(ctx context.Context, store *db.Store, queue Queue, id uuid.UUID, by account.Actor, action string,
	rule func(*db.Tx, *Session) (map[string]any, error)) error {
	return store.Tx(ctx, func(tx *db.Tx) error {
		s, err := Lock(tx, id)
		if err != nil {
			return err
		}
		if s.Status == Cancelled {
			return ErrCancelled
		}
		if !s.StartsAt.After(tx.Now) {
			return ErrOver
		}
		set, err := rule(tx, s)
		if err != nil || len(set) == 0 {
			return err
		}
		set["revision"] = s.Revision + 1
		if err := tx.DB.Model(&Session{}).Where("id = ?", s.ID).Updates(set).Error; err != nil {
			return err
		}
		entry := account.Entry{Action: action, Actor: by, Place: s.PlaceID, Session: s.ID, Detail: set}
		if err := account.Audit(tx, entry); err != nil {
			return err
		}
		if err := Refresh(tx, s); err != nil {
			return err
		}
		return Wake(ctx, tx, queue, s.ID)
	})
}
