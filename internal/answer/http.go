package answer

import (
	"context"

	"github.com/google/uuid"

	"musikkforalle/api/contract"
	"musikkforalle/internal/account"
	"musikkforalle/internal/db"
	"musikkforalle/internal/family/arrival"
	"musikkforalle/internal/fault"
)

// API implements the operations of the contract's tag "answer" that identify the caller by a cookie.
type API struct {
	Store *db.Store
}

// SetAnswer implements PUT /api/sessions/{session}/answer: it stores the answer of the caller's family and returns it.
// A caller without a family gets one.
func (a API) SetAnswer(ctx context.Context, r contract.SetAnswerRequestObject) (contract.SetAnswerResponseObject, error) {
	var with Company
	if r.Body.Company != nil {
		with = Company(*r.Body.Company)
	}
	caller := account.From(ctx)
	err := account.Tx(ctx, a.Store, func(tx *db.Tx) error {
		family := caller.Family
		if family == uuid.Nil {
			var err error
			if family, err = arrive(ctx, tx, r, with); err != nil {
				return err
			}
		}
		return Set(ctx, tx, r.Session, family, r.Body.Coming, with)
	})
	if err != nil {
		return nil, err
	}
	now, err := one(ctx, a.Store, r.Session, caller.Family)
	return contract.SetAnswer200JSONResponse(now), err
}

// arrive creates a family and signs the calling device in as it. The company of its first answer becomes its usual
// company, and the session's place its place. It fails with fault.ErrNobody for a device that was signed out, because
// an answer that waited on that device belongs to the device's old family (F23).
func arrive(ctx context.Context, tx *db.Tx, r contract.SetAnswerRequestObject, with Company) (uuid.UUID, error) {
	caller := account.From(ctx)
	if caller.Stale {
		return uuid.Nil, fault.ErrNobody
	}
	lang := contract.Nb
	if r.Body.Lang != nil {
		lang = *r.Body.Lang
	}
	s, err := published(tx, r.Session)
	if err != nil {
		return uuid.Nil, err
	}
	family, err := account.NewFamily(ctx, tx, string(lang), caller.Key)
	if err != nil {
		return uuid.Nil, err
	}
	known := with.Changes()
	known["place_id"] = s.PlaceID
	return family, arrival.Keep(tx, family, known)
}

// UndoAnswer implements DELETE /api/sessions/{session}/answer: it deletes the answer of the caller's family.
func (a API) UndoAnswer(ctx context.Context, r contract.UndoAnswerRequestObject) (contract.UndoAnswerResponseObject, error) {
	family, err := account.FamilyOf(ctx)
	if err != nil {
		return nil, err
	}
	err = a.Store.Tx(ctx, func(tx *db.Tx) error { return Undo(ctx, tx, r.Session, family) })
	return contract.UndoAnswer204Response{}, err
}

// SetWishes implements PUT /api/sessions/{session}/wishes: it replaces the wishes of the caller's family.
func (a API) SetWishes(ctx context.Context, r contract.SetWishesRequestObject) (contract.SetWishesResponseObject, error) {
	family, err := account.FamilyOf(ctx)
	if err != nil {
		return nil, err
	}
	wishes, err := newWishes(*r.Body)
	if err != nil {
		return nil, err
	}
	wishes.SessionID, wishes.FamilyID = r.Session, family
	err = a.Store.Tx(ctx, func(tx *db.Tx) error { return keepWishes(tx, &wishes) })
	return contract.SetWishes200JSONResponse(wishes.Wire()), err
}

// DeleteWishes implements DELETE /api/sessions/{session}/wishes: it deletes the wishes of the caller's family, or fails
// with fault.ErrNotFound if there are none.
func (a API) DeleteWishes(ctx context.Context, r contract.DeleteWishesRequestObject) (contract.DeleteWishesResponseObject, error) {
	family, err := account.FamilyOf(ctx)
	if err != nil {
		return nil, err
	}
	done := a.Store.Gorm.WithContext(ctx).Where("session_id = ? and family_id = ?", r.Session, family).Delete(&Wishes{})
	if done.Error == nil && done.RowsAffected == 0 {
		return nil, fault.ErrNotFound
	}
	return contract.DeleteWishes204Response{}, done.Error
}
