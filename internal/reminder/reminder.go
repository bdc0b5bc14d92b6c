// Package reminder tells people what they must know, in time and once: the day before, the same morning, at once when a
// session moved, was cancelled or has a new door, when a seat came free, when an organiser writes to them.
//
// Plan writes one row of the ledger for everyone who is to be told and can be reached; Deliver sends the rows and settles
// each once. Who is to be told is one query over the present state (sql/expected.sql), asked when a row is planned and
// asked again right before it is sent. Nothing needs to be rescheduled, and nothing stale goes out.
package reminder

import (
	"time"

	"github.com/google/uuid"
)

// Kind is what a person is told.
type Kind string

// The kinds. Those of volunteers are about their shift; LateGiveBack goes to the organiser of a place; the last three are
// an organiser's announcements.
const (
	DayBefore      Kind = "day_before"
	Morning        Kind = "morning"
	WillYouCome    Kind = "will_you_come"
	Moved          Kind = "moved"
	Cancelled      Kind = "cancelled"
	Door           Kind = "door"
	SeatOffer      Kind = "seat_offer"
	ShiftDayBefore Kind = "shift_day_before"
	ShiftMorning   Kind = "shift_morning"
	ShiftMoved     Kind = "shift_moved"
	ShiftCancelled Kind = "shift_cancelled"
	ShiftDoor      Kind = "shift_door"
	LateGiveBack   Kind = "late_give_back"
	News           Kind = "news"
	Hands          Kind = "hands"
	Thanks         Kind = "thanks"
)

// State of a row in the ledger. Every state but Due is settled and final, with one exception: a withdrawn row becomes
// due again when it is true again.
type State string

// The states.
const (
	Due       State = "due"
	Sent      State = "sent"      // the push service or mail server took it
	Gone      State = "gone"      // the device or address no longer exists
	Withdrawn State = "withdrawn" // no longer true when its turn came
	Expired   State = "expired"   // the session started first
	Failed    State = "failed"    // can never be sent: a mistake of ours
)

// Channels, and the service by which all mail goes.
const (
	byPush      = "push"
	byMail      = "mail"
	mailService = "mail"
)

// Reminder is one row of the ledger.
type Reminder struct {
	ID             int64      `gorm:"primaryKey"`
	SessionID      *uuid.UUID `gorm:"type:uuid"`             // what is told of: a session,
	AnnouncementID *uuid.UUID `gorm:"type:uuid"`             // or an announcement
	About          uuid.UUID  `gorm:"type:uuid;not null;->"` // whichever of the two it is
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
	NextTryAt      time.Time  `gorm:"not null"`
	Attempts       int16      `gorm:"not null"`
	Lease          *uuid.UUID `gorm:"type:uuid"`
	LeaseUntil     *time.Time
	SettledAt      *time.Time
	Reason         string    `gorm:"not null"`
	CreatedAt      time.Time `gorm:"not null"`
}
