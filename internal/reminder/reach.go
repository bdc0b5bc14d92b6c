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

// Subject is what people are told about: a session at a revision, or an announcement at revision 0.
type Subject struct {
	About    uuid.UUID
	Kinds    []ledger.Kind
	Revision int32
}

// Group is people of one kind who read one language and are reached in one way.
type Group struct {
	RecipientKind string // family or volunteer
	Lang          string
	Channel       string // push, mail, or empty: nobody can reach them
	People        int
}

// Reach counts whom a transaction, as it stands, would tell about a subject.
func Reach(ctx context.Context, tx *db.Tx, of Subject) ([]Group, error) {
	rows, err := of.ask(ctx, tx, reachSQL)
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, pgx.RowToStructByPos[Group])
}

// Call is a number that a family gave for when nothing else reaches it.
type Call struct{ Phone, Lang string }

// Calls lists the families to ring: told by nobody so far, and nothing on its way.
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
