package answer

import (
	"context"
	"errors"

	"github.com/google/uuid"

	"musikkforalle/internal/db"
	"musikkforalle/internal/session"
)

// Leave takes back everything that a family answered to sessions that have not started, for a family that is about to
// be erased: those who wait move up. The caller holds the family's row; sessions are locked by id, as everywhere.
func Leave(ctx context.Context, tx *db.Tx, family uuid.UUID) error {
	sessions, err := answered(tx, family, "starts_at")
	if err != nil {
		return err
	}
	for _, id := range sessions {
		if err := leave(ctx, tx, id, family); err != nil {
			return err
		}
	}
	return nil
}

func leave(ctx context.Context, tx *db.Tx, id, family uuid.UUID) error {
	s, err := session.Lock(tx, id)
	if err != nil {
		return err
	}
	if err := takeBack(ctx, tx, s, family); !errors.Is(err, ErrClosed) {
		return err
	}
	return nil // cancelled, or just begun: the row goes with the family
}

// Merge makes one family's answers of two families' answers, for the first to be erased: see the SQL function
// answers_merge. Who waits is offered the seats that were counted twice. The caller holds both rows.
func Merge(ctx context.Context, tx *db.Tx, from, into uuid.UUID) error {
	var sessions []uuid.UUID
	err := tx.DB.Table("answers").Where("family_id = ?", from).Order("session_id").Pluck("session_id", &sessions).Error
	if err != nil {
		return err
	}
	for _, id := range sessions {
		if err := merge(ctx, tx, id, from, into); err != nil {
			return err
		}
	}
	return nil
}

func merge(ctx context.Context, tx *db.Tx, id, from, into uuid.UUID) error {
	// Under the session's lock nobody can be offering a seat to a row that goes.
	s, err := session.Lock(tx, id)
	if err != nil {
		return err
	}
	var freed bool
	if err := tx.DB.Raw("select answers_merge(?, ?, ?)", id, from, into).Row().Scan(&freed); err != nil {
		return err
	}
	if s.EndsAt.Before(tx.Now) {
		return nil
	}
	if freed {
		if _, err := OfferSeats(ctx, tx, id); err != nil {
			return err
		}
	}
	if err := session.Wake(ctx, tx, id); err != nil {
		return err
	}
	return session.Refresh(tx, s)
}

// answered lists the sessions that a family has answered and whose moment has not come, by id: the order of locks.
func answered(tx *db.Tx, family uuid.UUID, moment string) (sessions []uuid.UUID, err error) {
	err = tx.DB.Table("answers").Joins("join sessions on sessions.id = answers.session_id").
		Where("answers.family_id = ? and sessions."+moment+" > now()", family).Order("answers.session_id").
		Pluck("answers.session_id", &sessions).Error
	return sessions, err
}
