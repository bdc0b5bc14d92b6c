package web_test

import (
	"net/http"
	"strings"
	"sync"
	"testing"

	"github.com/google/uuid"
)

// B24–B38: rubbish is refused as problem+json, never with a 5xx.
func TestRubbish(t *testing.T) {
	h := newHall(t)
	cookie := h.family()
	answer := "/api/sessions/" + h.session.String() + "/answer"
	for _, tc := range []struct {
		name, method, path, body string
		status                   int
		headers                  []string
	}{
		{"B24 broken JSON", "PUT", answer, `{"coming":`, 400, nil},
		{"B24 bytes after the value", "PUT", answer, `{"coming":false} x`, 400, nil},
		{"B24 deep nesting", "PUT", answer, strings.Repeat("[", 200) + strings.Repeat("]", 200), 400, nil},
		{"B25 NUL in a text", "PATCH", "/api/me", `{"nickname":"a\u0000b"}`, 400, nil},
		{"B25 NUL in an address", "GET", "/api/places/a%00b", "", 400, nil},
		{"B26 invalid UTF-8 in JSON", "PATCH", "/api/me", "{\"nickname\":\"a\xff\"}", 400, nil},
		{"B26 invalid UTF-8 in the query", "GET", "/api/volunteer/shifts?place=%ff", "", 400, nil},
		{"B27 a key twice", "PUT", answer, `{"coming":false,"coming":true}`, 400, nil},
		{"B27 a key in another case", "PUT", answer, `{"coming":false,"Coming":true}`, 400, nil},
		{"B28 too many bytes", "PATCH", "/api/me", `{"nickname":"` + strings.Repeat("x", 70<<10) + `"}`, 413, nil},
		{"B29 beyond int4", "PUT", answer, `{"coming":true,"company":{"children":99999999999999999999,"young":0,"parents":0,"siblings":0,"supporters":0,"staff":0}}`, 422, nil},
		{"B29 an id of twenty digits", "GET", "/api/sessions/99999999999999999999", "", 404, nil},
		{"B30 there are no pages to ask for, so limit and offset do nothing", "GET", "/api/places?limit=-1&offset=99999999999999999999", "", 200, nil},
		{"B31 a time that no clock shows", "PATCH", "/api/me", `{"remindAt":"24:00"}`, 422, nil},
		{"B31 a date instead of a time", "PATCH", "/api/me", `{"remindAt":"99999-02-29"}`, 422, nil},
		{"B32 letters with their marks apart", "PATCH", "/api/me", `{"nickname":"A\u030ase"}`, 200, nil},
		{"B34 a line break in an address", "GET", "/nb/p/a%0d%0aSet-Cookie:%20x=y/flyer.pdf", "", 400, nil},
		{"B34 a line break in a query", "GET", "/nb?via=a%0d%0aSet-Cookie:%20x=y", "", 400, nil},
		{"B35 a formula stays text: nothing is exported but JSON", "PATCH", "/api/me", `{"nickname":"=cmd|'/c calc'!A0"}`, 200, nil},
		{"B36 a family emoji is one character", "PATCH", "/api/me", `{"nickname":"` + strings.Repeat("👨‍👩‍👧‍👦", 19) + `"}`, 200, nil},
		{"B36 ten thousand emoji", "PATCH", "/api/me", `{"nickname":"` + strings.Repeat("😀", 10_000) + `"}`, 422, nil},
		{"B36 one letter with hundreds of marks", "PATCH", "/api/me", `{"nickname":"a` + strings.Repeat("\u0301", 400) + `"}`, 422, nil},
		{"B36 a key of one letter, on a write that promises nothing", "PUT", "/api/me/email", `{"email":"b@example.org","lang":"nb"}`, 202, []string{"Idempotency-Key", "x"}},
		{"B37 a form", "PUT", answer, `coming=true`, 415, []string{"Content-Type", "application/x-www-form-urlencoded"}},
		{"B37 wrong method", "POST", "/api/places", `{}`, 405, nil},
		{"B37 TRACE", "TRACE", "/api/places", "", 405, nil},
		{"B37 method override is not obeyed", "GET", "/api/me", "", 200, []string{"X-HTTP-Method-Override", "DELETE"}},
		{"B37 unknown address", "GET", "/api/nothing", "", 404, nil},
		{"B38 another case", "GET", "/API/places", "", 404, nil},
		{"B38 a slash at the end", "GET", "/api/places/", "", 404, nil},
		{"B39 a field that is not the caller's", "PATCH", "/api/me", `{"email":"a@b.no"}`, 422, nil},
		{"B40 a random id", "DELETE", "/api/me/devices/" + uuid.NewString(), "", 404, nil},
		{"S14 another site", "PUT", answer, `{"coming":false}`, 403, []string{"Sec-Fetch-Site", "cross-site"}},
		{"S14 another origin", "PUT", answer, `{"coming":false}`, 403, []string{"Sec-Fetch-Site", "", "Origin", "https://evil.example"}},
		{"S14 a cookie without either", "PUT", answer, `{"coming":false}`, 403, []string{"Sec-Fetch-Site", ""}},
	} {
		t.Run(tc.name, func(t *testing.T) {
			if tc.method == "PATCH" {
				tc.headers = append(tc.headers, "If-Match", h.ask("GET", tc.path, "", cookie).Header.Get("ETag"))
			}
			r := h.ask(tc.method, tc.path, tc.body, cookie, tc.headers...)
			if r.StatusCode != tc.status {
				t.Errorf("%d %s, want %d", r.StatusCode, r.body, tc.status)
			}
			if tc.status >= 400 && r.Header.Get("Content-Type") != "application/problem+json" {
				t.Errorf("content type %q", r.Header.Get("Content-Type"))
			}
		})
	}
}

// S15, S17: what every answer carries, good or bad.
func TestHeaders(t *testing.T) {
	h := newHall(t)
	for _, path := range []string{"/nb", "/api/places", "/api/nothing", "/api/me", "/nothing"} {
		r := h.ask("GET", path, "", "")
		csp := r.Header.Get("Content-Security-Policy")
		if !strings.Contains(csp, "default-src 'none'") || strings.Contains(csp, "unsafe-inline") {
			t.Errorf("%s: policy %q", path, csp)
		}
		if r.Header.Get("X-Content-Type-Options") != "nosniff" || r.Header.Get("Referrer-Policy") != "no-referrer" {
			t.Errorf("%s: %v", path, r.Header)
		}
	}
	if r := h.ask("GET", "/api/me", "", h.family()); r.Header.Get("Cache-Control") != "no-store" {
		t.Error("personal data may be kept by what is between us and the phone")
	}
}

// F20: the same key fifty times has one effect and one answer.
func TestIdempotency(t *testing.T) {
	h := newHall(t)
	answer := "/api/sessions/" + h.session.String() + "/answer"
	key := uuid.NewString()
	t.Run("F20 fifty at once, one family", func(t *testing.T) {
		var done sync.WaitGroup
		codes := make([]int, 50)
		for i := range codes {
			done.Go(func() { codes[i] = h.ask("PUT", answer, coming, "", "Idempotency-Key", key).StatusCode })
		}
		done.Wait()
		for _, c := range codes {
			if c != http.StatusOK && c != http.StatusConflict {
				t.Errorf("status %d", c)
			}
		}
		var families int64
		if err := h.Store.Gorm.Raw("select count(*) from families").Scan(&families).Error; err != nil || families != 1 {
			t.Errorf("%d families, %v", families, err)
		}
	})
	t.Run("F20 a replay gives the answer and the cookie again", func(t *testing.T) {
		r := h.ask("PUT", answer, coming, "", "Idempotency-Key", key)
		if r.StatusCode != 200 || r.Header.Get("Idempotency-Replayed") != "true" || len(r.Cookies()) != 1 {
			t.Errorf("%d %v", r.StatusCode, r.Header)
		}
	})
	t.Run("F20 another body under the key is refused", func(t *testing.T) {
		r := h.ask("PUT", answer, `{"coming":false}`, "", "Idempotency-Key", key)
		if r.StatusCode != 422 || r.code() != "idempotency.other_body" {
			t.Errorf("%d %s", r.StatusCode, r.body)
		}
	})
}

// S13: public answers are kept as bytes, tell when they did not change, and follow the database.
func TestPublicReads(t *testing.T) {
	h := newHall(t)
	path := "/api/places/" + h.Place.Slug
	first := h.ask("GET", path, "", "")
	tag := first.Header.Get("ETag")
	if first.StatusCode != 200 || tag == "" {
		t.Fatalf("%d %s", first.StatusCode, first.body)
	}
	if r := h.ask("GET", path, "", "", "If-None-Match", tag); r.StatusCode != 304 || len(r.body) != 0 {
		t.Errorf("known bytes were sent again: %d", r.StatusCode)
	}
	if strings.Contains(string(first.body), "organiser@") {
		t.Error("the organiser's address is public")
	}
}
