package roll

import (
	"context"
	"time"

	"github.com/google/uuid"
	"gorm.io/gorm"

	"musikkforalle/api/contract"
	"musikkforalle/internal/fault"
	"musikkforalle/internal/place"
	"musikkforalle/internal/volunteer"
)

// person is a volunteer as a place's organisers see it.
type person struct {
	ID            uuid.UUID
	Name          string
	Email         string
	Lang          string
	Speaks        volunteer.Languages `gorm:"type:text[]"`
	Partner       *string
	Tasks         []string `gorm:"serializer:json"`
	MinutesSeason int32
	MinutesYear   int32
	NextID        *uuid.UUID
	NextTask      string
	NextStartsAt  time.Time
	NextEndsAt    time.Time
	Certificates  []certificate `gorm:"serializer:json"`
}

// certificate is what is known of one task's police certificate: dates, and to whom (P11).
type certificate struct {
	Task       string  `json:"task"`
	Needed     bool    `json:"needed"`
	State      string  `json:"state"`
	AskedOn    *string `json:"asked_on"`
	ShownOn    *string `json:"shown_on"`
	ShownTo    *string `json:"shown_to"`
	ValidUntil *string `json:"valid_until"`
}

// GetVolunteerOfPlace implements GET /api/places/{place}/volunteers/{volunteer}: it shows organisers one volunteer, with
// the coming shifts and those that were worked.
func (a API) GetVolunteerOfPlace(ctx context.Context, r contract.GetVolunteerOfPlaceRequestObject) (contract.GetVolunteerOfPlaceResponseObject, error) {
	p, _, err := a.organises(ctx, r.Place)
	if err != nil {
		return nil, err
	}
	found, err := personOf(ctx, a.Store.Gorm, p, r.Volunteer)
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

// RemoveVolunteer implements DELETE /api/places/{place}/volunteers/{volunteer}: it removes a volunteer from the place.
func (a API) RemoveVolunteer(ctx context.Context, r contract.RemoveVolunteerRequestObject) (contract.RemoveVolunteerResponseObject, error) {
	_, by, err := a.requireVolunteer(ctx, r.Place, r.Volunteer)
	if err != nil {
		return nil, err
	}
	return contract.RemoveVolunteer204Response{}, volunteer.Leave(ctx, a.Store, by, r.Volunteer)
}

// personOf reads a volunteer of the place, or fails with fault.ErrNotFound.
func personOf(ctx context.Context, g *gorm.DB, p *place.Place, id uuid.UUID) (*person, error) {
	r := roll{place: p, only: id, most: 1}
	people, err := r.read(g.WithContext(ctx))
	if err == nil && len(people) == 0 {
		err = fault.ErrNotFound
	}
	if err != nil {
		return nil, err
	}
	return &people[0], nil
}
