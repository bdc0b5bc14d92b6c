package roll

import (
	"context"
	"errors"

	"github.com/google/uuid"

	"musikkforalle/api/contract"
	"musikkforalle/internal/fault"
	"musikkforalle/internal/volunteer"
)

// ListVolunteersOfPlace implements GET /api/places/{place}/volunteers.
func (a API) ListVolunteersOfPlace(ctx context.Context, r contract.ListVolunteersOfPlaceRequestObject) (contract.ListVolunteersOfPlaceResponseObject, error) {
	p, _, err := a.organises(ctx, r.Place)
	if err != nil {
		return nil, err
	}
	wanted := roll{place: p, most: defaultPage}
	if r.Params.Limit != nil {
		wanted.most = int(*r.Params.Limit)
	}
	if r.Params.After != nil {
		wanted.after = *r.Params.After
		if err := a.belongs(ctx, p.ID, wanted.after); errors.Is(err, fault.ErrNotFound) {
			return nil, ErrCursor
		} else if err != nil {
			return nil, err
		}
	}
	w := contract.ListVolunteersOfPlace200JSONResponse{Volunteers: []contract.VolunteerRow{}}
	if r.Params.Q != nil {
		var findable bool
		if wanted.words, findable, err = wordsOf(*r.Params.Q); err != nil || !findable {
			return w, err
		}
	}
	found, next, err := page(ctx, a.Store.Gorm, wanted)
	if err != nil {
		return nil, err
	}
	for i := range found {
		row, err := found[i].wire()
		if err != nil {
			return nil, err
		}
		w.Volunteers = append(w.Volunteers, row)
	}
	if next != uuid.Nil {
		w.Next = &next
	}
	return w, nil
}

// GetVolunteerOfPlace implements GET /api/places/{place}/volunteers/{volunteer}.
func (a API) GetVolunteerOfPlace(ctx context.Context, r contract.GetVolunteerOfPlaceRequestObject) (contract.GetVolunteerOfPlaceResponseObject, error) {
	p, _, err := a.organises(ctx, r.Place)
	if err != nil {
		return nil, err
	}
	found, err := one(ctx, a.Store.Gorm, p, r.Volunteer)
	if err != nil {
		return nil, err
	}
	w := contract.GetVolunteerOfPlace200JSONResponse{}
	if w.Volunteer, err = found.wire(); err != nil {
		return nil, err
	}
	if w.Shifts, err = volunteer.Coming(ctx, a.Store, r.Volunteer, p.Slug); err != nil {
		return nil, err
	}
	worked, err := volunteer.Worked(ctx, a.Store, r.Volunteer, p.ID)
	if err != nil {
		return nil, err
	}
	w.Held = make([]contract.ShiftBrief, len(worked))
	for i, held := range worked {
		w.Held[len(worked)-1-i] = contract.ShiftBrief{Id: held.ShiftID, Task: contract.Task(held.Task), StartsAt: held.StartsAt, EndsAt: held.EndsAt}
	}
	return w, nil
}

// RemoveVolunteer implements DELETE /api/places/{place}/volunteers/{volunteer}.
func (a API) RemoveVolunteer(ctx context.Context, r contract.RemoveVolunteerRequestObject) (contract.RemoveVolunteerResponseObject, error) {
	_, by, err := a.requireVolunteer(ctx, r.Place, r.Volunteer)
	if err != nil {
		return nil, err
	}
	return contract.RemoveVolunteer204Response{}, volunteer.Leave(ctx, a.Store, by, r.Volunteer)
}

// PutHand implements PUT /api/shifts/{shift}/hands/{volunteer}.
func (a API) PutHand(ctx context.Context, r contract.PutHandRequestObject) (contract.PutHandResponseObject, error) {
	by, err := a.requireShift(ctx, r.Shift, r.Volunteer)
	if err != nil {
		return nil, err
	}
	return contract.PutHand204Response{}, volunteer.Put(ctx, a.Store, by, r.Volunteer, r.Shift)
}

// TakeHandOff implements DELETE /api/shifts/{shift}/hands/{volunteer}.
func (a API) TakeHandOff(ctx context.Context, r contract.TakeHandOffRequestObject) (contract.TakeHandOffResponseObject, error) {
	by, err := a.requireShift(ctx, r.Shift, r.Volunteer)
	if err != nil {
		return nil, err
	}
	return contract.TakeHandOff204Response{}, volunteer.TakeOff(ctx, a.Store, by, r.Volunteer, r.Shift)
}
