package season

import "time"

// Note is a reason why an organiser should check a date before using it, under the contract's name.
type Note string

// Notes about the date itself, and about public holidays: the days of lov om helligdager that fall on a Saturday or
// make a long weekend on which families are away.
const (
	NotSaturday Note = "not_saturday"
	Outside     Note = "outside" // of the season's half year
	Past        Note = "past"

	Christmas       Note = "christmas" // 22 December to 3 January
	Easter          Note = "easter"
	LabourDay       Note = "labour_day"
	ConstitutionDay Note = "constitution_day"
	Ascension       Note = "ascension"
	Whitsun         Note = "whitsun"
)

var schoolNotes = map[string]Note{
	"winter": "school_winter", "easter": "school_easter", "summer": "school_summer",
	"autumn": "school_autumn", "christmas": "school_christmas", "other": "school_free",
}

// away returns why families are likely to be away on a day, a public or a school holiday, or "" if they are not.
func away(day time.Time, school []SchoolHoliday) Note {
	if note := publicHoliday(day); note != "" {
		return note
	}
	date := day.Format(time.DateOnly)
	for _, h := range school {
		if date >= h.FirstDay.Format(time.DateOnly) && date <= h.LastDay.Format(time.DateOnly) {
			return schoolNotes[h.Kind]
		}
	}
	return ""
}

// publicHoliday returns the note of the holiday on a day, or "". It covers the eves of Easter and Whitsun, the Saturday
// after Ascension Day, 22 December to 3 January, and 1 and 17 May with the weekends that they make long.
func publicHoliday(day time.Time) Note {
	if month, date := day.Month(), day.Day(); month == time.December && date >= 22 || month == time.January && date <= 3 {
		return Christmas
	}
	sunday := easter(day.Year())
	for after, note := range map[int]Note{-1: Easter, 41: Ascension, 48: Whitsun} {
		if sameDay(day, sunday.AddDate(0, 0, after)) {
			return note
		}
	}
	switch {
	case longWeekend(day, 1):
		return LabourDay
	case longWeekend(day, 17):
		return ConstitutionDay
	}
	return ""
}

// longWeekend reports whether a day is the given date of May, or the Saturday after it if it is a Friday, or before it
// if it is a Monday.
func longWeekend(day time.Time, ofMay int) bool {
	holiday := time.Date(day.Year(), time.May, ofMay, 0, 0, 0, 0, time.UTC)
	switch holiday.Weekday() {
	case time.Friday:
		return sameDay(day, holiday) || sameDay(day, holiday.AddDate(0, 0, 1))
	case time.Monday:
		return sameDay(day, holiday) || sameDay(day, holiday.AddDate(0, 0, -2))
	}
	return sameDay(day, holiday)
}

func sameDay(a, b time.Time) bool { return a.Format(time.DateOnly) == b.Format(time.DateOnly) }

// easter returns Easter Sunday of a year, by the Gregorian computus of Meeus, Jones and Butcher.
func easter(year int) time.Time {
	a, b, c := year%19, year/100, year%100
	d, e := b/4, b%4
	g := (8*b + 13) / 25
	h := (19*a + b - d - g + 15) % 30
	i, k := c/4, c%4
	l := (32 + 2*e + 2*i - h - k) % 7
	m := (a + 11*h + 19*l) / 433
	month := (h + l - 7*m + 90) / 25
	day := (h + l - 7*m + 33*month + 19) % 32
	return time.Date(year, time.Month(month), day, 0, 0, 0, 0, time.UTC)
}
