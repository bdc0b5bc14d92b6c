package reminder

import (
	"context"
	_ "embed" // the statement of this file
	"fmt"

	"github.com/google/uuid"

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
	Unreachable int // families of a session that is not over whom nothing will reach: they have neither a subscription nor an address
}

// OfSession asks the ledger about one session.
func OfSession(ctx context.Context, store *db.Store, id uuid.UUID) (o Outcome, err error) {
	err = store.Pool.QueryRow(ctx, sessionSQL, id).Scan(&o.Sent, &o.Waiting, &o.Failed, &o.Unreachable)
	if err != nil {
		return o, fmt.Errorf("account for a session's reminders: %w", err)
	}
	return o, nil
}
