// Package announcement sends what an organiser tells people: a change of a Saturday, news, a call for hands, thanks. An
// announcement waits a few seconds, in which it can be undone. Then it is applied once, and package reminder notifies
// everyone whom it concerns.
package announcement

import (
	"time"

	"github.com/google/uuid"

	"musikkforalle/internal/audit"
	"musikkforalle/internal/db"
	"musikkforalle/internal/fault"
	"musikkforalle/internal/ledger"
	"musikkforalle/internal/place"
	"musikkforalle/internal/reminder"
	"musikkforalle/internal/session"
)

// Faults of announcements.
var (
	ErrSent       = fault.New(fault.Conflict, "announcement.sent", "it was sent or refused already")
	ErrWaiting    = fault.New(fault.Conflict, "announcement.waiting", "another change of the session waits")
	ErrIncomplete = fault.New(fault.Invalid, "announcement.incomplete", "the kind needs other fields")
	ErrNorwegian  = fault.New(fault.Invalid, "announcement.norwegian", "own words need Norwegian ones")
	ErrChanged    = fault.New(fault.Precondition, "session.changed", "somebody changed the session meanwhile")
)

// Audiences. A change is for those who are coming, families and volunteers.
const (
	Families   = "families"
	Coming     = "coming"
	Volunteers = "volunteers"
	OnShift    = "on_shift"
	Partner    = "partner"
)

// States. All but Waiting are final.
const (
	Waiting = "waiting"
	Sent    = "left" // the stored name
	Undone  = "undone"
	Refused = "refused"
)

// API implements the operations of the contract's tag "announcement", and the messages that families and volunteers read.
type API struct {
	Store *db.Store
}

// Announcement is one thing that an organiser tells people.
type Announcement struct {
	ID        uuid.UUID   `gorm:"type:uuid;primaryKey;default:gen_random_uuid()"`
	PlaceID   uuid.UUID   `gorm:"type:uuid;not null"`
	SessionID *uuid.UUID  `gorm:"type:uuid"`
	Kind      ledger.Kind `gorm:"not null"`
	Audience  string      `gorm:"not null"`
	PartnerID *uuid.UUID  `gorm:"type:uuid"`
	StartsAt  *time.Time  // the new hours of a session that is moved
	EndsAt    *time.Time
	DoorKind  *string // the new door; nil: the usual one again
	DoorName  string  `gorm:"not null"`
	DoorFloor *int16
	Reason    *string    // one of session.Reasons
	Seen      *int32     // revision of the session that the organiser saw
	CreatedBy *uuid.UUID `gorm:"type:uuid"`
	CreatedAt time.Time  `gorm:"not null"`
	LeavesAt  time.Time  `gorm:"not null"`
	ExpiresAt time.Time  `gorm:"not null"`
	State     string     `gorm:"not null"`
	Refusal   string     `gorm:"not null"` // code of the fault for which it was refused
	Revision  *int32     // of the session, once a change was applied
	Told      int32      `gorm:"not null"` // people whom it concerned when it was sent,
	Unreached int32      `gorm:"not null"` // and those of them without a device or an address
}

// Text is an organiser's own words in one language.
type Text struct {
	AnnouncementID uuid.UUID `gorm:"type:uuid;primaryKey"`
	Lang           string    `gorm:"primaryKey"`
	Text           string    `gorm:"not null"`
	Machine        bool      `gorm:"not null"`
}

// TableName implements GORM's Tabler.
func (Text) TableName() string { return "announcement_texts" }

// change returns the announcement's change of its session, and false for a message.
func (n *Announcement) change() (session.Change, bool) {
	switch n.Kind {
	case ledger.Moved:
		return session.Moving(*n.StartsAt, *n.EndsAt), true
	case ledger.Cancelled:
		return session.Cancelling(*n.Reason), true
	case ledger.Door:
		if n.DoorKind == nil {
			return session.ThroughDoor(nil), true
		}
		return session.ThroughDoor(&place.Door{Kind: *n.DoorKind, Name: n.DoorName, Floor: n.DoorFloor}), true
	}
	return session.Change{}, false
}

// subject returns what the ledger's rows of an applied announcement are about.
func (n *Announcement) subject() reminder.Subject {
	if n.Revision != nil {
		return reminder.Subject{About: *n.SessionID, Kinds: ledger.Changes, Revision: *n.Revision}
	}
	return reminder.Subject{About: n.ID, Kinds: []ledger.Kind{n.Kind}}
}

// by returns the announcement's author for the audit; a removed member is unknown.
func (n *Announcement) by() audit.By {
	if n.CreatedBy == nil {
		return audit.Member(uuid.Nil)
	}
	return audit.Member(*n.CreatedBy)
}

// mine is the condition for announcements of places where the member is an organiser.
const mine = "id = ? and member_may(?, place_id, '{organiser}')"

// audit writes an audit entry about the announcement, without its words and recipients.
func (n *Announcement) audit(tx *db.Tx, action string, member uuid.UUID) error {
	entry := audit.Entry{
		Action: action, By: audit.Member(member).At(n.PlaceID),
		Detail: map[string]any{"kind": n.Kind, "audience": n.Audience, "announcement": n.ID},
	}
	if n.SessionID != nil {
		entry.Session = *n.SessionID
	}
	return audit.Write(tx, entry)
}
