package web_test

import (
	"strings"
	"testing"

	"musikkforalle/internal/i18n"
)

// A browser that opens an address gets a page whatever happens; a program gets a problem document.
func TestFaultPage(t *testing.T) {
	h := newHall(t)
	open := func(path string) reply {
		return h.ask("GET", path, "", "", "Accept", "text/html,*/*", "Accept-Language", "ar")
	}
	for path, want := range map[string]string{
		"/nb/nothing": `lang="nb"`, "/nb/p/nowhere": `lang="nb"`, "/nothing/at/all": `lang="ar" dir="rtl"`, "/en/s/1": `lang="en"`,
		"/nb/p/nowhere/flyer": `lang="nb"`,
	} {
		t.Run("B37 unknown page is a page: "+path, func(t *testing.T) {
			r := open(path)
			if r.StatusCode != 404 || r.Header.Get("Content-Type") != "text/html; charset=utf-8" || !strings.Contains(string(r.body), want) ||
				strings.Contains(string(r.body), `src=""`) || r.Header.Get("Content-Security-Policy") == "" || r.Header.Get("Cache-Control") != "no-store" {
				t.Errorf("%d %v %s", r.StatusCode, r.Header, r.body)
			}
		})
	}
	t.Run("not found speaks the reader's language, at any address", func(t *testing.T) {
		for path, says := range map[string][]string{
			"/nothing/at/all": {`lang="ti"`, i18n.Get("ti").T("page.not_found")},
			"/nowhere":        {`lang="ti"`, i18n.Get("ti").T("page.not_found")},
			"/nb/p/nowhere":   {`<p lang="ti" dir="ltr">`, i18n.Get("ti").T("page.not_found"), `href="/ti"`, i18n.Get("nb").T("page.not_found")},
			"/ti/p/nowhere":   {`lang="ti"`, i18n.Get("ti").T("page.not_found")},
		} {
			r := h.ask("GET", path, "", "lang=ti", "Accept", "text/html", "Accept-Language", "ar")
			for _, want := range says {
				if r.StatusCode != 404 || !strings.Contains(string(r.body), want) || !strings.Contains(r.Header.Get("Vary"), "Cookie") {
					t.Errorf("%s: %d without %s: %s", path, r.StatusCode, want, r.body)
				}
			}
			if strings.Contains(string(r.body), i18n.Get("ar").T("page.not_found")) {
				t.Errorf("%s: what was chosen wins over the phone's language", path)
			}
		}
	})
	t.Run("B37 the API answers a problem to whomever asks", func(t *testing.T) {
		if r := open("/api/nothing"); r.StatusCode != 404 || r.Header.Get("Content-Type") != "application/problem+json" {
			t.Errorf("%d %v", r.StatusCode, r.Header)
		}
	})
	t.Run("S22 5xx page says nothing of its cause", func(t *testing.T) {
		h.Exec("alter table places rename to places_of_before")
		defer h.Exec("alter table places_of_before rename to places")
		r := open("/nb/p/" + h.Place.Slug)
		if r.StatusCode != 500 || !strings.Contains(string(r.body), "Noe gikk galt hos oss") || strings.Contains(string(r.body), "SQLSTATE") ||
			strings.Contains(string(r.body), "places_of") {
			t.Errorf("%d %s", r.StatusCode, r.body)
		}
	})
}
