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

// Ledger accounts for every reminder at one moment.
type Ledger struct {
	Total                                  int // rows ever planned
	Waiting                                int
	Sent, Gone, Withdrawn, Expired, Failed int

	// Unplanned should be told, can be reached and have no row yet: 0 right after every planning.
	Unplanned int
	// Unreachable should be told and have neither a subscription nor an address: somebody may want to ring them.
	Unreachable int
	// OldestDue is when the row that waits longest became due; nil when nothing waits.
	OldestDue *time.Time
}

// Balanced says that nothing is lost: every row is in exactly one state, and nobody who is reachable lacks a row.
func (l Ledger) Balanced() bool {
	return l.balancedRows() && l.Unplanned == 0
}

func (l Ledger) balancedRows() bool {
	return l.Total == l.Waiting+l.Sent+l.Gone+l.Withdrawn+l.Expired+l.Failed
}

// Account asks for the ledger by one query.
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
