package season

import (
	"fmt"
	"time"

	"musikkforalle/api/contract"
	"musikkforalle/internal/fault"
	"musikkforalle/internal/place"
	"musikkforalle/internal/session"
)

const clockLayout = "15:04"

// hours are a wanted date with its start and end.
type hours struct {
	date       string
	start, end time.Time
	capacity   *int32
}

// hoursOf parses a wanted date in the place's time zone (F8). A fault names the field, with the prefix before it.
// Faults: ErrDate, and session.ErrHours unless the end is less than twelve hours after the start.
func hoursOf(p *place.Place, d contract.NewSeasonDate, prefix string) (h hours, err error) {
	h = hours{date: d.Date, capacity: d.Capacity}
	if h.start, err = at(p, d.Date, d.From, prefix+"from"); err != nil {
		return h, err
	}
	if h.end, err = at(p, d.Date, d.To, prefix+"to"); err != nil {
		return h, err
	}
	if !h.end.After(h.start) || h.end.Sub(h.start) >= 12*time.Hour {
		return h, session.ErrHours.With(fault.Field{Field: prefix + "to", Rule: "after"})
	}
	return h, nil
}

// at parses a date and a time of day. It returns ErrDate for one that does not exist (29 February of most years) or
// that a daylight-saving change skips or repeats (B31).
func at(p *place.Place, date, clock, field string) (time.Time, error) {
	t, err := session.LocalTime(*p, date, clock)
	if err != nil {
		return t, ErrDate.With(fault.Field{Field: field, Rule: "day"})
	}
	return t, nil
}

// dayOf parses a date and returns its midnight in the place's time zone.
func dayOf(p *place.Place, date, field string) (time.Time, error) {
	day, err := time.ParseInLocation(time.DateOnly, date, p.Location())
	if err != nil {
		return day, ErrDate.With(fault.Field{Field: field, Rule: "day"})
	}
	return day, nil
}

// hoursOfAll parses the dates of a season. It returns ErrTwice for a repeated date, and the faults of hoursOf.
func (s *planned) hoursOfAll(dates []contract.NewSeasonDate) ([]hours, error) {
	all, known := make([]hours, len(dates)), map[string]bool{}
	for i, d := range dates {
		prefix := fmt.Sprintf("dates.%d.", i)
		if known[d.Date] {
			return nil, ErrTwice.With(fault.Field{Field: prefix + "date", Rule: "twice"})
		}
		known[d.Date] = true
		var err error
		if all[i], err = s.hoursOf(d, prefix); err != nil {
			return nil, err
		}
	}
	return all, nil
}

// hoursOf parses one date of the season. It also returns ErrDate for a date more than a year before or after the
// season's.
func (s *planned) hoursOf(d contract.NewSeasonDate, prefix string) (hours, error) {
	h, err := hoursOf(&s.Place, d, prefix)
	if year := h.start.Year() - int(s.Year); err == nil && (year < -1 || year > 1) {
		err = ErrDate.With(fault.Field{Field: prefix + "date", Rule: "year"})
	}
	return h, err
}
