package partner

import (
	"context"
	"crypto/rand"

	"github.com/google/uuid"

	"musikkforalle/api/contract"
	"musikkforalle/internal/account"
	"musikkforalle/internal/db"
	"musikkforalle/internal/fault"
)

// RenewPartnerCode implements POST /api/partners/{partner}/code.
func (a API) RenewPartnerCode(ctx context.Context, r contract.RenewPartnerCodeRequestObject) (contract.RenewPartnerCodeResponseObject, error) {
	l, member, err := a.partner(ctx, r.Partner)
	if err != nil {
		return nil, err
	}
	var w contract.RenewPartnerCode201JSONResponse
	err = a.Store.Tx(ctx, func(tx *db.Tx) error {
		if w.Code, err = RenewCode(tx, l.ID); err != nil {
			return err
		}
		return noted(tx, member, l.PlaceID, "partner.code", l.ID)
	})
	return w, err
}

// JoinHash returns the hash that is stored of a partner's code. Case, spaces and hyphens do not matter, because the
// code is read from paper.
func JoinHash(code string) []byte {
	return account.Hash(account.Typed(code))
}

// RenewCode makes a code by which volunteers join as the hands of a partner, in the transaction that notes it; an
// older one stops working. The code has 130 random bits and is shown this once.
func RenewCode(tx *db.Tx, partner uuid.UUID) (code string, err error) {
	code = rand.Text()
	return code, tx.DB.Exec("update partners set join_hash = ? where id = ?", JoinHash(code), partner).Error
}

// NewCode makes a code by which volunteers join as the hands of a place's partner, whom its name means.
func NewCode(ctx context.Context, store *db.Store, slug, name string) (code string, err error) {
	err = store.Tx(ctx, func(tx *db.Tx) error {
		var found []uuid.UUID
		err := tx.DB.Raw("select r.id from partners r join places p on p.id = r.place_id where p.slug = ? and r.name = ?", slug, name).Scan(&found).Error
		if err == nil && len(found) == 0 {
			err = fault.ErrNotFound
		}
		if err != nil {
			return err
		}
		code, err = RenewCode(tx, found[0])
		return err
	})
	return code, err
}
