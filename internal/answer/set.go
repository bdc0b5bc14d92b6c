package answer

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"github.com/google/uuid"
	"gorm.io/gorm"

	"musikkforalle/api/contract"
	"musikkforalle/internal/account"
	"musikkforalle/internal/db"
	"musikkforalle/internal/family/arrival"
	"musikkforalle/internal/fault"
	"musikkforalle/internal/session"
)

// SetAnswer implements PUT /api/sessions/{session}/answer: it stores the answer of the caller's family and returns it. A
// caller without a family gets one, in the language of the request, unless its device was signed out (fault nobody). The
// other faults are those of SetTx.
func (a API) SetAnswer(ctx context.Context, r contract.SetAnswerRequestObject) (contract.SetAnswerResponseObject, error) {
	var with Company
	if r.Body.Company != nil {
		with = Company(*r.Body.Company)
	}
	lang := contract.Nb
	if r.Body.Lang != nil {
		lang = *r.Body.Lang
	}
	stored, err := Set(ctx, a.Store, r.Session, r.Body.Coming, with, string(lang), r.Body.Seen)
	if err != nil {
		return nil, err
	}
	return contract.SetAnswer200JSONResponse(stored.Wire()), nil
}

// UndoAnswer implements DELETE /api/sessions/{session}/answer: it deletes the answer of the caller's family, as if it had
// never been given. Faults: nobody, not_found and answer.closed.
func (a API) UndoAnswer(ctx context.Context, r contract.UndoAnswerRequestObject) (contract.UndoAnswerResponseObject, error) {
	family, err := account.FamilyOf(ctx)
	if err != nil {
		return nil, err
	}
	return contract.UndoAnswer204Response{}, Undo(ctx, a.Store, r.Session, family)
}

// Set stores the answer of the caller's family and returns it, with the session and its place. A caller without a family
// becomes a new one that reads the language. A family that nobody can reach holds few seats (ask). Faults: those of SetTx and of
// signUp, ErrConfirmFirst, and answer.outdated if it says yes to a session that has changed since the revision seen.
func Set(ctx context.Context, store *db.Store, id uuid.UUID, coming bool, with Company, lang string, seen *int32) (*Answer, error) {
	caller := account.From(ctx)
	err := account.Tx(ctx, store, func(tx *db.Tx) error {
		family := caller.Family
		if family == uuid.Nil {
			var err error
			if family, err = signUp(ctx, tx, id, with, lang); err != nil {
				return err
			}
		}
		if err := setBy(ctx, tx, id, family, coming, with, acted(ctx, ask(ctx))); err != nil || !coming {
			return err
		}
		return requireSeen(tx, id, seen)
	})
	if err != nil {
		return nil, err
	}
	return find(ctx, store, id, caller.Family)
}

// signUp creates a family and signs the calling device in as it. The company of its first answer becomes its usual
// company, and the session's place its place. It fails with fault.ErrNobody for a device that was signed out, because
// an answer that waited on that device belongs to the device's old family (F23).
func signUp(ctx context.Context, tx *db.Tx, id uuid.UUID, with Company, lang string) (uuid.UUID, error) {
	caller := account.From(ctx)
	if caller.Stale {
		return uuid.Nil, fault.ErrNobody
	}
	s, err := published(tx, id)
	if err != nil {
		return uuid.Nil, err
	}
	family, err := account.NewFamily(ctx, tx, lang, caller.Key)
	if err != nil {
		return uuid.Nil, err
	}
	known := with.Changes()
	known["place_id"] = s.PlaceID
	return family, arrival.Update(tx, family, known)
}

// SetTx stores a family's answer to a session within a transaction; a family accepts an offered seat by the same call. If the session is full,
// the whole family goes to the waiting list. Seats that become free are offered to waiting families, which are
// notified. Locks are taken in one order everywhere: the family first, then the session. Faults: nobody if the family
// was erased, not_found, answer.closed, answer.nobody, answer.no_room_for_more, answer.larger_than_hall and answer.overtaken.
func SetTx(ctx context.Context, tx *db.Tx, id, family uuid.UUID, coming bool, with Company) error {
	return setBy(ctx, tx, id, family, coming, with, acted(ctx, settle))
}

// rule gives a family its seats in the database. It returns freed if families wait, so that the caller must offer them the
// free seats.
type rule func(tx *db.Tx, id, family uuid.UUID, coming bool, c Company) (freed bool, err error)

// acted is a rule for what the caller does now, or did when its phone had no network.
func acted(ctx context.Context, seat rule) rule {
	return func(tx *db.Tx, id, family uuid.UUID, coming bool, c Company) (freed bool, err error) {
		// The session's row is locked before a row that refers to it is written, else two answers stand in each other's way.
		if freed, err = seat(tx, id, family, coming, c); err != nil {
			return false, err
		}
		return freed, act(ctx, tx, id, family)
	}
}

func setBy(ctx context.Context, tx *db.Tx, id, family uuid.UUID, coming bool, with Company, seat rule) error {
	if coming && with.Sum() == 0 {
		return ErrNobodyComes
	}
	if !coming {
		with = Company{}
	}
	if err := lockFamily(tx, family); err != nil {
		return err
	}
	s, err := published(tx, id)
	if err != nil {
		return err
	}
	freed, err := seat(tx, id, family, coming, with)
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
			if _, err := seat(tx, id, family, coming, with); err != nil {
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

// settle is the rule for everybody who is known: the SQL function answer_set.
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
	case "coming", "not_coming", "waiting", "unconfirmed", "undone":
		return nil
	case "closed":
		return ErrClosed
	case "confirm_first":
		return ErrConfirmFirst
	case "no_room_for_more":
		return ErrNoRoomForMore
	case "larger_than_hall":
		return ErrLargerThanHall
	case "none":
		return fault.ErrNotFound
	}
	return fmt.Errorf("answer: unknown outcome %q", outcome)
}

// Undo deletes a family's answer and offers the free seats to waiting families. Faults: nobody if the family was erased,
// not_found and answer.closed.
func Undo(ctx context.Context, store *db.Store, id, family uuid.UUID) error {
	return store.Tx(ctx, func(tx *db.Tx) error {
		if err := lockFamily(tx, family); err != nil {
			return err
		}
		s, err := published(tx, id)
		if err != nil {
			return err
		}
		return UndoTx(ctx, tx, s, family)
	})
}

// UndoTx does what Undo does within a transaction that has locked the family's row.
func UndoTx(ctx context.Context, tx *db.Tx, s *session.Session, family uuid.UUID) error {
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
	if err := act(ctx, tx, s.ID, family); err != nil {
		return err
	}
	if done.Freed {
		if _, err := OfferSeats(ctx, tx, s.ID); err != nil {
			return err
		}
	}
	return session.Refresh(tx, s)
}

// lockFamily locks the family's row until the transaction ends, so that the family cannot be erased or merged meanwhile, and
// records that the family was active now. It fails with fault.ErrNobody if the family does not exist.
func lockFamily(tx *db.Tx, family uuid.UUID) error {
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
