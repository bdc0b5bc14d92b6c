package i18n

import (
	"fmt"
	"strings"
	"time"
)

// dateTable holds a language's names of days and months, date patterns and digits. Browsers and x/text lack several of
// our languages (nn, so, ps, ti, ckb, kmr), so dates.json is generated once and shared by the server and the app.
type dateTable struct {
	WeekdaysLong  []string `json:"weekdaysLong"`
	WeekdaysShort []string `json:"weekdaysShort"`
	MonthsLong    []string `json:"monthsLong"`
	MonthsShort   []string `json:"monthsShort"`
	Date          string   `json:"date"`
	DateYear      string   `json:"dateYear"`
	Time          string   `json:"time"`
	Digits        string   `json:"digits"`
	ListSeparator string   `json:"listSeparator"`
	ListLast      string   `json:"listLast"`
	digits        []rune
}

// Date writes weekday, day and month: "lørdag 5. desember". The time must already be in the place's zone.
func (c *Catalogue) Date(t time.Time) string { return c.fill(c.dates.Date, t) }

// DateYear writes weekday, day, month and year.
func (c *Catalogue) DateYear(t time.Time) string { return c.fill(c.dates.DateYear, t) }

// Weekday writes the day of the week.
func (c *Catalogue) Weekday(t time.Time) string { return c.dates.WeekdaysLong[t.Weekday()] }

// Month writes the month alone.
func (c *Catalogue) Month(t time.Time) string { return c.dates.MonthsLong[t.Month()-1] }

// Time writes the wall clock: "11.30".
func (c *Catalogue) Time(t time.Time) string { return c.fill(c.dates.Time, t) }

// List joins words as the language does: "a, b og c".
func (c *Catalogue) List(words []string) string {
	if len(words) < 2 {
		return strings.Join(words, "")
	}
	last := len(words) - 1
	return strings.Join(words[:last], c.dates.ListSeparator) + c.dates.ListLast + words[last]
}

// Facts joins short facts with a middle dot, or with a comma in languages with Arabic digits, where the dot looks like zero.
func (c *Catalogue) Facts(facts []string) string {
	if c.dates.Digits == "0123456789" {
		return strings.Join(facts, " · ")
	}
	return strings.Join(facts, "، ")
}

// Digits rewrites 0–9 in the digits that the language's readers use.
func (c *Catalogue) Digits(s string) string {
	if c.dates.Digits == "0123456789" {
		return s
	}
	return strings.Map(func(r rune) rune {
		if r >= '0' && r <= '9' {
			return c.dates.digits[r-'0']
		}
		return r
	}, s)
}

func (c *Catalogue) fill(pattern string, t time.Time) string {
	for _, part := range [...][2]string{
		{"{weekday}", c.dates.WeekdaysLong[t.Weekday()]},
		{"{day}", c.Digits(fmt.Sprint(t.Day()))},
		{"{month}", c.dates.MonthsLong[t.Month()-1]},
		{"{year}", c.Digits(fmt.Sprint(t.Year()))},
		{"{hour}", c.Digits(fmt.Sprintf("%02d", t.Hour()))},
		{"{minute}", c.Digits(fmt.Sprintf("%02d", t.Minute()))},
	} {
		pattern = strings.ReplaceAll(pattern, part[0], part[1])
	}
	return pattern
}
