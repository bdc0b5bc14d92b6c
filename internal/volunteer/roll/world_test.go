package roll

import (
	"context"
	"testing"
	"time"

	"github.com/google/uuid"

	"musikkforalle/api/contract"
	"musikkforalle/internal/fixture"
	"musikkforalle/internal/place"
	"musikkforalle/internal/session"
)

// world is a place with a session in ten days, and its organiser who calls.
type world struct {
	*fixture.World
	api     API
	session *session.Session
	member  uuid.UUID
	ctx     context.Context // the organiser who calls
}

func newWorld(t *testing.T) *world {
	t.Helper()
	t.Parallel()
	w := &world{World: fixture.New(t)}
	w.api = API{Store: w.Store}
	w.session = w.Session(10 * 24 * time.Hour)
	w.member = w.Member(place.Organiser)
	w.ctx = fixture.As(context.Background(), w.member)
	return w
}

// named stores a volunteer of the place with a name.
func (w *world) named(name string) uuid.UUID {
	w.Helper()
	v := w.Volunteer("nb", "so")
	w.Exec("update volunteers set name = ? where id = ?", name, v)
	return v
}

// worked stores a shift of two hours that the volunteer took so many days ago.
func (w *world) worked(v uuid.UUID, at *place.Place, daysAgo int, change ...func(*session.Session)) uuid.UUID {
	w.Helper()
	s := fixture.Session(w, w.Store, at, time.Now().AddDate(0, 0, -daysAgo), change...)
	shift := fixture.AddShift(w, w.Store, s)
	w.Exec("insert into shift_hands (shift_id, volunteer_id, taken_at) values (?, ?, ?)", shift.ID, v, shift.StartsAt.AddDate(0, 0, -7))
	return shift.ID
}

func (w *world) list(q string) (names []string) {
	w.Helper()
	r := contract.ListVolunteersOfPlaceRequestObject{Place: w.Place.Slug}
	if q != "" {
		r.Params.Q = &q
	}
	for _, row := range fixture.OK[contract.ListVolunteersOfPlace200JSONResponse](w)(w.api.ListVolunteersOfPlace(w.ctx, r)).Volunteers {
		names = append(names, row.Name)
	}
	return names
}

func (w *world) file(v uuid.UUID) contract.VolunteerFile {
	w.Helper()
	return contract.VolunteerFile(fixture.OK[contract.GetVolunteerOfPlace200JSONResponse](w)(
		w.api.GetVolunteerOfPlace(w.ctx, contract.GetVolunteerOfPlaceRequestObject{Place: w.Place.Slug, Volunteer: v})))
}
