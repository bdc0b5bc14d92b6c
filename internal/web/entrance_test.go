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

// Links to where the team's pages stood have been mailed: they lead on for good, section by section.
func TestFormerTeamPages(t *testing.T) {
	h := newHall(t)
	for path, want := range map[string]string{
		"/nb/o":                              "/nb/team",
		"/en/o/join/abcDEF-_1":               "/en/team/join/abcDEF-_1",
		"/nb/o/join/messages":                "/nb/team/join/messages",
		"/nn/o/lorenskog/saturday":           "/nn/team/lorenskog/saturday",
		"/nb/o/lorenskog/messages/session/1": "/nb/team/lorenskog/announcement/session/1",
		"/nb/o/lorenskog/flyers?x=1":         "/nb/team/lorenskog/flyer?x=1",
		"/nb/o/lorenskog/team/audit":         "/nb/team/lorenskog/members/audit",
	} {
		r := h.ask("GET", path, "", "")
		if got := r.Header.Get("Location"); r.StatusCode != 301 || got != want {
			t.Errorf("%s: %d %s, want %s", path, r.StatusCode, got, want)
		}
		if r := h.ask("GET", want, "", ""); r.StatusCode != 200 {
			t.Errorf("%s: %d", want, r.StatusCode)
		}
	}
}
