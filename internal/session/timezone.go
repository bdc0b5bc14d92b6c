package session

import (
	"fmt"
	"time"

	ics "github.com/arran4/golang-ical"
)

// timezone returns a VTIMEZONE with every offset change of a zone from the year before the first event to the year after the
// last. It lists changes instead of a rule, so it is exact for every zone. Without events it says what held in 1970.
func timezone(location *time.Location, events []Event) *ics.VTimezone {
	if len(events) == 0 {
		events = []Event{{Start: time.Unix(0, 0), End: time.Unix(0, 0)}}
	}
	first, last := events[0].Start, events[0].End
	for _, e := range events {
		if e.Start.Before(first) {
			first = e.Start
		}
		if e.End.After(last) {
			last = e.End
		}
	}
	zone := ics.NewTimezone(location.String())
	at, until := first.AddDate(-1, 0, 0).In(location), last.AddDate(1, 0, 0)
	for !at.IsZero() && at.Before(until) {
		start, end := at.ZoneBounds()
		zone.Components = append(zone.Components, observance(at, start))
		at = end
	}
	return zone
}

// observance is a period with one UTC offset. It began at start; the zero time means that it has always been so.
func observance(at, start time.Time) ics.Component {
	name, to := at.Zone()
	from := to
	begin := "19700101T000000"
	if !start.IsZero() {
		_, from = start.Add(-time.Second).Zone()
		// In the local time before the change (RFC 5545, section 3.6.5).
		begin = start.In(time.FixedZone("", from)).Format(localLayout)
	}
	properties := ics.ComponentBase{}
	properties.AddProperty(ics.ComponentPropertyDtStart, begin)
	properties.AddProperty(ics.ComponentProperty(ics.PropertyTzoffsetfrom), offset(from))
	properties.AddProperty(ics.ComponentProperty(ics.PropertyTzoffsetto), offset(to))
	properties.AddProperty(ics.ComponentProperty(ics.PropertyTzname), name)
	if at.IsDST() {
		return &ics.Daylight{ComponentBase: properties}
	}
	return &ics.Standard{ComponentBase: properties}
}

// offset formats seconds east of UTC as RFC 5545 does: +0100.
func offset(seconds int) string {
	sign := '+'
	if seconds < 0 {
		sign, seconds = '-', -seconds
	}
	return fmt.Sprintf("%c%02d%02d", sign, seconds/3600, seconds/60%60)
}
