package answer

import (
	"context"
	"errors"

	"github.com/google/uuid"

	"musikkforalle/internal/account"
	"musikkforalle/internal/db"
	"musikkforalle/internal/fault"
	"musikkforalle/internal/limit"
	"musikkforalle/internal/session"
)

// LargeFamily is the most people that a family that nobody can reach comes with at once: no push subscription, no confirmed
// address. More wait for a confirmation and hold no seats until then (R13).
const LargeFamily = 10

// ErrConfirmFirst is the fault of a family that nobody can reach and that wants more seats than it has.
var ErrConfirmFirst = fault.New(fault.Conflict, "answer.confirm_first", "turn on reminders, confirm an address, or ring the organiser")

// ask is the rule for a family that answers by itself: answer_set, but strangers hold few seats. Those from one network
// share limit.Seats of a session; past it their answers wait for a confirmation, whatever their size.
func ask(ctx context.Context) rule {
	return func(tx *db.Tx, id, family uuid.UUID, coming bool, c Company) (freed bool, err error) {
		var done struct {
			Outcome    string
			Freed      bool
			Held, Grew int
		}
		err = tx.DB.Raw("select outcome, freed, held, grew from answer_ask(?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
			append(append([]any{id, family, coming}, c.Values()...), LargeFamily)...).Scan(&done).Error
		if err != nil {
			return false, err
		}
		network := account.From(ctx).Network
		if err := refusal(done.Outcome); err != nil || done.Grew == 0 || network == "" {
			return done.Freed, err
		}
		n, err := limit.Seats.Add(tx.DB, network+" "+id.String(), done.Grew)
		switch {
		case err != nil || n <= limit.Seats.Most:
			return done.Freed, err
		case done.Held > 0:
			return false, ErrConfirmFirst
		}
		err = tx.DB.Raw("select answer_park(?, ?)", id, family).Row().Scan(&freed)
		return freed, err
	}
}

// Confirm gives the answers of a family that waited for a confirmation their seats, or a place in line, by the ordinary rule,
// if the family can be reached now. Answers to sessions that are over or have no room for so many stay as they are.
func Confirm(ctx context.Context, tx *db.Tx, family uuid.UUID) error {
	var waiting []Answer
	err := tx.DB.Where("family_id = ? and state = ? and family_reachable(family_id)", family, Unconfirmed).Order("session_id").Find(&waiting).Error
	if err != nil {
		return err
	}
	for i := range waiting {
		a := &waiting[i]
		err := setBy(ctx, tx, a.SessionID, family, true, a.Company, settle)
		if errors.Is(err, ErrClosed) || errors.Is(err, ErrLargerThanHall) || errors.Is(err, fault.ErrNotFound) {
			continue
		}
		if err == nil {
			err = session.Wake(ctx, tx, a.SessionID)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// Reached calls Confirm in a transaction of its own, for a family whose phone has just turned on reminders.
func Reached(ctx context.Context, store *db.Store, family uuid.UUID) error {
	return store.Tx(ctx, func(tx *db.Tx) error { return Confirm(ctx, tx, family) })
}

// SweepUnconfirmed confirms the answers of families that can be reached by now, whichever way, and deletes those that were never
// confirmed when their session starts.
func SweepUnconfirmed(ctx context.Context, store *db.Store) error {
	var families []uuid.UUID
	err := store.Gorm.WithContext(ctx).Raw(`select distinct a.family_id from answers a join sessions s on s.id = a.session_id
		where a.state = 'unconfirmed' and s.status = 'open' and s.starts_at > (select trusted_now()) and family_reachable(a.family_id)
		order by a.family_id`).Scan(&families).Error
	if err != nil {
		return err
	}
	for _, family := range families {
		if err := Reached(ctx, store, family); err != nil && !errors.Is(err, fault.ErrNobody) {
			return err
		}
	}
	return store.Gorm.WithContext(ctx).Exec(`delete from answers a using sessions s
		where s.id = a.session_id and a.state = 'unconfirmed' and s.starts_at <= (select trusted_now())`).Error
}
