package flyer

import (
	"fmt"
	"net/url"
	"slices"
	"strings"

	"musikkforalle/internal/i18n"
	"musikkforalle/internal/partner"
	"musikkforalle/internal/place"
	"musikkforalle/internal/session"
)

// rendition is an edition in a reader's language. text may be in another one: the source's.
type rendition struct {
	*edition
	c    *i18n.Catalogue
	text Text
	base string
	via  string
}

// sheet renders the edition into words, for paper and picture.
func (l *rendition) sheet() Sheet {
	sheet := Sheet{
		Lang: l.c.HTMLLang(), RTL: l.c.Dir() == "rtl",
		Title: l.c.T("page.place.title", "place", l.Name), Lead: l.text.Title,
		Sections: l.sections(),
		Season:   l.season(), Time: l.hours(l.usual()),
		PlaceHeading: l.c.T("flyer.where"), PlaceName: l.Venue,
		Address: fmt.Sprintf("%s, %s %s", l.Street, l.Postcode, l.Town), Door: strings.Join(l.Door().Parts(l.c), "\n"),
		ContactHeading: l.c.T("flyer.contact"), Contact: i18n.PhoneText(l.ContactPhone) + "\n" + l.ContactEmail,
		QRURL: l.placeURL(), QRLabel: l.c.T("flyer.scan"),
		Partners: l.credits(), Thanks: l.text.Thanks, ReviewNote: l.reviewNote(),
	}
	for i := range l.Saturdays {
		sheet.Dates = append(sheet.Dates, l.ticket(&l.Saturdays[i]))
	}
	if door := l.newDoor(); door != "" {
		sheet.NewDoor = l.c.T("entrance.new") + "\n" + door
	}
	if next := l.next(); next != nil {
		start, _ := next.Local()
		sheet.Next = l.c.Date(start) + "\n" + l.hours(next)
	}
	return sheet
}

// sections returns the sections that have a text.
func (l *rendition) sections() (sections []Section) {
	for _, s := range []Section{
		{Body: l.text.What},
		{Heading: l.c.T("flyer.who"), Body: l.text.Who},
		{Heading: l.c.T("flyer.happens"), Body: l.text.Happens},
	} {
		if s.Body != "" {
			sections = append(sections, s)
		}
	}
	return sections
}

// season is the heading over the dates: "Datoer Våren 2019".
func (l *rendition) season() string {
	var names []string
	for i := range l.Saturdays {
		year, half := session.HalfOf(&l.Place, l.Saturdays[i].StartsAt)
		if name := l.c.T("season."+half, "year", year); !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	if len(names) == 0 {
		return l.c.T("place.none")
	}
	return l.c.T("flyer.dates", "season", l.c.List(names))
}

// usual returns the Saturday whose hours are shown as the season's: the next one, else the first; nil in an empty season.
func (l *rendition) usual() *saturday {
	if next := l.next(); next != nil || len(l.Saturdays) == 0 {
		return next
	}
	return &l.Saturdays[0]
}

// hours returns the time range of a Saturday.
func (l *rendition) hours(s *saturday) string {
	if s == nil {
		return ""
	}
	start, end := s.Local()
	return l.c.T("flyer.time", "from", l.c.Time(start), "to", l.c.Time(end))
}

// ownHours returns the time range of a Saturday if it differs from the usual one, else "".
func (l *rendition) ownHours(s *saturday) string {
	if hours := l.hours(s); hours != l.hours(l.usual()) {
		return hours
	}
	return ""
}

func (l *rendition) ticket(s *saturday) Ticket {
	start, _ := s.Local()
	t := Ticket{Weekday: l.c.Weekday(start), Day: l.c.Digits(fmt.Sprint(start.Day())), Month: l.c.Month(start)}
	if s.Status == session.Cancelled {
		t.Cancelled = l.c.T("flyer.cancelled")
	} else {
		t.Time = l.ownHours(s)
	}
	return t
}

// newDoor returns the door of the next Saturday if it is not the usual one, else "".
func (l *rendition) newDoor() string {
	next := l.next()
	if next == nil {
		return ""
	}
	door := next.Door()
	if door.Same(l.Door()) {
		return ""
	}
	start, _ := next.Local()
	return l.c.Date(start) + ": " + door.Text(l.c)
}

// Door returns the place's usual door. It shadows the sessions' doors.
func (l *rendition) Door() place.Door { return l.Place.Door() }

// credits name the partners, one line a role.
func (l *rendition) credits() string {
	var lines []string
	for _, role := range []string{partner.With, partner.Thanks} {
		if names := l.partners(role); len(names) > 0 {
			lines = append(lines, l.c.T("flyer."+role)+": "+strings.Join(names, " · "))
		}
	}
	return strings.Join(lines, "\n")
}

func (l *rendition) reviewNote() string {
	var notes []string
	for _, key := range l.Flyer.review(&l.text) {
		notes = append(notes, l.c.T(key))
	}
	return strings.Join(notes, " ")
}

// placeURL returns the address in the QR code: the place's page with the distributor's word.
func (l *rendition) placeURL() string { return l.base + l.placePath() + l.query() }

// placePath is the place's page in the app, which does not speak easy Norwegian.
func (l *rendition) placePath() string { return "/" + appLang(l.c.Code) + "/p/" + l.Slug }

// path is the flyer's own page in a language.
func (l *rendition) path(lang string) string { return "/" + lang + "/p/" + l.Slug + "/flyer" }

func (l *rendition) query() string {
	if l.via == "" {
		return ""
	}
	return "?via=" + url.QueryEscape(l.via)
}

func appLang(code string) string {
	if code == i18n.Easy {
		return "nb"
	}
	return code
}
