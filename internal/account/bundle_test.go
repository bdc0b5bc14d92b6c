package account_test

import (
	"context"
	"regexp"
	"testing"

	"github.com/google/uuid"
	"github.com/riverqueue/river"

	"musikkforalle/internal/account"
	"musikkforalle/internal/db"
	"musikkforalle/internal/fixture"
	"musikkforalle/internal/mail"
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

// bundle is a world with a mail server that takes the codes, and the job that mails them.
type bundle struct {
	*fixture.World
	box    *postbox
	worker *account.CodeWorker
}

func newBundle(t *testing.T) *bundle {
	t.Helper()
	t.Parallel()
	b := &bundle{World: fixture.New(t), box: &postbox{outcome: mail.Accepted}}
	b.worker = &account.CodeWorker{Store: b.Store, Mailer: b.box}
	return b
}

// browser is a phone that nobody is signed in on.
func browser() (context.Context, *account.Caller) {
	c := &account.Caller{Network: uuid.NewString(), Browser: account.Hash(uuid.NewString()), Label: "Firefox, Android"}
	return account.With(context.Background(), c), c
}

func (b *bundle) send(ctx context.Context, purpose account.Purpose, email string) (uuid.UUID, error) {
	return account.SendCode(ctx, b.Store, purpose, email, "ar")
}

// mailed asks for a code and gives what the mail says.
func (b *bundle) mailed(ctx context.Context, email string) (id uuid.UUID, code string) {
	b.Helper()
	id, err := b.send(ctx, account.AsVolunteer, email)
	b.Must(err)
	b.Must(b.work(id))
	return id, b.code()
}

func (b *bundle) work(id uuid.UUID) error {
	return b.worker.Work(context.Background(), &river.Job[account.CodeArgs]{Args: account.CodeArgs{ID: id}})
}

var codePattern = regexp.MustCompile(`\d{4} \d{4}`)

func (b *bundle) code() string { return codePattern.FindString(b.box.mails[len(b.box.mails)-1].Text) }

// use types a code; who is right becomes a volunteer.
func (b *bundle) use(ctx context.Context, id uuid.UUID, typed string) error {
	return account.UseCode(ctx, b.Store, id, typed, func(tx *db.Tx, code account.Code) error {
		_, err := account.SignInVolunteer(ctx, tx, code.Email, code.Lang)
		return err
	})
}
