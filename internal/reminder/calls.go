package reminder

import (
	"context"
	_ "embed" // the statement of this file

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"musikkforalle/internal/db"
	"musikkforalle/internal/ledger"
)

//go:embed sql/calls.sql
var callsSQL string

// Call is a family that neither push nor mail has reached in time, and its number.
type Call struct {
	Family  uuid.UUID
	Phone   string
	Lang    string
	Kind    ledger.Kind
	Bounced bool // its address was refused for good
	Done    bool // somebody has rung
}

// Calls returns the families to ring about a subject, and those that were rung.
func Calls(ctx context.Context, tx *db.Tx, of Subject) ([]Call, error) {
	rows, err := of.ask(ctx, tx, expectedSQL+reachedSQL+callsSQL)
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, pgx.RowToStructByPos[Call])
}
