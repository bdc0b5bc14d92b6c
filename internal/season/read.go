package season

import (
	"context"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"musikkforalle/api/contract"
	"musikkforalle/internal/i18n"
	"musikkforalle/internal/place"
	"musikkforalle/internal/session"
)

// pastedDates is the rule for a list of dates that an organiser pastes.
var pastedDates = i18n.Text{Field: "text", Most: 4000, Lines: true}

// ReadDates implements POST /api/places/{place}/dates: it reads dates from a pasted text, with what an organiser should check in
// each, and returns what it could not read. Nothing is stored. Faults: nobody, not_found and invalid.
func (a API) ReadDates(ctx context.Context, r contract.ReadDatesRequestObject) (contract.ReadDatesResponseObject, error) {
	p, _, err := place.OfTeam(ctx, a.Store.Gorm, r.Place, place.Organiser)
	if err != nil {
		return nil, err
	}
	text, err := pastedDates.Clean(r.Body.Text)
	if err != nil {
		return nil, err
	}
	season := planned{Season: session.Season{PlaceID: p.ID, Year: int16(r.Body.Year), Half: string(r.Body.Half)}, Place: *p}
	marks, err := season.marker(a.Store.Gorm.WithContext(ctx))
	w := contract.ReadDates200JSONResponse{Dates: []contract.NotedDate{}, Unread: []string{}}
	days, unread := Read(text, int(r.Body.Year))
	for _, day := range days {
		w.Dates = append(w.Dates, contract.NotedDate{Date: day.Format(time.DateOnly), Notes: marks.notes(day)})
	}
	w.Unread = append(w.Unread, unread...)
	return w, err
}

// Read parses dates as people write them, in Norwegian or English: "26. jan / 2. mars / 30. mars", "26.1, 2.3.",
// "2026-03-02", "lør 14. november", "5., 12. og 19. september". A date without a year gets the given year. Read returns
// the days in order, each once, as midnights in UTC, and the parts of the text that it could not parse.
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

// reader parses a text from left to right.
type reader struct {
	year    int
	rest    string
	days    []time.Time
	waiting []string // days whose month is named later: the "5." and "12." of "5., 12. og 19. september"
	unread  []string
	bit     strings.Builder // the unread part that ends here, so far
}

// notations of a date, in the order in which they are tried, with the numbers of their groups. Two-digit years are read
// only where the number cannot mean anything else.
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

// separate skips a separator. It ends the unread part before it, unless the separator is only spaces within a line.
func (r *reader) separate(found string) {
	if strings.TrimSpace(found) != "" || strings.Contains(found, "\n") {
		r.endBit()
	} else if r.bit.Len() > 0 {
		r.bit.WriteString(found)
	}
	r.rest = r.rest[len(found):]
}

// date parses a date at the current position, if there is one, and gives the waiting days its month and year. It
// reports whether there was one.
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

// joined reports whether the text after a number continues it with a dash, dot or slash and a digit, so that the number
// is no year.
func joined(after string) bool {
	return len(after) > 1 && strings.ContainsRune("-./", rune(after[0])) && unicode.IsDigit(rune(after[1]))
}

// add appends the day if it exists in the calendar, in the years 2000 to 2100; else written is unread.
func (r *reader) add(text string, month time.Month, year int, written string) {
	number, _ := strconv.Atoi(text)
	day := time.Date(year, month, number, 0, 0, 0, 0, time.UTC)
	if day.Day() != number || day.Month() != month || day.Year() < 2000 || day.Year() > 2100 {
		r.unread = append(r.unread, strings.TrimSpace(written))
		return
	}
	r.days = append(r.days, day)
}

// skipWord skips a word and adds it to the unread part, unless it is a silent one at the start of the part.
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

// endBit ends the unread part, if there is one, and gives up the waiting days before it.
func (r *reader) endBit() {
	if bit := strings.TrimSpace(r.bit.String()); bit != "" {
		r.giveUp()
		r.unread = append(r.unread, bit)
	}
	r.bit.Reset()
}

// giveUp declares the waiting days unread, because no month follows them.
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

// monthOf returns the month of a name or number, and whether the text is one. A number may be out of range; add refuses
// it.
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
