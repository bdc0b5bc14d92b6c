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

// Outcome counts the notices about one session. A notice to one person counts once, whatever the number of devices; two
// notices to one person count twice.
type Outcome struct {
	Sent        int // accepted for at least one device or for the address
	Waiting     int
	Failed      int // accepted for no device and no address, or expired
	Unreachable int // families of a session that is not over whom nothing will reach: they have neither a subscription nor an address
}

// OfSession returns the outcome of one session.
func OfSession(ctx context.Context, store *db.Store, id uuid.UUID) (o Outcome, err error) {
	err = store.Pool.QueryRow(ctx, sessionSQL, id).Scan(&o.Sent, &o.Waiting, &o.Failed, &o.Unreachable)
	if err != nil {
		return o, fmt.Errorf("account for a session's reminders: %w", err)
	}
	return o, nil
}
