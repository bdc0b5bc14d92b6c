// Package partner manages the organisations that work with a place: how families see them named, the hands that they
// promise for shifts, and the code with which their volunteers join.
package partner

import (
	"context"

	"github.com/google/uuid"

	"musikkforalle/api/contract"
	"musikkforalle/internal/audit"
	"musikkforalle/internal/db"
	"musikkforalle/internal/fault"
	"musikkforalle/internal/i18n"
	"musikkforalle/internal/place"
)

// Partner is an organisation that works with a place, and may own shift slots there.
type Partner struct {
	ID       uuid.UUID `gorm:"type:uuid;primaryKey;default:gen_random_uuid()"`
	PlaceID  uuid.UUID `gorm:"type:uuid;not null"`
	Name     string    `gorm:"not null"`
	Role     string    `gorm:"not null"` // With, Thanks or Funder
	Position int16     `gorm:"not null"`
	Version  int32     `gorm:"not null"`
	JoinHash []byte    // nil: no volunteer can join as one of the partner's hands
}

// What a partner is to a place: arranges together with it, is thanked, or pays and is thanked.
const (
	With   = "with"
	Thanks = "thanks"
	Funder = "funder"
)

const (
	maxName     = 120
	maxPartners = 40
)

// Why a partner cannot be added or changed.
var (
	ErrName    = fault.New(fault.Conflict, "partner.name", "the place has a partner of that name")
	ErrMany    = fault.New(fault.Conflict, "partner.many", "the place has as many partners as it can")
	ErrChanged = fault.New(fault.Precondition, "partner.changed", "another organiser changed the partner meanwhile")
)

// API is the part of the contract by which the organisers of a place look after its partners.
type API struct {
	Store *db.Store
}

// ListPartners implements GET /api/places/{place}/partners: it lists a place's partners, in their order, to its organisers.
func (a API) ListPartners(ctx context.Context, r contract.ListPartnersRequestObject) (contract.ListPartnersResponseObject, error) {
	p, member, err := place.OfTeam(ctx, a.Store.Gorm, r.Place, place.Organiser)
	if err != nil {
		return nil, err
	}
	var all []Listed
	err = listing(a.Store.Gorm.WithContext(ctx), member).Where("partners.place_id = ?", p.ID).Find(&all).Error
	w := make(contract.ListPartners200JSONResponse, len(all))
	for i := range all {
		w[i] = all[i].wire()
	}
	return w, err
}

// AddPartner implements POST /api/places/{place}/partners: it adds an organisation to a place's partners, as the last.
func (a API) AddPartner(ctx context.Context, r contract.AddPartnerRequestObject) (contract.AddPartnerResponseObject, error) {
	p, member, err := place.OfTeam(ctx, a.Store.Gorm, r.Place, place.Organiser)
	if err != nil {
		return nil, err
	}
	l, err := Add(ctx, a.Store, audit.Member(member).At(p.ID), r.Body.Name, string(r.Body.Role))
	return contract.AddPartner201JSONResponse(l.wire()), err
}

// ChangePartner implements PATCH /api/partners/{partner}: it corrects a partner's name or role, or moves it in the order.
func (a API) ChangePartner(ctx context.Context, r contract.ChangePartnerRequestObject) (contract.ChangePartnerResponseObject, error) {
	l, by, err := a.partner(ctx, r.Partner)
	if err != nil {
		return nil, err
	}
	l, err = Change(ctx, a.Store, by, l.seen(r.Params.IfMatch), *r.Body)
	return contract.ChangePartner200JSONResponse(l.wire()), err
}

// RemovePartner implements DELETE /api/partners/{partner}: it ends a partnership. The slots open to all, and its people
// stay volunteers.
func (a API) RemovePartner(ctx context.Context, r contract.RemovePartnerRequestObject) (contract.RemovePartnerResponseObject, error) {
	l, by, err := a.partner(ctx, r.Partner)
	if err != nil {
		return nil, err
	}
	return contract.RemovePartner204Response{}, Remove(ctx, a.Store, by, l.ID)
}

// Add adds a partner to the place of by, as the last. Faults: "invalid" for the name, ErrName, ErrMany.
func Add(ctx context.Context, store *db.Store, by audit.By, name, role string) (l Listed, err error) {
	if name, err = nameOf(name); err != nil {
		return l, err
	}
	err = store.Tx(ctx, func(tx *db.Tx) error {
		var ids []uuid.UUID
		added := tx.DB.Raw(`insert into partners (place_id, name, role, position)
			select @place, @name, @role, count(*) from partners where place_id = @place having count(*) < @most returning id`,
			map[string]any{"place": by.Place, "name": name, "role": role, "most": maxPartners}).Scan(&ids)
		if err := sameName(added.Error); err != nil {
			return err
		}
		if len(ids) == 0 {
			return ErrMany
		}
		if err := noted(tx, by, "partner.added", ids[0]); err != nil {
			return err
		}
		l, err = find(tx.DB, by.ID, ids[0])
		return err
	})
	return l, err
}

// Change changes what is given of a partner. Faults: "invalid" for the name, ErrName, and ErrChanged unless the partner
// has the version that was seen (F21).
func Change(ctx context.Context, store *db.Store, by audit.By, seen Seen, c contract.PartnerChange) (l Listed, err error) {
	set := map[string]any{}
	if c.Name != nil {
		if set["name"], err = nameOf(*c.Name); err != nil {
			return l, err
		}
	}
	if c.Role != nil {
		set["role"] = string(*c.Role)
	}
	err = store.Tx(ctx, func(tx *db.Tx) error {
		order, err := lock(tx, by.Place, seen)
		if err != nil {
			return err
		}
		if len(set) > 0 {
			if err := sameName(tx.DB.Model(&Partner{}).Where("id = ?", seen.ID).Updates(set).Error); err != nil {
				return err
			}
		}
		if c.Position != nil {
			if err := reorder(tx, order, seen.ID, int(*c.Position)); err != nil {
				return err
			}
		}
		if err := noted(tx, by, "partner.changed", seen.ID); err != nil {
			return err
		}
		l, err = find(tx.DB, by.ID, seen.ID)
		return err
	})
	return l, err
}

// Remove deletes a partner with its logo and slots.
func Remove(ctx context.Context, store *db.Store, by audit.By, id uuid.UUID) error {
	return store.Tx(ctx, func(tx *db.Tx) error {
		if err := tx.DB.Delete(&Partner{}, "id = ?", id).Error; err != nil {
			return err
		}
		return noted(tx, by, "partner.removed", id)
	})
}

func nameOf(given string) (string, error) {
	return i18n.Text{Field: "name", Most: maxName, Needed: true}.Clean(given)
}

func sameName(err error) error {
	if constraint, ok := db.Violation(err); ok && constraint == "partners_name_key" {
		return ErrName
	}
	return err
}
