package reminder

import (
	"context"
	"crypto/sha256"
	_ "embed" // the statement of this file
	"encoding/base64"
	"errors"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"

	"musikkforalle/internal/account"
	"musikkforalle/internal/db"
	"musikkforalle/internal/fault"
	"musikkforalle/internal/i18n"
	"musikkforalle/internal/place"
	"musikkforalle/internal/push"
	"musikkforalle/internal/volunteer"
)

//go:embed sql/letters.sql
var lettersSQL string

// letter is a claimed row with all that its text needs, read at one moment right before it is sent.
type letter struct {
	Reminder
	Now      time.Time // by the database's clock
	OverAt   time.Time // when it is too late: as planned, or sooner as things are now
	Expected bool      // still true

	StartsAt     time.Time
	MovedFrom    *time.Time
	CancelledFor string
	DoorKind     *string
	DoorName     *string
	DoorFloor    *int16

	PlaceName  string
	Venue      string
	Street     string
	Postcode   string
	Town       string
	Latitude   float64
	Longitude  float64
	TimeZone   string
	UsualKind  string
	UsualName  string
	UsualFloor *int16
	Lift       bool

	Lang           string
	Discreet       bool
	Email          *string
	Answer         string
	OfferExpiresAt *time.Time
	Task           string
	ShiftStartsAt  *time.Time

	Endpoint string
	P256dh   string
	Auth     string
	VapidKey string

	Lacking int    `db:"-"` // hands, for a late give-back
	Token   string `db:"-"` // answers for the family
}

// letters reads what a lease holds, as it is now.
func letters(ctx context.Context, store *db.Store, held lease) ([]letter, error) {
	var all []letter
	err := store.Tx(ctx, func(tx *db.Tx) error {
		if err := planEachTime(ctx, tx.Pgx); err != nil {
			return err
		}
		rows, err := tx.Pgx.Query(ctx, expectedSQL+lettersSQL, tx.Now, held.sessions, held.people, held.id)
		if err != nil {
			return err
		}
		if all, err = pgx.CollectRows(rows, pgx.RowToStructByName[letter]); err != nil {
			return err
		}
		return complete(ctx, tx, all)
	})
	if err != nil {
		return nil, fmt.Errorf("read claimed reminders: %w", err)
	}
	return all, nil
}

// complete adds what the query cannot: signatures, and the shift of a late give-back.
func complete(ctx context.Context, tx *db.Tx, all []letter) error {
	secret, err := account.Secret(ctx, tx)
	if err != nil {
		return err
	}
	for i := range all {
		l := &all[i]
		if l.RecipientKind == "family" {
			l.Token = NewToken(secret, l.SessionID, l.Recipient)
		}
		if l.Kind != LateGiveBack {
			continue
		}
		shift, lacking, err := volunteer.LateShift(tx.DB, l.SessionID, l.Target)
		if errors.Is(err, fault.ErrNotFound) {
			l.Expected = false
			continue
		}
		if err != nil {
			return err
		}
		l.Task, l.Lacking, l.ShiftStartsAt = shift.Task, lacking, &shift.StartsAt
	}
	return nil
}

func (l *letter) subscription() push.Subscription {
	return push.Subscription{Endpoint: l.Endpoint, P256dh: l.P256dh, Auth: l.Auth, Key: l.VapidKey}
}

// tag is the same on every attempt, so that a second one replaces the first on the phone and at the push service.
func (l *letter) tag() string {
	sum := sha256.Sum256(fmt.Appendf(nil, "%s %s %s", l.SessionID, l.Kind, l.Recipient))
	return base64.RawURLEncoding.EncodeToString(sum[:18])
}

func (l *letter) catalogue() *i18n.Catalogue { return i18n.Get(l.Lang) }

func (l *letter) location() *time.Location {
	p := place.Place{TimeZone: l.TimeZone}
	return p.Location()
}

// start is when the reader must be there, by the clocks at the place.
func (l *letter) start() time.Time {
	if l.ShiftStartsAt != nil {
		return l.ShiftStartsAt.In(l.location())
	}
	return l.StartsAt.In(l.location())
}

func (l *letter) door() place.Door {
	door := place.Door{Kind: l.UsualKind, Name: l.UsualName, Floor: l.UsualFloor, Lift: l.Lift}
	if l.DoorKind == nil {
		return door
	}
	door.Kind, door.Name, door.Floor = *l.DoorKind, "", l.DoorFloor
	if l.DoorName != nil {
		door.Name = *l.DoorName
	}
	return door
}
