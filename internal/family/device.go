package family

import (
	"context"
	"strings"

	"github.com/google/uuid"

	"musikkforalle/api/contract"
	"musikkforalle/internal/account"
	"musikkforalle/internal/db"
	"musikkforalle/internal/fault"
	"musikkforalle/internal/volunteer"
)

// SignOutDevice implements DELETE /api/me/devices/{device}: it signs out a device of the caller's family or of the caller as
// a volunteer; whose own device it is loses its cookie. Faults: nobody, and not_found for another's device (B40).
func (a API) SignOutDevice(ctx context.Context, r contract.SignOutDeviceRequestObject) (contract.SignOutDeviceResponseObject, error) {
	return contract.SignOutDevice204Response{}, SignOutDevice(ctx, a.Store, r.Device)
}

// CreateCalendar implements POST /api/me/calendar: it gives the caller's family, or the caller as a volunteer, a new address
// of its private calendar and returns it. The addresses before it end. Only a hash of the address is stored. Fault: nobody.
func (a API) CreateCalendar(ctx context.Context, r contract.CreateCalendarRequestObject) (contract.CreateCalendarResponseObject, error) {
	token, err := newCalendar(ctx, a.Store, r.Params.For == contract.CreateCalendarParamsForVolunteer)
	if err != nil {
		return nil, err
	}
	_, host, _ := strings.Cut(a.BaseURL, "://")
	url := "webcal://" + host + "/calendar/" + string(r.Params.For) + "/" + token + ".ics"
	return contract.CreateCalendar201JSONResponse{Url: url}, nil
}

// SignOutDevice signs out a device of the caller, who is known as a family, as a volunteer or as both.
func SignOutDevice(ctx context.Context, store *db.Store, device uuid.UUID) error {
	caller := account.From(ctx)
	if caller.Family == uuid.Nil && caller.Volunteer == uuid.Nil {
		return fault.ErrNobody
	}
	err := store.Tx(ctx, func(tx *db.Tx) error {
		signedOut := false
		for _, owner := range []account.Owner{{Family: caller.Family}, {Volunteer: caller.Volunteer}} {
			if owner == (account.Owner{}) {
				continue
			}
			found, err := account.SignOut(tx, owner, device)
			if err != nil {
				return err
			}
			signedOut = signedOut || found
		}
		if !signedOut {
			return fault.ErrNotFound
		}
		return nil
	})
	if err == nil && device == caller.Device {
		caller.Clear()
	}
	return err
}

// newCalendar stores the hash of a new token of the calendar's address, of the caller's family or of the caller as a
// volunteer, and returns the token.
func newCalendar(ctx context.Context, store *db.Store, ofVolunteer bool) (token string, err error) {
	caller, token := account.From(ctx), account.NewToken()
	return token, store.Tx(ctx, func(tx *db.Tx) error {
		if ofVolunteer {
			return volunteer.SetCalendar(tx, caller.Volunteer, account.Hash(token))
		}
		updated := tx.DB.Exec("update families set calendar_hash = ?, version = version + 1 where id = ?", account.Hash(token), caller.Family)
		if updated.Error == nil && updated.RowsAffected == 0 {
			return fault.ErrNobody
		}
		if updated.Error != nil {
			return updated.Error
		}
		return tx.DB.Exec("delete from family_calendars where family_id = ?", caller.Family).Error
	})
}
