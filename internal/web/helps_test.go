package web_test

import (
	"fmt"
	"strings"
	"testing"

	"musikkforalle/internal/place"
)

// P2: what helps a child is on its way to the leader and nowhere else: no cache, no replay, no table but the family's own.
func TestOpenedHelpsAreKeptNowhere(t *testing.T) {
	h := newHall(t)
	family := h.family()
	const rest = "et rolig hjørne"
	h.want(200, "PUT", "/api/sessions/"+h.session.String()+"/wishes", `{"helps":"`+rest+`","consent":true}`, family)
	h.Exec("update sessions set starts_at = now() + interval '1 hour', ends_at = now() + interval '3 hours' where id = ?", h.session)
	organiser := h.member(h.Place, place.Organiser)
	h.Exec("delete from idempotency")
	for range 2 {
		r := h.ask("POST", "/api/sessions/"+h.session.String()+"/helps/open", "", organiser, "Idempotency-Key", "samme-nokkel")
		if r.StatusCode != 200 || !strings.Contains(string(r.body), rest) || r.Header.Get("Cache-Control") != "no-store" || r.Header.Get("Idempotency-Replayed") != "" {
			t.Fatalf("%d %v %s", r.StatusCode, r.Header, r.body)
		}
	}
	if n := h.Number("select count(*) from audit where action = 'helps.opened'"); n != 2 {
		t.Errorf("%d openings are noted, want 2", n)
	}
	for _, table := range h.tables() {
		n := h.Number(fmt.Sprintf(`select count(*) from %s t where strpos(t::text, ?) > 0 or strpos(t::text, encode(convert_to(?, 'UTF8'), 'hex')) > 0`, table), rest, rest)
		if n != 0 && table != "wishes" {
			t.Errorf("%s keeps it", table)
		}
	}
}
