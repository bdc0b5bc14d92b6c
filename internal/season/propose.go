package season

import (
	"context"
	"time"

	"musikkforalle/api/contract"
	"musikkforalle/internal/fault"
	"musikkforalle/internal/place"
)

// Noted is a day with the notes that an organiser should check.
type Noted struct {
	Day   time.Time
	Notes []Note
}

// Proposal is a list of Saturdays, and of the Saturdays that were skipped, each with the reason.
type Proposal struct {
	Days    []time.Time
	Skipped []Noted
	school  []SchoolHoliday
}

const (
	apart    = 14 // least number of days between two proposed Saturdays
	patience = 21 // most days by which a Saturday may be postponed; after that its month gets none
)

// ProposeSeason implements POST /api/places/{place}/season-proposal: it proposes one Saturday a month between two days, two
// years at most, and lists the Saturdays that it skipped because of holidays. Nothing is stored. Faults: nobody, not_found and
// season.date.
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

// Propose returns one Saturday a month between two days, both included, as midnights in the time zone of from. The
// first Saturday that is no holiday decides which Saturday of the month is proposed, the fourth at most; one on which
// families are away is postponed by a week, up to three times. The organiser may change the list.
func Propose(from, to time.Time, school []SchoolHoliday) Proposal {
	p := Proposal{school: school}
	first := saturday(midnight(from))
	for !p.add(first, first) {
		if first = first.AddDate(0, 0, 7); first.After(to) {
			return p.until(to)
		}
	}
	first = p.Days[0]
	week := min((first.Day()-1)/7, 3) // every month has four Saturdays
	for month := 1; ; month++ {
		begin := time.Date(first.Year(), first.Month()+time.Month(month), 1, 0, 0, 0, 0, first.Location())
		wanted := saturday(begin).AddDate(0, 0, 7*week)
		if wanted.After(to) {
			return p.until(to)
		}
		p.add(wanted, wanted.AddDate(0, 0, patience))
	}
}

// add appends the first Saturday between two days that is no holiday and far enough from the one before. It reports
// whether there is one.
func (p *Proposal) add(wanted, last time.Time) bool {
	for day := wanted; !day.After(last); day = day.AddDate(0, 0, 7) {
		if note := away(day, p.school); note != "" {
			p.Skipped = append(p.Skipped, Noted{day, []Note{note}})
			continue
		}
		if n := len(p.Days); n == 0 || !day.Before(p.Days[n-1].AddDate(0, 0, apart)) {
			p.Days = append(p.Days, day)
			return true
		}
	}
	return false
}

// until removes the days after the end, to which a Saturday may have been postponed.
func (p Proposal) until(to time.Time) Proposal {
	for n := len(p.Days); n > 0 && p.Days[n-1].After(to); n-- {
		p.Days = p.Days[:n-1]
	}
	for n := len(p.Skipped); n > 0 && p.Skipped[n-1].Day.After(to); n-- {
		p.Skipped = p.Skipped[:n-1]
	}
	return p
}

func midnight(t time.Time) time.Time {
	return time.Date(t.Year(), t.Month(), t.Day(), 0, 0, 0, 0, t.Location())
}

// saturday returns the first Saturday on or after a day.
func saturday(day time.Time) time.Time {
	return day.AddDate(0, 0, int(time.Saturday-day.Weekday()))
}
