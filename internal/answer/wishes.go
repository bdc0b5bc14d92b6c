package answer

import (
	"context"

	"github.com/google/uuid"
	"gorm.io/gorm/clause"

	"musikkforalle/api/contract"
	"musikkforalle/internal/account"
	"musikkforalle/internal/db"
	"musikkforalle/internal/fault"
	"musikkforalle/internal/i18n"
	"musikkforalle/internal/seal"
)

// The maximum lengths of texts in characters, as in the contract.
const (
	maxAllergies = 300
	maxHelps     = 600
)

// HasWishes is the SQL condition that a family has wishes for the session of the answer a.
const HasWishes = "exists (select from wishes w where w.session_id = a.session_id and w.family_id = a.family_id)"

// SetWishes implements PUT /api/sessions/{session}/wishes: it replaces the wishes of the caller's family for a session to
// which it has said yes. Wishes that are all empty are deleted. Faults: nobody, invalid, wishes.consent_needed, not_found
// and answer.closed.
func (a API) SetWishes(ctx context.Context, r contract.SetWishesRequestObject) (contract.SetWishesResponseObject, error) {
	family, err := account.FamilyOf(ctx)
	if err != nil {
		return nil, err
	}
	wishes, err := SetWishes(ctx, a.Store, r.Session, family, *r.Body)
	return contract.SetWishes200JSONResponse(wishes.Wire()), err
}

// DeleteWishes implements DELETE /api/sessions/{session}/wishes: it deletes the wishes of the caller's family. Faults:
// nobody, and not_found if there are none.
func (a API) DeleteWishes(ctx context.Context, r contract.DeleteWishesRequestObject) (contract.DeleteWishesResponseObject, error) {
	family, err := account.FamilyOf(ctx)
	if err != nil {
		return nil, err
	}
	return contract.DeleteWishes204Response{}, DeleteWishes(ctx, a.Store, r.Session, family)
}

// SetWishes stores a family's wishes for a session and returns them. Faults: those of newWishes and of storeWishes.
func SetWishes(ctx context.Context, store *db.Store, id, family uuid.UUID, wanted contract.NewWishes) (Wishes, error) {
	wishes, err := newWishes(wanted)
	if err != nil {
		return Wishes{}, err
	}
	wishes.SessionID, wishes.FamilyID = id, family
	err = store.Tx(ctx, func(tx *db.Tx) error { return storeWishes(tx, &wishes) })
	return wishes, err
}

// DeleteWishes deletes a family's wishes for a session, or fails with fault.ErrNotFound if there are none.
func DeleteWishes(ctx context.Context, store *db.Store, id, family uuid.UUID) error {
	deleted := store.Gorm.WithContext(ctx).Where("session_id = ? and family_id = ?", id, family).Delete(&Wishes{})
	if deleted.Error == nil && deleted.RowsAffected == 0 {
		return fault.ErrNotFound
	}
	return deleted.Error
}

// newWishes converts and checks the wishes of a request. It fails with ErrConsentNeeded if they say what helps the
// child without a guardian's consent (GDPR art. 9). The session, the family and the time of consent are left to the
// caller.
func newWishes(b contract.NewWishes) (w Wishes, err error) {
	w.InterpreterLang = (*string)(b.InterpreterLang)
	if w.Allergies, err = text("allergies", b.Allergies, maxAllergies); err != nil {
		return Wishes{}, err
	}
	if w.Helps, err = text("helps", b.Helps, maxHelps); err != nil || w.Helps == nil {
		return w, err
	}
	if b.Consent == nil || !*b.Consent {
		return Wishes{}, ErrConsentNeeded
	}
	lang := string(contract.Nb)
	if b.ConsentLang != nil {
		lang = string(*b.ConsentLang)
	}
	w.ConsentLang, w.ConsentWording = &lang, new(i18n.Get(lang).T("wishes.consent"))
	return w, nil
}

// text cleans an optional text; it returns nil for none, and for one that is empty after cleaning.
func text(field string, value *string, most int) (*string, error) {
	if value == nil {
		return nil, nil
	}
	cleaned, err := i18n.Text{Field: field, Most: most}.Clean(*value)
	if err != nil || cleaned == "" {
		return nil, err
	}
	return &cleaned, nil
}

func (w *Wishes) empty() bool {
	return w.InterpreterLang == nil && w.Allergies == nil && w.Helps == nil
}

// storeWishes stores a family's wishes for a session, or deletes them if they are empty. It fails with fault.ErrNotFound
// unless the family comes, waits or has an offer, and with ErrClosed if the session is over or cancelled. It locks the
// answer, so that wishes cannot outlive an answer that is taken back at the same time.
func storeWishes(tx *db.Tx, w *Wishes) error {
	var a Answer
	found := tx.DB.Clauses(clause.Locking{Strength: "SHARE"}).
		Where("session_id = ? and family_id = ? and state in ?", w.SessionID, w.FamilyID, []State{Coming, Waiting, Offered}).Limit(1).Find(&a)
	if found.Error != nil {
		return found.Error
	}
	if found.RowsAffected == 0 {
		return fault.ErrNotFound
	}
	var open int64
	if err := tx.DB.Raw(`select count(*) from sessions where id = ? and status = 'open' and ends_at > trusted_now()`, w.SessionID).Scan(&open).Error; err != nil {
		return err
	}
	if open == 0 {
		return ErrClosed
	}
	if w.empty() {
		return tx.DB.Delete(w).Error
	}
	w.CreatedAt = tx.Now
	if w.Helps != nil {
		w.ConsentAt = &w.CreatedAt
	}
	w.ID = uuid.New()
	stored, err := w.sealed(seal.Of(tx.DB))
	if err != nil {
		return err
	}
	return tx.DB.Clauses(clause.OnConflict{
		Columns: []clause.Column{{Name: "session_id"}, {Name: "family_id"}}, UpdateAll: true,
	}).Create(&stored).Error
}

// Wire converts the wishes to the contract's type.
func (w *Wishes) Wire() contract.Wishes {
	return contract.Wishes{
		InterpreterLang: (*contract.Lang)(w.InterpreterLang), Allergies: w.Allergies, Helps: w.Helps, ConsentAt: w.ConsentAt,
	}
}
