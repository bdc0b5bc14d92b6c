package partner

import (
	"context"
	"crypto/rand"

	"github.com/google/uuid"

	"musikkforalle/api/contract"
	"musikkforalle/internal/account"
	"musikkforalle/internal/audit"
	"musikkforalle/internal/db"
	"musikkforalle/internal/fault"
)

// RenewPartnerCode implements POST /api/partners/{partner}/code: it makes a new code by which volunteers join as the
// partner's hands.
func (a API) RenewPartnerCode(ctx context.Context, r contract.RenewPartnerCodeRequestObject) (contract.RenewPartnerCodeResponseObject, error) {
	l, by, err := a.partner(ctx, r.Partner)
	if err != nil {
		return nil, err
	}
	code, err := RenewCode(ctx, a.Store, by, l.ID)
	return contract.RenewPartnerCode201JSONResponse{Code: code}, err
}

// RenewCode makes a code by which volunteers join as the hands of a partner; an older one stops working. The code is
// shown this once.
func RenewCode(ctx context.Context, store *db.Store, by audit.By, partner uuid.UUID) (code string, err error) {
	err = store.Tx(ctx, func(tx *db.Tx) error {
		if code, err = replaceCode(tx, partner); err != nil {
			return err
		}
		return noted(tx, by, "partner.code", partner)
	})
	return code, err
}

// JoinHash returns the hash that is stored of a partner's code. Case, spaces and hyphens do not matter, because the
// code is read from paper.
func JoinHash(code string) []byte {
	return account.Hash(account.Typed(code))
}

// replaceCode stores the hash of a new code of 130 random bits.
func replaceCode(tx *db.Tx, partner uuid.UUID) (code string, err error) {
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
		code, err = replaceCode(tx, found[0])
		return err
	})
	return code, err
}
