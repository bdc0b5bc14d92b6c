package account

import (
	"context"
	"errors"
	"fmt"
	"html/template"
	"strings"
	"time"

	"github.com/google/uuid"
	"github.com/riverqueue/river"
	"github.com/riverqueue/river/rivertype"
	"gorm.io/gorm"

	"musikkforalle/internal/db"
	"musikkforalle/internal/i18n"
	"musikkforalle/internal/mail"
)

// Mailer sends one mail; *mail.Mailer is one.
type Mailer interface {
	Send(ctx context.Context, message mail.Message) mail.Result
}

// CodeArgs is the job that mails a typed code. It holds no code and no address.
type CodeArgs struct {
	ID uuid.UUID `json:"id"`
}

// Kind names the job.
func (CodeArgs) Kind() string { return "email_code" }

// InsertOpts allows more attempts than fit into ten minutes, so that the job is retried until the code expires (F16).
func (CodeArgs) InsertOpts() river.InsertOpts { return river.InsertOpts{MaxAttempts: 20} }

const (
	codeMailTimeout  = 40 * time.Second
	codeMailFirstTry = 5 * time.Second
	codeMailLastTry  = time.Minute
)

var errCodeMail = errors.New("the mail server did not take a code")

// CodeWorker draws a code, keeps its hash and mails it. The code exists nowhere else, so that a retry draws another.
type CodeWorker struct {
	river.WorkerDefaults[CodeArgs]
	Store  *db.Store
	Mailer Mailer
}

// Timeout of one attempt.
func (*CodeWorker) Timeout(*river.Job[CodeArgs]) time.Duration { return codeMailTimeout }

// NextRetry returns a time soon after the failure, because somebody is waiting for the code.
func (*CodeWorker) NextRetry(job *river.Job[CodeArgs]) time.Time {
	return time.Now().Add(min(time.Duration(job.Attempt)*codeMailFirstTry, codeMailLastTry))
}

// Work sends the mail unless the attempt is over or nobody may be told.
func (w *CodeWorker) Work(ctx context.Context, job *river.Job[CodeArgs]) error {
	plain := Random("0123456789", codeDigits)
	code, err := w.due(ctx, job.Args.ID, plain)
	if errors.Is(err, gorm.ErrRecordNotFound) {
		return nil
	}
	if err != nil {
		return err
	}
	return Posted(w.Mailer.Send(ctx, codeMail(code, plain)), errCodeMail)
}

// Posted returns the result of a job from that of its mail: nil if accepted, a cancelled job if the failure is
// permanent, else an error, so that the job is retried. The error wraps failed and does not contain the address.
func Posted(r mail.Result, failed error) error {
	switch r.Outcome {
	case mail.Accepted:
		return nil
	case mail.Permanent:
		return river.JobCancel(fmt.Errorf("%w: %s", failed, r.Reason))
	default:
		return fmt.Errorf("%w: %s", failed, r.Reason)
	}
}

// MessageID returns the same Message-ID for every attempt of a job, so that a duplicate mail can be recognised.
func MessageID(job *rivertype.JobRow) string {
	return fmt.Sprintf("%s-%d-%d", job.Kind, job.ID, job.CreatedAt.Unix())
}

// due stores the code's hash and returns the attempt. It fails with gorm.ErrRecordNotFound if there is nothing to send:
// the attempt is over, or no family or member that could sign in has the address.
func (w *CodeWorker) due(ctx context.Context, id uuid.UUID, plain string) (code Code, err error) {
	found := w.Store.Gorm.WithContext(ctx).Raw(`update email_codes c set code_hash = ?
		where id = ? and used_at is null and wrong < ? and expires_at > trusted_now()
		  and case purpose
		      when ? then exists (select from families f where f.email = c.email)
		      when ? then invitation_id is not null or exists (select from members m where m.email = c.email)
		      else true end
		returning *`, codeHash(id, plain), id, codeTries, FamilyReturn, AsMember).Scan(&code)
	if found.Error == nil && found.RowsAffected == 0 {
		return Code{}, gorm.ErrRecordNotFound
	}
	return code, found.Error
}

// codeMail shows the digits as 4 + 4: shorter groups are easier to carry from one screen to another.
func codeMail(code Code, plain string) mail.Message {
	c := i18n.Get(code.Lang)
	shown := plain[:codeDigits/2] + " " + plain[codeDigits/2:]
	lines := []string{c.T("mail.code.body"), shown, c.T("mail.code.valid"), c.T("mail.code.ignore")}
	var html strings.Builder
	for i, line := range lines {
		style := ""
		if i == 1 {
			style = ` dir="ltr" style="font-size:2rem;letter-spacing:.1em"`
		}
		fmt.Fprintf(&html, "<p%s>%s</p>\n", style, template.HTMLEscapeString(line))
	}
	return mail.Message{
		To: code.Email, Subject: c.T("mail.code.subject"), Text: strings.Join(lines, "\n\n") + "\n",
		HTML: template.HTML(html.String()), // every line was escaped above
		Lang: c.HTMLLang(), Dir: c.Dir(),
	}
}
