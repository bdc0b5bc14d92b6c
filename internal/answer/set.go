package answer

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"github.com/google/uuid"
	"gorm.io/gorm"

	"musikkforalle/internal/db"
	"musikkforalle/internal/family/arrival"
	"musikkforalle/internal/fault"
	"musikkforalle/internal/session"
)

// Set stores a family's answer to a session; a family accepts an offered seat by the same call. If the session is full,
// the whole family goes to the waiting list. Seats that become free are offered to waiting families, which are
// notified. Locks are taken in one order everywhere: the family first, then the session. Faults: nobody if the family
// was erased, not_found, answer.closed, answer.nobody, answer.no_room_for_more and answer.larger_than_hall.
func Set(ctx context.Context, tx *db.Tx, id, family uuid.UUID, coming bool, with Company) error {
	if coming && with.Sum() == 0 {
		return ErrNobodyComes
	}
	if !coming {
		with = Company{}
	}
	if err := hold(tx, family); err != nil {
		return err
	}
	s, err := published(tx, id)
	if err != nil {
		return err
	}
	freed, err := settle(tx, id, family, coming, with)
	if err != nil {
		return err
	}
	if freed {
		offered, err := OfferSeats(ctx, tx, id)
		if err != nil {
			return err
		}
		// A waiting family that reduced its number may be offered seats at once. It has just said that it comes.
		if coming && slices.Contains(offered, family) {
			if _, err := settle(tx, id, family, coming, with); err != nil {
				return err
			}
		}
	}
	if !coming {
		if err := tx.DB.Exec("delete from wishes where session_id = ? and family_id = ?", id, family).Error; err != nil {
			return err
		}
	}
	return session.Refresh(tx, s)
}

// settle calls the SQL function answer_set and translates a refusal into a fault. It returns freed if families wait, so
// that the caller must offer them the free seats.
func settle(tx *db.Tx, id, family uuid.UUID, coming bool, c Company) (freed bool, err error) {
	var done struct {
		Outcome string
		Freed   bool
	}
	err = tx.DB.Raw("select outcome, freed from answer_set(?, ?, ?, ?, ?, ?, ?, ?, ?)", append([]any{id, family, coming}, c.Values()...)...).
		Scan(&done).Error
	if err != nil {
		return false, err
	}
	return done.Freed, refusal(done.Outcome)
}

// refusal returns the fault of an outcome of answer_set or answer_undo, or nil if the answer was stored or undone.
func refusal(outcome string) error {
	switch outcome {
	case "coming", "not_coming", "waiting", "undone":
		return nil
	case "closed":
		return ErrClosed
	case "no_room_for_more":
		return ErrNoRoomForMore
	case "larger_than_hall":
		return ErrLargerThanHall
	case "none":
		return fault.ErrNotFound
	}
	return fmt.Errorf("answer: unknown outcome %q", outcome)
}

// Undo deletes a family's answer, as if it had never been given, and offers the free seats to waiting families. Faults:
// nobody if the family was erased, not_found and answer.closed.
func Undo(ctx context.Context, tx *db.Tx, id, family uuid.UUID) error {
	if err := hold(tx, family); err != nil {
		return err
	}
	s, err := published(tx, id)
	if err != nil {
		return err
	}
	return takeBack(ctx, tx, s, family)
}

// takeBack does what Undo does; the caller has locked the family's row.
func takeBack(ctx context.Context, tx *db.Tx, s *session.Session, family uuid.UUID) error {
	var done struct {
		Outcome string
		Freed   bool
	}
	if err := tx.DB.Raw("select outcome, freed from answer_undo(?, ?)", s.ID, family).Scan(&done).Error; err != nil {
		return err
	}
	if err := refusal(done.Outcome); err != nil {
		return err
	}
	if done.Freed {
		if _, err := OfferSeats(ctx, tx, s.ID); err != nil {
			return err
		}
	}
	return session.Refresh(tx, s)
}

// OfferSeats offers the free seats of a session to waiting families in their order, queues the job that notifies them,
// and returns their ids.
func OfferSeats(ctx context.Context, tx *db.Tx, id uuid.UUID) (families []uuid.UUID, err error) {
	if err := tx.DB.Raw("select * from seats_offer(?)", id).Scan(&families).Error; err != nil || len(families) == 0 {
		return nil, err
	}
	return families, session.Wake(ctx, tx, id)
}

// hold locks the family's row until the transaction ends, so that the family cannot be erased or merged meanwhile, and
// records that the family was active now. It fails with fault.ErrNobody if the family does not exist.
func hold(tx *db.Tx, family uuid.UUID) error {
	exists, err := arrival.Seen(tx.DB, family)
	if err == nil && !exists {
		return fault.ErrNobody
	}
	return err
}

// published returns a session of a published season, with its place, or fault.ErrNotFound.
func published(tx *db.Tx, id uuid.UUID) (*session.Session, error) {
	var s session.Session
	err := tx.DB.InnerJoins("Place").
		Where("sessions.id = ? and sessions.season_id in (select id from seasons where status = 'published')", id).Take(&s).Error
	if errors.Is(err, gorm.ErrRecordNotFound) {
		return nil, fault.ErrNotFound
	}
	return &s, err
}
