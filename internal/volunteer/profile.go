package volunteer

import (
	"context"
	"slices"

	"github.com/google/uuid"

	"musikkforalle/api/contract"
	"musikkforalle/internal/account"
	"musikkforalle/internal/db"
	"musikkforalle/internal/fault"
	"musikkforalle/internal/i18n"
)

const maxName = 80

// UpdateVolunteer implements PATCH /api/volunteer: it changes the fields that are given.
func (a API) UpdateVolunteer(ctx context.Context, r contract.UpdateVolunteerRequestObject) (contract.UpdateVolunteerResponseObject, error) {
	id, err := account.VolunteerOf(ctx)
	if err != nil {
		return nil, err
	}
	w, err := Update(ctx, a.Store, id, *r.Body)
	return contract.UpdateVolunteer200JSONResponse(w), err
}

// Update changes the fields that are given. Sessions whose volunteers' languages may differ now are told to the caches.
func Update(ctx context.Context, store *db.Store, id uuid.UUID, c contract.VolunteerChange) (w contract.Volunteer, err error) {
	set, err := columns(c)
	if err != nil {
		return w, err
	}
	err = store.Tx(ctx, func(tx *db.Tx) error {
		if c.Place != nil {
			var home []uuid.UUID
			if err := tx.DB.Raw("select id from places where slug = ?", *c.Place).Scan(&home).Error; err != nil {
				return err
			}
			if len(home) == 0 {
				return fault.New(fault.Invalid, "invalid").With(fault.Field{Field: "place", Rule: "known"})
			}
			set["place_id"] = home[0]
		}
		if len(set) > 0 {
			if err := tx.DB.Model(&Volunteer{}).Where("id = ?", id).Updates(set).Error; err != nil {
				return err
			}
		}
		if c.Speaks != nil {
			if err := languagesChanged(tx, id); err != nil {
				return err
			}
		}
		w, err = profileOf(tx.DB, id)
		return err
	})
	return w, err
}

// columns are the changed columns, except the place, which is looked up.
func columns(c contract.VolunteerChange) (map[string]any, error) {
	set := map[string]any{}
	if c.Name != nil {
		name, err := i18n.Text{Field: "name", Most: maxName, Needed: true}.Clean(*c.Name)
		if err != nil {
			return nil, err
		}
		set["name"] = name
	}
	if c.Lang != nil {
		set["lang"] = string(*c.Lang)
	}
	if c.Speaks != nil {
		speaks := Languages{}
		for _, lang := range *c.Speaks {
			if !i18n.Known(string(lang)) {
				return nil, fault.New(fault.Invalid, "invalid").With(fault.Field{Field: "speaks", Rule: "known"})
			}
			if !slices.Contains(speaks, string(lang)) {
				speaks = append(speaks, string(lang))
			}
		}
		set["speaks"] = speaks
	}
	if c.RemindWhen != nil {
		set["remind_when"] = string(*c.RemindWhen)
	}
	if c.RemindAt != nil {
		set["remind_at"] = nil
		if *c.RemindAt != "" {
			set["remind_at"] = *c.RemindAt
		}
	}
	if c.Discreet != nil {
		set["discreet"] = *c.Discreet
	}
	return set, nil
}

// languagesChanged tells the sessions that the volunteer has coming shifts at: their pages say which languages are spoken.
func languagesChanged(tx *db.Tx, id uuid.UUID) error {
	return tx.DB.Exec(`select pg_notify('public_data', s.session_id::text) from (
		select distinct sh.session_id from shift_hands h join shifts sh on sh.id = h.shift_id
		where h.volunteer_id = ? and sh.ends_at > now()) s`, id).Error
}

// SetCalendar gives a volunteer a new calendar address, of which only a hash is kept. Fault: fault.ErrNobody.
func SetCalendar(tx *db.Tx, volunteer uuid.UUID, hash []byte) error {
	done := tx.DB.Exec("update volunteers set calendar_hash = ? where id = ?", hash, volunteer)
	if done.Error == nil && done.RowsAffected == 0 {
		return fault.ErrNobody
	}
	return done.Error
}
