package reminder

import (
	"context"
	_ "embed" // the statements of this package
	"fmt"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"musikkforalle/internal/db"
	"musikkforalle/internal/ledger"
)

var (
	//go:embed sql/expected.sql
	expectedCTE string
	expectedSQL = "with " + expectedCTE
	//go:embed sql/reached.sql
	reachedSQL string
)

// planned counts the rows that one planning wrote.
type planned struct{ due, expired int }

// Plan writes into the ledger what has become due by the database's clock and is not there yet, about these sessions
// and announcements or about all, and returns how many rows wait to be sent because of it. What became due while nobody looked is still planned
// until the session starts, and noted as expired after that. Any number of servers may plan at once.
func Plan(ctx context.Context, store *db.Store, about ...uuid.UUID) (int, error) {
	done, err := plan(ctx, store, about)
	return done.due, err
}

func plan(ctx context.Context, store *db.Store, about []uuid.UUID) (done planned, err error) {
	err = store.Tx(ctx, func(tx *db.Tx) (err error) {
		done, err = planAt(ctx, tx.Pgx, tx.Now, about)
		return err
	})
	return done, err
}

func planAt(ctx context.Context, tx pgx.Tx, now time.Time, about []uuid.UUID) (planned, error) {
	var done planned
	if err := planEachTime(ctx, tx); err != nil {
		return done, err
	}
	due, expired, err := ledger.Plan(ctx, tx, expectedSQL+reachedSQL, now, about)
	if err != nil {
		return done, err
	}
	return planned{due, expired}, ledger.Expire(ctx, tx, now)
}

// planEachTime turns off generic plans and JIT for this transaction. A generic plan would scan every family even if a batch
// is about a hundred, and compiling such a plan takes longer than running it.
func planEachTime(ctx context.Context, tx pgx.Tx) error {
	if _, err := tx.Exec(ctx, "select set_config('plan_cache_mode', 'force_custom_plan', true), set_config('jit', 'off', true)"); err != nil {
		return fmt.Errorf("choose how queries are planned: %w", err)
	}
	return nil
}
