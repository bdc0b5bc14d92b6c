package family

import (
	"context"

	"github.com/google/uuid"
	"gorm.io/gorm"

	"musikkforalle/api/contract"
	"musikkforalle/internal/account"
	"musikkforalle/internal/answer"
	"musikkforalle/internal/db"
	"musikkforalle/internal/family/arrival"
	"musikkforalle/internal/fault"
	"musikkforalle/internal/i18n"
)

var nicknameText = i18n.Text{Field: "nickname", Most: 60}

// CreateFamily implements POST /api/me: it makes a family of the calling device and returns it. A device that already is
// a family's changes that family instead, so that a second tap makes no second family. Faults: nobody for a device that was
// signed out, and invalid.
func (a API) CreateFamily(ctx context.Context, r contract.CreateFamilyRequestObject) (contract.CreateFamilyResponseObject, error) {
	f, err := Create(ctx, a.Store, *r.Body)
	if err != nil {
		return nil, err
	}
	return contract.CreateFamily201JSONResponse(f.Wire()), nil
}

// UpdateFamily implements PATCH /api/me: it changes the fields that are set of the caller's family, and returns the family.
// Faults: nobody, invalid, and family.changed if the family is no longer at the version in If-Match (F21).
func (a API) UpdateFamily(ctx context.Context, r contract.UpdateFamilyRequestObject) (contract.UpdateFamilyResponseObject, error) {
	id, err := account.FamilyOf(ctx)
	if err != nil {
		return nil, err
	}
	f, err := Update(ctx, a.Store, id, *r.Body, db.Seen(r.Params.IfMatch))
	if err != nil {
		return nil, err
	}
	return contract.UpdateFamily200JSONResponse{Body: f.Wire(), Headers: contract.UpdateFamily200ResponseHeaders{ETag: new(db.Tag(f.Version))}}, nil
}

// Create makes a new family of the calling device, unless it is a family's already, stores its settings and returns it.
func Create(ctx context.Context, store *db.Store, b contract.FamilyChange) (f *Family, err error) {
	caller := account.From(ctx)
	if caller.Stale {
		return nil, fault.ErrNobody
	}
	err = account.Tx(ctx, store, func(tx *db.Tx) error {
		if caller.Family == uuid.Nil {
			lang := contract.Nb
			if b.Lang != nil {
				lang = *b.Lang
			}
			if _, err := account.NewFamily(ctx, tx, string(lang), caller.Key); err != nil {
				return err
			}
		}
		f, err = updateTx(tx, caller.Family, b, anyVersion)
		return err
	})
	return f, err
}

// Update stores the fields that are set and returns the family. Faults: those of updateTx.
func Update(ctx context.Context, store *db.Store, id uuid.UUID, b contract.FamilyChange, version int32) (f *Family, err error) {
	err = store.Tx(ctx, func(tx *db.Tx) error {
		f, err = updateTx(tx, id, b, version)
		return err
	})
	return f, err
}

// Enter makes a family of what somebody said on the telephone, without a device of its own, at a place. Fault: "invalid".
func Enter(tx *db.Tx, placeID uuid.UUID, said contract.FamilyChange) (id uuid.UUID, err error) {
	if id, err = arrival.New(tx, string(*said.Lang)); err != nil {
		return uuid.Nil, err
	}
	known, err := columns(tx, id, said)
	if err != nil {
		return uuid.Nil, err
	}
	known["place_id"] = placeID
	return id, arrival.Update(tx, id, known)
}

// anyVersion makes updateTx skip the version check. Create uses it, because its request has no If-Match.
const anyVersion = -2

// updateTx updates the fields that are set and returns the family. It fails with ErrChanged if the family is no longer at
// the version (F21), and with fault.ErrNobody if it was erased.
func updateTx(tx *db.Tx, id uuid.UUID, b contract.FamilyChange, version int32) (*Family, error) {
	set, err := columns(tx, id, b)
	if err != nil {
		return nil, err
	}
	set["version"] = gorm.Expr("version + 1")
	set["seen_at"] = tx.Now
	updated := tx.DB.Model(&Family{}).Where("id = ? and (? or version = ?)", id, version == anyVersion, version).Updates(set)
	if updated.Error != nil {
		return nil, updated.Error
	}
	f, err := get(tx.DB, id)
	if err == nil && updated.RowsAffected == 0 {
		return nil, ErrChanged
	}
	return f, err
}

// columns returns the values of the fields that are set, by column. The contract has checked their bounds and patterns.
func columns(tx *db.Tx, family uuid.UUID, b contract.FamilyChange) (map[string]any, error) {
	set := map[string]any{}
	if b.Usual != nil {
		set = answer.Company(*b.Usual).Changes()
	}
	if b.Nickname != nil {
		nickname, err := nicknameText.Clean(*b.Nickname)
		if err != nil {
			return nil, err
		}
		set["nickname"] = nickname
	}
	if b.Place != nil {
		var id uuid.UUID
		if err := tx.DB.Raw("select coalesce((select id from places where slug = ?), ?)", *b.Place, uuid.Nil).Row().Scan(&id); err != nil {
			return nil, err
		}
		if id == uuid.Nil {
			return nil, fault.New(fault.Invalid, "invalid").With(fault.Field{Field: "place", Rule: "unknown"})
		}
		set["place_id"] = id
	}
	if b.Phone != nil {
		phone, err := readPhone(*b.Phone)
		if err != nil {
			return nil, err
		}
		if err := setPhone(tx.DB, set, family, phone); err != nil {
			return nil, err
		}
	}
	if b.RemindAt != nil {
		set["remind_at"] = gorm.Expr("nullif(?, '')::time", *b.RemindAt)
	}
	addChoices(set, b)
	return set, nil
}

// addChoices adds to set the fields that are set and whose values come from a list or a checkbox.
func addChoices(set map[string]any, b contract.FamilyChange) {
	if b.Lang != nil {
		set["lang"] = string(*b.Lang)
	}
	if b.RemindWhen != nil {
		set["remind_when"] = string(*b.RemindWhen)
	}
	if b.AskEnabled != nil {
		set["ask_enabled"] = *b.AskEnabled
	}
	if b.Discreet != nil {
		set["discreet"] = *b.Discreet
	}
}
