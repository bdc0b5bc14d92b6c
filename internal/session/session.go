// Package session is one Saturday's gathering: when, whether it is still open, and by which door.
package session

import (
	"time"

	"github.com/google/uuid"

	"musikkforalle/internal/place"
)

// Season is a list of dates at a place, named by its half of the year ("Våren 2019").
type Season struct {
	ID        uuid.UUID  `gorm:"type:uuid;primaryKey;default:gen_random_uuid()"`
	PlaceID   uuid.UUID  `gorm:"type:uuid;not null"`
	Year      int16      `gorm:"not null"`
	Half      string     `gorm:"not null"` // Spring or Autumn
	Status    string     `gorm:"not null"` // Draft or Published
	ClosedAt  *time.Time // when its report was closed; after that no count changes
	Version   int32      `gorm:"not null"` // raised at every change of the plan (If-Match)
	GoalText  string     `gorm:"not null"` // the organisers' goal, in words
	CreatedAt time.Time  `gorm:"not null"`
}

// Values of Season.Half and Season.Status. Families see published seasons only.
const (
	Spring    = "spring"
	Autumn    = "autumn"
	Draft     = "draft"
	Published = "published"
)

// Session is one Saturday's gathering at a place. Only SQL functions write its counts.
type Session struct {
	ID              uuid.UUID   `gorm:"type:uuid;primaryKey;default:gen_random_uuid()"`
	PlaceID         uuid.UUID   `gorm:"type:uuid;not null"`
	Place           place.Place `gorm:"foreignKey:PlaceID"` // loaded where the reading function says so
	SeasonID        uuid.UUID   `gorm:"type:uuid;not null"`
	StartsAt        time.Time   `gorm:"not null"`
	EndsAt          time.Time   `gorm:"not null"`
	Status          string      `gorm:"not null"` // Open or Cancelled
	Reason          *string     // of a cancellation: illness, venue, weather, holiday, other
	Capacity        *int32      // heads; nil: no limit
	SeatsTaken      int32       `gorm:"not null"`
	FamiliesComing  int32       `gorm:"not null"`
	FamiliesWaiting int32       `gorm:"not null"`
	// FamiliesTooLarge counts those of FamiliesWaiting with more people than there is room for: they block nobody.
	FamiliesTooLarge int32   `gorm:"not null"`
	DoorKind         *string // nil: the place's usual door
	DoorName         *string
	DoorFloor        *int16
	Revision         int32 `gorm:"not null"`
	MovedFrom        *time.Time
	CreatedAt        time.Time `gorm:"not null"`
}

// Values of Session.Status. A session that is over stays open; its hours tell that it is over.
const (
	Open      = "open"
	Cancelled = "cancelled"
)

// Door returns the way in on that day. The session must have its place.
func (s *Session) Door() place.Door {
	door := s.Place.Door()
	if s.DoorKind == nil {
		return door
	}
	door.Kind, door.Name, door.Floor = *s.DoorKind, "", s.DoorFloor
	if s.DoorName != nil {
		door.Name = *s.DoorName
	}
	return door
}

// SeatsOpen returns how many people of a family that has not answered get seats at once, nil for any number: none while
// families wait whom it may not pass. Seats that are offered count as taken. The session must have its place.
func (s *Session) SeatsOpen() *int32 {
	if s.Capacity == nil {
		return nil
	}
	if s.FamiliesWaiting > s.FamiliesTooLarge && !s.Place.SmallerMayPass {
		return new(int32(0))
	}
	return new(max(*s.Capacity-s.SeatsTaken, 0))
}

// Local returns start and end in the place's time zone. The session must have its place.
func (s *Session) Local() (start, end time.Time) {
	location := s.Place.Location()
	return s.StartsAt.In(location), s.EndsAt.In(location)
}
