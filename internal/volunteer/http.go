package volunteer

import (
	"context"

	"github.com/google/uuid"

	"musikkforalle/api/contract"
	"musikkforalle/internal/account"
	"musikkforalle/internal/audit"
	"musikkforalle/internal/db"
)

// API is the volunteer's part of the contract. All of it needs a signed-in volunteer, but for signing in.
type API struct {
	Store   *db.Store
	BaseURL string // of the site: passkeys are bound to its host
}

// GetVolunteer implements GET /api/volunteer: it shows all that is known of the caller.
func (a API) GetVolunteer(ctx context.Context, _ contract.GetVolunteerRequestObject) (contract.GetVolunteerResponseObject, error) {
	id, err := account.VolunteerOf(ctx)
	if err != nil {
		return nil, err
	}
	w, err := read(a.Store.Gorm.WithContext(ctx), id)
	return contract.GetVolunteer200JSONResponse(w), err
}

// UpdateVolunteer implements PATCH /api/volunteer: it changes the fields that are given.
func (a API) UpdateVolunteer(ctx context.Context, r contract.UpdateVolunteerRequestObject) (contract.UpdateVolunteerResponseObject, error) {
	id, err := account.VolunteerOf(ctx)
	if err != nil {
		return nil, err
	}
	w, err := Update(ctx, a.Store, id, *r.Body)
	return contract.UpdateVolunteer200JSONResponse(w), err
}

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

// JoinPartner implements POST /api/volunteer/partner: it makes the caller one of a partner's hands.
func (a API) JoinPartner(ctx context.Context, r contract.JoinPartnerRequestObject) (contract.JoinPartnerResponseObject, error) {
	id, err := account.VolunteerOf(ctx)
	if err != nil {
		return nil, err
	}
	w, err := Join(ctx, a.Store, id, r.Body.Code)
	return contract.JoinPartner200JSONResponse(w), err
}

// ListShifts implements GET /api/volunteer/shifts: it lists the coming shifts, each with why the caller cannot take it,
// if so.
func (a API) ListShifts(ctx context.Context, r contract.ListShiftsRequestObject) (contract.ListShiftsResponseObject, error) {
	id, err := account.VolunteerOf(ctx)
	if err != nil {
		return nil, err
	}
	slug := ""
	if r.Params.Place != nil {
		slug = *r.Params.Place
	}
	shifts, err := coming(a.Store.Gorm.WithContext(ctx), id, slug)
	return contract.ListShifts200JSONResponse(wire(shifts)), err
}

// TakeShift implements PUT /api/shifts/{shift}/hand: it gives the caller a shift.
func (a API) TakeShift(ctx context.Context, r contract.TakeShiftRequestObject) (contract.TakeShiftResponseObject, error) {
	id, err := account.VolunteerOf(ctx)
	if err != nil {
		return nil, err
	}
	w, err := Take(ctx, a.Store, id, r.Shift)
	return contract.TakeShift200JSONResponse(w), err
}

// GiveBackShift implements DELETE /api/shifts/{shift}/hand: it takes the caller's hand off a shift.
func (a API) GiveBackShift(ctx context.Context, r contract.GiveBackShiftRequestObject) (contract.GiveBackShiftResponseObject, error) {
	id, err := account.VolunteerOf(ctx)
	if err != nil {
		return nil, err
	}
	w, err := GiveBack(ctx, a.Store, id, r.Shift)
	return contract.GiveBackShift200JSONResponse(w), err
}
