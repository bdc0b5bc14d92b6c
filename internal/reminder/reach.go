package reminder

import (
	"context"
	_ "embed" // the statements of this file
	"fmt"
	"slices"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"musikkforalle/internal/db"
	"musikkforalle/internal/ledger"
	"musikkforalle/internal/session"
)

var (
	//go:embed sql/reach.sql
	reachSQL string
	//go:embed sql/supposed.sql
	supposedCTE string
	supposedSQL = "with " + supposedCTE + expectedCTE
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

// Reach counts the people who are to be told about a subject in the present state of the transaction.
func Reach(ctx context.Context, tx *db.Tx, of Subject) ([]Group, error) {
	rows, err := of.ask(ctx, tx, expectedSQL+reachedSQL+reachSQL)
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, pgx.RowToStructByPos[Group])
}

// Supposed is a change or an announcement that has not been made.
type Supposed struct {
	Kind     ledger.Kind
	Was, Is  *session.Session // as it is, and as it would be; nil: about no session
	Audience string           // of an announcement that changes no session,
	Place    uuid.UUID
	Partner  *uuid.UUID
	Expires  time.Time
}

// Reach counts the people who would be told. It writes and locks nothing.
func (s Supposed) Reach(ctx context.Context, tx *db.Tx) ([]Group, error) {
	of, values := s.values(tx.Now)
	rows, err := of.ask(ctx, tx, supposedSQL+reachedSQL+reachSQL, values)
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, pgx.RowToStructByPos[Group])
}

// values returns the subject of the notices, and what supposed.sql lays over the tables.
func (s Supposed) values(now time.Time) (Subject, map[string]any) {
	v := map[string]any{"later": 0}
	if s.Is != nil {
		v["session"] = map[string]any{"id": s.Is.ID, "starts_at": s.Is.StartsAt, "status": s.Is.Status, "revision": s.Is.Revision}
	}
	if slices.Contains(ledger.Changes, s.Kind) {
		v["later"] = s.Is.StartsAt.Sub(s.Was.StartsAt).Seconds()
		v["change"] = map[string]any{"session_id": s.Is.ID, "revision": s.Is.Revision, "kind": s.Kind, "at": now}
		return Subject{About: s.Is.ID, Kinds: ledger.Changes, Revision: s.Is.Revision}, v
	}
	said := map[string]any{
		"id": uuid.New(), "place_id": s.Place, "kind": s.Kind, "audience": s.Audience, "partner_id": s.Partner,
		"leaves_at": now, "expires_at": s.Expires, "state": "left",
	}
	if s.Is != nil {
		said["session_id"] = s.Is.ID
	}
	v["announcement"] = said
	return Subject{About: said["id"].(uuid.UUID), Kinds: []ledger.Kind{s.Kind}}, v
}

func (s Subject) ask(ctx context.Context, tx *db.Tx, statement string, more ...any) (pgx.Rows, error) {
	if err := planEachTime(ctx, tx.Pgx); err != nil {
		return nil, err
	}
	rows, err := tx.Pgx.Query(ctx, statement, append([]any{tx.Now, []uuid.UUID{s.About}, nil, s.Kinds, s.Revision}, more...)...)
	if err != nil {
		return nil, fmt.Errorf("ask whom it reaches: %w", err)
	}
	return rows, nil
}
