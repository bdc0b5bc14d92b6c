package reminder

import (
	"context"
	_ "embed" // the statement of this file

	"github.com/jackc/pgx/v5"

	"musikkforalle/internal/db"
)

//go:embed sql/calls.sql
var callsSQL string

// Call is the phone number of a family that nothing else reaches.
type Call struct{ Phone, Lang string }

// Calls returns the families to ring: those without a sent or waiting notice.
func Calls(ctx context.Context, tx *db.Tx, of Subject) ([]Call, error) {
	rows, err := of.ask(ctx, tx, expectedSQL+reachedSQL+callsSQL)
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, pgx.RowToStructByPos[Call])
}
