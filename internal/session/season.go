package session

import (
	"time"

	"gorm.io/gorm"
	"gorm.io/gorm/clause"

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

// SeasonOf returns the season of a date at a place and creates it, published, if there is none.
func SeasonOf(g *gorm.DB, p *place.Place, at time.Time) (*Season, error) {
	season := Season{PlaceID: p.ID, Status: Published, Version: 1}
	season.Year, season.Half = HalfOf(p, at)
	once := clause.OnConflict{Columns: []clause.Column{{Name: "place_id"}, {Name: "year"}, {Name: "half"}}, DoNothing: true}
	if err := g.Clauses(once).Create(&season).Error; err != nil {
		return nil, err
	}
	var stored Season
	err := g.Where("place_id = ? and year = ? and half = ?", p.ID, season.Year, season.Half).Take(&stored).Error
	return &stored, err
}
