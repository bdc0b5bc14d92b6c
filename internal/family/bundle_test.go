package family

import (
	"context"
	"testing"
	"time"

	"github.com/google/uuid"

	"musikkforalle/api/contract"
	"musikkforalle/internal/account"
	"musikkforalle/internal/answer"
	"musikkforalle/internal/db"
	"musikkforalle/internal/fixture"
	"musikkforalle/internal/session"
)

// bundle is a place with a session of ten seats in a week, on a database of its own.
type bundle struct {
	*fixture.World
	api     API
	session *session.Session
}

func newBundle(t *testing.T) *bundle {
	t.Helper()
	t.Parallel()
	b := &bundle{World: fixture.New(t)}
	b.api = API{Store: b.Store, BaseURL: "https://musikk.example.org"}
	b.session = b.Session(7*24*time.Hour, func(s *session.Session) { s.Capacity = new(int32(10)) })
	return b
}

// phone is a browser, and who it is signed in as.
type phone struct {
	ctx context.Context
	*account.Caller
}

// phone makes a browser of its own; with a family it is signed in as that.
func (b *bundle) phone(family uuid.UUID) phone {
	b.Helper()
	c := &account.Caller{Label: "Chrome, Android", Network: uuid.NewString(), Browser: account.Hash(account.NewToken())}
	if family != uuid.Nil {
		c.Family, c.Device = family, fixture.FamilyDevice(b, b.Store, family)
	}
	return phone{account.With(context.Background(), c), c}
}

func (b *bundle) family() uuid.UUID { return b.Family("nb") }

// comes lets a family answer that it comes with so many heads.
func (b *bundle) comes(family uuid.UUID, heads int32) {
	b.Helper()
	b.Must(b.Store.Tx(context.Background(), func(tx *db.Tx) error {
		return answer.SetTx(context.Background(), tx, b.session.ID, family, true, answer.Company{Parents: heads})
	}))
}

// stays lets a family answer that it does not come.
func (b *bundle) stays(family uuid.UUID) {
	b.Helper()
	b.Must(b.Store.Tx(context.Background(), func(tx *db.Tx) error {
		return answer.SetTx(context.Background(), tx, b.session.ID, family, false, answer.Company{})
	}))
}

func (b *bundle) state(family uuid.UUID) (state string) {
	b.Helper()
	b.Must(b.Store.Gorm.Raw("select state from answers where family_id = ?", family).Scan(&state).Error)
	return state
}

// link has one phone show a code, and gives it.
func (b *bundle) link(from phone) string {
	b.Helper()
	shown, err := b.api.CreateLink(from.ctx, contract.CreateLinkRequestObject{})
	b.Must(err)
	return shown.(contract.CreateLink201JSONResponse).Code
}

func (b *bundle) read(p phone, code string, merge bool) (contract.Me, error) {
	got, err := b.api.UseLink(p.ctx, contract.UseLinkRequestObject{Body: &contract.UseLink{Code: code, Merge: &merge}})
	if err != nil {
		return contract.Me{}, err
	}
	return contract.Me(got.(contract.UseLink200JSONResponse)), nil
}

// home gives a code for the home screen of a phone.
func (b *bundle) home(of phone) string {
	b.Helper()
	made, err := b.api.CreateLink(of.ctx, contract.CreateLinkRequestObject{Params: contract.CreateLinkParams{For: new(contract.CreateLinkParamsForHome)}})
	b.Must(err)
	return made.(contract.CreateLink201JSONResponse).Code
}
