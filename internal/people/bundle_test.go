package people

import (
	"context"
	"errors"
	"testing"
	"time"

	"github.com/google/uuid"

	"musikkforalle/api/contract"
	"musikkforalle/internal/db"
	"musikkforalle/internal/fixture"
	"musikkforalle/internal/pgtest"
	"musikkforalle/internal/place"
	"musikkforalle/internal/session"
)

// bundle is a place with a session in ten days, and its organiser who calls.
type bundle struct {
	*testing.T
	store   *db.Store
	api     API
	place   *place.Place
	session *session.Session
	member  uuid.UUID
	ctx     context.Context
}

func newBundle(t *testing.T) *bundle {
	t.Helper()
	t.Parallel()
	b := &bundle{T: t, store: pgtest.New(t)}
	b.api = API{Store: b.store, Jobs: fixture.Jobs{}}
	b.place = fixture.Place(t, b.store)
	b.session = fixture.Session(t, b.store, b.place, time.Now().AddDate(0, 0, 10))
	b.member = fixture.Member(t, b.store, b.place, place.Organiser)
	b.ctx = fixture.As(context.Background(), b.member)
	return b
}

// named stores a volunteer of the place with a name.
func (b *bundle) named(name string) uuid.UUID {
	b.Helper()
	v := fixture.Volunteer(b.T, b.store, b.place, "nb", "so")
	b.exec("update volunteers set name = ? where id = ?", name, v)
	return v
}

// worked stores a shift of two hours that the volunteer took so many days ago.
func (b *bundle) worked(v uuid.UUID, at *place.Place, daysAgo int, change ...func(*session.Session)) uuid.UUID {
	b.Helper()
	s := fixture.Session(b.T, b.store, at, time.Now().AddDate(0, 0, -daysAgo), change...)
	shift := fixture.AddShift(b.T, b.store, s)
	b.exec("insert into shift_hands (shift_id, volunteer_id, taken_at) values (?, ?, ?)", shift.ID, v, shift.StartsAt.AddDate(0, 0, -7))
	return shift.ID
}

func (b *bundle) list(q string) (names []string) {
	b.Helper()
	r := contract.ListVolunteersOfPlaceRequestObject{Place: b.place.Slug}
	if q != "" {
		r.Params.Q = &q
	}
	for _, row := range ok[contract.ListVolunteersOfPlace200JSONResponse](b)(b.api.ListVolunteersOfPlace(b.ctx, r)).Volunteers {
		names = append(names, row.Name)
	}
	return names
}

func (b *bundle) file(v uuid.UUID) contract.VolunteerFile {
	b.Helper()
	return contract.VolunteerFile(ok[contract.GetVolunteerOfPlace200JSONResponse](b)(
		b.api.GetVolunteerOfPlace(b.ctx, contract.GetVolunteerOfPlaceRequestObject{Place: b.place.Slug, Volunteer: v})))
}

// ok gives the answer of a call that must go well.
func ok[T any](b *bundle) func(answer any, err error) T {
	return func(answer any, err error) T {
		b.Helper()
		if err != nil {
			b.Fatal(err)
		}
		return answer.(T)
	}
}

func (b *bundle) wants(err, want error) {
	b.Helper()
	if !errors.Is(err, want) {
		b.Errorf("got %v, want %v", err, want)
	}
}

func (b *bundle) exec(sql string, args ...any) {
	b.Helper()
	if err := b.store.Gorm.Exec(sql, args...).Error; err != nil {
		b.Fatal(err)
	}
}

func (b *bundle) count(sql string, args ...any) (n int) {
	b.Helper()
	if err := b.store.Gorm.Raw(sql, args...).Row().Scan(&n); err != nil {
		b.Fatal(err)
	}
	return n
}
