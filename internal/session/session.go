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
	ClosedAt  *time.Time // its report was closed: nothing that was counted changes any more
	Version   int32      `gorm:"not null"` // raised at every change of the plan (If-Match)
	GoalText  string     `gorm:"not null"` // what it should come to, in words
	CreatedAt time.Time  `gorm:"not null"`
}

// Halves of a year, and whether a season is shown to families.
const (
	Spring    = "spring"
	Autumn    = "autumn"
	Draft     = "draft"
	Published = "published"
)

// Session is one Saturday's gathering at a place. Its counts are kept by SQL functions only.
type Session struct {
	ID              uuid.UUID   `gorm:"type:uuid;primaryKey;default:gen_random_uuid()"`
	PlaceID         uuid.UUID   `gorm:"type:uuid;not null"`
	Place           place.Place `gorm:"foreignKey:PlaceID"` // filled where the function that reads it says so
	SeasonID        uuid.UUID   `gorm:"type:uuid;not null"`
	StartsAt        time.Time   `gorm:"not null"`
	EndsAt          time.Time   `gorm:"not null"`
	Status          string      `gorm:"not null"` // Open or Cancelled
	Reason          *string     // of a cancellation: illness, venue, weather, holiday, other
	Capacity        *int32      // heads; nil: no limit
	SeatsTaken      int32       `gorm:"not null"`
	FamiliesComing  int32       `gorm:"not null"`
	FamiliesWaiting int32       `gorm:"not null"`
	DoorKind        *string     // nil: the place's usual door
	DoorName        *string
	DoorFloor       *int16
	Revision        int32 `gorm:"not null"`
	MovedFrom       *time.Time
	CreatedAt       time.Time `gorm:"not null"`
}

// A session is open until it is cancelled; that it is over, its hours say.
const (
	Open      = "open"
	Cancelled = "cancelled"
)

// Door is the way in that day; it needs the session's place.
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

// Local gives the start and end by the clocks at the place; it needs the session's place.
func (s *Session) Local() (start, end time.Time) {
	location := s.Place.Location()
	return s.StartsAt.In(location), s.EndsAt.In(location)
}
