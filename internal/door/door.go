// Package door counts who came to a session. Several phones count at once, with or without a network; when the session
// is over the taps are summed into session_counts, and later only those numbers remain. The package also takes the
// pulse: faces that say how the session felt, stored as counts that were never linked to a person.
package door

import (
	"time"

	"github.com/google/uuid"

	"musikkforalle/internal/db"
	"musikkforalle/internal/fault"
	"musikkforalle/internal/heads"
	"musikkforalle/internal/place"
)

// The faults of counting at the door, of writing a note and of giving a face.
var (
	ErrNotYet      = fault.New(fault.Conflict, "door.not_yet", "the door opens at six in the morning of the day")
	ErrClosed      = fault.New(fault.Conflict, "report.closed", "the report of the season was closed")
	ErrNoteChanged = fault.New(fault.Precondition, "note.changed")
	ErrPulseClosed = fault.New(fault.Conflict, "pulse.closed", "open from the start of the session until seven days after it")
)

// atTheDoor lists the roles whose members may count at the door.
var atTheDoor = []place.Role{place.Organiser, place.Instructor}

// opensAt is the hour of the session's day, in the place's time zone, from which the door can be counted.
const opensAt = 6

// Tap is one plus or minus made on a phone. The phone chooses the id, so that a tap sent twice is stored once.
type Tap struct {
	SessionID   uuid.UUID `gorm:"type:uuid;primaryKey"`
	ID          uuid.UUID `gorm:"type:uuid;primaryKey"`
	heads.Heads `gorm:"embedded"`
	NewFamilies int16 `gorm:"not null"` // families without the app; Heads are their people
	Lang        *string
	TappedAt    time.Time  `gorm:"not null"`
	MemberID    *uuid.UUID `gorm:"type:uuid"`
	ReceivedAt  time.Time  `gorm:"not null"`
}

// TableName returns the table of taps.
func (Tap) TableName() string { return "door_taps" }

// Family is a family whose row was tapped at the door, with the heads of its answer. Only SQL writes these rows.
type Family struct {
	ID          uuid.UUID  `gorm:"type:uuid;primaryKey;default:gen_random_uuid()"`
	SessionID   uuid.UUID  `gorm:"type:uuid;not null"`
	FamilyID    *uuid.UUID `gorm:"type:uuid"` // nil once the family is erased
	Lang        string     `gorm:"not null"`
	heads.Heads `gorm:"embedded"`
	Arrived     bool       `gorm:"not null"`
	BeforeAt    *time.Time // start of the family's previous visit at the place; nil if this is the first
	TappedAt    time.Time  `gorm:"not null"`
	TapID       uuid.UUID  `gorm:"type:uuid;not null"`
}

// TableName returns the table of families at the door.
func (Family) TableName() string { return "door_families" }

// Note is the organisers' free text about what went well at a session.
type Note struct {
	SessionID uuid.UUID `gorm:"type:uuid;primaryKey"`
	Text      string    `gorm:"not null"`
	Version   int32     `gorm:"not null"`
	UpdatedAt time.Time `gorm:"not null"`
}

// TableName returns the table of notes.
func (Note) TableName() string { return "session_notes" }

// API answers the operations of the contract's tag "door".
type API struct {
	Store   *db.Store
	BaseURL string // of the site: the page of the pulse is there
}
