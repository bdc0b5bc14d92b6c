package place_test

import (
	"strings"
	"testing"

	"musikkforalle/internal/i18n"
	"musikkforalle/internal/place"
)

func TestDoorText(t *testing.T) {
	t.Parallel()
	second := int16(2)
	for want, door := range map[string]place.Door{
		"Hovedinngangen": {Kind: place.MainDoor},
		"Paviljongen ved siden av \u2068Fjellhamarhallen\u2069":         {Kind: place.PavilionDoor, Name: "Fjellhamarhallen"},
		"Inngang fra \u2068Fabrikkgata\u2069 · 2. etasje · Det er heis": {Kind: place.StreetDoor, Name: "Fabrikkgata", Floor: &second, Lift: true},
	} {
		if got := door.Text(i18n.Get("nb")); got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
	t.Run("EveryLanguageSaysEveryPart", func(t *testing.T) {
		for _, code := range i18n.All {
			for _, kind := range []string{place.MainDoor, place.PavilionDoor, place.StreetDoor} {
				text := (place.Door{Kind: kind, Name: "Fabrikkgata", Floor: &second, Lift: true}).Text(i18n.Get(code))
				if strings.Contains(text, "entrance.") || strings.ContainsAny(text, "{}") || strings.Count(text, " · ")+strings.Count(text, "، ") != 2 {
					t.Errorf("%s: %q", code, text)
				}
			}
		}
	})
}

func TestDoorSame(t *testing.T) {
	t.Parallel()
	ground, second := int16(0), int16(2)
	door := place.Door{Kind: place.StreetDoor, Name: "Fabrikkgata", Floor: &second}
	same := second
	if !door.Same(place.Door{Kind: place.StreetDoor, Name: "Fabrikkgata", Floor: &same}) {
		t.Error("the same floor at another address is another door")
	}
	for _, other := range []*int16{nil, &ground} {
		if door.Same(place.Door{Kind: place.StreetDoor, Name: "Fabrikkgata", Floor: other}) {
			t.Errorf("floor %v is the second", other)
		}
	}
}
