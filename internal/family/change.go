package family

import (
	"context"

	"github.com/google/uuid"
	"gorm.io/gorm"

	"musikkforalle/api/contract"
	"musikkforalle/internal/account"
	"musikkforalle/internal/answer"
	"musikkforalle/internal/db"
	"musikkforalle/internal/fault"
	"musikkforalle/internal/i18n"
)

var nicknameText = i18n.Text{Field: "nickname", Most: 60}

// CreateFamily implements POST /api/me. A device that already is a family's changes that family instead, so that a
// second tap makes no second family.
func (a API) CreateFamily(ctx context.Context, r contract.CreateFamilyRequestObject) (contract.CreateFamilyResponseObject, error) {
	caller := account.From(ctx)
	if caller.Stale {
		return nil, fault.ErrNobody
	}
	err := account.Tx(ctx, a.Store, func(tx *db.Tx) error {
		if caller.Family == uuid.Nil {
			lang := contract.Nb
			if r.Body.Lang != nil {
				lang = *r.Body.Lang
			}
			if _, err := account.NewFamily(ctx, tx, string(lang), caller.Key); err != nil {
				return err
			}
		}
		return change(tx, caller.Family, *r.Body, anyVersion)
	})
	if err != nil {
		return nil, err
	}
	f, err := get(a.Store.Gorm.WithContext(ctx), caller.Family)
	if err != nil {
		return nil, err
	}
	return contract.CreateFamily201JSONResponse(f.Wire()), nil
}

// UpdateFamily implements PATCH /api/me.
func (a API) UpdateFamily(ctx context.Context, r contract.UpdateFamilyRequestObject) (contract.UpdateFamilyResponseObject, error) {
	id, err := account.FamilyOf(ctx)
	if err != nil {
		return nil, err
	}
	if err := a.Store.Tx(ctx, func(tx *db.Tx) error { return change(tx, id, *r.Body, db.Seen(r.Params.IfMatch)) }); err != nil {
		return nil, err
	}
	f, err := get(a.Store.Gorm.WithContext(ctx), id)
	if err != nil {
		return nil, err
	}
	return contract.UpdateFamily200JSONResponse{Body: f.Wire(), Headers: contract.UpdateFamily200ResponseHeaders{ETag: new(db.Tag(f.Version))}}, nil
}

// anyVersion makes change skip the version check. CreateFamily uses it, because it has no If-Match.
const anyVersion = -2

// change updates the fields that are set. It fails with ErrChanged if the family is no longer at the version (F21), and
// with fault.ErrNobody if it was erased.
func change(tx *db.Tx, id uuid.UUID, b contract.FamilyChange, version int32) error {
	set, err := columns(tx, b)
	if err != nil {
		return err
	}
	set["version"] = gorm.Expr("version + 1")
	set["seen_at"] = tx.Now
	r := tx.DB.Model(&Family{}).Where("id = ? and (? or version = ?)", id, version == anyVersion, version).Updates(set)
	if r.Error != nil || r.RowsAffected == 1 {
		return r.Error
	}
	if _, err := get(tx.DB, id); err != nil {
		return err
	}
	return ErrChanged
}

// columns returns the values of the fields that are set, by column. The contract has checked their bounds and patterns.
func columns(tx *db.Tx, b contract.FamilyChange) (map[string]any, error) {
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
		set["phone"] = phone
	}
	if b.RemindAt != nil {
		set["remind_at"] = gorm.Expr("nullif(?, '')::time", *b.RemindAt)
	}
	choose(set, b)
	return set, nil
}

// choose adds to set the fields that are set and whose values come from a list or a checkbox.
func choose(set map[string]any, b contract.FamilyChange) {
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
