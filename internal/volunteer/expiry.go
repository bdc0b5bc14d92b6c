package volunteer

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/google/uuid"
	"github.com/riverqueue/river"
	"gorm.io/gorm"

	"musikkforalle/internal/account"
	"musikkforalle/internal/db"
	"musikkforalle/internal/i18n"
	"musikkforalle/internal/mail"
	"musikkforalle/internal/place"
)

// warnable inserts a notice for each certificate that expires within 60 or 14 days, by the rule of the volunteer's own
// place, for tasks that need one there. It returns the notices that are new, so that of several servers one sends each.
// Within 14 days only the later of the two notices is inserted.
const warnable = `insert into certificate_notices (volunteer_id, task, valid_until, days)
	select v.id, c.task, c.valid_until, case when c.valid_until <= today.day + 14 then 14 else 60 end
	from volunteers v
	join places p on p.id = v.place_id
	cross join lateral (select (trusted_now() at time zone p.time_zone)::date as day) today
	cross join lateral certificates_at(v.id, p.id) c
	where v.id in (select volunteer_id from certificates where shown_on is not null) and c.needed
	  and c.valid_until > today.day and c.valid_until <= today.day + 60
	on conflict do nothing
	returning volunteer_id as volunteer, task, valid_until as until`

// CertificateEnds is the job that tells a volunteer by mail that a certificate runs out.
type CertificateEnds struct {
	Volunteer uuid.UUID `json:"volunteer"`
	Task      string    `json:"task"`
	Until     time.Time `json:"until"`
}

// Kind names the job in the queue.
func (CertificateEnds) Kind() string { return "certificate_ends" }

// CertificatesEnding is the job that tells a place's organisers whose certificates run out.
type CertificatesEnding struct {
	Place uuid.UUID `json:"place"`
}

// Kind names the job in the queue.
func (CertificatesEnding) Kind() string { return "certificates_ending" }

// WarnOfCertificates queues the mails about certificates that expire, and returns the number of notices to volunteers.
// Several servers may run it at once: each notice is one row, and its mail is queued in the same transaction (F5).
func WarnOfCertificates(ctx context.Context, store *db.Store) (told int, err error) {
	err = store.Tx(ctx, func(tx *db.Tx) error {
		var due []CertificateEnds
		if err := tx.DB.Raw(warnable).Scan(&due).Error; err != nil {
			return err
		}
		told = len(due)
		people := make([]uuid.UUID, len(due))
		for i, notice := range due {
			people[i] = notice.Volunteer
			if err := tx.Enqueue(ctx, notice); err != nil {
				return err
			}
		}
		if told == 0 {
			return nil
		}
		var places []uuid.UUID
		if err := tx.DB.Raw("select distinct place_id from volunteers where id in ?", people).Scan(&places).Error; err != nil {
			return err
		}
		for _, id := range places {
			if err := tx.Enqueue(ctx, CertificatesEnding{id}); err != nil {
				return err
			}
		}
		return nil
	})
	return told, err
}

// stillEnds checks that a notice is still true when it is sent: the certificate is valid, and none that is valid longer
// was shown.
const stillEnds = `select v.* from volunteers v cross join lateral certificates_at(v.id, v.place_id) c
	where v.id = ? and c.task = ? and c.valid_until = ? and c.valid_until > trusted_now()::date`

// CertificateEndsWorker sends the mail to the volunteer.
type CertificateEndsWorker struct {
	river.WorkerDefaults[CertificateEnds]
	Store  *db.Store
	Mailer account.Mailer
}

// Timeout of one attempt.
func (*CertificateEndsWorker) Timeout(*river.Job[CertificateEnds]) time.Duration {
	return noticeTimeout
}

// Work makes one attempt, unless the volunteer has left, was erased or has shown another one by then.
func (w *CertificateEndsWorker) Work(ctx context.Context, job *river.Job[CertificateEnds]) error {
	g := w.Store.Gorm.WithContext(ctx)
	var v Volunteer
	found := g.Raw(stillEnds, job.Args.Volunteer, job.Args.Task, job.Args.Until.Format(time.DateOnly)).Scan(&v)
	if found.Error != nil || found.RowsAffected == 0 {
		return found.Error
	}
	var home place.Place
	if err := g.Where("id = ?", v.PlaceID).Take(&home).Error; err != nil {
		return err
	}
	c := i18n.Get(v.Lang)
	body := c.T("mail.certificate.body", "date", c.DateYear(job.Args.Until), "contact", i18n.Isolate(home.ContactEmail))
	return account.Posted(w.Mailer.Send(ctx, mail.Message{
		To: v.Email, Subject: c.T("mail.certificate.subject"), Text: body + "\n",
		Lang: c.HTMLLang(), Dir: c.Dir(), Discreet: v.Discreet, MessageID: account.MessageID(job.JobRow),
	}), errNotice)
}

// CertificatesEndingWorker sends the mail to the organisers.
type CertificatesEndingWorker struct {
	river.WorkerDefaults[CertificatesEnding]
	Store  *db.Store
	Mailer account.Mailer
}

// Timeout of one attempt.
func (*CertificatesEndingWorker) Timeout(*river.Job[CertificatesEnding]) time.Duration {
	return noticeTimeout
}

// ending lists the certificates at a place that expire within 60 days, the earliest first.
const ending = `select v.name, v.email, c.task, c.valid_until as until from volunteers v cross join lateral certificates_at(v.id, v.place_id) c
	where v.place_id = ? and c.needed and c.state = 'ending' order by c.valid_until, v.name, v.id`

// Work makes one attempt. It lists the certificates that are about to expire at that moment.
func (w *CertificatesEndingWorker) Work(ctx context.Context, job *river.Job[CertificatesEnding]) error {
	g := w.Store.Gorm.WithContext(ctx)
	var home place.Place
	if err := g.Where("id = ?", job.Args.Place).Take(&home).Error; errors.Is(err, gorm.ErrRecordNotFound) {
		return nil
	} else if err != nil {
		return err
	}
	var rows []struct {
		Name, Email, Task string
		Until             time.Time
	}
	if err := g.Raw(ending, home.ID).Scan(&rows).Error; err != nil || len(rows) == 0 {
		return err
	}
	c := i18n.Get("nb") // the organisers' address has no language
	text := c.T("volunteer.mail.ending") + "\n\n"
	for _, row := range rows {
		if row.Name == "" {
			row.Name = row.Email
		}
		text += fmt.Sprintf("%s: %s, %s\n", row.Name, c.T("task."+row.Task), c.DateYear(row.Until))
	}
	return account.Posted(w.Mailer.Send(ctx, mail.Message{
		To: home.OrganiserEmail, Subject: c.T("volunteer.mail.ending.subject", "place", home.Name), Text: text,
		Lang: c.HTMLLang(), Dir: c.Dir(), MessageID: account.MessageID(job.JobRow),
	}), errNotice)
}
