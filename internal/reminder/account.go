package reminder

import (
	"context"
	_ "embed" // the statement of this file
	"fmt"
	"time"

	"musikkforalle/internal/db"
)

//go:embed sql/account.sql
var accountSQL string

// Ledger is the account of all reminders at one moment (R3).
type Ledger struct {
	Total                                  int // rows ever planned
	Waiting                                int
	Sent, Gone, Withdrawn, Expired, Failed int

	// Unplanned is the number of people who are to be told, can be reached and have no row yet: 0 after every planning.
	Unplanned int
	// Unreachable is the number of people who are to be told and have neither a subscription nor an address.
	Unreachable int
	// OldestDue is the time at which the longest waiting row became due, or nil if none waits.
	OldestDue *time.Time
}

// Balanced reports whether nothing is lost: every row is in exactly one state, and nobody who can be reached lacks a row.
func (l Ledger) Balanced() bool {
	return l.balancedRows() && l.Unplanned == 0
}

func (l Ledger) balancedRows() bool {
	return l.Total == l.Waiting+l.Sent+l.Gone+l.Withdrawn+l.Expired+l.Failed
}

// Account returns the account, read by one query.
func Account(ctx context.Context, store *db.Store) (Ledger, error) {
	var l Ledger
	err := store.Tx(ctx, func(tx *db.Tx) (err error) {
		l, err = accountAt(ctx, tx, tx.Now)
		return err
	})
	return l, err
}

func accountAt(ctx context.Context, tx *db.Tx, now time.Time) (l Ledger, err error) {
	if err := planEachTime(ctx, tx.Pgx); err != nil {
		return l, err
	}
	err = tx.Pgx.QueryRow(ctx, expectedSQL+reachedSQL+accountSQL, now, nil, nil).Scan(
		&l.Total, &l.Waiting, &l.Sent, &l.Gone, &l.Withdrawn, &l.Expired, &l.Failed,
		&l.Unplanned, &l.Unreachable, &l.OldestDue)
	if err != nil {
		return l, fmt.Errorf("account for reminders: %w", err)
	}
	return l, nil
}
