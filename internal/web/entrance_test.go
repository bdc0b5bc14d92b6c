package web_test

import "testing"

// The entrance leads to the chosen language, else to the phone's, else to where one is chosen.
func TestEntrance(t *testing.T) {
	h := newHall(t)
	for name, tc := range map[string]struct{ path, cookies, header, want string }{
		"what was chosen wins":              {"/", "lang=ti", "ar", "/ti"},
		"the phone's language":              {"/?via=nav", "", "de, so;q=0.5", "/so?via=nav"},
		"none that we have: choose":         {"/", "", "ta-IN, de", "/nb/language"},
		"nothing said: choose":              {"/", "lang=xx", "", "/nb/language"},
		"B25 rubbish in the header: choose": {"/", "", "xx,,;;q", "/nb/language"},
	} {
		r := h.ask("GET", tc.path, "", tc.cookies, "Accept-Language", tc.header)
		if got := r.Header.Get("Location"); r.StatusCode != 302 || got != tc.want {
			t.Errorf("%s: %d %s, want %s", name, r.StatusCode, got, tc.want)
		}
	}
}
