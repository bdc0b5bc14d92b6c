package season

import (
	"time"

	"gorm.io/gorm"

	"musikkforalle/api/contract"
	"musikkforalle/internal/session"
)

// marker finds what an organiser should check in the dates of a half-year.
type marker struct {
	year   int16
	half   string
	today  string
	school []SchoolHoliday
}

// marker loads what a marker needs: the place's school holidays, and today's date in its time zone.
func (s *planned) marker(g *gorm.DB) (m marker, err error) {
	m = marker{year: s.Year, half: s.Half}
	if m.school, err = schoolHolidays(g, s.PlaceID); err != nil {
		return m, err
	}
	err = g.Raw("select to_char(now() at time zone ?, 'YYYY-MM-DD')", s.Place.TimeZone).Row().Scan(&m.today)
	return m, err
}

func (m marker) notes(day time.Time) []contract.DateNote {
	notes := []contract.DateNote{}
	add := func(odd bool, note Note) {
		if odd {
			notes = append(notes, contract.DateNote(note))
		}
	}
	year, half := session.HalfOfDay(day)
	add(day.Weekday() != time.Saturday, NotSaturday)
	add(year != m.year || half != m.half, Outside)
	add(day.Format(time.DateOnly) < m.today, Past)
	reason := away(day, m.school)
	add(reason != "", reason)
	return notes
}

func wireNoted(days []Noted) []contract.NotedDate {
	w := make([]contract.NotedDate, len(days))
	for i, d := range days {
		w[i] = contract.NotedDate{Date: d.Day.Format(time.DateOnly), Notes: []contract.DateNote{}}
		for _, note := range d.Notes {
			w[i].Notes = append(w[i].Notes, contract.DateNote(note))
		}
	}
	return w
}
