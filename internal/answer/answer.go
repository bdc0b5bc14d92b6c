// Package answer stores families' answers to sessions: a family comes with so many people, or it does not come. Seats,
// the waiting list and offers are decided by SQL functions that lock the session's row (migrations/00004_answers.sql).
package answer

import (
	"time"

	"github.com/google/uuid"

	"musikkforalle/internal/db"
	"musikkforalle/internal/fault"
	"musikkforalle/internal/session"
)

// State is the state of an answer.
type State string

// The states. Answers that are Coming or Offered take seats; the others take none.
const (
	Coming    State = "coming"
	NotComing State = "not_coming"
	Waiting   State = "waiting"
	Offered   State = "offered" // a seat came free and is held until OfferExpiresAt
	Lapsed    State = "lapsed"  // the offer was not answered in time

	// Unconfirmed is a large answer of a family that nobody can reach, until the family can be reached or an organiser confirms it.
	Unconfirmed State = "unconfirmed"
)

// The faults of answers.
var (
	ErrClosed         = fault.New(fault.Conflict, "answer.closed")
	ErrNoRoomForMore  = fault.New(fault.Conflict, "answer.no_room_for_more")
	ErrLargerThanHall = fault.New(fault.Invalid, "answer.larger_than_hall")
	ErrNobodyComes    = fault.New(fault.Invalid, "answer.nobody")
	ErrConsentNeeded  = fault.New(fault.Invalid, "wishes.consent_needed")
)

// Answer is a family's answer to a session. Only the SQL functions write its table, because they also update the counts
// of the session.
type Answer struct {
	SessionID      uuid.UUID       `gorm:"type:uuid;primaryKey"`
	Session        session.Session `gorm:"foreignKey:SessionID"`
	FamilyID       uuid.UUID       `gorm:"type:uuid;primaryKey"`
	State          State           `gorm:"not null"`
	Company        `gorm:"embedded"`
	Seats          int32 `gorm:"->;not null"`
	WaitingSince   *time.Time
	OfferNo        int16 `gorm:"not null"`
	OfferExpiresAt *time.Time
	CreatedAt      time.Time `gorm:"not null"`
	UpdatedAt      time.Time `gorm:"not null"`
	Version        int32     `gorm:"->;not null"` // a new one with every change
	Wishes         *Wishes   `gorm:"foreignKey:SessionID,FamilyID;references:SessionID,FamilyID"`
	Line           *Line     `gorm:"-"` // how it stands in line; nil unless it waits
}

// Wishes are a family's optional requests for one session. They are deleted when the session is over (P1, P2).
type Wishes struct {
	SessionID       uuid.UUID `gorm:"type:uuid;primaryKey"`
	FamilyID        uuid.UUID `gorm:"type:uuid;primaryKey"`
	ID              uuid.UUID `gorm:"type:uuid;not null;default:gen_random_uuid()"` // new with each writing
	InterpreterLang *string
	Allergies       *string // stored sealed
	AllergiesSealed []byte
	Helps           *string // what helps the child; stored sealed, and only with a guardian's consent
	HelpsSealed     []byte
	ConsentAt       *time.Time // when the guardian consented
	ConsentLang     *string    // the language in which consent was asked
	ConsentWording  *string    // the text that the guardian consented to
	CreatedAt       time.Time  `gorm:"not null"`
}

// API implements the operations of the contract's tag "answer" that identify the caller by a cookie.
type API struct {
	Store *db.Store
}
