// Package roll lets a place's organisers manage its volunteers: the list, their hours, the register of police
// certificates, and who has which shift.
package roll

import (
	"context"

	"github.com/google/uuid"

	"musikkforalle/internal/account"
	"musikkforalle/internal/audit"
	"musikkforalle/internal/db"
	"musikkforalle/internal/fault"
	"musikkforalle/internal/paper"
	"musikkforalle/internal/place"
)

// API is the part of the contract by which the organisers of a place look after its volunteers.
type API struct {
	Store *db.Store
	Press *paper.Press
}

// ErrCursor is the fault of a page that begins after somebody who is not a volunteer of the place (B30).
var ErrCursor = fault.New(fault.BadRequest, "volunteer.cursor")

// organises returns the place if the caller organises it, and the caller as the audit names it; else fault.ErrNotFound.
func (a API) organises(ctx context.Context, slug string) (*place.Place, audit.By, error) {
	p, member, err := place.OfTeam(ctx, a.Store.Gorm, slug, place.Organiser)
	if err != nil {
		return nil, audit.By{}, err
	}
	return p, audit.Member(member).At(p.ID), nil
}

// requireVolunteer returns the place and the caller if the caller organises the place and the volunteer belongs to it,
// else fault.ErrNotFound (B40).
func (a API) requireVolunteer(ctx context.Context, slug string, id uuid.UUID) (*place.Place, audit.By, error) {
	p, by, err := a.organises(ctx, slug)
	if err != nil {
		return nil, by, err
	}
	return p, by, a.belongs(ctx, p.ID, id)
}

// belongs fails with fault.ErrNotFound unless the volunteer is one of the place.
func (a API) belongs(ctx context.Context, placeID, id uuid.UUID) error {
	var yes bool
	err := a.Store.Gorm.WithContext(ctx).Raw("select exists (select from place_volunteers where place_id = ? and volunteer_id = ?)",
		placeID, id).Row().Scan(&yes)
	if err == nil && !yes {
		return fault.ErrNotFound
	}
	return err
}

// requireShift returns the caller if the caller organises the place of the shift and the volunteer belongs to that
// place, else fault.ErrNotFound.
func (a API) requireShift(ctx context.Context, shift, id uuid.UUID) (audit.By, error) {
	member, err := account.MemberOf(ctx)
	if err != nil {
		return audit.By{}, err
	}
	var at []uuid.UUID
	err = a.Store.Gorm.WithContext(ctx).Raw(`select se.place_id from shifts sh join sessions se on se.id = sh.session_id
		where sh.id = ? and member_may(?, se.place_id, '{organiser}')`, shift, member).Scan(&at).Error
	if err != nil {
		return audit.By{}, err
	}
	if len(at) == 0 {
		return audit.By{}, fault.ErrNotFound
	}
	return audit.Member(member).At(at[0]), a.belongs(ctx, at[0], id)
}
