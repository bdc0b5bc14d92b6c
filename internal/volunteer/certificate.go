package volunteer

import (
	"context"
	"time"

	"github.com/google/uuid"
	openapi_types "github.com/oapi-codegen/runtime/types"
	"gorm.io/gorm"

	"musikkforalle/api/contract"
	"musikkforalle/internal/audit"
	"musikkforalle/internal/db"
	"musikkforalle/internal/fault"
	"musikkforalle/internal/i18n"
)

// Certificate says that a police certificate was asked for, and shown: dates, task and to whom, nothing else (P11,
// politiregisterloven § 39). For how long it counts is a setting of the place.
type Certificate struct {
	VolunteerID uuid.UUID  `gorm:"type:uuid;primaryKey"`
	Task        string     `gorm:"primaryKey"`
	AskedOn     time.Time  `gorm:"type:date;primaryKey"`
	ShownOn     *time.Time `gorm:"type:date"`
	ShownTo     *string
}

// What a certificate's dates can be refused for.
var (
	ErrNotAsked = fault.New(fault.NotFound, "volunteer.certificate_not_asked", "no certificate was asked for that is still to be shown")
	ErrTask     = fault.New(fault.Invalid, "certificate.task", "no such task")
	ErrDate     = fault.New(fault.Invalid, "volunteer.certificate_date", "the date is in the future")
)

// AskCertificate notes that the volunteer was asked on a day to show a certificate for a task. Asking twice on one day
// is asking once; an earlier certificate counts until it runs out.
func AskCertificate(ctx context.Context, store *db.Store, by audit.By, volunteer uuid.UUID, task string, on time.Time) error {
	if !contract.Task(task).Valid() {
		return ErrTask
	}
	return store.Tx(ctx, func(tx *db.Tx) error {
		if on.After(tx.Now.AddDate(0, 0, 1)) {
			return ErrDate
		}
		r := tx.DB.Exec(`insert into certificates (volunteer_id, task, asked_on)
			select id, ?, ? from volunteers where id = ? on conflict (volunteer_id, task, asked_on) do update set task = excluded.task`,
			task, on.Format(time.DateOnly), volunteer)
		return noteCertificate(tx, by, r, "certificate.asked", task, fault.ErrNotFound)
	})
}

// ShowCertificate notes that the certificate last asked for was shown, on which day and to whom. ErrNotAsked when none
// was asked for by then, or that one was shown already.
func ShowCertificate(
	ctx context.Context, store *db.Store, by audit.By, volunteer uuid.UUID, task string, shownOn time.Time, to string,
) error {
	to, err := i18n.Text{Field: "shownTo", Most: maxName, Needed: true}.Clean(to)
	if err != nil {
		return err
	}
	return store.Tx(ctx, func(tx *db.Tx) error {
		if shownOn.After(tx.Now.AddDate(0, 0, 1)) {
			return ErrDate
		}
		day := shownOn.Format(time.DateOnly)
		r := tx.DB.Exec(`update certificates set shown_on = ?, shown_to = ? where volunteer_id = ? and task = ? and shown_on is null
			and asked_on = (select max(asked_on) from certificates where volunteer_id = ? and task = ? and asked_on <= ?)`,
			day, to, volunteer, task, volunteer, task, day)
		return noteCertificate(tx, by, r, "certificate.shown", task, ErrNotAsked)
	})
}

func noteCertificate(tx *db.Tx, by audit.By, r *gorm.DB, action string, task string, none error) error {
	if r.Error != nil {
		return r.Error
	}
	if r.RowsAffected == 0 {
		return none
	}
	return audit.Write(tx, audit.Entry{Action: action, By: by, Detail: map[string]any{"task": task}})
}

func certificatesOf(g *gorm.DB, volunteer uuid.UUID) (certificates []Certificate, err error) {
	err = g.Where("volunteer_id = ?", volunteer).Order("task, asked_on").Find(&certificates).Error
	return certificates, err
}

func wireCertificates(w *contract.Volunteer, certificates []Certificate) {
	w.Certificates = make([]contract.OwnCertificate, len(certificates))
	for i, c := range certificates {
		w.Certificates[i].Task = contract.Task(c.Task)
		w.Certificates[i].AskedOn = openapi_types.Date{Time: c.AskedOn}
		if c.ShownOn != nil {
			w.Certificates[i].ShownOn = &openapi_types.Date{Time: *c.ShownOn}
		}
	}
}
