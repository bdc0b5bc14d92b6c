package session

import (
	"time"

	"gorm.io/gorm"
	"gorm.io/gorm/clause"

	"musikkforalle/internal/place"
)

// HalfOf gives the year and half that a date belongs to by the clocks at the place: until July it is spring.
func HalfOf(p *place.Place, at time.Time) (year int16, half string) {
	return HalfOfDay(at.In(p.Location()))
}

// HalfOfDay gives the year and half of a day by its own calendar.
func HalfOfDay(day time.Time) (year int16, half string) {
	if day.Month() <= time.July {
		return int16(day.Year()), Spring
	}
	return int16(day.Year()), Autumn
}

// SeasonOf finds the season of a date at a place, or makes it, published.
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
