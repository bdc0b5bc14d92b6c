package account_test

import (
	"context"
	"regexp"
	"sync"
	"testing"

	"github.com/google/uuid"
	"github.com/riverqueue/river"

	"musikkforalle/internal/account"
	"musikkforalle/internal/db"
	"musikkforalle/internal/mail"
	"musikkforalle/internal/pgtest"
)

// postbox takes mails as a mail server would, with the outcome that the test sets.
type postbox struct {
	outcome mail.Outcome
	mails   []mail.Message
}

func (p *postbox) Send(_ context.Context, m mail.Message) mail.Result {
	p.mails = append(p.mails, m)
	return mail.Result{Outcome: p.outcome, Reason: "smtp_test"}
}

type bundle struct {
	*testing.T
	store  *db.Store
	box    *postbox
	worker *account.CodeWorker
}

func newBundle(t *testing.T) *bundle {
	t.Helper()
	t.Parallel()
	store, box := pgtest.New(t), &postbox{outcome: mail.Accepted}
	return &bundle{T: t, store: store, box: box, worker: &account.CodeWorker{Store: store, Mailer: box}}
}

// browser is a phone that nobody is signed in on.
func browser() (context.Context, *account.Caller) {
	c := &account.Caller{Network: uuid.NewString(), Browser: account.Hash(uuid.NewString()), Label: "Firefox, Android"}
	return account.With(context.Background(), c), c
}

func (b *bundle) send(ctx context.Context, purpose account.Purpose, email string) (uuid.UUID, error) {
	return account.SendCode(ctx, b.store, purpose, email, "ar")
}

// mailed asks for a code and gives what the mail says.
func (b *bundle) mailed(ctx context.Context, email string) (id uuid.UUID, code string) {
	b.Helper()
	id, err := b.send(ctx, account.AsVolunteer, email)
	b.must(err)
	b.must(b.work(id))
	return id, b.code()
}

func (b *bundle) work(id uuid.UUID) error {
	return b.worker.Work(context.Background(), &river.Job[account.CodeArgs]{Args: account.CodeArgs{ID: id}})
}

var codePattern = regexp.MustCompile(`\d{4} \d{4}`)

func (b *bundle) code() string { return codePattern.FindString(b.box.mails[len(b.box.mails)-1].Text) }

// use types a code; who is right becomes a volunteer.
func (b *bundle) use(ctx context.Context, id uuid.UUID, typed string) error {
	return account.UseCode(ctx, b.store, id, typed, func(tx *db.Tx, code account.Code) error {
		_, err := account.SignInVolunteer(ctx, tx, code.Email, code.Lang)
		return err
	})
}

func (b *bundle) must(err error) {
	b.Helper()
	if err != nil {
		b.Fatal(err)
	}
}

func (b *bundle) number(sql string, args ...any) (n int) {
	b.Helper()
	b.must(b.store.Gorm.Raw(sql, args...).Scan(&n).Error)
	return n
}

// together makes n calls at the same moment and counts those that succeed.
func together(n int, call func() error) (succeeded int) {
	var all sync.WaitGroup
	errs := make([]error, n)
	for i := range n {
		all.Go(func() { errs[i] = call() })
	}
	all.Wait()
	for _, err := range errs {
		if err == nil {
			succeeded++
		}
	}
	return succeeded
}
