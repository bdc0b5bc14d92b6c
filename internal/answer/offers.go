package answer

import (
	"context"

	"github.com/google/uuid"

	"musikkforalle/internal/db"
	"musikkforalle/internal/session"
)

// LapseOffers ends the offers that have expired, offers their seats to the next families, and returns how many ended.
// Several servers may run it at once, because each session's row is locked first.
func LapseOffers(ctx context.Context, store *db.Store) (ended int, err error) {
	var due []uuid.UUID
	err = store.Gorm.WithContext(ctx).Raw(`select distinct session_id from answers
		where state = 'offered' and offer_expires_at <= (select trusted_now()) order by session_id`).Scan(&due).Error
	if err != nil {
		return 0, err
	}
	for _, id := range due {
		n, err := lapse(ctx, store, id)
		if err != nil {
			return ended, err
		}
		ended += n
	}
	return ended, nil
}

func lapse(ctx context.Context, store *db.Store, id uuid.UUID) (ended int, err error) {
	err = store.Tx(ctx, func(tx *db.Tx) error {
		if err := tx.DB.Raw("select offers_lapse(?)", id).Scan(&ended).Error; err != nil || ended == 0 {
			return err
		}
		if _, err := OfferSeats(ctx, tx, id); err != nil {
			return err
		}
		s, err := session.Lock(tx, id)
		if err != nil {
			return err
		}
		return session.Refresh(tx, s)
	})
	return ended, err
}

// OfferSeats offers the free seats of a session to waiting families in their order, queues the job that notifies them,
// and returns their ids.
func OfferSeats(ctx context.Context, tx *db.Tx, id uuid.UUID) (families []uuid.UUID, err error) {
	if err := tx.DB.Raw("select * from seats_offer(?)", id).Scan(&families).Error; err != nil || len(families) == 0 {
		return nil, err
	}
	return families, session.Wake(ctx, tx, id)
}
