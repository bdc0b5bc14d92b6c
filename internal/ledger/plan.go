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

// Plan inserts the rows that missing selects, and returns how many are due and how many have expired already. missing is a
// WITH clause whose last table, "missing", returns those rows; its parameters are now, about (ids of sessions and
// announcements; nil means all) and people, which is null. Any number of servers may plan at once.
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

// Expire settles the due rows that expire by now and have no lease, also those whose service is paused or unreachable.
func Expire(ctx context.Context, tx pgx.Tx, now time.Time) error {
	_, err := tx.Exec(ctx, `update reminders set state = 'expired', settled_at = $1, reason = 'started first'
		where state = 'due' and expires_at <= $1 and (lease_until is null or lease_until < $1)`, now)
	if err != nil {
		return fmt.Errorf("expire reminders: %w", err)
	}
	return nil
}

// Late is a shift that was given back so late that the organiser of the place is notified.
type Late struct {
	Session, Shift, Place uuid.UUID
	Revision              int32     // of the session
	Until                 time.Time // when the notice expires
}

// AddLate plans a mail to the organiser of the place. Each give-back has a row of its own. Its target is random, so that
// the ledger does not reveal who gave the shift back.
func AddLate(tx *db.Tx, l Late) error {
	return tx.DB.Exec(`insert into reminders
		(session_id, shift_id, revision, kind, recipient_kind, recipient, channel, target, service, due_at, expires_at)
		values (?, ?, ?, 'late_give_back', 'place', ?, 'mail', gen_random_uuid(), 'mail', trusted_now(), ?)`,
		l.Session, l.Shift, l.Revision, l.Place, l.Until).Error
}
