package saturday

import (
	"context"
	"testing"
	"time"

	"github.com/google/uuid"

	"musikkforalle/api/contract"
	"musikkforalle/internal/answer"
	"musikkforalle/internal/fixture"
	"musikkforalle/internal/partner"
	"musikkforalle/internal/place"
	"musikkforalle/internal/session"
)

// bundle is a place with a session and a member of its team, on a database of its own.
type bundle struct {
	*fixture.World
	api     API
	session *session.Session
}

// newBundle has a session that starts after a while.
func newBundle(t *testing.T, in time.Duration, change ...func(*session.Session)) *bundle {
	t.Helper()
	b := &bundle{World: fixture.New(t)}
	b.api = API{Store: b.Store}
	b.session = fixture.Session(t, b.Store, b.Place, time.Now().Add(in), change...)
	return b
}

// as is a request of a new member with a role at the bundle's place.
func (b *bundle) as(role place.Role) context.Context {
	b.Helper()
	return fixture.As(context.Background(), fixture.Member(b, b.Store, b.Place, role))
}

// family says that it comes, as it was when the session was still to come.
func (b *bundle) family(lang string, c answer.Company) uuid.UUID {
	b.Helper()
	id := fixture.Family(b, b.Store, lang)
	b.answer(id, answer.Coming, c)
	return id
}

func (b *bundle) answer(family uuid.UUID, state answer.State, c answer.Company) {
	b.Helper()
	b.Exec(`insert into answers (session_id, family_id, state, children, young, parents, siblings, supporters, staff, waiting_since, offer_expires_at)
		values (?, ?, ?, ?, ?, ?, ?, ?, ?, case when ? = 'waiting' then now() end, case when ? = 'offered' then now() end)`,
		b.session.ID, family, state, c.Children, c.Young, c.Parents, c.Siblings, c.Supporters, c.Staff, state, state)
}

// wishes are a family's; empty texts are none.
func (b *bundle) wishes(family uuid.UUID, interpreter, allergies, helps string) {
	b.Helper()
	b.Exec(`insert into wishes (session_id, family_id, interpreter_lang, allergies, helps, consent_at, consent_lang, consent_wording)
		values (?, ?, nullif(?, ''), nullif(?, ''), nullif(?, ''), now(), 'nb', 'ja')`, b.session.ID, family, interpreter, allergies, helps)
}

// hand puts a volunteer on a shift.
func (b *bundle) hand(shift *fixture.Shift, partner *partner.Partner, speaks ...string) {
	b.Helper()
	var of *uuid.UUID
	if partner != nil {
		of = &partner.ID
	}
	b.Exec("insert into shift_hands (shift_id, volunteer_id, partner_id) values (?, ?, ?)",
		shift.ID, fixture.Volunteer(b, b.Store, b.Place, speaks...), of)
}

// screen is what a member sees of the next session.
func (b *bundle) screen(ctx context.Context) contract.GetSaturday200JSONResponse {
	b.Helper()
	r, err := b.api.GetSaturday(ctx, contract.GetSaturdayRequestObject{Place: b.Place.Slug})
	b.Must(err)
	return r.(contract.GetSaturday200JSONResponse)
}

func (b *bundle) watch(ctx context.Context) error {
	_, err := b.api.WatchSession(ctx, contract.WatchSessionRequestObject{Session: b.session.ID})
	return err
}
