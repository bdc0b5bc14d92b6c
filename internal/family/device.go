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

// SignOutDevice implements DELETE /api/me/devices/{device}, of the caller's family and of the caller as a volunteer.
// Another's device is not found (B40).
func (a API) SignOutDevice(ctx context.Context, r contract.SignOutDeviceRequestObject) (contract.SignOutDeviceResponseObject, error) {
	caller := account.From(ctx)
	if caller.Family == uuid.Nil && caller.Volunteer == uuid.Nil {
		return nil, fault.ErrNobody
	}
	err := a.Store.Tx(ctx, func(tx *db.Tx) error {
		signedOut := false
		for _, owner := range []account.Owner{{Family: caller.Family}, {Volunteer: caller.Volunteer}} {
			if owner == (account.Owner{}) {
				continue
			}
			found, err := account.SignOut(tx, owner, r.Device)
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
	if err != nil {
		return nil, err
	}
	if r.Device == caller.Device {
		caller.Clear()
	}
	return contract.SignOutDevice204Response{}, nil
}

// CreateCalendar implements POST /api/me/calendar. Only a hash of the new address is kept.
func (a API) CreateCalendar(ctx context.Context, r contract.CreateCalendarRequestObject) (contract.CreateCalendarResponseObject, error) {
	caller := account.From(ctx)
	token := account.NewToken()
	err := a.Store.Tx(ctx, func(tx *db.Tx) error {
		if r.Params.For == contract.CreateCalendarParamsForVolunteer {
			return volunteer.SetCalendar(tx, caller.Volunteer, account.Hash(token))
		}
		done := tx.DB.Exec("update families set calendar_hash = ?, version = version + 1 where id = ?", account.Hash(token), caller.Family)
		if done.Error == nil && done.RowsAffected == 0 {
			return fault.ErrNobody
		}
		if done.Error != nil {
			return done.Error
		}
		return tx.DB.Exec("delete from family_calendars where family_id = ?", caller.Family).Error
	})
	if err != nil {
		return nil, err
	}
	_, host, _ := strings.Cut(a.BaseURL, "://")
	url := "webcal://" + host + "/calendar/" + string(r.Params.For) + "/" + token + ".ics"
	return contract.CreateCalendar201JSONResponse{Url: url}, nil
}
