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
// of its private calendar for this device and returns it. The device's address before it ends; another parent's stays. Only a hash of the address is stored. Fault: nobody.
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
		if _, err := get(tx.DB, caller.Family); err != nil {
			return err
		}
		// An address from before they belonged to devices is surely this device's only if the family has no other.
		of := map[string]any{"family": caller.Family, "device": caller.Device}
		const alone = "not exists (select from devices where family_id = @family and id <> @device)"
		err := tx.DB.Exec("update families set calendar_hash = null where id = @family and calendar_hash is not null and "+alone, of).Error
		if err != nil {
			return err
		}
		err = tx.DB.Exec("delete from family_calendars where device_id = @device or family_id = @family and device_id is null and "+alone, of).Error
		if err != nil {
			return err
		}
		return tx.DB.Exec("insert into family_calendars (hash, family_id, device_id) select ?::bytea, ?::uuid, ?::uuid",
			account.Hash(token), caller.Family, caller.Device).Error
	})
}
