// Package answer is what a family says to a session: we are coming with these people, or we are not. Seats, the waiting
// list and offers are settled by SQL functions under the session's row lock (migrations/00004_answers.sql).
package answer

import (
	"time"

	"github.com/google/uuid"

	"musikkforalle/internal/fault"
	"musikkforalle/internal/session"
)

// State of an answer.
type State string

// The states. Coming and Offered hold seats.
const (
	Coming    State = "coming"
	NotComing State = "not_coming"
	Waiting   State = "waiting"
	Offered   State = "offered" // a seat came free and is held until OfferExpiresAt
	Lapsed    State = "lapsed"  // the offer was not answered in time
)

// The faults of answers.
var (
	ErrClosed         = fault.New(fault.Conflict, "answer.closed")
	ErrNoRoomForMore  = fault.New(fault.Conflict, "answer.no_room_for_more")
	ErrLargerThanHall = fault.New(fault.Invalid, "answer.larger_than_hall")
	ErrNobodyComes    = fault.New(fault.Invalid, "answer.nobody")
	ErrConsentNeeded  = fault.New(fault.Invalid, "wishes.consent_needed")
)

// Answer is a family's answer to a session. Rows are written by the SQL functions only, which keep the session's counts.
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
	Wishes         *Wishes   `gorm:"foreignKey:SessionID,FamilyID;references:SessionID,FamilyID"`
}

// Wishes are what a family would like that day. Erased when the session is over (P1, P2).
type Wishes struct {
	SessionID       uuid.UUID `gorm:"type:uuid;primaryKey"`
	FamilyID        uuid.UUID `gorm:"type:uuid;primaryKey"`
	InterpreterLang *string
	Allergies       *string
	Helps           *string    // what helps the child, with the consent of a guardian
	ConsentAt       *time.Time // when the guardian agreed,
	ConsentLang     *string    // in which language,
	ConsentWording  *string    // to which words
	CreatedAt       time.Time  `gorm:"not null"`
}
