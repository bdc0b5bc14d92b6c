package reminder

import (
	"context"
	_ "embed" // the statement of this file
	"fmt"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"musikkforalle/internal/db"
)

//go:embed sql/session.sql
var sessionSQL string

// Outcome is what came of telling people about one session. What one person is to be told counts once, on however many
// devices; who is told of two things counts twice.
type Outcome struct {
	Sent        int // at least one device or the address took it
	Waiting     int
	Failed      int // no device and no address took it, or the session started first
	Unreachable int // people who should be told by now and have neither a device nor an address
}

// OfSession asks the ledger about one session at a moment of the database's clock. The statement is planned for the
// session that it is given: one plan for all would look at every family.
func OfSession(ctx context.Context, store *db.Store, id uuid.UUID, now time.Time) (o Outcome, err error) {
	err = store.Pool.QueryRow(ctx, expectedSQL+reachedSQL+sessionSQL, pgx.QueryExecModeCacheDescribe, now, []uuid.UUID{id}, nil).
		Scan(&o.Sent, &o.Waiting, &o.Failed, &o.Unreachable)
	if err != nil {
		return o, fmt.Errorf("account for a session's reminders: %w", err)
	}
	return o, nil
}
