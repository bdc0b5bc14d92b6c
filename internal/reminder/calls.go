package reminder

import (
	"context"
	_ "embed" // the statement of this file
	"slices"
	"strings"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"musikkforalle/internal/db"
	"musikkforalle/internal/ledger"
	"musikkforalle/internal/seal"
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
	found, err := pgx.CollectRows(rows, pgx.RowToStructByPos[sealedCall])
	if err != nil {
		return nil, err
	}
	calls := make([]Call, len(found))
	for i, f := range found {
		phone, err := seal.Of(tx.DB).Text(seal.At("families", "phone", f.Family), f.Plain, f.Sealed)
		if err != nil {
			return nil, err
		}
		calls[i] = Call{f.Family, *phone, f.Lang, f.Kind, f.Bounced, f.Done}
	}
	slices.SortStableFunc(calls, func(a, b Call) int { return strings.Compare(a.Phone, b.Phone) })
	return calls, nil
}

// sealedCall is a Call as it is stored.
type sealedCall struct {
	Family        uuid.UUID
	Plain         *string // of the version before
	Sealed        []byte
	Lang          string
	Kind          ledger.Kind
	Bounced, Done bool
}
