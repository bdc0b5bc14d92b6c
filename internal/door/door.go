// Package door is who came: counted at the door by several phones at once, with or without a network, added up when the
// session is over, and kept as numbers only. And how it felt, which was never tied to anybody.
package door

import (
	"time"

	"github.com/google/uuid"

	"musikkforalle/internal/db"
	"musikkforalle/internal/fault"
	"musikkforalle/internal/heads"
	"musikkforalle/internal/place"
)

// Why the door cannot be counted, a note not written, or a face not taken.
var (
	ErrNotYet      = fault.New(fault.Conflict, "door.not_yet", "the door opens at six in the morning of the day")
	ErrClosed      = fault.New(fault.Conflict, "report.closed", "the report of the season was closed")
	ErrNoteChanged = fault.New(fault.Precondition, "note.changed")
	ErrPulseClosed = fault.New(fault.Conflict, "pulse.closed", "open from the start of the session until seven days after it")
)

// atTheDoor are the roles that count.
var atTheDoor = []place.Role{place.Organiser, place.Instructor}

// opensAt is the hour of the day from which a door can be counted, by the clock at the place.
const opensAt = 6

// Tap is one plus or minus, made on a phone; its id counts once.
type Tap struct {
	SessionID   uuid.UUID `gorm:"type:uuid;primaryKey"`
	ID          uuid.UUID `gorm:"type:uuid;primaryKey"`
	heads.Heads `gorm:"embedded"`
	NewFamilies int16 `gorm:"not null"` // counted without the app; their heads are this tap's
	Lang        *string
	TappedAt    time.Time  `gorm:"not null"`
	MemberID    *uuid.UUID `gorm:"type:uuid"`
	ReceivedAt  time.Time  `gorm:"not null"`
}

// TableName of taps.
func (Tap) TableName() string { return "door_taps" }

// Family is a family whose row was tapped, with the heads of its answer. Rows are written by SQL only.
type Family struct {
	ID          uuid.UUID  `gorm:"type:uuid;primaryKey;default:gen_random_uuid()"`
	SessionID   uuid.UUID  `gorm:"type:uuid;not null"`
	FamilyID    *uuid.UUID `gorm:"type:uuid"` // nil: erased since
	Lang        string     `gorm:"not null"`
	heads.Heads `gorm:"embedded"`
	Arrived     bool       `gorm:"not null"`
	BeforeAt    *time.Time // the visit before this one; nil: none
	TappedAt    time.Time  `gorm:"not null"`
	TapID       uuid.UUID  `gorm:"type:uuid;not null"`
}

// TableName of families at the door.
func (Family) TableName() string { return "door_families" }

// Note is what went well, in the organisers' own words.
type Note struct {
	SessionID uuid.UUID `gorm:"type:uuid;primaryKey"`
	Text      string    `gorm:"not null"`
	Version   int32     `gorm:"not null"`
	UpdatedAt time.Time `gorm:"not null"`
}

// TableName of notes.
func (Note) TableName() string { return "session_notes" }

// API answers the operations of the contract's tag "door".
type API struct {
	Store   *db.Store
	BaseURL string // where families say how it felt
}
