package web_test

import (
	"strings"
	"testing"

	"github.com/google/uuid"
)

// F: what a person is told when something is not as it was.
func TestFaults(t *testing.T) {
	h := newHall(t)
	answer := "/api/sessions/" + h.session.String() + "/answer"
	t.Run("F15 disk full is a clean 503 and leaves nothing half", func(t *testing.T) {
		h.Exec(`create function full_disk() returns trigger language plpgsql as $$
			begin raise exception 'could not extend file' using errcode = '53100'; end $$`)
		h.Exec("create trigger full_disk before insert on answers for each row execute function full_disk()")
		key := uuid.NewString()
		r := h.ask("PUT", answer, coming, "", "Idempotency-Key", key)
		if r.StatusCode != 503 || r.Header.Get("Retry-After") == "" || r.code() != "unavailable" || strings.Contains(string(r.body), "extend") {
			t.Errorf("%d %v %s", r.StatusCode, r.Header, r.body)
		}
		if len(r.Cookies()) != 0 || h.Number("select count(*) from families")+h.Number("select count(*) from devices") != 0 {
			t.Error("something of it was kept")
		}
		h.Exec("drop trigger full_disk on answers")
		if r := h.ask("PUT", answer, coming, "", "Idempotency-Key", key); r.StatusCode != 200 {
			t.Errorf("the same try again: %d %s", r.StatusCode, r.body)
		}
	})
	t.Run("F21 stale If-Match", func(t *testing.T) {
		device := h.family()
		tag := h.ask("GET", "/api/me", "", device).Header.Get("ETag")
		if r := h.ask("PATCH", "/api/me", `{"nickname":"A"}`, device, "If-Match", tag); r.StatusCode != 200 {
			t.Fatalf("%d %s", r.StatusCode, r.body)
		}
		if r := h.ask("PATCH", "/api/me", `{"nickname":"B"}`, device, "If-Match", tag); r.StatusCode != 412 || r.code() != "family.changed" {
			t.Errorf("%d %s", r.StatusCode, r.body)
		}
	})
	t.Run("F22 one code in parallel signs one phone in", func(t *testing.T) {
		var link struct{ Code string }
		h.ask("POST", "/api/me/link", "", h.family()).into(t, &link)
		counts := h.together(20, func() reply { return h.ask("POST", "/api/link", `{"code":"`+link.Code+`"}`, "") })
		if counts[200] != 1 || counts[404] != 19 {
			t.Errorf("%v", counts)
		}
	})
	t.Run("F23 answer replayed from a device that was signed out", func(t *testing.T) {
		device := h.family()
		h.ask("DELETE", "/api/me", "", device)
		r := h.ask("PUT", answer, coming, device, "Idempotency-Key", uuid.NewString())
		if r.StatusCode != 401 || r.code() != "nobody" {
			t.Errorf("%d %s", r.StatusCode, r.body)
		}
	})
	t.Run("F23 answer replayed after the session was called off, or began", func(t *testing.T) {
		device := h.family()
		for _, change := range []string{"status = 'cancelled', reason = 'weather'", "starts_at = now() - interval '1 hour', ends_at = now() + interval '1 hour'"} {
			h.Exec("update sessions set "+change+" where id = ?", h.session)
			if r := h.ask("PUT", answer, coming, device, "Idempotency-Key", uuid.NewString()); r.StatusCode != 409 || r.code() != "answer.closed" {
				t.Errorf("%d %s", r.StatusCode, r.body)
			}
		}
	})
}

// F18: a server of the old version goes on while the new one changes the schema, and starts on a newer schema.
func TestOldVersionBesideTheNew(t *testing.T) {
	h := newHall(t)
	device := h.family()
	h.ask("GET", "/api/me", "", device)
	var tables []string
	if err := h.Store.Gorm.Raw("select tablename from pg_tables where schemaname = 'public' and tablename !~ '^(river|goose)'").Scan(&tables).Error; err != nil {
		t.Fatal(err)
	}
	for _, table := range tables {
		h.Exec("alter table " + table + " add column of_the_next_version text")
	}
	tag := h.ask("GET", "/api/me", "", device).Header.Get("ETag")
	t.Run("F18 requests go on; at worst one is asked to try again", func(t *testing.T) {
		for range 8 {
			for _, call := range [][3]string{{"GET", "/api/me", ""}, {"GET", "/api/me/export", ""}, {"PATCH", "/api/me", `{"nickname":"A"}`},
				{"PUT", "/api/sessions/" + h.session.String() + "/answer", coming}, {"GET", "/nb/p/" + h.Place.Slug + "/flyer", ""},
				{"GET", "/api/sessions/" + h.session.String(), ""}} {
				r := h.ask(call[0], call[1], call[2], device, "If-Match", tag)
				if r.StatusCode >= 300 && r.StatusCode != 503 {
					t.Errorf("%v: %d %s", call, r.StatusCode, r.body)
				}
				if now := r.Header.Get("ETag"); call[1] == "/api/me" && now != "" {
					tag = now
				}
			}
		}
		if r := h.ask("GET", "/api/me", "", device); r.StatusCode != 200 {
			t.Errorf("still %d", r.StatusCode)
		}
	})
}
