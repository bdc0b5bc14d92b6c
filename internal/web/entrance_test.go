package web_test

import (
	"strings"
	"testing"
)

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

// Paper, and links that people pass on, name no language: the reader's decides, whatever page it is, and nothing on the
// way may keep that for the next reader.
func TestAddressesWithoutALanguage(t *testing.T) {
	h := newHall(t)
	slug, session := h.Place.Slug, h.session.String()
	pages := []string{"/p/" + slug, "/p/" + slug + "/day", "/p/" + slug + "/flyer?via=ahus", "/p/" + slug + "/flyer.pdf", "/p/" + slug + "/year.pdf",
		"/s/" + session, "/s/" + session + "/pulse", "/me", "/volunteer", "/about", "/privacy", "/accessibility", "/install", "/language",
		"/link/ABCD2345", "/r/token?a=cannot"}
	to := func(path, cookies, header string) string {
		r := h.ask("GET", path, "", cookies, "Accept-Language", header)
		vary := r.Header.Get("Vary")
		if r.StatusCode != 302 || r.Header.Get("Cache-Control") != "no-store" || !strings.Contains(vary, "Accept-Language") || !strings.Contains(vary, "Cookie") {
			t.Errorf("%s: %d %v", path, r.StatusCode, r.Header)
		}
		return r.Header.Get("Location")
	}
	for _, path := range pages {
		if got := to(path, "", "ti-ER, en;q=0.5"); got != "/ti"+path {
			t.Errorf("%s: the phone's language leads to %s", path, got)
		}
		if got := to(path, "lang=so", "ti"); got != "/so"+path {
			t.Errorf("%s: the chosen language leads to %s", path, got)
		}
		if r := h.ask("GET", "/so"+path, "", ""); r.StatusCode != 200 {
			t.Errorf("/so%s: %d", path, r.StatusCode)
		}
	}
	for typed, want := range map[string]string{
		"/" + slug: "/pl/p/" + slug, "/" + strings.ToUpper(slug) + "?via=ahus": "/pl/p/" + slug + "?via=ahus",
	} {
		if got := to(typed, "", "pl"); got != want {
			t.Errorf("%s leads to %s, want %s", typed, got, want)
		}
	}
	if got := to("/p/"+slug, "", "ta-IN"); got != "/nb/language?back=%2Fp%2F"+slug {
		t.Errorf("a phone whose language we lack is led to %s", got)
	}
	if got := to("/team", "", "ar"); got != "/ar/team" {
		t.Errorf("the team's pages: %s", got)
	}
	for _, path := range []string{"/nowhere", "/de", "/wp-admin"} {
		if r := h.ask("GET", path, "", "", "Accept-Language", "ti"); r.StatusCode != 404 {
			t.Errorf("%s: %d", path, r.StatusCode)
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
