package announcement

import (
	"context"
	"errors"
	"log/slog"
	"time"

	"github.com/google/uuid"
	"gorm.io/gorm"
	"gorm.io/gorm/clause"

	"musikkforalle/internal/db"
	"musikkforalle/internal/fault"
	"musikkforalle/internal/ledger"
	"musikkforalle/internal/reminder"
	"musikkforalle/internal/session"
)

// Send sends an announcement when its waiting time is over, unless it was undone or sent already. Any number of servers may
// try at once. If it has become impossible since it was written, it is refused. It returns how long it must still wait.
func Send(ctx context.Context, store *db.Store, id uuid.UUID) (wait time.Duration, err error) {
	err = store.Tx(ctx, func(tx *db.Tx) error {
		n, err := lock(tx.DB.Where("id = ?", id))
		if err != nil || n.State != Waiting {
			return err
		}
		if wait = n.LeavesAt.Sub(tx.Now); wait > 0 {
			return nil
		}
		return n.apply(ctx, tx)
	})
	var f *fault.Fault
	switch {
	case errors.Is(err, fault.ErrNotFound): // the place is gone, and with it the announcement
		return 0, nil
	case errors.As(err, &f) && f.Kind != fault.Internal && f.Kind != fault.Unavailable:
		slog.InfoContext(ctx, "announcement refused", "code", f.Code)
		return 0, refuse(ctx, store, id, f.Code)
	}
	return wait, err
}

// lock locks the announcement's row, so that undoing and sending exclude each other.
func lock(which *gorm.DB) (*Announcement, error) {
	return take(which.Clauses(clause.Locking{Strength: clause.LockingStrengthUpdate}))
}

func take(which *gorm.DB) (*Announcement, error) {
	var n Announcement
	err := which.Take(&n).Error
	if errors.Is(err, gorm.ErrRecordNotFound) {
		return nil, fault.ErrNotFound
	}
	return &n, err
}

// apply changes the session, which notifies people, or releases the message to the ledger, and counts whom it concerns.
func (n *Announcement) apply(ctx context.Context, tx *db.Tx) error {
	if err := n.changeSession(ctx, tx); err != nil {
		return err
	}
	n.State = Sent
	set := tx.DB.Model(n).Where("state = ?", Waiting).Updates(map[string]any{"state": Sent, "revision": n.Revision})
	if set.Error != nil {
		return set.Error
	}
	groups, err := reminder.Reach(ctx, tx, n.subject())
	if err != nil {
		return err
	}
	for _, g := range groups {
		n.Told += int32(g.People)
		if g.Channel == "" {
			n.Unreached += int32(g.People)
		}
	}
	if err := tx.DB.Model(n).Updates(map[string]any{"told": n.Told, "unreached": n.Unreached}).Error; err != nil {
		return err
	}
	if n.Revision != nil {
		return nil
	}
	return tx.Enqueue(ctx, reminder.Announced{Announcement: n.ID})
}

// changeSession applies the announced change if the session is still as the organiser saw it (F21).
func (n *Announcement) changeSession(ctx context.Context, tx *db.Tx) error {
	if n.Kind == ledger.Hands {
		s, err := session.Lock(tx, *n.SessionID)
		if err != nil {
			return err
		}
		return n.possible(s, tx.Now)
	}
	change, is := n.change()
	if !is {
		return nil
	}
	was, err := change.Make(ctx, tx, *n.SessionID, n.by())
	if err != nil {
		return err
	}
	n.Revision = new(was.Revision + 1)
	return n.asSeen(was)
}

// possible refuses a call for hands at a session that is cancelled or has begun.
func (n *Announcement) possible(s *session.Session, now time.Time) error {
	switch {
	case n.Kind != ledger.Hands:
		return nil
	case s.Status == session.Cancelled:
		return session.ErrCancelled
	case !s.StartsAt.After(now):
		return session.ErrOver
	}
	return nil
}

// asSeen refuses to change a session that somebody else has changed since the organiser saw it.
func (n *Announcement) asSeen(was *session.Session) error {
	if n.Seen != nil && *n.Seen != was.Revision {
		return ErrChanged
	}
	return nil
}

func refuse(ctx context.Context, store *db.Store, id uuid.UUID, code string) error {
	return store.Gorm.WithContext(ctx).Model(&Announcement{}).Where("id = ? and state = ?", id, Waiting).
		Updates(map[string]any{"state": Refused, "refusal": code}).Error
}
