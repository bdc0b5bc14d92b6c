package web_test

import (
	"encoding/json"
	"fmt"
	"maps"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/google/uuid"

	"musikkforalle/api/contract"
)

// eachWrite runs a test for every operation of the contract that writes, in a hall of its own, with a call that succeeds.
func eachWrite(t *testing.T, name string, test func(t *testing.T, h *hall, method string, call func() write)) {
	spec, err := contract.GetSpec()
	if err != nil {
		t.Fatal(err)
	}
	writes := maps.Clone(personalWrites)
	maps.Copy(writes, teamWrites)
	for path, item := range spec.Paths.Map() {
		for method := range item.Operations() {
			operation := method + " " + path
			if method == "GET" || refusedWrites[operation] != "" {
				continue
			}
			t.Run(fmt.Sprintf(name, operation), func(t *testing.T) {
				t.Parallel()
				if writes[operation] == nil {
					t.Fatal("no call of it is known: add one to writes_test.go")
				}
				h := newHall(t)
				test(t, h, method, func() write { return writes[operation](h) })
			})
		}
	}
}

// F20: whoever repeats a write under its key gets the answer again, read anew; and no answer is stored.
func TestReplays(t *testing.T) {
	t.Parallel()
	secret := []string{"/calendar", "/link", "/code", "/invitations", "/open", "/calls", "/register", "/sign-in", "-proposal", "/dates", "/preview"}
	eachWrite(t, "F20/%s", func(t *testing.T, h *hall, method string, call func() write) {
		w := call()
		headers := append(slices.Clone(w.headers), "Idempotency-Key", uuid.NewString())
		first := h.ask(method, w.path, w.body, w.cookies, headers...)
		if first.StatusCode >= 300 {
			t.Fatalf("%d %s", first.StatusCode, first.body)
		}
		if n := h.Number("select count(*) from idempotency where status < 300 and body is not null"); n != 0 {
			t.Error("the answer is stored")
		}
		again := h.ask(method, w.path, w.body, w.cookies, headers...)
		if signs(method, w.path) {
			return
		}
		if again.Header.Get("Idempotency-Replayed") == "" {
			path, _, _ := strings.Cut(w.path, "?")
			if !slices.ContainsFunc(secret, func(end string) bool { return strings.HasSuffix(path, end) || strings.Contains(path, end+"/") }) {
				t.Errorf("not recognised: %d %s", again.StatusCode, again.body)
			}
			return
		}
		if again.StatusCode != first.StatusCode || !same(first.body, again.body) || again.Header.Get("ETag") != first.Header.Get("ETag") {
			t.Errorf("%d %s %s\nreplayed %d %s %s", first.StatusCode, first.Header.Get("ETag"), first.body, again.StatusCode, again.Header.Get("ETag"), again.body)
		}
	})
}

// signs reports whether a call signs who makes it in or out, so that its replay comes from nobody.
func signs(method, path string) bool {
	return method == "DELETE" && (path == "/api/me" || path == "/api/volunteer") || path == "/api/link" || strings.Contains(path, "/sign-in/")
}

func same(a, b []byte) bool {
	var x, y any
	_, _ = json.Unmarshal(a, &x), json.Unmarshal(b, &y)
	return reflect.DeepEqual(x, y)
}

// F20: what was changed or withdrawn since is not in a replay.
func TestReplayIsReadNow(t *testing.T) {
	t.Parallel()
	h := newHall(t)
	family, key := h.family(), uuid.NewString()
	wishes := `{"allergies":"kornblomster"}`
	t.Run("F20/withdrawn wishes are not in the replay", func(t *testing.T) {
		h.want(200, "PUT", h.about("wishes"), wishes, family, "Idempotency-Key", key)
		h.want(204, "DELETE", h.about("wishes"), "", family)
		r := h.ask("PUT", h.about("wishes"), wishes, family, "Idempotency-Key", key)
		if r.StatusCode != 200 || string(r.body) != "{}" {
			t.Errorf("%d %s", r.StatusCode, r.body)
		}
	})
	t.Run("F20/an answer that was taken back is not there", func(t *testing.T) {
		key := uuid.NewString()
		h.want(200, "PUT", h.about("answer"), coming, family, "Idempotency-Key", key)
		h.want(204, "DELETE", h.about("answer"), "", family)
		r := h.ask("PUT", h.about("answer"), coming, family, "Idempotency-Key", key)
		if r.StatusCode != 404 || h.Number("select count(*) from answers") != 0 {
			t.Errorf("%d %s", r.StatusCode, r.body)
		}
	})
	t.Run("F20/a corrected number is the new one", func(t *testing.T) {
		key, tag := uuid.NewString(), h.ask("GET", "/api/me", "", family).Header.Get("ETag")
		wrong := h.want(200, "PATCH", "/api/me", `{"phone":"40 00 00 01"}`, family, "If-Match", tag, "Idempotency-Key", key)
		h.want(200, "PATCH", "/api/me", `{"phone":"40 00 00 02"}`, family, "If-Match", wrong.Header.Get("ETag"))
		r := h.want(200, "PATCH", "/api/me", `{"phone":"40 00 00 01"}`, family, "If-Match", tag, "Idempotency-Key", key)
		if !strings.Contains(string(r.body), "+4740000002") {
			t.Errorf("%s", r.body)
		}
	})
}

// F18: the version before stores whole answers; the row forgets them and keeps what a replay needs.
func TestAnswersOfTheVersionBefore(t *testing.T) {
	t.Parallel()
	h := newHall(t)
	h.Exec(`insert into idempotency (owner, key, request_hash, status, content_type, body)
		values ('x', 'made-before', '', 201, 'application/json', convert_to('{"id":"7b0d9c9e-1111-4111-8111-111111111111","name":"Kari"}', 'UTF8'))`)
	if n := h.Number(`select count(*) from idempotency where body is null and outcome = '{"id":"7b0d9c9e-1111-4111-8111-111111111111"}'`); n != 1 {
		t.Error("the answer is stored")
	}
}
