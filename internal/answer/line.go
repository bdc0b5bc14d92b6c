package answer

import (
	"context"

	"github.com/google/uuid"
	"gorm.io/gorm"

	"musikkforalle/internal/db"
	"musikkforalle/internal/session"
)

// Line says how a waiting family stands in line, in numbers of the rule that moves the line (seats_offer).
type Line struct {
	Before   int32 // families that must be offered seats before this one, unless smaller ones may pass them
	TooLarge bool  // more people than the session has room for: they get no seats unless fewer come
	RoomFor  int32 // how many people of this family would get seats at once, if fewer came
}

// lineOf returns how a waiting family stands in line. The answer's session must be loaded with its place.
func lineOf(g *gorm.DB, a *Answer) (*Line, error) {
	var l Line
	err := g.Raw(`select count(*) from answers where session_id = ? and state = 'waiting' and (waiting_since, family_id) < (?, ?)
		and (?::int is null or seats <= ?)`, a.SessionID, a.WaitingSince, a.FamilyID, a.Session.Capacity, a.Session.Capacity).Scan(&l.Before).Error
	if err != nil || a.Session.Capacity == nil {
		return &l, err
	}
	l.TooLarge = a.Seats > *a.Session.Capacity
	if l.Before == 0 || a.Session.Place.SmallerMayPass {
		l.RoomFor = max(*a.Session.Capacity-a.Session.SeatsTaken, 0)
	}
	return &l, nil
}

// OfferSeats offers the free seats of a session to waiting families in their order, queues the job that notifies them,
// and returns their ids. Whatever changes what the rule depends on calls it in the same transaction.
func OfferSeats(ctx context.Context, tx *db.Tx, id uuid.UUID) (families []uuid.UUID, err error) {
	if err := tx.DB.Raw("select * from seats_offer(?)", id).Scan(&families).Error; err != nil || len(families) == 0 {
		return nil, err
	}
	return families, session.Wake(ctx, tx, id)
}

// LapseOffers ends the offers that have expired, offers their seats to the next families, and returns how many ended.
// Several servers may run it at once, because each session's row is locked first.
func LapseOffers(ctx context.Context, store *db.Store) (ended int, err error) {
	err = forEach(ctx, store, func(tx *db.Tx, s *session.Session) error {
		var n int
		if err := tx.DB.Raw("select offers_lapse(?)", s.ID).Scan(&n).Error; err != nil || n == 0 {
			return err
		}
		ended += n
		if _, err := OfferSeats(ctx, tx, s.ID); err != nil {
			return err
		}
		return session.Refresh(tx, s)
	}, `select distinct a.session_id from answers a join sessions s on s.id = a.session_id
		where a.state = 'offered' and s.status = 'open' and least(a.offer_expires_at, s.starts_at) <= (select trusted_now()) order by a.session_id`)
	return ended, err
}

// waited is the condition of sessions to come for which families wait.
const waited = "select id from sessions where status = 'open' and starts_at > (select trusted_now()) and families_waiting > 0"

// MoveLines offers free seats wherever families wait beside them, in case something changed seats or a line without
// OfferSeats.
func MoveLines(ctx context.Context, store *db.Store) error {
	return forEach(ctx, store, func(tx *db.Tx, s *session.Session) error {
		if offered, err := OfferSeats(ctx, tx, s.ID); err != nil || len(offered) == 0 {
			return err
		}
		return session.Refresh(tx, s)
	}, waited+" and (capacity is null or seats_taken < capacity) order by id")
}

// MoveLinesOf offers the free seats of a place whose settings have changed: they decide who may pass whom.
func MoveLinesOf(ctx context.Context, store *db.Store, place uuid.UUID) error {
	return forEach(ctx, store, func(tx *db.Tx, s *session.Session) error {
		if _, err := OfferSeats(ctx, tx, s.ID); err != nil {
			return err
		}
		return session.Refresh(tx, s) // its public numbers follow the settings
	}, waited+" and place_id = ? order by id", place)
}

// forEach calls do for each session whose id the query returns, with its row locked, in a transaction of its own.
func forEach(ctx context.Context, store *db.Store, do func(*db.Tx, *session.Session) error, query string, args ...any) error {
	var ids []uuid.UUID
	if err := store.Gorm.WithContext(ctx).Raw(query, args...).Scan(&ids).Error; err != nil {
		return err
	}
	for _, id := range ids {
		err := store.Tx(ctx, func(tx *db.Tx) error {
			s, err := session.Lock(tx, id)
			if err != nil {
				return err
			}
			return do(tx, s)
		})
		if err != nil {
			return err
		}
	}
	return nil
}
