package season

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"musikkforalle/internal/i18n"
	"musikkforalle/internal/place"
	"musikkforalle/internal/session"
)

func TestYearSheet(t *testing.T) {
	t.Parallel()
	p := place.New()
	saturday := func(date string, change ...func(*session.Session)) session.Session {
		start := day(t, date).Add(11*time.Hour + 30*time.Minute)
		s := session.Session{Place: p, StartsAt: start, EndsAt: start.Add(2 * time.Hour), Status: session.Open}
		for _, f := range change {
			f(&s)
		}
		return s
	}
	coming := []session.Session{
		saturday("2026-12-05"),
		saturday("2027-01-09", func(s *session.Session) { s.Status = session.Cancelled }),
		saturday("2027-07-31", func(s *session.Session) { s.DoorKind, s.DoorName = new(place.StreetDoor), new("Fabrikkgata") }),
		saturday("2027-08-07"), // of the half year after the next
	}
	got := partsOf(i18n.Get("nb"), &p, coming, day(t, "2026-11-22"))
	want := []part{
		{"Høsten 2026", [][]string{{"lørdag 5. desember", "Kl. 11.30–13.30", ""}}},
		{"Våren 2027", [][]string{
			{"lørdag 9. januar", "Kl. 11.30–13.30", "avlyst"},
			{"lørdag 31. juli", "Kl. 11.30–13.30", "Inngang fra \u2068Fabrikkgata\u2069"},
		}},
	}
	if diff := cmp.Diff(want, got, cmp.AllowUnexported(part{})); diff != "" {
		t.Error(diff)
	}
	if parts := partsOf(i18n.Get("nb"), &p, coming, day(t, "2028-01-01")); parts != nil {
		t.Errorf("a sheet of years ago: %v", parts)
	}
}
