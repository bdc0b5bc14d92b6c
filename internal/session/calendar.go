package session

import (
	"strings"
	"time"
	"unicode"

	ics "github.com/arran4/golang-ical"

	"musikkforalle/internal/i18n"
)

// Event is one entry of a calendar: a session, or a volunteer's shift. The same UID stays the same entry in a phone's
// calendar; a higher Revision replaces what the phone has.
type Event struct {
	UID         string
	Revision    int32
	Cancelled   bool
	Start, End  time.Time
	Modified    time.Time
	Summary     string
	Location    string
	Description string
	URL         string
}

// EventOf returns the session as a calendar entry in a language. The session must have its place; modified is the time of
// its last change.
func EventOf(s *Session, c *i18n.Catalogue, baseURL string, modified time.Time) Event {
	return Event{
		UID: "session-" + s.ID.String() + "@musikkforalle", Revision: s.Revision, Cancelled: s.Status == Cancelled,
		Start: s.StartsAt, End: s.EndsAt, Modified: modified,
		Summary:     c.T("page.place.title", "place", s.Place.Name),
		Location:    s.Place.Address(),
		Description: description(s, c),
		URL:         baseURL + "/" + c.Code + "/s/" + s.ID.String(),
	}
}

func description(s *Session, c *i18n.Catalogue) string {
	var lines []string
	if s.Status == Cancelled {
		lines = append(lines, c.T("when.cancelled"))
	}
	lines = append(lines, c.T("app.tagline"), c.T("entrance.title")+": "+s.Door().Text(c))
	return strings.Join(append(lines, i18n.Isolate(s.Place.ContactPhone)+" · "+i18n.Isolate(s.Place.ContactEmail)), "\n")
}

// Calendar writes events as an iCalendar file (RFC 5545). Each is a single event in the local time of location, with a
// VTIMEZONE, so that it is correct across daylight-saving changes. The output is deterministic.
func Calendar(name string, location *time.Location, events []Event) []byte {
	cal := &ics.Calendar{}
	cal.SetVersion("2.0")
	cal.SetProductId("-//Musikk for alle//musikkforalle//NO")
	cal.SetCalscale("GREGORIAN")
	cal.SetXWRCalName(oneLine(name))
	cal.SetXWRTimezone(location.String())
	cal.SetRefreshInterval("PT6H")
	cal.SetXPublishedTTL("PT6H")
	cal.AddVTimezone(timezone(location, events)) // also without events: a calendar has at least one component (section 3.6)
	for _, e := range events {
		cal.AddVEvent(e.component(location))
	}
	return []byte(cal.Serialize(ics.WithNewLine("\r\n")))
}

// localLayout is RFC 5545's DATE-TIME in local time.
const localLayout = "20060102T150405"

func (e Event) component(location *time.Location) *ics.VEvent {
	v := ics.NewEvent(e.UID)
	zone := ics.WithTZID(location.String())
	v.SetProperty(ics.ComponentPropertyDtStart, e.Start.In(location).Format(localLayout), zone)
	v.SetProperty(ics.ComponentPropertyDtEnd, e.End.In(location).Format(localLayout), zone)
	v.SetDtStampTime(e.Modified) // without METHOD it means the same as LAST-MODIFIED (RFC 5545, 3.8.7.2)
	v.SetLastModifiedAt(e.Modified)
	v.SetSequence(int(e.Revision))
	v.SetStatus(ics.ObjectStatusConfirmed)
	if e.Cancelled {
		v.SetStatus(ics.ObjectStatusCancelled)
	}
	v.SetSummary(oneLine(e.Summary))
	v.SetLocation(oneLine(e.Location))
	v.SetDescription(plain(e.Description))
	v.SetURL(oneLine(e.URL))
	return v
}

// plain removes control characters that could start another property (B34). Line breaks stay; the library escapes them.
func plain(text string) string {
	return strings.Map(func(r rune) rune {
		if r != '\n' && (unicode.IsControl(r) || r == '\u2028' || r == '\u2029') {
			return -1
		}
		return r
	}, strings.ToValidUTF8(text, ""))
}

func oneLine(text string) string { return strings.ReplaceAll(plain(text), "\n", " ") }
