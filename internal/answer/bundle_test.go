package answer

import (
	"context"
	"testing"
	"time"

	"github.com/google/uuid"

	"musikkforalle/api/contract"
	"musikkforalle/internal/account"
	"musikkforalle/internal/db"
	"musikkforalle/internal/fixture"
	"musikkforalle/internal/place"
	"musikkforalle/internal/session"
)

// bundle is a place with a session in a week, on a database of its own.
type bundle struct {
	*fixture.World
	api     API
	session *session.Session
}

func newBundle(t *testing.T, capacity int32, change ...func(*place.Place)) *bundle {
	t.Helper()
	b := &bundle{World: fixture.New(t, change...)}
	b.api = API{Store: b.Store}
	b.session = fixture.Session(t, b.Store, b.Place, time.Now().Add(7*24*time.Hour), func(s *session.Session) {
		if capacity > 0 {
			s.Capacity = &capacity
		}
	})
	return b
}

func (b *bundle) jobs() int {
	return b.Number("select count(*) from river_job where kind = 'session_changed'")
}

func (b *bundle) family() uuid.UUID { return fixture.Family(b, b.Store, "nb") }

func (b *bundle) set(family uuid.UUID, heads int32) error {
	return b.Store.Tx(context.Background(), func(tx *db.Tx) error {
		return SetTx(context.Background(), tx, b.session.ID, family, true, Company{Children: 1, Parents: heads - 1})
	})
}

func (b *bundle) decline(family uuid.UUID) error {
	return b.Store.Tx(context.Background(), func(tx *db.Tx) error {
		return SetTx(context.Background(), tx, b.session.ID, family, false, Company{})
	})
}

func (b *bundle) undo(family uuid.UUID) error {
	return Undo(context.Background(), b.Store, b.session.ID, family)
}

// lapse expires all offers and ends them.
func (b *bundle) lapse() {
	b.Helper()
	b.Exec("update answers set offer_expires_at = now() where state = 'offered'")
	if _, err := LapseOffers(context.Background(), b.Store); err != nil {
		b.Fatal(err)
	}
}

// fill answers yes for each family in this order, with four people each.
func (b *bundle) fill(families ...uuid.UUID) {
	b.Helper()
	for _, family := range families {
		b.Must(b.set(family, 4))
	}
}

// is checks the state of the family's answer.
func (b *bundle) is(family uuid.UUID, want State) {
	b.Helper()
	var got State
	b.Must(b.Store.Gorm.Raw("select state from answers where session_id = ? and family_id = ?", b.session.ID, family).Scan(&got).Error)
	if got != want {
		b.Errorf("state is %q, want %q", got, want)
	}
}

// as returns the context and caller of a request from the family's phone; with uuid.Nil nobody is signed in.
func (b *bundle) as(family uuid.UUID) (context.Context, *account.Caller) {
	b.Helper()
	caller := &account.Caller{Label: "Chrome, Android", Network: "192.0.2.0/24", Browser: account.Hash("browser")}
	if family != uuid.Nil {
		caller.Family, caller.Device = family, fixture.FamilyDevice(b, b.Store, family)
	}
	return account.With(context.Background(), caller), caller
}

func coming(session uuid.UUID, children, parents int32) contract.SetAnswerRequestObject {
	return contract.SetAnswerRequestObject{Session: session, Body: &contract.NewAnswer{
		Coming: true, Company: &contract.Company{Children: children, Parents: parents}}}
}
