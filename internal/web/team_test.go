package web_test

import (
	"strings"
	"testing"

	"musikkforalle/internal/account"
	"musikkforalle/internal/place"
)

func TestTeamOverTheNetwork(t *testing.T) {
	h := newHall(t)
	organiser := h.member(h.Place, place.Organiser)
	t.Run("B30 a forged cursor is refused", func(t *testing.T) {
		for _, cursor := range []string{"0", "-1", "1e9", "abc", "99999999999999999999", "1%00", "1;drop"} {
			if r := h.ask("GET", "/api/places/"+h.Place.Slug+"/audit?cursor="+cursor, "", organiser); r.StatusCode < 400 || r.StatusCode >= 500 {
				t.Errorf("%q: %d %s", cursor, r.StatusCode, r.body)
			}
		}
		if r := h.ask("GET", "/api/places/"+h.Place.Slug+"/audit?cursor=999999999999999999", "", organiser); r.StatusCode != 200 {
			t.Errorf("a cursor beyond the end: %d %s", r.StatusCode, r.body)
		}
	})
	t.Run("S6 the link of an invitation is kept nowhere", func(t *testing.T) {
		body := `{"place":"` + h.Place.Slug + `","role":"organiser"}`
		var link struct{ URL string }
		h.ask("POST", "/api/team/invitations", body, organiser, "Idempotency-Key", "invitation-1").into(t, &link)
		_, code, _ := strings.Cut(link.URL, "#")
		if len(code) < 22 || h.Number("select count(*) from idempotency where strpos(encode(body, 'escape'), ?) > 0", code) != 0 {
			t.Error("the code can be read from the database")
		}
	})
	t.Run("S1 a code works only in the browser that asked", func(t *testing.T) {
		r := h.ask("POST", "/api/team/sign-in/code", `{"email":"ola@example.org","lang":"nb"}`, "")
		if len(r.Cookies()) != 1 || r.Cookies()[0].Name != "browser" || !r.Cookies()[0].HttpOnly {
			t.Fatalf("cookies %v", r.Cookies())
		}
		mark := account.Hash(r.Cookies()[0].Value)
		if h.Number("select count(*) from email_codes where browser_hash = ?::bytea", mark) != 1 {
			t.Error("the code is bound to no browser")
		}
	})
}
