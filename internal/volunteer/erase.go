package volunteer

import (
	"context"

	"github.com/google/uuid"

	"musikkforalle/api/contract"
	"musikkforalle/internal/account"
	"musikkforalle/internal/audit"
	"musikkforalle/internal/db"
	"musikkforalle/internal/fault"
	"musikkforalle/internal/ledger"
)

// EraseVolunteer implements DELETE /api/volunteer: it erases the caller. A phone that is somebody else's too stays signed
// in as that.
func (a API) EraseVolunteer(ctx context.Context, _ contract.EraseVolunteerRequestObject) (contract.EraseVolunteerResponseObject, error) {
	id, err := account.VolunteerOf(ctx)
	if err != nil {
		return nil, err
	}
	if err := Erase(ctx, a.Store, id, audit.ByVolunteer); err != nil {
		return nil, err
	}
	if caller := account.From(ctx); caller.Family == uuid.Nil && caller.Member == uuid.Nil {
		caller.Clear()
	}
	return contract.EraseVolunteer204Response{}, nil
}

// Erase deletes a volunteer and everything about them. It gives coming shifts back first, so that the organiser is told
// of late ones. The ledger's rows become anonymous, and the audit records only that somebody was erased. Fault:
// fault.ErrNobody.
func Erase(ctx context.Context, store *db.Store, volunteer uuid.UUID, by audit.Actor) error {
	return erase(ctx, store, volunteer, account.Wished, by)
}

func erase(ctx context.Context, store *db.Store, volunteer uuid.UUID, why account.Why, by audit.Actor) error {
	return store.Tx(ctx, func(tx *db.Tx) error {
		var email string
		r := tx.DB.Raw("select email from volunteers where id = ? for update", volunteer).Scan(&email)
		if r.Error != nil {
			return r.Error
		}
		if r.RowsAffected == 0 {
			return fault.ErrNobody
		}
		if err := giveBackAll(ctx, tx, asVolunteer(volunteer), volunteer); err != nil {
			return err
		}
		if err := ledger.Forget(tx, volunteer); err != nil {
			return err
		}
		if err := account.Erased(tx, volunteer, why); err != nil {
			return err
		}
		if err := deleteVolunteer(tx, volunteer, email); err != nil {
			return err
		}
		return audit.Write(tx, audit.Entry{Action: "volunteer.erased", By: audit.By{Actor: by}})
	})
}

// giveBackAll gives back the volunteer's coming shifts: those at by.Place, or at every place if by.Place is uuid.Nil.
func giveBackAll(ctx context.Context, tx *db.Tx, by audit.By, volunteer uuid.UUID) error {
	var shifts []uuid.UUID
	err := tx.DB.Raw(`select h.shift_id from shift_hands h join shifts sh on sh.id = h.shift_id join sessions se on se.id = sh.session_id
		where h.volunteer_id = @volunteer and sh.starts_at > trusted_now() and (se.place_id = @place or @everywhere) order by h.shift_id`,
		map[string]any{"volunteer": volunteer, "place": by.Place, "everywhere": by.Place == uuid.Nil}).Scan(&shifts).Error
	if err != nil {
		return err
	}
	for _, shift := range shifts {
		if _, err := giveBack(ctx, tx, by, volunteer, shift); err != nil {
			return err
		}
	}
	return nil
}

// deleteVolunteer deletes the volunteer's own rows. A phone that is somebody else's too stays theirs.
func deleteVolunteer(tx *db.Tx, volunteer uuid.UUID, email string) error {
	if err := account.SignOutAll(tx, account.Owner{Volunteer: volunteer}); err != nil {
		return err
	}
	if err := account.DropCodes(tx, email, account.AsVolunteer); err != nil {
		return err
	}
	return tx.DB.Exec("delete from volunteers where id = ?", volunteer).Error
}
