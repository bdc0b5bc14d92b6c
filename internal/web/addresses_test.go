package web_test

import (
	"slices"
	"strings"
	"testing"

	"musikkforalle/internal/place"
)

// secretWords are the parts of an address that hold a secret.
var secretWords = []string{":token", ":code", "/calendar/family/", "/calendar/volunteer/", "/*", ":id"}

// S6: an answer whose address holds a secret, in its path or in its query, is stored by nobody, and the address is told to no
// other site. Every address of the program is tried.
func TestNothingWithASecretInItsAddressIsStored(t *testing.T) {
	t.Parallel()
	h := newHall(t)
	fill := strings.NewReplacer(":lang", "nb", ":place", h.Place.Slug, ":session", h.session.String(), ":token", h.notice(h.device(h.want(200, "PUT",
		h.about("answer"), coming, "", "Idempotency-Key", "0123456789abcdef"))), ":code?", "ABCD2345", ":code", "ABCD2345", ":file", "x.ics", "*", "join/abc",
		":id", "7b0d9c9e-1111-4111-8111-111111111111", ":via", "ahus")
	organiser := h.member(h.Place, place.Organiser)
	tried := 0
	check := func(path string) {
		t.Helper()
		tried++
		r := h.ask("GET", path, "", organiser, "Accept", "text/html")
		if r.Header.Get("Cache-Control") != "no-store" || r.Header.Get("Referrer-Policy") != "no-referrer" || r.Header.Get("ETag") != "" && !strings.HasPrefix(path, "/api/") {
			t.Errorf("GET %s: %d, Cache-Control %q, ETag %q", path, r.StatusCode, r.Header.Get("Cache-Control"), r.Header.Get("ETag"))
		}
	}
	for _, route := range h.app.GetRoutes(true) {
		if route.Method != "GET" || strings.HasPrefix(route.Path, "/assets/") || strings.HasSuffix(route.Path, "/live") {
			continue
		}
		path := fill.Replace(route.Path)
		if slices.ContainsFunc(secretWords, func(word string) bool { return strings.Contains(route.Path, word) }) {
			check(path)
		}
		if strings.HasPrefix(route.Path, "/:lang") && !strings.Contains(route.Path, "flyer") && !strings.Contains(route.Path, "year.pdf") {
			check(path + "?n=abcdefgh")
			check(path + "?via=ahus&partner=abcdefgh")
		}
	}
	if tried < 30 {
		t.Errorf("only %d addresses were tried", tried)
	}
	for _, path := range []string{"/nb", "/nb?via=ahus", "/nb/p/" + h.Place.Slug} {
		if r := h.ask("GET", path, "", ""); r.Header.Get("ETag") == "" || r.Header.Get("Cache-Control") != "no-cache" {
			t.Errorf("%s is the same for everybody, and is not kept: %v", path, r.Header)
		}
	}
}
