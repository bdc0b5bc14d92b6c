package door

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

// bundle is a place with a session under way and an organiser, on a database of its own.
type bundle struct {
	*fixture.World
	api     API
	session *session.Session
	member  uuid.UUID       // the organiser
	ctx     context.Context // the organiser's
}

func newBundle(t testing.TB) *bundle {
	t.Helper()
	b := &bundle{World: fixture.New(t)}
	b.api = API{Store: b.Store}
	b.member = b.Member(place.Organiser)
	b.ctx = fixture.As(context.Background(), b.member)
	b.session = b.saturday(0)
	return b
}

// saturday stores a session that began the given number of days and eight hours ago and lasts nine, so that with 0 it
// is under way at any time of day.
func (b *bundle) saturday(daysAgo int) *session.Session {
	b.Helper()
	return fixture.Session(b, b.Store, b.Place, time.Now().Add(-8*time.Hour).AddDate(0, 0, -daysAgo), func(s *session.Session) {
		s.EndsAt = s.StartsAt.Add(9 * time.Hour)
	})
}

// coming stores a family of one child and one parent that said yes to the sessions.
func (b *bundle) coming(to ...*session.Session) uuid.UUID {
	b.Helper()
	family := b.Family("prs")
	for _, s := range to {
		b.Exec("insert into answers (session_id, family_id, state, children, parents) values (?, ?, 'coming', 1, 1)", s.ID, family)
	}
	return family
}

// over ends a session and sums it.
func (b *bundle) over(s *session.Session) {
	b.Helper()
	b.Exec("update sessions set ends_at = now() where id = ? and ends_at > now()", s.ID)
	_, err := SumUp(context.Background(), b.Store)
	b.Must(err)
}

// post sends a batch of taps as the organiser.
func (b *bundle) post(s *session.Session, batch contract.DoorTaps) (contract.DoorState, error) {
	b.Helper()
	r, err := b.api.CountDoor(b.ctx, contract.CountDoorRequestObject{Session: s.ID, Body: &batch})
	if err != nil {
		return contract.DoorState{}, err
	}
	return contract.DoorState(r.(contract.CountDoor200JSONResponse)), nil
}

func (b *bundle) count(s *session.Session, batch contract.DoorTaps) contract.DoorState {
	b.Helper()
	w, err := b.post(s, batch)
	b.Must(err)
	return w
}

// plus returns a batch of one tap that adds children.
func plus(children int32) contract.DoorTaps {
	return contract.DoorTaps{Taps: []contract.DoorTap{{
		Id: uuid.New(), Heads: contract.DoorChange{Children: children}, TappedAt: time.Now(),
	}}}
}

// newFamily returns a batch of one family without the app: two parents and a child.
func newFamily(lang contract.Lang) contract.DoorTaps {
	return contract.DoorTaps{Taps: []contract.DoorTap{{
		Id: uuid.New(), Heads: contract.DoorChange{Children: 1, Parents: 2}, NewFamilies: 1, Lang: &lang, TappedAt: time.Now(),
	}}}
}

func ticked(family uuid.UUID, arrived bool, at time.Time) contract.DoorTaps {
	return contract.DoorTaps{Families: []contract.DoorArrival{{Id: uuid.New(), Family: family, Arrived: arrived, TappedAt: at}}}
}

// sums returns the stored counts of a session by "measure.key".
func (b *bundle) sums(s *session.Session) map[string]int {
	b.Helper()
	var rows []struct {
		Name string
		N    int
	}
	b.Must(b.Store.Gorm.Raw("select measure || '.' || key as name, n from session_counts where session_id = ?", s.ID).Scan(&rows).Error)
	kept := map[string]int{}
	for _, r := range rows {
		kept[r.Name] = r.N
	}
	return kept
}

// keeps fails the test unless the stored counts of a session are as wanted; -1 means that the count is absent.
func (b *bundle) keeps(s *session.Session, want map[string]int) {
	b.Helper()
	kept := b.sums(s)
	for name, n := range want {
		got, ok := kept[name]
		if !ok {
			got = -1
		}
		if got != n {
			b.Errorf("%s is %d, want %d", name, got, n)
		}
	}
}
