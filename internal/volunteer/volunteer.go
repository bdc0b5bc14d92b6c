// Package volunteer is for people who take shifts: their profiles, the shifts that they can take and give back, the
// register of police certificates, and sign-in with passkeys.
package volunteer

import (
	"context"
	"database/sql/driver"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/google/uuid"
	"gorm.io/gorm"

	"musikkforalle/api/contract"
	"musikkforalle/internal/account"
	"musikkforalle/internal/db"
	"musikkforalle/internal/fault"
	"musikkforalle/internal/place"
)

// API is the volunteer's part of the contract. All of it needs a signed-in volunteer, but for signing in.
type API struct {
	Store   *db.Store
	BaseURL string // of the site: passkeys are bound to its host
}

// Volunteer is a person who takes shifts. The row is made by package account when an address is confirmed.
type Volunteer struct {
	ID             uuid.UUID    `gorm:"type:uuid;primaryKey;default:gen_random_uuid()"`
	PlaceID        *uuid.UUID   `gorm:"type:uuid"`
	PartnerID      *uuid.UUID   `gorm:"type:uuid"` // whose slots the volunteer may fill
	Name           string       `gorm:"not null"`
	Lang           string       `gorm:"not null"`
	Speaks         Languages    `gorm:"type:text[];not null"`
	Email          string       `gorm:"not null"`
	EmailBouncedAt *time.Time   // a mail server refused the address for good
	MailTo         *string      `gorm:"->"` // the address, while mail reaches it
	RemindWhen     string       `gorm:"not null"`
	RemindAt       *place.Clock `gorm:"type:time without time zone"` // nil: the place's
	Discreet       bool         `gorm:"not null"`
	CalendarHash   []byte
	CreatedAt      time.Time `gorm:"not null"`
	SeenAt         time.Time `gorm:"not null"`
}

// Languages are codes of the interface's languages. They need no quotes in PostgreSQL's array notation.
type Languages []string

// GetVolunteer implements GET /api/volunteer: it shows all that is known of the caller.
func (a API) GetVolunteer(ctx context.Context, _ contract.GetVolunteerRequestObject) (contract.GetVolunteerResponseObject, error) {
	id, err := account.VolunteerOf(ctx)
	if err != nil {
		return nil, err
	}
	w, err := profileOf(a.Store.Gorm.WithContext(ctx), id)
	return contract.GetVolunteer200JSONResponse(w), err
}

// profile is a volunteer with the names of the place and partner, and the number of passkeys.
type profile struct {
	Volunteer   `gorm:"embedded"`
	PlaceSlug   *string
	PartnerName *string
	Passkeys    int32
}

// profileOf returns everything that the contract shows of a volunteer, or fault.ErrNobody if the volunteer was erased.
func profileOf(g *gorm.DB, id uuid.UUID) (contract.Volunteer, error) {
	var p profile
	err := g.Table("volunteers v").
		Select(`v.*, p.slug as place_slug, r.name as partner_name,
			(select count(*) from passkeys k where k.volunteer_id = v.id) as passkeys`).
		Joins("left join places p on p.id = v.place_id").
		Joins("left join partners r on r.id = v.partner_id").
		Where("v.id = ?", id).Take(&p).Error
	if errors.Is(err, gorm.ErrRecordNotFound) {
		return contract.Volunteer{}, fault.ErrNobody
	}
	if err != nil {
		return contract.Volunteer{}, err
	}
	shifts, err := shiftsOf(g, id)
	if err != nil {
		return contract.Volunteer{}, err
	}
	certificates, err := certificatesOf(g, id)
	if err != nil {
		return contract.Volunteer{}, err
	}
	return p.wire(shifts, certificates), nil
}

func (p *profile) wire(shifts []listed, certificates []Certificate) contract.Volunteer {
	w := contract.Volunteer{
		Id: p.ID, Name: p.Name, Lang: contract.Lang(p.Lang), Email: p.Email, EmailBounced: p.EmailBouncedAt != nil, Place: p.PlaceSlug, Partner: p.PartnerName,
		Speaks: make([]contract.Lang, len(p.Speaks)), RemindWhen: contract.RemindWhen(p.RemindWhen),
		Discreet: p.Discreet, HasCalendar: p.CalendarHash != nil, Passkeys: p.Passkeys, Shifts: wire(shifts),
	}
	for i, lang := range p.Speaks {
		w.Speaks[i] = contract.Lang(lang)
	}
	if p.RemindAt != nil {
		w.RemindAt = new(p.RemindAt.HHMM())
	}
	wireCertificates(&w, certificates)
	return w
}

// ByEmail finds the volunteer who signs in with the address, or fails with fault.ErrNotFound.
func ByEmail(ctx context.Context, store *db.Store, email string) (v Volunteer, err error) {
	err = store.Gorm.WithContext(ctx).Where("email = ?", strings.ToLower(strings.TrimSpace(email))).Take(&v).Error
	if errors.Is(err, gorm.ErrRecordNotFound) {
		return v, fault.ErrNotFound
	}
	return v, err
}

// Value writes the list as a text[].
func (l Languages) Value() (driver.Value, error) { return "{" + strings.Join(l, ",") + "}", nil }

// Scan reads the list from a text[].
func (l *Languages) Scan(value any) error {
	text, ok := value.(string)
	if !ok {
		return fmt.Errorf("languages: cannot read %T", value)
	}
	*l = Languages{}
	if text = strings.Trim(text, "{}"); text != "" {
		*l = strings.Split(text, ",")
	}
	return nil
}
