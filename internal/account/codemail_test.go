package account_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/riverqueue/river"

	"musikkforalle/internal/account"
	"musikkforalle/internal/fault"
	"musikkforalle/internal/mail"
)

func TestCodeMail(t *testing.T) {
	t.Parallel()
	t.Run("S3_UnknownFamilyGetsNoMailAndTheSameAnswer", func(t *testing.T) {
		b := newBundle(t)
		ctx, _ := browser()
		id, err := b.send(ctx, account.FamilyReturn, "ingen@example.org")
		b.Must(err)
		b.Must(b.work(id))
		if len(b.box.mails) != 0 {
			t.Error("a mail was sent")
		}
		family := b.Family("nb")
		b.Exec("update families set email = 'ingen@example.org' where id = ?", family)
		b.Must(b.work(id))
		if len(b.box.mails) != 1 {
			t.Error("no mail was sent to a family")
		}
	})
	t.Run("F16_RetriesUntilTheCodeIsOver", func(t *testing.T) {
		b := newBundle(t)
		b.box.outcome = mail.Retry
		ctx, _ := browser()
		id, err := b.send(ctx, account.AsVolunteer, "ola@example.org")
		b.Must(err)
		if err := b.work(id); err == nil || strings.Contains(err.Error(), "example") {
			t.Errorf("error is %v", err)
		}
		first := b.code()
		b.box.outcome = mail.Accepted
		b.Must(b.work(id))
		if first == b.code() {
			t.Error("the retry sent the same code")
		}
		b.Must(b.use(ctx, id, b.code()))
		b.Must(b.work(id))
		if len(b.box.mails) != 2 {
			t.Error("a used code was sent again")
		}
	})
	t.Run("F16_RefusedForGoodIsNotTriedAgain", func(t *testing.T) {
		b := newBundle(t)
		b.box.outcome = mail.Permanent
		ctx, _ := browser()
		id, err := b.send(ctx, account.AsVolunteer, "ola@example.org")
		b.Must(err)
		var cancel *river.JobCancelError
		if err := b.work(id); !errors.As(err, &cancel) {
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
