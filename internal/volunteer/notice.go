package volunteer

import (
	"context"
	"errors"
	"time"

	"github.com/google/uuid"
	"github.com/riverqueue/river"
	"gorm.io/gorm"

	"musikkforalle/internal/account"
	"musikkforalle/internal/db"
	"musikkforalle/internal/i18n"
	"musikkforalle/internal/mail"
)

// PasskeyAdded is the job that tells a volunteer by mail that a passkey was added (OWASP ASVS 5.0, 6.3.7).
type PasskeyAdded struct {
	Volunteer uuid.UUID `json:"volunteer"`
}

// Kind names the job in the queue.
func (PasskeyAdded) Kind() string { return "passkey_added" }

// PasskeyAddedWorker sends the mail, unless the volunteer is erased by then.
type PasskeyAddedWorker struct {
	river.WorkerDefaults[PasskeyAdded]
	Store  *db.Store
	Mailer account.Mailer
}

const noticeTimeout = 40 * time.Second

var errNotice = errors.New("the mail server did not take a notice")

// Timeout of one attempt.
func (*PasskeyAddedWorker) Timeout(*river.Job[PasskeyAdded]) time.Duration { return noticeTimeout }

// Work makes one attempt.
func (w *PasskeyAddedWorker) Work(ctx context.Context, job *river.Job[PasskeyAdded]) error {
	var v Volunteer
	err := w.Store.Gorm.WithContext(ctx).Where("id = ?", job.Args.Volunteer).Take(&v).Error
	if errors.Is(err, gorm.ErrRecordNotFound) {
		return nil
	}
	if err != nil {
		return err
	}
	c := i18n.Get(v.Lang)
	return account.Posted(w.Mailer.Send(ctx, mail.Message{
		To: v.Email, Subject: c.T("mail.passkey.subject"), Text: c.T("mail.passkey.body") + "\n",
		Lang: c.HTMLLang(), Dir: c.Dir(), MessageID: account.MessageID(job.JobRow),
	}), errNotice)
}
