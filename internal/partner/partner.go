// Package partner manages the organisations that work with a place: how families see them named, the hands that they
// promise for shifts, and the code with which their volunteers join.
package partner

import (
	"context"
	"errors"
	"slices"

	"github.com/google/uuid"
	"gorm.io/gorm"

	"musikkforalle/api/contract"
	"musikkforalle/internal/account"
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
	JoinHash []byte    // nil: no volunteer can join as one of the partner's hands
}

// What a partner is to a place: arranges together with it, is thanked, or pays and is thanked.
const (
	With   = "with"
	Thanks = "thanks"
	Funder = "funder"
)

// Credit is how families see the partner named: With or Thanks.
func (p *Partner) Credit() string {
	if p.Role == Funder {
		return Thanks
	}
	return p.Role
}

// Describe adds the partners to a place of the contract, by how families see them named.
func Describe(w *contract.Place, partners []Partner) {
	w.Partners = sized(w.Partners, len(partners))
	for i, p := range partners {
		w.Partners[i].Name, w.Partners[i].Role = p.Name, contract.PlacePartnersRole(p.Credit())
	}
}

// sized makes a list of a type that the contract leaves without a name.
func sized[T any](_ []T, n int) []T { return make([]T, n) }

const (
	maxName     = 120
	maxPartners = 40
)

// Why a partner cannot be added or changed.
var (
	ErrName = fault.New(fault.Conflict, "partner.name", "the place has a partner of that name")
	ErrMany = fault.New(fault.Conflict, "partner.many", "the place has as many partners as it can")
)

// API is the part of the contract by which the organisers of a place look after its partners.
type API struct {
	Store *db.Store
}

// listed is a partner with what the list says of it.
type listed struct {
	Partner    `gorm:"embedded"`
	Volunteers int32
	HasLogo    bool
}

func (l *listed) wire() contract.Partner {
	return contract.Partner{Id: l.ID, Name: l.Name, Role: contract.PartnerRole(l.Role), Volunteers: l.Volunteers,
		HasCode: l.JoinHash != nil, HasLogo: l.HasLogo}
}

// partners returns the query that all others extend: the partners of places that the member organises, in their order.
func partners(g *gorm.DB, member uuid.UUID) *gorm.DB {
	return g.Table("partners").Select(`partners.*,
			(select count(*) from volunteers v where v.partner_id = partners.id) as volunteers,
			exists (select from partner_logos l where l.partner_id = partners.id) as has_logo`).
		Where("member_may(?, partners.place_id, '{organiser}')", member).Order("partners.position, partners.name")
}

// partner returns a partner of a place that the caller organises, and who the caller is; any other is fault.ErrNotFound
// (B40).
func (a API) partner(ctx context.Context, id uuid.UUID) (*listed, uuid.UUID, error) {
	member, err := account.MemberOf(ctx)
	if err != nil {
		return nil, uuid.Nil, err
	}
	l, err := onePartner(a.Store.Gorm.WithContext(ctx), member, id)
	return l, member, err
}

func onePartner(g *gorm.DB, member, id uuid.UUID) (*listed, error) {
	var l listed
	err := partners(g, member).Where("partners.id = ?", id).Take(&l).Error
	if errors.Is(err, gorm.ErrRecordNotFound) {
		return nil, fault.ErrNotFound
	}
	return &l, err
}

// ListPartners implements GET /api/places/{place}/partners.
func (a API) ListPartners(ctx context.Context, r contract.ListPartnersRequestObject) (contract.ListPartnersResponseObject, error) {
	p, member, err := place.OfTeam(ctx, a.Store.Gorm, r.Place, place.Organiser)
	if err != nil {
		return nil, err
	}
	var all []listed
	err = partners(a.Store.Gorm.WithContext(ctx), member).Where("partners.place_id = ?", p.ID).Find(&all).Error
	w := make(contract.ListPartners200JSONResponse, len(all))
	for i := range all {
		w[i] = all[i].wire()
	}
	return w, err
}

// AddPartner implements POST /api/places/{place}/partners.
func (a API) AddPartner(ctx context.Context, r contract.AddPartnerRequestObject) (contract.AddPartnerResponseObject, error) {
	p, member, err := place.OfTeam(ctx, a.Store.Gorm, r.Place, place.Organiser)
	if err != nil {
		return nil, err
	}
	name, err := nameOf(r.Body.Name)
	if err != nil {
		return nil, err
	}
	var l *listed
	err = a.Store.Tx(ctx, func(tx *db.Tx) error {
		var ids []uuid.UUID
		added := tx.DB.Raw(`insert into partners (place_id, name, role, position)
			select @place, @name, @role, count(*) from partners where place_id = @place having count(*) < @most returning id`,
			map[string]any{"place": p.ID, "name": name, "role": string(r.Body.Role), "most": maxPartners}).Scan(&ids)
		if err := sameName(added.Error); err != nil {
			return err
		}
		if len(ids) == 0 {
			return ErrMany
		}
		if err := noted(tx, member, p.ID, "partner.added", ids[0]); err != nil {
			return err
		}
		l, err = onePartner(tx.DB, member, ids[0])
		return err
	})
	if err != nil {
		return nil, err
	}
	return contract.AddPartner201JSONResponse(l.wire()), nil
}

// ChangePartner implements PATCH /api/partners/{partner}.
func (a API) ChangePartner(ctx context.Context, r contract.ChangePartnerRequestObject) (contract.ChangePartnerResponseObject, error) {
	l, member, err := a.partner(ctx, r.Partner)
	if err != nil {
		return nil, err
	}
	set := map[string]any{}
	if r.Body.Name != nil {
		if set["name"], err = nameOf(*r.Body.Name); err != nil {
			return nil, err
		}
	}
	if r.Body.Role != nil {
		set["role"] = string(*r.Body.Role)
	}
	err = a.Store.Tx(ctx, func(tx *db.Tx) error {
		if len(set) > 0 {
			if err := sameName(tx.DB.Model(&Partner{}).Where("id = ?", l.ID).Updates(set).Error); err != nil {
				return err
			}
		}
		if r.Body.Position != nil {
			if err := reorder(tx, l, *r.Body.Position); err != nil {
				return err
			}
		}
		if err := noted(tx, member, l.PlaceID, "partner.changed", l.ID); err != nil {
			return err
		}
		l, err = onePartner(tx.DB, member, r.Partner)
		return err
	})
	if err != nil {
		return nil, err
	}
	return contract.ChangePartner200JSONResponse(l.wire()), nil
}

// reorder renumbers a place's partners so that l is at the position, counted from 0.
func reorder(tx *db.Tx, l *listed, position int32) error {
	var order []uuid.UUID
	err := tx.DB.Raw("select id from partners where place_id = ? order by position, name for update", l.PlaceID).Scan(&order).Error
	if err != nil {
		return err
	}
	order = slices.DeleteFunc(order, func(id uuid.UUID) bool { return id == l.ID })
	order = slices.Insert(order, min(int(position), len(order)), l.ID)
	for i, id := range order {
		if err := tx.DB.Exec("update partners set position = ? where id = ?", i, id).Error; err != nil {
			return err
		}
	}
	return nil
}

// RemovePartner implements DELETE /api/partners/{partner}.
func (a API) RemovePartner(ctx context.Context, r contract.RemovePartnerRequestObject) (contract.RemovePartnerResponseObject, error) {
	l, member, err := a.partner(ctx, r.Partner)
	if err != nil {
		return nil, err
	}
	return contract.RemovePartner204Response{}, a.Store.Tx(ctx, func(tx *db.Tx) error {
		if err := tx.DB.Delete(&Partner{}, "id = ?", l.ID).Error; err != nil {
			return err
		}
		return noted(tx, member, l.PlaceID, "partner.removed", l.ID)
	})
}

// noted writes an audit entry and invalidates the caches of the place, whose page and flyers name its partners.
func noted(tx *db.Tx, member, placeID uuid.UUID, action string, partner uuid.UUID) error {
	err := audit.Write(tx, audit.Entry{
		Action: action, By: audit.Member(member).At(placeID),
		Detail: map[string]any{"partner": partner},
	})
	if err != nil {
		return err
	}
	var slug string
	if err := tx.DB.Raw("select slug from places where id = ?", placeID).Row().Scan(&slug); err != nil {
		return err
	}
	return place.Changed(tx, slug)
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
