package family

import (
	"context"
	"errors"
	"regexp"
	"testing"

	"github.com/google/uuid"
	"github.com/riverqueue/river"

	"musikkforalle/api/contract"
	"musikkforalle/internal/account"
	"musikkforalle/internal/fault"
	"musikkforalle/internal/mail"
)

// reader keeps the code of the last mail.
type reader struct{ code string }

var codePattern = regexp.MustCompile(`\d{4} \d{4}`)

func (r *reader) Send(_ context.Context, m mail.Message) mail.Result {
	r.code = codePattern.FindString(m.Text)
	return mail.Result{Outcome: mail.Accepted}
}

// mailed delivers the mail of an attempt and gives its code.
func (b *bundle) mailed(id uuid.UUID) string {
	b.Helper()
	box := &reader{}
	worker := account.CodeWorker{Store: b.Store, Mailer: box}
	b.Must(worker.Work(context.Background(), &river.Job[account.CodeArgs]{Args: account.CodeArgs{ID: id}}))
	return box.code
}

func (b *bundle) use(p phone, id uuid.UUID, code string) (contract.Me, error) {
	got, err := b.api.UseCode(p.ctx, contract.UseCodeRequestObject{Id: id, Body: &contract.TypedCode{Code: code}})
	if err != nil {
		return contract.Me{}, err
	}
	return contract.Me(got.(contract.UseCode200JSONResponse)), nil
}

func (b *bundle) add(p phone, email string) error {
	b.Helper()
	sent, err := b.api.AddEmail(p.ctx, contract.AddEmailRequestObject{Body: &contract.Email{Email: email, Lang: contract.Nb}})
	b.Must(err)
	id := sent.(contract.AddEmail202JSONResponse).Id
	_, err = b.use(p, id, b.mailed(id))
	return err
}

func (b *bundle) signIn(p phone, email string, purpose contract.NewCodePurpose) (contract.Me, error) {
	b.Helper()
	sent, err := b.api.SendCode(p.ctx, contract.SendCodeRequestObject{Body: &contract.NewCode{Email: email, Lang: contract.Nb, Purpose: purpose}})
	b.Must(err)
	id := sent.(contract.SendCode202JSONResponse).Id
	return b.use(p, id, b.mailed(id))
}

func TestEmail(t *testing.T) {
	t.Parallel()
	t.Run("KeptWhenTheCodeIsTyped", func(t *testing.T) {
		b := newBundle(t)
		p := b.phone(b.family())
		sent, err := b.api.AddEmail(p.ctx, contract.AddEmailRequestObject{Body: &contract.Email{Email: "mor@example.org", Lang: contract.Nb}})
		b.Must(err)
		if b.Number("select count(email) from families") != 0 {
			t.Error("the address is kept before it is confirmed")
		}
		id := sent.(contract.AddEmail202JSONResponse).Id
		me, err := b.use(p, id, b.mailed(id))
		b.Must(err)
		if *me.Family.Email != "mor@example.org" || me.Family.Version != 2 {
			t.Errorf("family is %+v", me.Family)
		}
		_, err = b.api.RemoveEmail(p.ctx, contract.RemoveEmailRequestObject{})
		b.Must(err)
		if b.Number("select count(email) from families") != 0 {
			t.Error("the address is not forgotten")
		}
	})
	t.Run("AnotherFamilysIsNamedOnlyAfterTheCode", func(t *testing.T) {
		b := newBundle(t)
		b.Must(b.add(b.phone(b.family()), "mor@example.org"))
		if err := b.add(b.phone(b.family()), "mor@example.org"); !errors.Is(err, ErrEmailTaken) {
			t.Error(err)
		}
	})
	t.Run("NobodyCannotAdd", func(t *testing.T) {
		b := newBundle(t)
		_, err := b.api.AddEmail(b.phone(uuid.Nil).ctx, contract.AddEmailRequestObject{Body: &contract.Email{Email: "mor@example.org"}})
		if !errors.Is(err, fault.ErrNobody) {
			t.Error(err)
		}
	})
}

func TestReturn(t *testing.T) {
	t.Parallel()
	t.Run("OnANewPhone", func(t *testing.T) {
		b := newBundle(t)
		first, second := b.phone(b.family()), b.phone(uuid.Nil)
		b.Must(b.add(first, "mor@example.org"))
		me, err := b.signIn(second, "mor@example.org", contract.NewCodePurposeFamily)
		b.Must(err)
		if me.Family.Id != first.Family || len(me.Devices) != 2 {
			t.Errorf("me is %+v", me)
		}
		if _, ok := second.Issued(); !ok {
			t.Error("no cookie was issued")
		}
	})
	t.Run("WhatTheNewPhoneAnsweredMovesAlong", func(t *testing.T) {
		b := newBundle(t)
		first, second := b.phone(b.family()), b.phone(b.family())
		b.Must(b.add(first, "mor@example.org"))
		b.comes(second.Family, 3)
		me, err := b.signIn(second, "mor@example.org", contract.NewCodePurposeFamily)
		b.Must(err)
		if len(me.Answers) != 1 || b.Number("select count(*) from families") != 1 {
			t.Errorf("me is %+v", me)
		}
	})
	t.Run("AFamilyWithAnotherPhoneIsNotMerged", func(t *testing.T) {
		b := newBundle(t)
		first, second := b.phone(b.family()), b.phone(b.family())
		kept := b.phone(second.Family)
		b.Must(b.add(first, "mor@example.org"))
		b.comes(second.Family, 3)
		me, err := b.signIn(second, "mor@example.org", contract.NewCodePurposeFamily)
		b.Must(err)
		if len(me.Answers) != 0 || b.state(kept.Family) != "coming" {
			t.Errorf("me is %+v", me)
		}
	})
	t.Run("AsAVolunteerToo", func(t *testing.T) {
		b := newBundle(t)
		p := b.phone(b.family())
		me, err := b.signIn(p, "mor@example.org", contract.NewCodePurposeVolunteer)
		b.Must(err)
		if !me.Volunteer || me.Family == nil || len(me.Devices) != 1 {
			t.Errorf("me is %+v", me)
		}
	})
}
