package web_test

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"musikkforalle/api/contract"
	"musikkforalle/internal/account"
	"musikkforalle/internal/config"
	"musikkforalle/internal/fixture"
)

func overHTTPS(c *config.Config) { c.BaseURL = "https://musikk.example.no" }

// S8, S9: what the cookies of a sign-in are, and how it ends.
func TestSignIn(t *testing.T) {
	h := newHall(t, overHTTPS)
	answer := "/api/sessions/" + h.session.String() + "/answer"
	first := h.ask("PUT", answer, coming, "")
	t.Run("S9 cookie is __Host-, Secure, HttpOnly and SameSite", func(t *testing.T) {
		if n := len(first.Cookies()); n != 1 {
			t.Fatalf("%d cookies", n)
		}
		c := first.Cookies()[0]
		if c.Name != "__Host-device" || !c.Secure || !c.HttpOnly || c.SameSite != http.SameSiteLaxMode || c.Path != "/" || c.Domain != "" {
			t.Errorf("%+v", c)
		}
		if len(c.Value) < 22 || c.MaxAge <= 0 || c.MaxAge > int((400*24*time.Hour).Seconds()) {
			t.Errorf("%d characters, %d seconds", len(c.Value), c.MaxAge)
		}
		if h.Number("select count(*) from devices where token_hash = ?::bytea", account.Hash(c.Value)) != 1 {
			t.Error("not kept as a hash")
		}
	})
	t.Run("S9 browser's mark is __Host- too, and set only where a code is asked for", func(t *testing.T) {
		r := h.ask("POST", "/api/sign-in/code", `{"email":"b@example.org","lang":"nb","purpose":"family"}`, "")
		if len(r.Cookies()) != 1 || r.Cookies()[0].Name != "__Host-browser" || !r.Cookies()[0].Secure || !r.Cookies()[0].HttpOnly {
			t.Errorf("%v", r.Cookies())
		}
	})
	t.Run("S16 HSTS", func(t *testing.T) {
		for _, path := range []string{"/nb", "/api/me", "/nothing"} {
			if r := h.ask("GET", path, "", ""); !strings.Contains(r.Header.Get("Strict-Transport-Security"), "max-age=63072000") {
				t.Errorf("%s lacks it", path)
			}
		}
	})

	device := h.device(first)
	t.Run("S6 token is new at every sign-in and the old one ends", func(t *testing.T) {
		var link struct{ Code string }
		h.ask("POST", "/api/me/link", "", h.device(h.ask("PUT", answer, coming, ""))).into(t, &link)
		r := h.ask("POST", "/api/link", `{"code":"`+link.Code+`","merge":true}`, device)
		if r.StatusCode != 200 {
			t.Fatalf("%d %s", r.StatusCode, r.body)
		}
		old := device
		if device = h.device(r); device == old {
			t.Error("the token is the old one")
		}
		if r := h.ask("DELETE", "/api/me/email", "", old); r.StatusCode != 401 {
			t.Errorf("the old token still works: %d", r.StatusCode)
		}
	})
	t.Run("S8 S17 revoked at once, listed per device, Clear-Site-Data", func(t *testing.T) {
		var me contract.Me
		h.ask("GET", "/api/me", "", device).into(t, &me)
		if len(me.Devices) != 2 {
			t.Fatalf("%d devices", len(me.Devices))
		}
		r := h.ask("DELETE", "/api/me/devices/"+me.Devices[0].Id.String(), "", device) // the current one comes first
		if r.StatusCode != 204 || !strings.Contains(r.Header.Get("Clear-Site-Data"), `"storage"`) {
			t.Errorf("%d %v", r.StatusCode, r.Header)
		}
		if c := r.Cookies(); len(c) != 1 || c[0].Value != "" || !c[0].Expires.Before(time.Now()) || !c[0].Secure {
			t.Errorf("%v", c)
		}
		if r := h.ask("GET", "/api/me/export", "", device); r.StatusCode != 401 {
			t.Errorf("still signed in: %d", r.StatusCode)
		}
	})
}

// S7: how long a device stays signed in.
func TestSignInEnds(t *testing.T) {
	h := newHall(t)
	age := func(cookies, column, by string) {
		h.Exec("update devices set "+column+" = now() - ?::interval where token_hash = ?::bytea", by, account.Hash(strings.TrimPrefix(cookies, "device=")))
	}
	t.Run("S7 idle limit of a family, renewed by use with its cookie", func(t *testing.T) {
		device := h.family()
		age(device, "seen_at", "399 days")
		if r := h.want(200, "GET", "/api/me/export", "", device); h.device(r) != device || r.Cookies()[0].MaxAge != int((400*24*time.Hour).Seconds()) {
			t.Errorf("%v", r.Cookies())
		}
		if r := h.want(200, "GET", "/api/me/export", "", device); len(r.Cookies()) != 0 {
			t.Error("set at every use")
		}
		age(device, "seen_at", "401 days")
		h.want(401, "GET", "/api/me/export", "", device)
	})
	t.Run("S7 shorter limits of a volunteer, idle and absolute", func(t *testing.T) {
		for column, limit := range map[string][2]string{"seen_at": {"89 days", "91 days"}, "created_at": {"364 days", "366 days"}} {
			device := h.volunteer()
			age(device, column, limit[0])
			h.want(200, "GET", "/api/volunteer", "", device)
			age(device, column, limit[1])
			h.want(401, "GET", "/api/volunteer", "", device)
			h.want(401, "GET", "/api/volunteer", "", device)
		}
	})
	t.Run("S7 a volunteer's limit ends on a phone that is a family's too", func(t *testing.T) {
		device := h.volunteer()
		h.Exec("update devices set family_id = ? where token_hash = ?::bytea", fixture.Family(t, h.Store, "nb"), account.Hash(strings.TrimPrefix(device, "device=")))
		age(device, "seen_at", "91 days")
		h.want(200, "GET", "/api/me/export", "", device)
		h.want(401, "GET", "/api/volunteer", "", device)
	})
}

// S3: an address that we know and one that we do not get the same answer.
func TestUnknownAddress(t *testing.T) {
	h := newHall(t)
	h.family()
	h.Exec("update families set email = 'known@example.org'")
	shape := func(email string) (string, int) {
		r := h.ask("POST", "/api/sign-in/code", `{"email":"`+email+`","lang":"nb","purpose":"family"}`, "")
		return r.Status, len(r.body)
	}
	t.Run("S3 same answer for unknown addresses", func(t *testing.T) {
		known, length := shape("known@example.org")
		if unknown, n := shape("other@example.org"); unknown != known || n != length {
			t.Errorf("%s with %d bytes, and %s with %d", known, length, unknown, n)
		}
	})
	t.Run("S3 same work, so the same timing, for unknown addresses", func(t *testing.T) {
		if jobs := h.Number("select count(*) from river_job where kind = 'email_code'"); jobs != 2 {
			t.Errorf("%d jobs", jobs)
		}
		if rows := h.Number("select count(*) from email_codes where code_hash is null"); rows != 2 {
			t.Errorf("%d rows", rows)
		}
	})
	t.Run("S2 limit per address, also of one that is unknown", func(t *testing.T) {
		for range 4 {
			shape("other@example.org")
		}
		if status, _ := shape("other@example.org"); !strings.HasPrefix(status, "429") {
			t.Error(status)
		}
	})
}

// S19, S20: a header that anybody can write decides about nothing.
func TestProxy(t *testing.T) {
	networks := func(h *hall, forwarded string) int {
		h.ask("DELETE", "/api/me/email", "", "", "X-Forwarded-For", forwarded)
		return h.Number("select count(*) from rates")
	}
	t.Run("S19 forged X-Forwarded-For makes no new network", func(t *testing.T) {
		h := newHall(t)
		networks(h, "198.51.100.1")
		if n := networks(h, "203.0.113.1"); n != 1 {
			t.Errorf("%d networks are counted", n)
		}
	})
	t.Run("S19 what a client writes before a listed proxy does not count", func(t *testing.T) {
		h := newHall(t, func(c *config.Config) { c.TrustedProxies = []string{"127.0.0.1", "10.0.0.0/8"} })
		networks(h, "1.1.1.1, 198.51.100.1")
		if n := networks(h, "2.2.2.2, 198.51.100.1, 10.1.1.1"); n != 1 {
			t.Errorf("%d networks are counted", n)
		}
		if n := networks(h, "203.0.113.1"); n != 2 {
			t.Errorf("%d networks are counted", n)
		}
	})
	t.Run("S20 links come from the settings and never from Host", func(t *testing.T) {
		h := newHall(t)
		for _, path := range []string{"/nb", "/nb/p/" + h.Place.Slug, "/calendar/place/" + h.Place.Slug + ".ics", "/nb/p/" + h.Place.Slug + "/flyer"} {
			r, err := http.NewRequest("GET", h.url+path, http.NoBody)
			if err != nil {
				t.Fatal(err)
			}
			r.Host = "evil.example"
			r.Header.Set("X-Forwarded-Host", "evil.example")
			if got := h.send(r); got.StatusCode != 200 || strings.Contains(string(got.body), "evil.example") {
				t.Errorf("%s: %d", path, got.StatusCode)
			}
		}
	})
}
