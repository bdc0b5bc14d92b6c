package session

import (
	"context"
	"errors"
	"slices"
	"time"

	"github.com/google/uuid"

	"musikkforalle/internal/audit"
	"musikkforalle/internal/db"
	"musikkforalle/internal/fault"
	"musikkforalle/internal/place"
	"musikkforalle/internal/shift"
)

// Faults of changing a session.
var (
	ErrOver      = fault.New(fault.Conflict, "session.over", "the session has started or is over")
	ErrCancelled = fault.New(fault.Conflict, "session.cancelled", "the session is cancelled")
	ErrPast      = fault.New(fault.Invalid, "session.past", "the new start is in the past")
	ErrHours     = shift.ErrHours
	ErrReason    = fault.New(fault.Invalid, "session.reason")
	ErrDoor      = fault.New(fault.Invalid, "session.door")
	ErrSame      = fault.New(fault.Conflict, "session.same", "the session already is so")
)

// Reasons are the codes for which a session may be cancelled; each language has a text for them.
var Reasons = []string{"illness", "venue", "works", "few", "weather", "holiday", "other"}

// Change is a rule that changes one session. Moving, Cancelling and ThroughDoor make one.
type Change struct {
	action string
	rule   func(now time.Time, s *Session) (map[string]any, error) // changes s, and returns the columns that differ
}

// Moving gives a session new hours and moves its shifts along. It changes nothing if the hours are the same.
func Moving(start, end time.Time) Change {
	return Change{"session.moved", func(now time.Time, s *Session) (map[string]any, error) {
		if !end.After(start) || end.Sub(start) >= 12*time.Hour {
			return nil, ErrHours
		}
		if start.Equal(s.StartsAt) && end.Equal(s.EndsAt) {
			return nil, nil
		}
		if !start.After(now) {
			return nil, ErrPast
		}
		from := s.StartsAt
		s.StartsAt, s.EndsAt, s.MovedFrom = start, end, &from
		return map[string]any{"starts_at": start, "ends_at": end, "moved_from": from}, nil
	}}
}

// Cancelling cancels a session for one of the Reasons.
func Cancelling(reason string) Change {
	return Change{"session.cancelled", func(_ time.Time, s *Session) (map[string]any, error) {
		if !slices.Contains(Reasons, reason) {
			return nil, ErrReason
		}
		s.Status, s.Reason = Cancelled, &reason
		return map[string]any{"status": Cancelled, "reason": reason}, nil
	}}
}

// ThroughDoor gives a session another door of the same house, or with nil the usual one again. It ignores the door's Lift,
// which is a property of the house. It changes nothing if the door is the same.
func ThroughDoor(door *place.Door) Change {
	return Change{"session.door", func(_ time.Time, s *Session) (map[string]any, error) {
		if door != nil && !door.Valid() {
			return nil, ErrDoor
		}
		wanted := s.Place.Door()
		if door != nil {
			wanted.Kind, wanted.Name, wanted.Floor = door.Kind, door.Name, door.Floor
		}
		if wanted.Same(s.Door()) {
			return nil, nil
		}
		if wanted.Same(s.Place.Door()) {
			s.DoorKind, s.DoorName, s.DoorFloor = nil, nil, nil
			return map[string]any{"door_kind": nil, "door_name": nil, "door_floor": nil}, nil
		}
		s.DoorKind, s.DoorName, s.DoorFloor = &wanted.Kind, &wanted.Name, wanted.Floor
		return map[string]any{"door_kind": wanted.Kind, "door_name": wanted.Name, "door_floor": wanted.Floor}, nil
	}}
}

// Do runs Make in a transaction of its own and treats ErrSame as success.
func (c Change) Do(ctx context.Context, store *db.Store, id uuid.UUID, by audit.By) error {
	return store.Tx(ctx, func(tx *db.Tx) error {
		if _, err := c.Make(ctx, tx, id, by); !errors.Is(err, ErrSame) {
			return err
		}
		return nil
	})
}

// Make locks the session's row, applies the change, and writes the row, the audit entry and the job that tells everyone who
// said yes. It returns the session as it was before. Fault: ErrSame if the change changes nothing.
func (c Change) Make(ctx context.Context, tx *db.Tx, id uuid.UUID, by audit.By) (*Session, error) {
	was, err := Lock(tx, id)
	if err != nil {
		return nil, err
	}
	is, set, err := c.apply(tx.Now, was)
	if err != nil {
		return nil, err
	}
	if start, end := is.after(was); start != 0 || end != 0 {
		if err := shift.Move(tx, is.ID, start, end); err != nil {
			return nil, err
		}
	}
	if err := tx.DB.Model(&Session{}).Where("id = ?", was.ID).Updates(set).Error; err != nil {
		return nil, err
	}
	entry := audit.Entry{Action: c.action, By: by.At(was.PlaceID), Session: was.ID, Detail: set}
	if err := audit.Write(tx, entry); err != nil {
		return nil, err
	}
	if err := Refresh(tx, was); err != nil {
		return nil, err
	}
	return was, Wake(ctx, tx, was.ID)
}

// Try returns the session with its place as it is and as the change would make it. It writes and locks nothing.
func (c Change) Try(tx *db.Tx, id uuid.UUID) (was, is *Session, err error) {
	if was, err = read(tx, id); err != nil {
		return nil, nil, err
	}
	if is, _, err = c.apply(tx.Now, was); err != nil {
		return nil, nil, err
	}
	start, end := is.after(was)
	return was, is, shift.Movable(tx, id, start, end)
}

// after returns how much later the session begins and ends than it did.
func (s *Session) after(was *Session) (start, end time.Duration) {
	return s.StartsAt.Sub(was.StartsAt), s.EndsAt.Sub(was.EndsAt)
}

// apply returns the session as the change makes it, and the columns that differ.
func (c Change) apply(now time.Time, was *Session) (*Session, map[string]any, error) {
	if was.Status == Cancelled {
		return nil, nil, ErrCancelled
	}
	if !was.StartsAt.After(now) {
		return nil, nil, ErrOver
	}
	is := *was
	set, err := c.rule(now, &is)
	if err == nil && len(set) == 0 {
		err = ErrSame
	}
	if err != nil {
		return nil, nil, err
	}
	is.Revision++
	set["revision"] = is.Revision
	return &is, set, nil
}
