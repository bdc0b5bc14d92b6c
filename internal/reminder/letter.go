package reminder

import (
	"context"
	"crypto/sha256"
	_ "embed" // the statement of this file
	"encoding/base64"
	"fmt"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"musikkforalle/internal/account"
	"musikkforalle/internal/db"
	"musikkforalle/internal/ledger"
	"musikkforalle/internal/push"
)

//go:embed sql/letters.sql
var lettersSQL string

// letter is a claimed row with its notice, read in one statement right before it is sent (F9).
type letter struct {
	ledger.Row
	Notice
	OverAt   time.Time  // when it expires: as planned, or earlier by the present state
	Expected bool       // still true
	Session  *uuid.UUID // nil: news that is about none
	Email    *string
	Pushed   bool // a mail of which push was quicker after all
	Answer   string

	Endpoint string
	P256dh   string
	Auth     string
	VapidKey string

	Token string `db:"-"` // answers for the family
}

// letters reads the rows of a lease with the present state of their subjects.
func letters(ctx context.Context, store *db.Store, held lease) (all []letter, err error) {
	err = store.Tx(ctx, func(tx *db.Tx) (err error) {
		all, err = lettersIn(ctx, tx, held)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("read claimed reminders: %w", err)
	}
	return all, nil
}

func lettersIn(ctx context.Context, tx *db.Tx, held lease) ([]letter, error) {
	if err := planEachTime(ctx, tx.Pgx); err != nil {
		return nil, err
	}
	all, err := selectLetters(ctx, tx, " where r.lease = $4 and r.state = 'due' order by r.id", held.abouts, held.people, held.id)
	if err != nil {
		return nil, err
	}
	return all, complete(ctx, tx, all)
}

// selectLetters reads the rows that a condition on $4 (and what follows) chooses; which of them are expected is asked for these sessions,
// announcements and people only.
func selectLetters(ctx context.Context, tx *db.Tx, which string, abouts, people []uuid.UUID, of ...any) ([]letter, error) {
	rows, err := tx.Pgx.Query(ctx, expectedSQL+lettersSQL+which, append([]any{tx.Now, abouts, people}, of...)...)
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, pgx.RowToStructByName[letter])
}

// complete adds the signed tokens, which the query cannot compute.
func complete(ctx context.Context, tx *db.Tx, all []letter) error {
	secret, err := account.Secret(ctx, tx)
	if err != nil {
		return err
	}
	for i := range all {
		if l := &all[i]; l.RecipientKind == "family" && l.Session != nil {
			l.Token = NewToken(secret, *l.Session, l.Recipient)
		}
	}
	return nil
}

func (l *letter) subscription() push.Subscription {
	return push.Subscription{Endpoint: l.Endpoint, P256dh: l.P256dh, Auth: l.Auth, Key: l.VapidKey}
}

// tag returns the notification's tag and topic: one for all that a person is told about a Saturday, so that a newer notice
// replaces the older one on the lock screen and at the push service, whatever its kind. An announcement has a tag of its own: nothing
// repeats its words, and it must not hide that the Saturday is cancelled. It is the same on every attempt (R2).
func (l *letter) tag() string {
	about := string(l.Kind)
	if l.Kind.Told().About == "session" {
		about = "session"
	}
	sum := sha256.Sum256(fmt.Appendf(nil, "%s %s %s", l.About, about, l.Recipient))
	return base64.RawURLEncoding.EncodeToString(sum[:18])
}
