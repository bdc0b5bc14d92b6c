package account_test

import (
	"context"
	"errors"
	"strings"
	"testing"

	"github.com/google/uuid"

	"musikkforalle/internal/account"
	"musikkforalle/internal/db"
	"musikkforalle/internal/fault"
	"musikkforalle/internal/fixture"
)

func TestModelsAgreeWithTheSchema(t *testing.T) {
	b := newBundle(t)
	differences, err := db.Agree(b.Store.Gorm, &account.Device{}, &account.Code{})
	b.Must(err)
	for _, d := range differences {
		t.Error(d)
	}
}

func TestCode(t *testing.T) {
	t.Parallel()
	t.Run("S4_SignsInAndMakesTheVolunteer", func(t *testing.T) {
		b := newBundle(t)
		ctx, caller := browser()
		id, code := b.mailed(ctx, " Ola@Example.org")
		if m := b.box.mails[0]; m.To != "ola@example.org" || m.Dir != "rtl" || !strings.Contains(string(m.HTML), code) {
			t.Errorf("mail is %+v", m)
		}
		b.Must(b.use(ctx, id, code))
		if _, ok := caller.Issued(); !ok || b.Number("select count(*) from volunteers where email = 'ola@example.org' and lang = 'ar'") != 1 {
			t.Error("not signed in")
		}
		ctx, _ = browser()
		id, code = b.mailed(ctx, "ola@example.org")
		b.Must(b.use(ctx, id, code))
		if b.Number("select count(*) from volunteers") != 1 || b.Number("select count(*) from devices") != 2 {
			t.Error("the second sign-in made a second volunteer")
		}
	})
	t.Run("S1_PlainCodeIsStoredNowhere", func(t *testing.T) {
		b := newBundle(t)
		ctx, _ := browser()
		_, code := b.mailed(ctx, "ola@example.org")
		digits := strings.ReplaceAll(code, " ", "")
		for _, table := range []string{"email_codes", "river_job", "rates"} {
			if b.Number("select count(*) from "+table+" t where t::text like ?", "%"+digits+"%") != 0 {
				t.Errorf("%s holds the code", table)
			}
		}
		if b.Number("select count(*) from river_job where args::text like '%example%'") != 0 {
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
		b.Must(b.use(ctx, id, persian))
	})
	t.Run("S2_FiveWrongTriesEndIt", func(t *testing.T) {
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
	t.Run("S2_WrongTriesInParallelAreAllCounted", func(t *testing.T) {
		b := newBundle(t)
		ctx, _ := browser()
		id, _ := b.mailed(ctx, "ola@example.org")
		fixture.Together(20, func(int) error { return b.use(ctx, id, "nonsense") })
		if n := b.Number("select wrong from email_codes"); n != 5 {
			t.Errorf("%d tries counted, want 5", n)
		}
	})
	t.Run("F22_TwiceInParallelSignsInOnce", func(t *testing.T) {
		b := newBundle(t)
		ctx, asked := browser()
		id, code := b.mailed(ctx, "ola@example.org")
		n := fixture.Together(8, func(int) error {
			same := *asked
			return b.use(account.With(context.Background(), &same), id, code)
		})[""]
		if n != 1 || b.Number("select count(*) from devices") != 1 {
			t.Errorf("%d sign-ins", n)
		}
	})
	t.Run("S1_S3_AnotherBrowserOldAndUnknownAreTheSame", func(t *testing.T) {
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
		b.Exec("update email_codes set expires_at = now()")
		if err := b.use(ctx, id, code); !errors.Is(err, account.ErrCodeOver) {
			t.Error(err)
		}
	})
	t.Run("FailedSignInLeavesTheCallerAsBefore", func(t *testing.T) {
		b := newBundle(t)
		ctx, caller := browser()
		id, code := b.mailed(ctx, "ola@example.org")
		broken := errors.New("broken")
		err := account.UseCode(ctx, b.Store, id, code, func(tx *db.Tx, c account.Code) error {
			if _, err := account.SignInVolunteer(ctx, tx, c.Email, c.Lang); err != nil {
				return err
			}
			return broken
		})
		if _, issued := caller.Issued(); !errors.Is(err, broken) || issued || caller.Volunteer != uuid.Nil {
			t.Error(err, issued)
		}
		b.Must(b.use(ctx, id, code))
	})
}
