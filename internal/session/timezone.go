package session

import (
	"fmt"
	"time"

	ics "github.com/arran4/golang-ical"
)

// timezone describes a zone by each change of its clocks from the year before the first event to the year after the
// last. It is exact for every zone, whatever rule its changes follow.
func timezone(location *time.Location, events []Event) *ics.VTimezone {
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

// observance is a stretch of time with one offset, which began at start (zero: it has always been so).
func observance(at, start time.Time) ics.Component {
	name, to := at.Zone()
	from := to
	begin := "19700101T000000"
	if !start.IsZero() {
		_, from = start.Add(-time.Second).Zone()
		// By the clock that was right until then (RFC 5545, 3.6.5).
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

// offset writes seconds east of Greenwich as RFC 5545 does: +0100.
func offset(seconds int) string {
	sign := '+'
	if seconds < 0 {
		sign, seconds = '-', -seconds
	}
	return fmt.Sprintf("%c%02d%02d", sign, seconds/3600, seconds/60%60)
}
