// Package place is a venue with its team: address, door and contact. All of it is data, so that every
// language renders it and no translation can be wrong.
package place

import (
	"fmt"
	"time"

	"github.com/google/uuid"

	"musikkforalle/internal/db"
)

// Place is a venue with its team. The settings at the end say when its families and volunteers are reminded.
type Place struct {
	ID        uuid.UUID `gorm:"type:uuid;primaryKey;default:gen_random_uuid()"`
	Slug      string    `gorm:"not null"`
	Name      string    `gorm:"not null"`
	Venue     string    `gorm:"not null"`
	Street    string    `gorm:"not null"`
	Postcode  string    `gorm:"not null"`
	Town      string    `gorm:"not null"`
	Latitude  float64   `gorm:"type:double precision;not null"`
	Longitude float64   `gorm:"type:double precision;not null"`

	DoorKind  string `gorm:"not null"`
	DoorName  string `gorm:"not null"`
	DoorFloor *int16
	Lift      bool   `gorm:"not null"`
	TimeZone  string `gorm:"not null"`

	ContactEmail   string `gorm:"not null"`
	ContactPhone   string `gorm:"not null"` // E.164
	OrganiserEmail string `gorm:"not null"`

	RemindAt          Clock  `gorm:"type:time without time zone;not null"`
	MorningAt         Clock  `gorm:"type:time without time zone;not null"`
	AskEnabled        bool   `gorm:"not null"`
	AskDaysBefore     int16  `gorm:"not null"`
	AskAt             Clock  `gorm:"type:time without time zone;not null"`
	OfferHold         string `gorm:"type:interval;not null"`
	SmallerMayPass    bool   `gorm:"not null"`
	GiveBackHours     int16  `gorm:"not null"`
	CertificateMonths int16  `gorm:"not null"`

	UsualStart    Clock  `gorm:"type:time without time zone;not null"` // of its Saturdays, unless said otherwise
	UsualEnd      Clock  `gorm:"type:time without time zone;not null"`
	UsualCapacity *int32 // heads; nil: no limit
	Version       int32  `gorm:"not null"` // raised at every change of the settings (If-Match)

	CreatedAt time.Time `gorm:"not null"`
}

// Clock is a wall-clock time of day, as PostgreSQL writes it: "17:00:00".
type Clock string

// HHMM is the clock without seconds.
func (c Clock) HHMM() string { return string(c[:min(len(c), 5)]) }

// New is a place with the usual settings; name, address and contact are still to be filled in.
func New() Place {
	return Place{
		DoorKind: MainDoor, TimeZone: "Europe/Oslo",
		RemindAt: "17:00", MorningAt: "08:30",
		AskEnabled: true, AskDaysBefore: 3, AskAt: "17:00",
		OfferHold: "12 hours", GiveBackHours: 48, CertificateMonths: 36,
		UsualStart: "11:30", UsualEnd: "13:30", Version: 1,
	}
}

// Door is the place's usual door.
func (p *Place) Door() Door {
	return Door{Kind: p.DoorKind, Name: p.DoorName, Floor: p.DoorFloor, Lift: p.Lift}
}

// Address is one line, the same in every language.
func (p *Place) Address() string {
	return fmt.Sprintf("%s, %s, %s %s", p.Venue, p.Street, p.Postcode, p.Town)
}

// Location is the place's time zone, by which all of its wall-clock times are meant. An unknown one counts as UTC.
func (p *Place) Location() *time.Location {
	location, err := time.LoadLocation(p.TimeZone)
	if err != nil {
		return time.UTC
	}
	return location
}

// Channel is the NOTIFY channel on which changes of public data are announced; see Changed.
const Channel = "public_data"

// Changed tells every server, when the transaction commits, to drop what it has cached for the key: the slug of a place
// or the id of a session.
func Changed(tx *db.Tx, key string) error {
	return tx.DB.Exec("select pg_notify(?, ?)", Channel, key).Error
}
