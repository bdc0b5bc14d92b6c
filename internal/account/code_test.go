package account_test

import (
	"context"
	"errors"
	"regexp"
	"strings"
	"sync"
	"testing"

	"github.com/google/uuid"
	"github.com/riverqueue/river"

	"musikkforalle/internal/account"
	"musikkforalle/internal/db"
	"musikkforalle/internal/fault"
	"musikkforalle/internal/fixture"
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
	return account.SendCode(ctx, b.store, fixture.Jobs{}, purpose, email, "ar")
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

func TestModelsAgreeWithTheSchema(t *testing.T) {
	b := newBundle(t)
	differences, err := db.Agree(b.store.Gorm, &account.Device{}, &account.Code{})
	b.must(err)
	for _, d := range differences {
		t.Error(d)
	}
}

func TestCode(t *testing.T) {
	t.Parallel()
	t.Run("SignsInAndMakesTheVolunteer", func(t *testing.T) {
		b := newBundle(t)
		ctx, caller := browser()
		id, code := b.mailed(ctx, " Ola@Example.org")
		if m := b.box.mails[0]; m.To != "ola@example.org" || m.Dir != "rtl" || !strings.Contains(string(m.HTML), code) {
			t.Errorf("mail is %+v", m)
		}
		b.must(b.use(ctx, id, code))
		if _, ok := caller.Issued(); !ok || b.number("select count(*) from volunteers where email = 'ola@example.org' and lang = 'ar'") != 1 {
			t.Error("not signed in")
		}
		ctx, _ = browser()
		id, code = b.mailed(ctx, "ola@example.org")
		b.must(b.use(ctx, id, code))
		if b.number("select count(*) from volunteers") != 1 || b.number("select count(*) from devices") != 2 {
			t.Error("the second sign-in made a second volunteer")
		}
	})
	t.Run("PlainCodeIsStoredNowhere", func(t *testing.T) {
		b := newBundle(t)
		ctx, _ := browser()
		_, code := b.mailed(ctx, "ola@example.org")
		digits := strings.ReplaceAll(code, " ", "")
		for _, table := range []string{"email_codes", "river_job", "rates"} {
			if b.number("select count(*) from "+table+" t where t::text like ?", "%"+digits+"%") != 0 {
				t.Errorf("%s holds the code", table)
			}
		}
		if b.number("select count(*) from river_job where args::text like '%example%'") != 0 {
			t.Error("the job holds the address")
		}
	})
	t.Run("OtherDigitsAndDashesAreRead", func(t *testing.T) {
		b := newBundle(t)
		ctx, _ := browser()
		id, code := b.mailed(ctx, "ola@example.org")
		persian := strings.Map(func(r rune) rune {
			if r == ' ' {
				return '–'
			}
			return r - '0' + '۰'
		}, code)
		b.must(b.use(ctx, id, persian))
	})
	t.Run("FiveWrongTriesEndIt", func(t *testing.T) {
		b := newBundle(t)
		ctx, _ := browser()
		id, code := b.mailed(ctx, "ola@example.org")
		for left := range 4 {
			if err := b.use(ctx, id, "nonsense"); !errors.Is(err, account.ErrCodeWrong) || fault.Of(err).Detail != string(rune('4'-left)) {
				t.Error(err)
			}
		}
		for _, typed := range []string{"nonsense", code} {
			if err := b.use(ctx, id, typed); !errors.Is(err, account.ErrCodeOver) {
				t.Error(err)
			}
		}
	})
	t.Run("WrongTriesInParallelAreAllCounted", func(t *testing.T) {
		b := newBundle(t)
		ctx, _ := browser()
		id, _ := b.mailed(ctx, "ola@example.org")
		together(20, func() error { return b.use(ctx, id, "nonsense") })
		if n := b.number("select wrong from email_codes"); n != 5 {
			t.Errorf("%d tries counted, want 5", n)
		}
	})
	t.Run("F22_TwiceInParallelSignsInOnce", func(t *testing.T) {
		b := newBundle(t)
		ctx, asked := browser()
		id, code := b.mailed(ctx, "ola@example.org")
		n := together(8, func() error {
			same := *asked
			return b.use(account.With(context.Background(), &same), id, code)
		})
		if n != 1 || b.number("select count(*) from devices") != 1 {
			t.Errorf("%d sign-ins", n)
		}
	})
	t.Run("AnotherBrowserOldAndUnknownAreTheSame", func(t *testing.T) {
		b := newBundle(t)
		ctx, _ := browser()
		other, _ := browser()
		id, code := b.mailed(ctx, "ola@example.org")
		nameless := account.With(context.Background(), &account.Caller{})
		for _, err := range []error{b.use(other, id, code), b.use(nameless, id, code), b.use(ctx, uuid.New(), code)} {
			if !errors.Is(err, account.ErrCodeOver) {
				t.Error(err)
			}
		}
		b.must(b.store.Gorm.Exec("update email_codes set expires_at = now()").Error)
		if err := b.use(ctx, id, code); !errors.Is(err, account.ErrCodeOver) {
			t.Error(err)
		}
	})
	t.Run("FailedSignInLeavesTheCallerAsBefore", func(t *testing.T) {
		b := newBundle(t)
		ctx, caller := browser()
		id, code := b.mailed(ctx, "ola@example.org")
		broken := errors.New("broken")
		err := account.UseCode(ctx, b.store, id, code, func(tx *db.Tx, c account.Code) error {
			if _, err := account.SignInVolunteer(ctx, tx, c.Email, c.Lang); err != nil {
				return err
			}
			return broken
		})
		if _, issued := caller.Issued(); !errors.Is(err, broken) || issued || caller.Volunteer != uuid.Nil {
			t.Error(err, issued)
		}
		b.must(b.use(ctx, id, code))
	})
}

func TestCodeMail(t *testing.T) {
	t.Parallel()
	t.Run("UnknownFamilyGetsNoMailAndTheSameAnswer", func(t *testing.T) {
		b := newBundle(t)
		ctx, _ := browser()
		id, err := b.send(ctx, account.FamilyReturn, "ingen@example.org")
		b.must(err)
		b.must(b.work(id))
		if len(b.box.mails) != 0 {
			t.Error("a mail was sent")
		}
		family := fixture.Family(t, b.store, "nb")
		b.must(b.store.Gorm.Exec("update families set email = 'ingen@example.org' where id = ?", family).Error)
		b.must(b.work(id))
		if len(b.box.mails) != 1 {
			t.Error("no mail was sent to a family")
		}
	})
	t.Run("F16_RetriesUntilTheCodeIsOver", func(t *testing.T) {
		b := newBundle(t)
		b.box.outcome = mail.Retry
		ctx, _ := browser()
		id, err := b.send(ctx, account.AsVolunteer, "ola@example.org")
		b.must(err)
		if err := b.work(id); err == nil || strings.Contains(err.Error(), "example") {
			t.Errorf("error is %v", err)
		}
		first := b.code()
		b.box.outcome = mail.Accepted
		b.must(b.work(id))
		if first == b.code() {
			t.Error("the retry sent the same code")
		}
		b.must(b.use(ctx, id, b.code()))
		b.must(b.work(id))
		if len(b.box.mails) != 2 {
			t.Error("a used code was sent again")
		}
	})
	t.Run("F16_RefusedForGoodIsNotTriedAgain", func(t *testing.T) {
		b := newBundle(t)
		b.box.outcome = mail.Permanent
		ctx, _ := browser()
		id, err := b.send(ctx, account.AsVolunteer, "ola@example.org")
		b.must(err)
		var cancel *river.JobCancelError
		if err := b.work(id); !errors.As(err, &cancel) {
			t.Error(err)
		}
	})
	t.Run("FiveAnHourPerAddressTwentyPerNetwork", func(t *testing.T) {
		b := newBundle(t)
		for range 5 {
			ctx, _ := browser()
			_, err := b.send(ctx, account.FamilyReturn, "ola@example.org")
			b.must(err)
		}
		ctx, _ := browser()
		if _, err := b.send(ctx, account.FamilyReturn, "OLA@example.org"); !errors.Is(err, fault.ErrTooMany) {
			t.Error(err)
		}
		for range 19 {
			_, err := b.send(ctx, account.FamilyReturn, uuid.NewString()+"@example.org")
			b.must(err)
		}
		if _, err := b.send(ctx, account.FamilyReturn, "kari@example.org"); !errors.Is(err, fault.ErrTooMany) {
			t.Error(err)
		}
	})
	t.Run("B34_OnlyAnAddressIsAnAddress", func(t *testing.T) {
		b := newBundle(t)
		ctx, _ := browser()
		for _, bad := range []string{"", "ola", "Ola <ola@example.org>", "a@b.no\r\nBcc: c@d.no", "ola@example.org\x00", "øla@example.org", strings.Repeat("a", 250) + "@b.no"} {
			if _, err := b.send(ctx, account.AsVolunteer, bad); fault.Of(err).Kind != fault.Invalid {
				t.Errorf("%q: %v", bad, err)
			}
		}
	})
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
