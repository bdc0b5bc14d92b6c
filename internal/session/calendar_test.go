package session_test

import (
	"bytes"
	"fmt"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	ics "github.com/arran4/golang-ical"
	"github.com/google/go-cmp/cmp"

	"musikkforalle/internal/fixture"
	"musikkforalle/internal/i18n"
	"musikkforalle/internal/session"
)

func event(start string, change ...func(*session.Event)) session.Event {
	at, err := time.Parse(time.RFC3339, start)
	if err != nil {
		panic(err)
	}
	e := session.Event{UID: start, Start: at, End: at.Add(2 * time.Hour), Modified: at.AddDate(0, -1, 0), Summary: "Musikk for alle"}
	for _, f := range change {
		f(&e)
	}
	return e
}

func zone(t *testing.T, name string) *time.Location {
	t.Helper()
	location, err := time.LoadLocation(name)
	if err != nil {
		t.Fatal(err)
	}
	return location
}

func TestCalendarIsRightAcrossTheClocks(t *testing.T) {
	t.Parallel()
	cases := []struct{ zone, utc, wall string }{
		{"Europe/Oslo", "2026-10-24T09:30:00Z", "20261024T113000"},
		{"Europe/Oslo", "2026-10-25T10:30:00Z", "20261025T113000"},
		{"Europe/Oslo", "2027-03-27T10:30:00Z", "20270327T113000"},
		{"Europe/Oslo", "2027-03-28T09:30:00Z", "20270328T113000"},
		{"Europe/Oslo", "2027-10-30T09:30:00Z", "20271030T113000"},
		{"Europe/Oslo", "2027-10-31T10:30:00Z", "20271031T113000"},
		{"America/New_York", "2027-03-14T15:30:00Z", "20270314T113000"},
		{"UTC", "2027-03-14T11:30:00Z", "20270314T113000"},
	}
	all := map[string][]session.Event{}
	for _, c := range cases {
		all[c.zone] = append(all[c.zone], event(c.utc))
	}
	for _, c := range cases {
		t.Run("F8_"+c.zone+"_"+c.wall, func(t *testing.T) {
			for name, events := range map[string][]session.Event{"alone": {event(c.utc)}, "with others": all[c.zone]} {
				file := session.Calendar("Test", zone(t, c.zone), events)
				wall, utc := readBack(t, file, c.utc)
				if wall != c.wall || utc != c.utc {
					t.Errorf("%s: %s by the wall, %s by the file's own rules", name, wall, utc)
				}
				if got := parsed(t, file, c.utc); got != c.utc {
					t.Errorf("%s: the library reads %s", name, got)
				}
			}
		})
	}
}

// parsed is the start of an event as golang-ical reads it.
func parsed(t *testing.T, file []byte, uid string) string {
	t.Helper()
	cal, err := ics.ParseCalendar(bytes.NewReader(file))
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range cal.Events() {
		if e.Id() != uid {
			continue
		}
		at, err := e.GetStartAt()
		if err != nil {
			t.Fatal(err)
		}
		return at.UTC().Format(time.RFC3339)
	}
	t.Fatalf("no event %s", uid)
	return ""
}

const layout = "20060102T150405"

// readBack reads an event's start without any library: the wall clock that is written, and the instant that the
// file's own VTIMEZONE makes of it.
func readBack(t *testing.T, file []byte, uid string) (wall, utc string) {
	t.Helper()
	zone, events, _ := strings.Cut(strings.Join(unfold(file), "\n"), "BEGIN:VEVENT")
	_, event, _ := strings.Cut(events, "UID:"+uid)
	_, start, _ := strings.Cut(event, "DTSTART;TZID=")
	_, start, _ = strings.Cut(start, ":")
	wall, _, _ = strings.Cut(start, "\n")

	var latest, instant time.Time
	for began, offset := range offsets(t, zone) {
		at, err := time.Parse(layout+"-0700", wall+offset)
		if err != nil {
			t.Fatal(err)
		}
		if !at.Before(began) && !began.Before(latest) {
			latest, instant = began, at
		}
	}
	return wall, instant.UTC().Format(time.RFC3339)
}

// offsets reads when each offset of a VTIMEZONE began.
func offsets(t *testing.T, zone string) map[time.Time]string {
	t.Helper()
	began := map[time.Time]string{}
	var start, from string
	for line := range strings.SplitSeq(zone, "\n") {
		switch name, value, _ := strings.Cut(line, ":"); name {
		case "DTSTART":
			start = value
		case "TZOFFSETFROM":
			from = value
		case "TZOFFSETTO":
			at, err := time.Parse(layout+"-0700", start+from)
			if err != nil {
				t.Fatal(err)
			}
			began[at] = value
		}
	}
	return began
}

func unfold(file []byte) []string {
	return strings.Split(strings.ReplaceAll(string(file), "\r\n ", ""), "\r\n")
}

func TestCalendarLines(t *testing.T) {
	t.Parallel()
	hostile := "Fest\r\nATTENDEE:mailto:x@example.org\u2028\x00\x1b, a;b\\c\xff"
	file := session.Calendar(hostile, zone(t, "Europe/Oslo"), []session.Event{event("2026-12-05T10:30:00Z", func(e *session.Event) {
		e.Summary, e.Location, e.URL = hostile, hostile, "https://example.org/\r\nATTENDEE:x"
		e.Description = strings.Repeat("موسیقی برای همه 🎶", 20) + "\n" + hostile
		e.Revision, e.Cancelled = 3, true
	})})
	t.Run("B34_NoTextStartsAPropertyOfItsOwn", func(t *testing.T) {
		for _, line := range unfold(file) {
			if strings.HasPrefix(line, "ATTENDEE") || strings.ContainsAny(line, "\r\n\x00\x1b") {
				t.Errorf("injected: %q", line)
			}
		}
	})
	t.Run("FoldsByBytesAndNeverInsideALetter", func(t *testing.T) {
		for line := range strings.SplitSeq(string(file), "\r\n") {
			if len(line) > 75 || !utf8.ValidString(line) {
				t.Errorf("%d bytes: %q", len(line), line)
			}
		}
	})
	t.Run("TextComesBackAsItWas", func(t *testing.T) {
		cal, err := ics.ParseCalendar(bytes.NewReader(file))
		if err != nil {
			t.Fatal(err)
		}
		got := cal.Events()[0].GetProperty(ics.ComponentPropertyDescription).Value
		want := strings.Repeat("موسیقی برای همه 🎶", 20) + "\nFest\nATTENDEE:mailto:x@example.org, a;b\\c"
		if diff := cmp.Diff(want, got); diff != "" {
			t.Error(diff)
		}
	})
	t.Run("SaysThatItIsCancelledAndWhichRevision", func(t *testing.T) {
		for _, line := range []string{"STATUS:CANCELLED", "SEQUENCE:3", "LAST-MODIFIED:20261105T103000Z", "REFRESH-INTERVAL;VALUE=DURATION:PT6H"} {
			if !strings.Contains(string(file), "\r\n"+line+"\r\n") {
				t.Errorf("no line %s in\n%s", line, file)
			}
		}
	})
}

func TestFeed(t *testing.T) {
	h := open(t)
	const base = "https://musikk.example"
	first := fixture.Session(t, h.Store, h.Place, soon(10))
	gone := fixture.Session(t, h.Store, h.Place, soon(40))
	fixture.Session(t, h.Store, h.Place, soon(-120))
	draft := fixture.Session(t, h.Store, h.Place, soon(400))
	if err := h.Store.Gorm.Exec("update seasons set status = 'draft' where id = ?", draft.SeasonID).Error; err != nil {
		t.Fatal(err)
	}
	feed := func(lang string) string {
		file, err := session.PlaceFeed(h.ctx, h.Store, base, h.Place.Slug, lang)
		if err != nil {
			t.Fatal(err)
		}
		return strings.Join(unfold(file), "\n")
	}
	before := feed("nb")
	t.Run("TheSameStateGivesTheSameBytes", func(t *testing.T) {
		if diff := cmp.Diff(before, feed("nb")); diff != "" {
			t.Error(diff)
		}
	})
	t.Run("ComingSessionsWithAddressDoorAndLink", func(t *testing.T) {
		want := []string{
			fmt.Sprintf("UID:session-%s@musikkforalle\n", first.ID), fmt.Sprintf("URL:%s/nb/s/%s\n", base, gone.ID),
			`LOCATION:Kulturhuset\, Storgata 1\, 0155 Oslo`, i18n.Get("nb").T("entrance.main"), "STATUS:CONFIRMED", "SEQUENCE:0",
		}
		for _, part := range want {
			if !strings.Contains(before, part) {
				t.Errorf("no %q in\n%s", part, before)
			}
		}
		if n := strings.Count(before, "BEGIN:VEVENT"); n != 2 {
			t.Errorf("%d events", n)
		}
	})
	t.Run("ACancelledSessionStaysAndSaysSo", func(t *testing.T) {
		if err := session.Cancelling("weather").Do(h.ctx, h.Store, gone.ID, byMember); err != nil {
			t.Fatal(err)
		}
		file, err := session.SessionFile(h.ctx, h.Store, base, gone.ID, "ar")
		if err != nil {
			t.Fatal(err)
		}
		text := strings.Join(unfold(file), "\n")
		for _, part := range []string{"STATUS:CANCELLED", "SEQUENCE:1", i18n.Get("ar").T("when.cancelled"), "/ar/s/"} {
			if !strings.Contains(text, part) {
				t.Errorf("no %q in\n%s", part, text)
			}
		}
	})
	t.Run("B40_UnknownAndDraftAreNotFound", func(t *testing.T) {
		if _, err := session.PlaceFeed(h.ctx, h.Store, base, "unknown", "nb"); err == nil || err.Error() != "not_found" {
			t.Error(err)
		}
		if _, err := session.SessionFile(h.ctx, h.Store, base, draft.ID, "nb"); err == nil || err.Error() != "not_found" {
			t.Error(err)
		}
	})
}
