package answer

import (
	"context"
	"errors"

	"github.com/google/uuid"

	"musikkforalle/internal/db"
	"musikkforalle/internal/session"
)

// Forget deletes the answers to coming sessions of a family that is about to be erased, and offers its seats to waiting
// families. The caller has locked the family's row. Forget locks the sessions in the order of their ids, to avoid
// deadlock.
func Forget(ctx context.Context, tx *db.Tx, family uuid.UUID) error {
	sessions, err := answered(tx, family, "starts_at")
	if err != nil {
		return err
	}
	for _, id := range sessions {
		if err := removeOf(ctx, tx, id, family); err != nil {
			return err
		}
	}
	return nil
}

func removeOf(ctx context.Context, tx *db.Tx, id, family uuid.UUID) error {
	s, err := session.Lock(tx, id)
	if err != nil {
		return err
	}
	if err := UndoTx(ctx, tx, s, family); !errors.Is(err, ErrClosed) {
		return err
	}
	return nil // The session is cancelled or has just begun: the answer is deleted with the family.
}

// Merge merges the answers of the family from into those of the family into; the caller erases from afterwards. The SQL
// function answers_merge decides which of two answers to one session stands. Seats that become free are offered to
// waiting families. The caller has locked the rows of both families.
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
	return moveActs(tx, from, into)
}

func merge(ctx context.Context, tx *db.Tx, id, from, into uuid.UUID) error {
	// The lock keeps others from offering a seat to an answer that is about to be deleted.
	s, err := session.Lock(tx, id)
	if err != nil {
		return err
	}
	if err := tx.DB.Exec("select answers_merge(?, ?, ?)", id, from, into).Error; err != nil {
		return err
	}
	if s.EndsAt.Before(tx.Now) {
		return nil
	}
	if _, err := OfferSeats(ctx, tx, id); err != nil {
		return err
	}
	if err := session.Wake(ctx, tx, id); err != nil {
		return err
	}
	return session.Refresh(tx, s)
}

// answered returns the ids of the sessions that a family has answered and whose column moment (starts_at or ends_at) is
// in the future. They are sorted, because sessions are locked in the order of their ids.
func answered(tx *db.Tx, family uuid.UUID, moment string) (sessions []uuid.UUID, err error) {
	err = tx.DB.Table("answers").Joins("join sessions on sessions.id = answers.session_id").
		Where("answers.family_id = ? and sessions."+moment+" > trusted_now()", family).Order("answers.session_id").
		Pluck("answers.session_id", &sessions).Error
	return sessions, err
}
