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
	"musikkforalle/internal/place"
)

// Listed is a partner with what the list says of it.
type Listed struct {
	Partner    `gorm:"embedded"`
	Volunteers int32
	HasLogo    bool
}

func (l *Listed) wire() contract.Partner {
	return contract.Partner{Id: l.ID, Name: l.Name, Role: contract.PartnerRole(l.Role), Volunteers: l.Volunteers,
		HasCode: l.JoinHash != nil, HasLogo: l.HasLogo, Version: l.Version}
}

// listing returns the query that all others extend: the partners of places that the member organises, in their order.
func listing(g *gorm.DB, member uuid.UUID) *gorm.DB {
	return g.Table("partners").Select(`partners.*,
			(select count(*) from volunteers v where v.partner_id = partners.id) as volunteers,
			exists (select from partner_logos l where l.partner_id = partners.id) as has_logo`).
		Where("member_may(?, partners.place_id, '{organiser}')", member).Order("partners.position, partners.name")
}

// partner returns a partner of a place that the caller organises, and the caller as the audit names it; any other is
// fault.ErrNotFound (B40).
func (a API) partner(ctx context.Context, id uuid.UUID) (Listed, audit.By, error) {
	member, err := account.MemberOf(ctx)
	if err != nil {
		return Listed{}, audit.By{}, err
	}
	l, err := find(a.Store.Gorm.WithContext(ctx), member, id)
	return l, audit.Member(member).At(l.PlaceID), err
}

// find returns a partner of a place that the member organises, or fault.ErrNotFound.
func find(g *gorm.DB, member, id uuid.UUID) (l Listed, err error) {
	err = listing(g, member).Where("partners.id = ?", id).Take(&l).Error
	if errors.Is(err, gorm.ErrRecordNotFound) {
		return l, fault.ErrNotFound
	}
	return l, err
}

// Seen is a partner in the version that an organiser saw.
type Seen struct {
	ID      uuid.UUID
	Version int32
}

// seen returns the partner in the version that an If-Match header names.
func (l *Listed) seen(ifMatch string) Seen { return Seen{l.ID, db.Seen(ifMatch)} }

// lock locks the partners of a place, raises the version of the one that is about to change, and returns all in their
// order. All are locked in one order, so that two changes at once wait for each other. Fault: ErrChanged.
func lock(tx *db.Tx, placeID uuid.UUID, seen Seen) (order []uuid.UUID, err error) {
	if err := tx.DB.Exec("select from partners where place_id = ? order by id for update", placeID).Error; err != nil {
		return nil, err
	}
	raised := tx.DB.Exec("update partners set version = version + 1 where id = ? and version = ?", seen.ID, seen.Version)
	if raised.Error == nil && raised.RowsAffected == 0 {
		return nil, ErrChanged
	}
	if raised.Error != nil {
		return nil, raised.Error
	}
	err = tx.DB.Raw("select id from partners where place_id = ? order by position, name", placeID).Scan(&order).Error
	return order, err
}

// reorder renumbers the partners of an order so that one is at the position, counted from 0.
func reorder(tx *db.Tx, order []uuid.UUID, moved uuid.UUID, position int) error {
	order = slices.DeleteFunc(order, func(id uuid.UUID) bool { return id == moved })
	order = slices.Insert(order, min(position, len(order)), moved)
	for i, id := range order {
		if err := tx.DB.Exec("update partners set position = ? where id = ?", i, id).Error; err != nil {
			return err
		}
	}
	return nil
}

// noted writes an audit entry and invalidates the caches of the place of by, whose page and flyers name its partners.
func noted(tx *db.Tx, by audit.By, action string, partner uuid.UUID) error {
	err := audit.Write(tx, audit.Entry{Action: action, By: by, Detail: map[string]any{"partner": partner}})
	if err != nil {
		return err
	}
	var slug string
	if err := tx.DB.Raw("select slug from places where id = ?", by.Place).Row().Scan(&slug); err != nil {
		return err
	}
	return place.Changed(tx, slug)
}
