package ledger

import (
	"context"
	_ "embed" // the statement of this file
	"fmt"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"musikkforalle/internal/db"
)

//go:embed sql/plan.sql
var planSQL string

// Plan writes a row for everyone who is to be told and has none, and returns how many wait because of it and how many
// were too late. missing is a WITH clause whose last table, "missing", gives those rows, with the parameters now, about
// (sessions and announcements; nil: all) and people, which is null. Any number of servers may plan at once.
func Plan(ctx context.Context, tx pgx.Tx, missing string, now time.Time, about []uuid.UUID) (due, expired int, err error) {
	rows, err := tx.Query(ctx, missing+planSQL, now, about, nil)
	if err != nil {
		return 0, 0, fmt.Errorf("plan reminders: %w", err)
	}
	var kind, state string
	_, err = pgx.ForEachRow(rows, []any{&kind, &state}, func() error {
		if State(state) == Due {
			due++
		} else {
			expired++
		}
		return nil
	})
	if err != nil {
		return 0, 0, fmt.Errorf("plan reminders: %w", err)
	}
	return due, expired, nil
}

// Expire settles what is over at now and held by nobody. A service that is paused or away until the session has started
// is no reason to leave its rows open.
func Expire(ctx context.Context, tx pgx.Tx, now time.Time) error {
	_, err := tx.Exec(ctx, `update reminders set state = 'expired', settled_at = now(), reason = 'started first'
		where state = 'due' and expires_at <= $1 and (lease_until is null or lease_until < now())`, now)
	if err != nil {
		return fmt.Errorf("expire reminders: %w", err)
	}
	return nil
}

// Late is a shift that was given back so late that the organiser of the place is told.
type Late struct {
	Session, Shift, Place uuid.UUID
	Revision              int32     // of the session
	Until                 time.Time // when it is too late to tell
}

// AddLate plans a mail to the organiser of the place. Each give-back has a row of its own: its target is random, so that
// the ledger does not say whose it was.
func AddLate(tx *db.Tx, l Late) error {
	return tx.DB.Exec(`insert into reminders
		(session_id, shift_id, revision, kind, recipient_kind, recipient, channel, target, service, due_at, expires_at)
		values (?, ?, ?, 'late_give_back', 'place', ?, 'mail', gen_random_uuid(), 'mail', now(), ?)`,
		l.Session, l.Shift, l.Revision, l.Place, l.Until).Error
}
