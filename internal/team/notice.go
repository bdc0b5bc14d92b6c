package team

import (
	"context"
	"errors"
	"time"

	"github.com/google/uuid"
	"github.com/riverqueue/river"

	"musikkforalle/internal/account"
	"musikkforalle/internal/db"
	"musikkforalle/internal/fault"
	"musikkforalle/internal/i18n"
	"musikkforalle/internal/mail"
)

// The events of which a member and the other organisers are notified by mail (OWASP ASVS 5.0, 6.3.7). The values are
// part of the keys of the texts.
const (
	keyAdded   = "key"     // a passkey was added
	keyRemoved = "removed" // a passkey was removed
	codeUsed   = "code"    // somebody signed in with a mailed code
	joined     = "joined"  // somebody accepted an invitation
)

// Notice is the job that mails a member what happened to the account of a member: About and To may be the same.
type Notice struct {
	What  string    `json:"what"`
	About uuid.UUID `json:"about"`
	To    uuid.UUID `json:"to"`
}

// Kind returns the job's name in the queue.
func (Notice) Kind() string { return "team_notice" }

// tell enqueues notices about a member in the transaction of the event: to the member, to the organisers of the
// member's places, and to the network's.
func tell(ctx context.Context, tx *db.Tx, what string, about uuid.UUID) error {
	var to []uuid.UUID
	err := tx.DB.Raw(`select id from members m where id = @about or exists (select from roles r where r.member_id = m.id
		and (r.role = 'network' or r.role = 'organiser' and r.place_id in (select place_id from roles where member_id = @about)))`,
		map[string]any{"about": about}).Scan(&to).Error
	if err != nil {
		return err
	}
	for _, member := range to {
		if err := tx.Enqueue(ctx, Notice{What: what, About: about, To: member}); err != nil {
			return err
		}
	}
	return nil
}

// NoticeWorker mails a notice, unless one of the two members has been erased since.
type NoticeWorker struct {
	river.WorkerDefaults[Notice]
	Store  *db.Store
	Mailer account.Mailer
}

const noticeTimeout = 40 * time.Second

var errNotice = errors.New("the mail server did not take a notice to a team")

// Timeout returns the timeout of one attempt.
func (*NoticeWorker) Timeout(*river.Job[Notice]) time.Duration { return noticeTimeout }

// Work makes one attempt.
func (w *NoticeWorker) Work(ctx context.Context, job *river.Job[Notice]) error {
	g := w.Store.Gorm.WithContext(ctx)
	about, err := find(g, job.Args.About)
	if errors.Is(err, fault.ErrNobody) {
		return nil
	}
	if err != nil {
		return err
	}
	to, err := find(g, job.Args.To)
	if errors.Is(err, fault.ErrNobody) {
		return nil
	}
	if err != nil {
		return err
	}
	message := notice(job.Args.What, about, to)
	message.MessageID = account.MessageID(job.JobRow)
	return account.Posted(w.Mailer.Send(ctx, message), errNotice)
}

func notice(what string, about, to Member) mail.Message {
	c := i18n.Get(to.Lang)
	body := c.T("team.mail."+what+".yours") + "\n\n" + c.T("team.mail.yours")
	if about.ID != to.ID {
		body = c.T("team.mail."+what+".others", "name", about.Name, "email", about.Email) + "\n\n" + c.T("team.mail.others")
	}
	return mail.Message{To: to.Email, Subject: c.T("team.mail." + what + ".subject"), Text: body + "\n", Lang: c.HTMLLang(), Dir: c.Dir()}
}
