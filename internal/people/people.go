// Package people is what the organisers of a place see of those around it: volunteers with their hours and certificates,
// partners, and of families nothing but counts.
package people

import (
	"context"

	"github.com/google/uuid"

	"musikkforalle/internal/account"
	"musikkforalle/internal/db"
	"musikkforalle/internal/fault"
	"musikkforalle/internal/place"
	"musikkforalle/internal/session"
	"musikkforalle/internal/volunteer"
)

// API is the people's part of the contract. All of it is for a place's organisers.
type API struct {
	Store *db.Store
	Jobs  session.Queue
}

// ErrCursor is the answer to a page that begins nowhere (B30).
var ErrCursor = fault.New(fault.BadRequest, "people.cursor")

// organises gives the place if the caller organises it, and the caller as the audit names it.
func (a API) organises(ctx context.Context, slug string) (*place.Place, volunteer.By, error) {
	p, member, err := place.OfTeam(ctx, a.Store.Gorm, slug, place.Organiser)
	if err != nil {
		return nil, volunteer.By{}, err
	}
	return p, volunteer.By{Actor: account.ByMember, ID: member, Place: p.ID}, nil
}

// knows is organises for one of the place's volunteers: any other is not found (B40).
func (a API) knows(ctx context.Context, slug string, id uuid.UUID) (*place.Place, volunteer.By, error) {
	p, by, err := a.organises(ctx, slug)
	if err != nil {
		return nil, by, err
	}
	return p, by, a.belongs(ctx, p.ID, id)
}

func (a API) belongs(ctx context.Context, placeID, id uuid.UUID) error {
	var yes bool
	err := a.Store.Gorm.WithContext(ctx).Raw("select exists (select from place_volunteers where place_id = ? and volunteer_id = ?)",
		placeID, id).Row().Scan(&yes)
	if err == nil && !yes {
		return fault.ErrNotFound
	}
	return err
}

// aroundShift is knows for a volunteer of the place that a shift belongs to.
func (a API) aroundShift(ctx context.Context, shift, id uuid.UUID) (volunteer.By, error) {
	member, err := account.MemberOf(ctx)
	if err != nil {
		return volunteer.By{}, err
	}
	var at []uuid.UUID
	err = a.Store.Gorm.WithContext(ctx).Raw(`select se.place_id from shifts sh join sessions se on se.id = sh.session_id
		where sh.id = ? and member_may(?, se.place_id, '{organiser}')`, shift, member).Scan(&at).Error
	if err != nil {
		return volunteer.By{}, err
	}
	if len(at) == 0 {
		return volunteer.By{}, fault.ErrNotFound
	}
	return volunteer.By{Actor: account.ByMember, ID: member, Place: at[0]}, a.belongs(ctx, at[0], id)
}
