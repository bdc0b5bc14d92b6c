package roll

import (
	"context"

	"musikkforalle/api/contract"
	"musikkforalle/internal/volunteer"
)

// PutHand implements PUT /api/shifts/{shift}/hands/{volunteer}: it gives a shift to a volunteer who asked the team.
func (a API) PutHand(ctx context.Context, r contract.PutHandRequestObject) (contract.PutHandResponseObject, error) {
	by, err := a.requireShift(ctx, r.Shift, r.Volunteer)
	if err != nil {
		return nil, err
	}
	return contract.PutHand204Response{}, volunteer.Put(ctx, a.Store, by, r.Volunteer, r.Shift)
}

// TakeHandOff implements DELETE /api/shifts/{shift}/hands/{volunteer}: it takes a volunteer's hand off a shift.
func (a API) TakeHandOff(ctx context.Context, r contract.TakeHandOffRequestObject) (contract.TakeHandOffResponseObject, error) {
	by, err := a.requireShift(ctx, r.Shift, r.Volunteer)
	if err != nil {
		return nil, err
	}
	return contract.TakeHandOff204Response{}, volunteer.TakeOff(ctx, a.Store, by, r.Volunteer, r.Shift)
}
