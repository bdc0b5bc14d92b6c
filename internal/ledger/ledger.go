// Package ledger owns the table reminders: one row per subject, kind, recipient and channel, planned once and settled
// once. Other packages decide who is notified of what, and send it; they change the table through the functions here.
package ledger

import (
	"time"

	"github.com/google/uuid"
)

// State of a row. Every state but Due is settled and final, with one exception: a withdrawn row becomes due again when it
// is true again.
type State string

// The states.
const (
	Due       State = "due"
	Sent      State = "sent"      // the push service or mail server took it
	Gone      State = "gone"      // the device or address no longer exists
	Withdrawn State = "withdrawn" // no longer true when it was to be sent, or the recipient was erased
	Expired   State = "expired"   // the session started first
	Failed    State = "failed"    // can never be sent: a mistake of ours
)

// Channels, and the service by which all mail goes.
const (
	ByPush      = "push"
	ByMail      = "mail"
	ByCall      = "call" // an organiser rang; such a row is planned by nobody and sent at once
	MailService = "mail"
)

// Row is one row of the ledger.
type Row struct {
	ID             int64      `gorm:"primaryKey"`
	SessionID      *uuid.UUID `gorm:"type:uuid"`             // what is told of: a session,
	AnnouncementID *uuid.UUID `gorm:"type:uuid"`             // or an announcement
	About          uuid.UUID  `gorm:"type:uuid;not null;->"` // whichever of the two it is
	ShiftID        *uuid.UUID `gorm:"type:uuid"`             // that lost a hand late; nil for other kinds, and when it was deleted
	Revision       int32      `gorm:"not null"`
	Kind           Kind       `gorm:"not null"`
	RecipientKind  string     `gorm:"not null"`
	Recipient      uuid.UUID  `gorm:"type:uuid;not null"`
	Channel        string     `gorm:"not null"`
	Target         uuid.UUID  `gorm:"type:uuid;not null"`
	Service        string     `gorm:"not null"`
	State          State      `gorm:"not null"`
	DueAt          time.Time  `gorm:"not null"`
	ExpiresAt      time.Time  `gorm:"not null"`
	ClimbsAt       *time.Time // by then the channel must have done its work, else the next one is tried too; nil: nothing follows
	NextTryAt      time.Time  `gorm:"not null"`
	Attempts       int16      `gorm:"not null"`
	Lease          *uuid.UUID `gorm:"type:uuid"`
	LeaseUntil     *time.Time
	SettledAt      *time.Time
	Reason         string    `gorm:"not null"`
	CreatedAt      time.Time `gorm:"not null"`
}

// TableName returns the table of rows.
func (Row) TableName() string { return "reminders" }
