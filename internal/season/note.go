package season

import (
	"context"
	"time"

	"gorm.io/gorm"

	"musikkforalle/api/contract"
	"musikkforalle/internal/fault"
	"musikkforalle/internal/i18n"
	"musikkforalle/internal/place"
	"musikkforalle/internal/session"
)

// ProposeSeason implements POST /api/places/{place}/season-proposal.
func (a API) ProposeSeason(ctx context.Context, r contract.ProposeSeasonRequestObject) (contract.ProposeSeasonResponseObject, error) {
	p, _, err := place.OfTeam(ctx, a.Store.Gorm, r.Place, place.Organiser)
	if err != nil {
		return nil, err
	}
	from, err := dayOf(p, r.Body.From, "from")
	if err != nil {
		return nil, err
	}
	to, err := dayOf(p, r.Body.To, "to")
	if err != nil {
		return nil, err
	}
	if to.Before(from) || to.After(from.AddDate(2, 0, 0)) {
		return nil, ErrDate.With(fault.Field{Field: "to", Rule: "period"})
	}
	school, err := schoolHolidays(a.Store.Gorm.WithContext(ctx), p.ID)
	proposal := Propose(from, to, school)
	w := contract.ProposeSeason200JSONResponse{Dates: []contract.NotedDate{}, Skipped: wireNoted(proposal.Skipped)}
	for _, day := range proposal.Days {
		w.Dates = append(w.Dates, contract.NotedDate{Date: day.Format(time.DateOnly), Notes: []contract.DateNote{}})
	}
	return w, err
}

// pastedDates is the rule for a list of dates that an organiser pastes.
var pastedDates = i18n.Text{Field: "text", Most: 4000, Lines: true}

// ReadDates implements POST /api/places/{place}/dates.
func (a API) ReadDates(ctx context.Context, r contract.ReadDatesRequestObject) (contract.ReadDatesResponseObject, error) {
	p, _, err := place.OfTeam(ctx, a.Store.Gorm, r.Place, place.Organiser)
	if err != nil {
		return nil, err
	}
	text, err := pastedDates.Clean(r.Body.Text)
	if err != nil {
		return nil, err
	}
	season := held{Season: session.Season{PlaceID: p.ID, Year: int16(r.Body.Year), Half: string(r.Body.Half)}, Place: *p}
	marks, err := season.marker(a.Store.Gorm.WithContext(ctx))
	w := contract.ReadDates200JSONResponse{Dates: []contract.NotedDate{}, Unread: []string{}}
	days, unread := Read(text, int(r.Body.Year))
	for _, day := range days {
		w.Dates = append(w.Dates, contract.NotedDate{Date: day.Format(time.DateOnly), Notes: marks.notes(day)})
	}
	w.Unread = append(w.Unread, unread...)
	return w, err
}

// marker finds what an organiser should check in the dates of a half-year.
type marker struct {
	year   int16
	half   string
	today  string
	school []SchoolHoliday
}

// marker loads what a marker needs: the place's school holidays, and today's date in its time zone.
func (s *held) marker(g *gorm.DB) (m marker, err error) {
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
