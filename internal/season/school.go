package season

import (
	"context"
	"fmt"
	"time"

	"github.com/google/uuid"
	"gorm.io/gorm"

	"musikkforalle/api/contract"
	"musikkforalle/internal/db"
	"musikkforalle/internal/fault"
	"musikkforalle/internal/place"
)

// SchoolHoliday is a holiday of the schools around a place, as its organisers entered it. Both days are included.
type SchoolHoliday struct {
	PlaceID  uuid.UUID `gorm:"type:uuid;primaryKey"`
	FirstDay time.Time `gorm:"type:date;primaryKey"`
	Kind     string    `gorm:"primaryKey"` // winter, easter, summer, autumn, christmas, other
	LastDay  time.Time `gorm:"type:date;not null"`
}

// GetSchoolHolidays implements GET /api/places/{place}/school-holidays: it lists the holidays of the schools around a place, for
// its organisers. Faults: nobody and not_found.
func (a API) GetSchoolHolidays(ctx context.Context, r contract.GetSchoolHolidaysRequestObject) (contract.GetSchoolHolidaysResponseObject, error) {
	g := a.Store.Gorm.WithContext(ctx)
	p, _, err := place.OfTeam(ctx, g, r.Place, place.Organiser)
	if err != nil {
		return nil, err
	}
	holidays, err := schoolHolidays(g, p.ID)
	w := make(contract.GetSchoolHolidays200JSONResponse, len(holidays))
	for i, h := range holidays {
		w[i] = contract.SchoolHoliday{Kind: contract.SchoolHolidayKind(h.Kind), From: h.FirstDay.Format(time.DateOnly), To: h.LastDay.Format(time.DateOnly)}
	}
	return w, err
}

// SetSchoolHolidays implements PUT /api/places/{place}/school-holidays: it replaces the holidays of the schools around a place,
// for its organisers, and returns the place's settings. Faults: nobody, not_found, place.changed, season.date and season.twice.
func (a API) SetSchoolHolidays(ctx context.Context, r contract.SetSchoolHolidaysRequestObject) (contract.SetSchoolHolidaysResponseObject, error) {
	w, err := SetSchoolHolidays(ctx, a.Store, r.Place, db.Seen(r.Params.IfMatch), r.Body.Holidays)
	return contract.SetSchoolHolidays200JSONResponse(w), err
}

// SetSchoolHolidays stores the holidays of the schools around a place that the caller organises, and returns its settings.
func SetSchoolHolidays(ctx context.Context, store *db.Store, slug string, seen int32, wanted []contract.SchoolHoliday) (contract.PlaceSettings, error) {
	return place.EditSettings(ctx, store, slug, seen, func(tx *db.Tx, p *place.Place) ([]string, error) {
		holidays, err := holidaysOf(p.ID, wanted)
		if err != nil {
			return nil, err
		}
		if err := tx.DB.Where("place_id = ?", p.ID).Delete(&SchoolHoliday{}).Error; err != nil {
			return nil, err
		}
		if len(holidays) > 0 {
			err = tx.DB.Create(&holidays).Error
		}
		if constraint, _ := db.Violation(err); constraint == "school_holidays_pkey" {
			return nil, ErrTwice.Wrap(err)
		}
		return []string{"school_holidays"}, err
	})
}

// schoolHolidays returns the holidays of the schools around a place, by their first day.
func schoolHolidays(g *gorm.DB, id uuid.UUID) (holidays []SchoolHoliday, err error) {
	return holidays, g.Where("place_id = ?", id).Order("first_day, kind").Find(&holidays).Error
}

// holidaysOf parses the list. It returns ErrDate for a day that does not exist and for a holiday that ends before it
// begins or is longer than six months.
func holidaysOf(id uuid.UUID, wanted []contract.SchoolHoliday) ([]SchoolHoliday, error) {
	holidays := make([]SchoolHoliday, len(wanted))
	for i, h := range wanted {
		first, err := time.Parse(time.DateOnly, h.From)
		last, errLast := time.Parse(time.DateOnly, h.To)
		if err != nil || errLast != nil || last.Before(first) || last.After(first.AddDate(0, 6, 0)) {
			return nil, ErrDate.With(fault.Field{Field: fmt.Sprintf("holidays.%d.to", i), Rule: "period"})
		}
		holidays[i] = SchoolHoliday{PlaceID: id, Kind: string(h.Kind), FirstDay: first, LastDay: last}
	}
	return holidays, nil
}
