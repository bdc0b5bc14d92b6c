// Package family stores families: as little about them as they like, which they can see, correct, download and erase
// themselves (P3, P5).
package family

import (
	"time"

	"github.com/google/uuid"

	"musikkforalle/api/contract"
	"musikkforalle/internal/answer"
	"musikkforalle/internal/db"
	"musikkforalle/internal/fault"
	"musikkforalle/internal/place"
)

// The faults of families.
var (
	ErrChanged     = fault.New(fault.Precondition, "family.changed")
	ErrOtherFamily = fault.New(fault.Conflict, "link.other_family")
	ErrLinkUnknown = fault.New(fault.NotFound, "link.unknown")
	ErrEmailTaken  = fault.New(fault.Conflict, "email.other_family")
)

// Family is people who come together, with their settings.
type Family struct {
	ID             uuid.UUID    `gorm:"type:uuid;primaryKey;default:gen_random_uuid()"`
	PlaceID        *uuid.UUID   `gorm:"type:uuid"`
	Place          *place.Place `gorm:"foreignKey:PlaceID"`
	Nickname       string       `gorm:"not null"`
	Lang           string       `gorm:"not null"`
	answer.Company `gorm:"embedded"`
	Email          *string    // confirmed by a typed code
	MailLang       *string    // in which the address was confirmed, and so its mails; nil: Lang
	EmailBouncedAt *time.Time // a mail server refused the address for good
	MailTo         *string    `gorm:"->"` // the address, while mail reaches it
	Phone          *string    // E.164; to ring when nothing else reaches the family; stored sealed
	PhoneSealed    []byte
	RemindWhen     string       `gorm:"not null"`
	RemindAt       *place.Clock `gorm:"type:time without time zone"` // nil: the place's
	AskEnabled     bool         `gorm:"not null"`
	Discreet       bool         `gorm:"not null"`
	Version        int32        `gorm:"not null"`
	CalendarHash   []byte       // of before addresses belonged to devices
	HasCalendar    bool         `gorm:"-"` // a device has an address
	CreatedAt      time.Time    `gorm:"not null"`
	SeenAt         time.Time    `gorm:"not null"`
}

// API implements the operations of the contract's tag "family".
type API struct {
	Store   *db.Store
	BaseURL string // as people reach the program, without a slash at the end
}

// Wire converts the family to the contract's type. If the family has a place, it must be loaded.
func (f *Family) Wire() contract.Family {
	w := contract.Family{
		Id: f.ID, Nickname: f.Nickname, Lang: contract.Lang(f.Lang), Usual: contract.Company(f.Company), Email: f.Email, EmailBounced: f.Email != nil && f.EmailBouncedAt != nil, Phone: f.Phone,
		RemindWhen: contract.RemindWhen(f.RemindWhen), AskEnabled: f.AskEnabled, Discreet: f.Discreet,
		HasCalendar: f.HasCalendar || f.CalendarHash != nil, Version: f.Version,
	}
	if f.Place != nil {
		w.Place = &f.Place.Slug
	}
	if f.RemindAt != nil {
		w.RemindAt = new(f.RemindAt.HHMM())
	}
	return w
}
