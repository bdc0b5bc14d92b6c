package season

import "time"

// Noted is a day with what an organiser should look at.
type Noted struct {
	Day   time.Time
	Notes []Note
}

// Proposal is a list of Saturdays, and those that were skipped on the way, each with why.
type Proposal struct {
	Days    []time.Time
	Skipped []Noted
	school  []SchoolHoliday
}

const (
	apart    = 14 // days between two Saturdays, at least
	patience = 21 // days that a Saturday may give way by; after that its month has none
)

// Propose lists one Saturday a month from one day to another, both included, as midnights in the zone of from. The
// first free Saturday sets which Saturday of the month it is; a Saturday when families are away gives way to the next.
// It is a proposal: the season is the list that the organiser makes of it.
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

// add takes the first free Saturday from one day to another, if there is one.
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

// until leaves out what gave way beyond the end.
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

// saturday is the first Saturday on or after a day.
func saturday(day time.Time) time.Time {
	return day.AddDate(0, 0, int(time.Saturday-day.Weekday()))
}
