package reminder

import (
	"context"
	_ "embed" // the statements of this file
	"fmt"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"musikkforalle/internal/db"
	"musikkforalle/internal/ledger"
)

var (
	//go:embed sql/reach.sql
	reachSQL string
	//go:embed sql/calls.sql
	callsSQL string
)

// Subject is what a notice is about: a session at a revision, or an announcement at revision 0.
type Subject struct {
	About    uuid.UUID
	Kinds    []ledger.Kind
	Revision int32
}

// Group is a number of people of one kind, language and channel.
type Group struct {
	RecipientKind string // family or volunteer
	Lang          string
	Channel       string // push, mail, or empty: nobody can reach them
	People        int
}

// Reach counts the people who would be told about a subject in the present state of the transaction.
func Reach(ctx context.Context, tx *db.Tx, of Subject) ([]Group, error) {
	rows, err := of.ask(ctx, tx, reachSQL)
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, pgx.RowToStructByPos[Group])
}

// Call is the phone number of a family that nothing else reaches.
type Call struct{ Phone, Lang string }

// Calls returns the families to ring: those without a sent or waiting notice.
func Calls(ctx context.Context, tx *db.Tx, of Subject) ([]Call, error) {
	rows, err := of.ask(ctx, tx, callsSQL)
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, pgx.RowToStructByPos[Call])
}

func (s Subject) ask(ctx context.Context, tx *db.Tx, statement string) (pgx.Rows, error) {
	if err := planEachTime(ctx, tx.Pgx); err != nil {
		return nil, err
	}
	rows, err := tx.Pgx.Query(ctx, expectedSQL+reachedSQL+statement, tx.Now, []uuid.UUID{s.About}, nil, s.Kinds, s.Revision)
	if err != nil {
		return nil, fmt.Errorf("ask whom it reaches: %w", err)
	}
	return rows, nil
}
