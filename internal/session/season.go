package session

import (
	"time"

	"musikkforalle/internal/place"
)

// HalfOf returns the year and half of a time in the place's time zone. January to July is spring.
func HalfOf(p *place.Place, at time.Time) (year int16, half string) {
	return HalfOfDay(at.In(p.Location()))
}

// HalfOfDay returns the year and half of a calendar day.
func HalfOfDay(day time.Time) (year int16, half string) {
	if day.Month() <= time.July {
		return int16(day.Year()), Spring
	}
	return int16(day.Year()), Autumn
}
