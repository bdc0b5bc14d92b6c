package season

import (
	"time"

	"gorm.io/gorm"
	"gorm.io/gorm/clause"

	"musikkforalle/internal/place"
	"musikkforalle/internal/session"
)

// Of returns the season of a date at a place and creates it, published, if there is none.
func Of(g *gorm.DB, p *place.Place, at time.Time) (*session.Season, error) {
	season := session.Season{PlaceID: p.ID, Status: session.Published, Version: 1}
	season.Year, season.Half = session.HalfOf(p, at)
	once := clause.OnConflict{Columns: []clause.Column{{Name: "place_id"}, {Name: "year"}, {Name: "half"}}, DoNothing: true}
	if err := g.Clauses(once).Create(&season).Error; err != nil {
		return nil, err
	}
	var stored session.Season
	err := g.Where("place_id = ? and year = ? and half = ?", p.ID, season.Year, season.Half).Take(&stored).Error
	return &stored, err
}
