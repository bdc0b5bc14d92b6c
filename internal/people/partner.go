package people

import (
	"context"
	"errors"
	"slices"

	"github.com/google/uuid"
	"gorm.io/gorm"

	"musikkforalle/api/contract"
	"musikkforalle/internal/account"
	"musikkforalle/internal/db"
	"musikkforalle/internal/fault"
	"musikkforalle/internal/i18n"
	"musikkforalle/internal/place"
	"musikkforalle/internal/volunteer"
)

const (
	maxPartnerName = 120
	maxPartners    = 40
)

// Why a partner cannot be added or changed.
var (
	ErrPartnerName  = fault.New(fault.Conflict, "people.partner_name", "the place has a partner of that name")
	ErrPartnersMany = fault.New(fault.Conflict, "people.partners_many")
)

// listed is a partner with what the list says of it.
type listed struct {
	place.Partner `gorm:"embedded"`
	Volunteers    int32
	HasLogo       bool
}

func (l *listed) wire() contract.Partner {
	return contract.Partner{Id: l.ID, Name: l.Name, Role: contract.PartnerRole(l.Role), Volunteers: l.Volunteers,
		HasCode: l.JoinHash != nil, HasLogo: l.HasLogo}
}

// partners begins every reading of partners: by their order, only where the member organises.
func partners(g *gorm.DB, member uuid.UUID) *gorm.DB {
	return g.Table("partners").Select(`partners.*,
			(select count(*) from volunteers v where v.partner_id = partners.id) as volunteers,
			exists (select from partner_logos l where l.partner_id = partners.id) as has_logo`).
		Where("member_may(?, partners.place_id, '{organiser}')", member).Order("partners.position, partners.name")
}

// partner gives one partner of a place that the caller organises, and the caller; any other is not found (B40).
func (a API) partner(ctx context.Context, id uuid.UUID) (*listed, volunteer.By, error) {
	member, err := account.MemberOf(ctx)
	if err != nil {
		return nil, volunteer.By{}, err
	}
	l, err := onePartner(a.Store.Gorm.WithContext(ctx), member, id)
	if err != nil {
		return nil, volunteer.By{}, err
	}
	return l, volunteer.By{Actor: account.ByMember, ID: member, Place: l.PlaceID}, nil
}

func onePartner(g *gorm.DB, member, id uuid.UUID) (*listed, error) {
	var l listed
	err := partners(g, member).Where("partners.id = ?", id).Take(&l).Error
	if errors.Is(err, gorm.ErrRecordNotFound) {
		return nil, fault.ErrNotFound
	}
	return &l, err
}

// ListPartners gives a place's partners in their order.
func (a API) ListPartners(ctx context.Context, r contract.ListPartnersRequestObject) (contract.ListPartnersResponseObject, error) {
	p, by, err := a.organises(ctx, r.Place)
	if err != nil {
		return nil, err
	}
	var all []listed
	err = partners(a.Store.Gorm.WithContext(ctx), by.ID).Where("partners.place_id = ?", p.ID).Find(&all).Error
	w := make(contract.ListPartners200JSONResponse, len(all))
	for i := range all {
		w[i] = all[i].wire()
	}
	return w, err
}

// AddPartner adds a partner, last in the order.
func (a API) AddPartner(ctx context.Context, r contract.AddPartnerRequestObject) (contract.AddPartnerResponseObject, error) {
	p, by, err := a.organises(ctx, r.Place)
	if err != nil {
		return nil, err
	}
	name, err := partnerName(r.Body.Name)
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
			return ErrPartnersMany
		}
		if err := noted(tx, by, "partner.added", ids[0]); err != nil {
			return err
		}
		l, err = onePartner(tx.DB, by.ID, ids[0])
		return err
	})
	if err != nil {
		return nil, err
	}
	return contract.AddPartner201JSONResponse(l.wire()), nil
}

// ChangePartner corrects a partner, and moves it in the order.
func (a API) ChangePartner(ctx context.Context, r contract.ChangePartnerRequestObject) (contract.ChangePartnerResponseObject, error) {
	l, by, err := a.partner(ctx, r.Partner)
	if err != nil {
		return nil, err
	}
	set := map[string]any{}
	if r.Body.Name != nil {
		if set["name"], err = partnerName(*r.Body.Name); err != nil {
			return nil, err
		}
	}
	if r.Body.Role != nil {
		set["role"] = string(*r.Body.Role)
	}
	err = a.Store.Tx(ctx, func(tx *db.Tx) error {
		if len(set) > 0 {
			if err := sameName(tx.DB.Model(&place.Partner{}).Where("id = ?", l.ID).Updates(set).Error); err != nil {
				return err
			}
		}
		if r.Body.Position != nil {
			if err := reorder(tx, l, *r.Body.Position); err != nil {
				return err
			}
		}
		if err := noted(tx, by, "partner.changed", l.ID); err != nil {
			return err
		}
		l, err = onePartner(tx.DB, by.ID, r.Partner)
		return err
	})
	if err != nil {
		return nil, err
	}
	return contract.ChangePartner200JSONResponse(l.wire()), nil
}

// reorder numbers a place's partners anew, with one of them at the position.
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

// RemovePartner takes a partner off the place. Its slots go with it, its volunteers stay.
func (a API) RemovePartner(ctx context.Context, r contract.RemovePartnerRequestObject) (contract.RemovePartnerResponseObject, error) {
	l, by, err := a.partner(ctx, r.Partner)
	if err != nil {
		return nil, err
	}
	return contract.RemovePartner204Response{}, a.Store.Tx(ctx, func(tx *db.Tx) error {
		if err := tx.DB.Delete(&place.Partner{}, "id = ?", l.ID).Error; err != nil {
			return err
		}
		return noted(tx, by, "partner.removed", l.ID)
	})
}

// noted writes the audit and tells the caches: the place's page and flyers name its partners.
func noted(tx *db.Tx, by volunteer.By, action string, partner uuid.UUID) error {
	err := account.Audit(tx, account.Entry{Action: action, Actor: by.Actor, ActorID: by.ID, Place: by.Place,
		Detail: map[string]any{"partner": partner}})
	if err != nil {
		return err
	}
	var slug string
	if err := tx.DB.Raw("select slug from places where id = ?", by.Place).Row().Scan(&slug); err != nil {
		return err
	}
	return place.Changed(tx, slug)
}

func partnerName(given string) (string, error) {
	name, err := i18n.Clean(given, maxPartnerName)
	if err != nil || name == "" {
		return "", fault.New(fault.Invalid, "invalid").With(fault.Field{Field: "name", Rule: "length"})
	}
	return name, nil
}

func sameName(err error) error {
	if constraint, ok := db.Violation(err); ok && constraint == "partners_name_key" {
		return ErrPartnerName
	}
	return err
}
