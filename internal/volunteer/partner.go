package volunteer

import (
	"context"

	"github.com/google/uuid"

	"musikkforalle/api/contract"
	"musikkforalle/internal/account"
	"musikkforalle/internal/db"
	"musikkforalle/internal/fault"
	"musikkforalle/internal/limit"
	"musikkforalle/internal/partner"
)

// ErrNoPartner is the answer to a code that no partner has.
var ErrNoPartner = fault.New(fault.NotFound, "partner.unknown")

// JoinPartner implements POST /api/volunteer/partner: it makes the caller one of a partner's hands.
func (a API) JoinPartner(ctx context.Context, r contract.JoinPartnerRequestObject) (contract.JoinPartnerResponseObject, error) {
	id, err := account.VolunteerOf(ctx)
	if err != nil {
		return nil, err
	}
	w, err := Join(ctx, a.Store, id, r.Body.Code)
	return contract.JoinPartner200JSONResponse(w), err
}

// Join makes the volunteer one of the hands of the partner that has the code, or fails with ErrNoPartner. Shifts taken
// before stay as they were taken.
func Join(ctx context.Context, store *db.Store, id uuid.UUID, code string) (w contract.Volunteer, err error) {
	if err := limit.PartnerCodes.Count(ctx, store, id.String()); err != nil {
		return w, err
	}
	err = store.Tx(ctx, func(tx *db.Tx) error {
		r := tx.DB.Exec(`update volunteers v set partner_id = p.id from partners p where v.id = ? and p.join_hash = ?`,
			id, partner.JoinHash(code))
		if r.Error != nil {
			return r.Error
		}
		if r.RowsAffected == 0 {
			return ErrNoPartner
		}
		w, err = profileOf(tx.DB, id)
		return err
	})
	return w, err
}
