package season

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"
)

// Read reads dates as people write them, in Norwegian or English: "26. jan / 2. mars / 30. mars", "26.1, 2.3.",
// "2026-03-02", "lør 14. november", "5., 12. og 19. september". A date that says no year is of the given one. It returns
// the days in order, each once, as midnights in UTC, and the bits that it could not read.
func Read(text string, year int) (days []time.Time, unread []string) {
	r := reader{year: year, rest: text}
	for r.rest != "" {
		r.step()
	}
	r.endBit()
	r.giveUp()
	slices.SortFunc(r.days, time.Time.Compare)
	return slices.CompactFunc(r.days, time.Time.Equal), r.unread
}

// reader walks through a text from left to right.
type reader struct {
	year    int
	rest    string
	days    []time.Time
	waiting []string // days of a month that is still to be named: the "5." and "12." of "5., 12. og 19. september"
	unread  []string
	bit     strings.Builder // what could not be read, until something can
}

// The notations of a date, each with its groups in the order day, month, year. Two-digit years stand only where nothing
// else can be meant.
var notations = []struct {
	pattern          *regexp.Regexp
	day, month, year int
}{
	{regexp.MustCompile(`^(\d{4})[-./](\d{1,2})[-./](\d{1,2})\b`), 3, 2, 1},                                       // 2026-03-02
	{regexp.MustCompile(`^(\d{1,2})[-./](\d{1,2})[-./](\d{4}|\d{2})\b`), 1, 2, 3},                                 // 2.3.2026, 2/3-26
	{regexp.MustCompile(`^(\d{1,2})[./](\d{1,2})\b()\.?`), 1, 2, 3},                                               // 2.3. or 2/3
	{regexp.MustCompile(`^(?i)(\d{1,2})(?:\.|st|nd|rd|th)?\s*(?:of\s+)?(\p{L}+)\.?(?:,?\s+(\d{4})\b)?`), 1, 2, 3}, // 2. mars 2026
	{regexp.MustCompile(`^(?i)(\p{L}+)\.?\s+(\d{1,2})(?:st|nd|rd|th)?\b(?:,?\s+(\d{4})\b)?`), 2, 1, 3},            // March 2, 2026
}

var (
	clock     = regexp.MustCompile(`^(?i)(?:kl(?:\.|okka|okken)?\s*\d{1,2}(?:[.:]\d{2})?|\d{1,2}:\d{2})(?:\s*[-–]\s*\d{1,2}(?:[.:]\d{2})?)?`)
	bareDay   = regexp.MustCompile(`^(\d{1,2})\.?(?:\s*(?:[,&+/–-]|(?i:og|and)\s))`)
	separator = regexp.MustCompile(`^(?:[\s,;/|•·&+.–-]|(?i:og|and)\b)+`)
	word      = regexp.MustCompile(`^(?:[\p{L}\p{M}]+|\d+|.)`)
)

func (r *reader) step() {
	if found := separator.FindString(r.rest); found != "" {
		r.separate(found)
		return
	}
	if found := clock.FindString(r.rest); found != "" {
		r.rest = r.rest[len(found):]
		return
	}
	if r.date() {
		return
	}
	if found := bareDay.FindStringSubmatch(r.rest); found != nil && r.bit.Len() == 0 {
		r.waiting = append(r.waiting, found[1])
		r.rest = strings.TrimPrefix(r.rest[len(found[1]):], ".")
		return
	}
	r.skipWord()
}

// separate ends what stands before a separator; a bit of words may go on over spaces.
func (r *reader) separate(found string) {
	if strings.TrimSpace(found) != "" || strings.Contains(found, "\n") {
		r.endBit()
	} else if r.bit.Len() > 0 {
		r.bit.WriteString(found)
	}
	r.rest = r.rest[len(found):]
}

// date takes the date that stands here, if one does, and gives the days that wait their month.
func (r *reader) date() bool {
	for _, n := range notations {
		found := n.pattern.FindStringSubmatch(r.rest)
		if found == nil {
			continue
		}
		month, known := monthOf(found[n.month])
		if !known {
			continue
		}
		r.endBit()
		year, text := r.yearOf(found[n.year]), found[0]
		if after := r.rest[len(text):]; found[n.year] != "" && joined(after) {
			year, text = r.year, strings.TrimRight(strings.TrimSuffix(text, found[n.year]), ", ") // "26. jan 2019-03-02": the year is the next date's
		}
		if n.day == 1 {
			for _, waiting := range r.waiting {
				r.add(waiting, month, year, waiting)
			}
			r.waiting = nil
		}
		r.add(found[n.day], month, year, text)
		r.rest = r.rest[len(text):]
		return true
	}
	return false
}

// joined says whether a number goes on behind a dash or dot, so that it is no year.
func joined(after string) bool {
	return len(after) > 1 && strings.ContainsRune("-./", rune(after[0])) && unicode.IsDigit(rune(after[1]))
}

// add keeps a day that there is; 29 February of most years there is not.
func (r *reader) add(text string, month time.Month, year int, written string) {
	number, _ := strconv.Atoi(text)
	day := time.Date(year, month, number, 0, 0, 0, 0, time.UTC)
	if day.Day() != number || day.Month() != month || day.Year() < 2000 || day.Year() > 2100 {
		r.unread = append(r.unread, strings.TrimSpace(written))
		return
	}
	r.days = append(r.days, day)
}

// skipWord passes a word: silently when it says nothing about the day.
func (r *reader) skipWord() {
	found := word.FindString(r.rest)
	if found == "" { // not UTF-8
		_, size := utf8.DecodeRuneInString(r.rest)
		found = r.rest[:size]
	}
	r.rest = r.rest[len(found):]
	if r.bit.Len() > 0 || !silent[strings.ToLower(found)] {
		r.bit.WriteString(found)
	}
}

// endBit closes a bit that could not be read. Numbers before it were no days.
func (r *reader) endBit() {
	if bit := strings.TrimSpace(r.bit.String()); bit != "" {
		r.giveUp()
		r.unread = append(r.unread, bit)
	}
	r.bit.Reset()
}

// giveUp says that the month of days will not come.
func (r *reader) giveUp() {
	r.unread = append(r.unread, r.waiting...)
	r.waiting = nil
}

func (r *reader) yearOf(text string) int {
	year, err := strconv.Atoi(text)
	switch {
	case err != nil:
		return r.year
	case len(text) == 2:
		return 2000 + year
	}
	return year
}

// monthOf knows a month by its name; a number is meant as one, whether or not there is such a month.
func monthOf(text string) (time.Month, bool) {
	if n, err := strconv.Atoi(text); err == nil {
		return time.Month(n), true
	}
	month, known := months[strings.ToLower(text)]
	return month, known
}

var months, silent = map[string]time.Month{}, map[string]bool{}

func init() {
	for i, names := range []string{
		"jan januar january", "feb februar february", "mar mars march", "apr april", "mai may", "jun juni june",
		"jul juli july", "aug august", "sep sept september", "okt oktober oct october", "nov november", "des desember dec december",
	} {
		for _, name := range strings.Fields(names) {
			months[name] = time.Month(i + 1)
		}
	}
	for _, name := range strings.Fields(`den the på i in on of fra til from to at dato datoer datoar dates lør lørdag lørdager lørdagene lau laurdag laurdagar
		sat saturday saturdays søn søndag sundag sun sunday man mandag måndag mån mon monday tir tirsdag tys tysdag tue tuesday
		ons onsdag wed wednesday tor torsdag thu thursday fre fredag fri friday`) {
		silent[name] = true
	}
}
