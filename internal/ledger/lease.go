package ledger

import (
	"context"
	_ "embed" // the statements of this file
	"fmt"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"musikkforalle/internal/db"
)

var (
	//go:embed sql/claim.sql
	claimSQL string
	//go:embed sql/settle.sql
	settleSQL string
	//go:embed sql/fallback.sql
	fallbackSQL string
)

// Claim leases up to most due rows of a service, for the time hold by the database's clock, and returns for each row its
// subject and its recipient. A row has one lease at a time.
func Claim(ctx context.Context, store *db.Store, service string, lease uuid.UUID, hold time.Duration, most int) (abouts, people []uuid.UUID, err error) {
	rows, err := store.Pool.Query(ctx, claimSQL, service, lease, hold.Seconds(), most)
	if err != nil {
		return nil, nil, fmt.Errorf("claim reminders: %w", err)
	}
	var about, person uuid.UUID
	_, err = pgx.ForEachRow(rows, []any{&about, &person}, func() error {
		abouts, people = append(abouts, about), append(people, person)
		return nil
	})
	if err != nil {
		return nil, nil, fmt.Errorf("claim reminders: %w", err)
	}
	return abouts, people, nil
}

// Verdict is the result for a claimed row.
type Verdict struct {
	ID     int64
	State  State
	Reason string
	Wait   time.Duration // until the next attempt, if State is Due
	Climb  bool          // the next channel is to be tried now, if State is Due
	Told   bool          // no other channel is needed, if State is Sent
}

// Settle stores verdicts for the rows that still have the lease, and plans a mail for each recipient who has an address
// and was reached on no device.
func Settle(ctx context.Context, tx pgx.Tx, lease uuid.UUID, verdicts []Verdict) error {
	n := len(verdicts)
	ids, states, reasons, waits := make([]int64, n), make([]string, n), make([]string, n), make([]float64, n)
	climbs, told := make([]bool, n), make([]bool, n)
	for i, v := range verdicts {
		ids[i], states[i], reasons[i], waits[i] = v.ID, string(v.State), v.Reason, v.Wait.Seconds()
		climbs[i], told[i] = v.Climb, v.Told
	}
	rows, err := tx.Query(ctx, settleSQL, lease, ids, states, reasons, waits, climbs, told)
	if err != nil {
		return err
	}
	settled, err := pgx.CollectRows(rows, pgx.RowTo[int64])
	if err != nil {
		return err
	}
	_, err = tx.Exec(ctx, fallbackSQL, settled)
	return err
}
