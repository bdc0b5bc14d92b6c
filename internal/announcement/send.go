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
		_, err = n.apply(ctx, tx)
		return err
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

// apply changes the session, which notifies people, or releases the message to the ledger. It returns whom it concerns.
func (n *Announcement) apply(ctx context.Context, tx *db.Tx) ([]reminder.Group, error) {
	if err := n.changeSession(ctx, tx); err != nil {
		return nil, err
	}
	n.State = Sent
	set := tx.DB.Model(n).Where("state = ?", Waiting).Updates(map[string]any{"state": Sent, "revision": n.Revision})
	if set.Error != nil {
		return nil, set.Error
	}
	about := n.subject()
	groups, err := reminder.Reach(ctx, tx, about)
	if err != nil {
		return nil, err
	}
	for _, g := range groups {
		n.Told += int32(g.People)
		if g.Channel == "" {
			n.Unreached += int32(g.People)
		}
	}
	if err := tx.DB.Model(n).Updates(map[string]any{"told": n.Told, "unreached": n.Unreached}).Error; err != nil {
		return nil, err
	}
	if n.Revision != nil {
		return groups, nil
	}
	return groups, tx.Enqueue(ctx, reminder.Announced{Announcement: n.ID})
}

// changeSession applies the announced change if the session is still as the organiser saw it (F21). A call for hands needs
// a session that is still to come.
func (n *Announcement) changeSession(ctx context.Context, tx *db.Tx) error {
	if n.Kind == Hands {
		s, err := session.Lock(tx, *n.SessionID)
		switch {
		case err != nil:
			return err
		case s.Status == session.Cancelled:
			return session.ErrCancelled
		case !s.StartsAt.After(tx.Now):
			return session.ErrOver
		}
	}
	change, is := n.change()
	if !is {
		return nil
	}
	was, err := change.Make(ctx, tx, *n.SessionID, n.by())
	if err != nil {
		return err
	}
	if n.Seen != nil && *n.Seen != was.Revision {
		return ErrChanged
	}
	n.Revision = new(was.Revision + 1)
	return nil
}

func refuse(ctx context.Context, store *db.Store, id uuid.UUID, code string) error {
	return store.Gorm.WithContext(ctx).Model(&Announcement{}).Where("id = ? and state = ?", id, Waiting).
		Updates(map[string]any{"state": Refused, "refusal": code}).Error
}
