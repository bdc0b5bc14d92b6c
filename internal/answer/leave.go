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
func Leave(ctx context.Context, tx *db.Tx, queue session.Queue, family uuid.UUID) error {
	sessions, err := answered(tx, family, "starts_at")
	if err != nil {
		return err
	}
	for _, id := range sessions {
		if err := leave(ctx, tx, queue, id, family); err != nil {
			return err
		}
	}
	return nil
}

func leave(ctx context.Context, tx *db.Tx, queue session.Queue, id, family uuid.UUID) error {
	s, err := session.Lock(tx, id)
	if err != nil {
		return err
	}
	if err := takeBack(ctx, tx, queue, s, family); !errors.Is(err, ErrClosed) {
		return err
	}
	return nil // cancelled, or just begun: the row goes with the family
}

// Move gives a family's answers to sessions that are not over to another family, seats and place in line included. Where
// that one has answered itself, its own answer stands and the seats of the first are free. The caller holds both rows.
func Move(ctx context.Context, tx *db.Tx, queue session.Queue, from, into uuid.UUID) error {
	sessions, err := answered(tx, from, "ends_at")
	if err != nil {
		return err
	}
	for _, id := range sessions {
		// Under the session's lock nobody can be offering a seat to the row that moves.
		if _, err := session.Lock(tx, id); err != nil {
			return err
		}
		moved, err := move(tx, id, from, into)
		if err != nil {
			return err
		}
		if !moved {
			err = leave(ctx, tx, queue, id, from)
		} else {
			err = session.Wake(ctx, tx, queue, id)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

func move(tx *db.Tx, id, from, into uuid.UUID) (moved bool, err error) {
	args := map[string]any{"session": id, "from": from, "into": into}
	r := tx.DB.Exec(`insert into answers (session_id, family_id, state, children, young, parents, siblings, supporters, staff,
			waiting_since, offer_no, offer_expires_at, created_at)
		select session_id, @into, state, children, young, parents, siblings, supporters, staff,
			waiting_since, offer_no, offer_expires_at, created_at
		from answers where session_id = @session and family_id = @from
		on conflict (session_id, family_id) do nothing`, args)
	if r.Error != nil || r.RowsAffected == 0 {
		return false, r.Error
	}
	for _, sql := range []string{
		"update wishes set family_id = @into where session_id = @session and family_id = @from",
		"delete from answers where session_id = @session and family_id = @from",
	} {
		if err := tx.DB.Exec(sql, args).Error; err != nil {
			return false, err
		}
	}
	return true, nil
}

// answered lists the sessions that a family has answered and whose moment has not come, by id: the order of locks.
func answered(tx *db.Tx, family uuid.UUID, moment string) (sessions []uuid.UUID, err error) {
	err = tx.DB.Table("answers").Joins("join sessions on sessions.id = answers.session_id").
		Where("answers.family_id = ? and sessions."+moment+" > now()", family).Order("answers.session_id").
		Pluck("answers.session_id", &sessions).Error
	return sessions, err
}
