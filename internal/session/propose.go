package session

import "time"

// Propose lists one Saturday a month from one day to another, both included, as midnights in the zone of from. The
// first free Saturday sets which Saturday of the month it is; a Saturday when families are away gives way to the next.
// It is a proposal: the season is the list that the organiser makes of it.
func Propose(from, to time.Time) []time.Time {
	first := free(saturday(midnight(from)))
	week := min((first.Day()-1)/7, 3) // every month has four Saturdays
	var days []time.Time
	for day, month := first, 0; !day.After(to); {
		days = append(days, day)
		month++
		begin := time.Date(first.Year(), first.Month()+time.Month(month), 1, 0, 0, 0, 0, first.Location())
		day = free(saturday(begin).AddDate(0, 0, 7*week))
	}
	return days
}

func midnight(t time.Time) time.Time {
	return time.Date(t.Year(), t.Month(), t.Day(), 0, 0, 0, 0, t.Location())
}

// saturday is the first Saturday on or after a day.
func saturday(day time.Time) time.Time {
	return day.AddDate(0, 0, int(time.Saturday-day.Weekday()))
}

// free is the first Saturday from this one on when families are not away.
func free(day time.Time) time.Time {
	for away(day) {
		day = day.AddDate(0, 0, 7)
	}
	return day
}

// away says whether a Saturday is a Norwegian public holiday (lov om helligdager; 1 May and 17 May), the eve of Easter
// or Whitsun, or in the Christmas holidays.
func away(day time.Time) bool {
	switch _, month, date := day.Date(); {
	case month == time.December && date >= 22, month == time.January && date <= 3:
		return true
	case month == time.May && (date == 1 || date == 17):
		return true
	}
	sunday := easter(day.Year(), day.Location())
	return day.Equal(sunday.AddDate(0, 0, -1)) || day.Equal(sunday.AddDate(0, 0, 48))
}

// easter is Easter Sunday of a year, by the Gregorian computus of Meeus, Jones and Butcher.
func easter(year int, location *time.Location) time.Time {
	a, b, c := year%19, year/100, year%100
	d, e := b/4, b%4
	g := (8*b + 13) / 25
	h := (19*a + b - d - g + 15) % 30
	i, k := c/4, c%4
	l := (32 + 2*e + 2*i - h - k) % 7
	m := (a + 11*h + 19*l) / 433
	month := (h + l - 7*m + 90) / 25
	day := (h + l - 7*m + 33*month + 19) % 32
	return time.Date(year, time.Month(month), day, 0, 0, 0, 0, location)
}
