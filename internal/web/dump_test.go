package web_test

import (
	"bytes"
	"encoding/hex"
	"os/exec"
	"strings"
	"testing"
)

// P2: a dump of the database tells neither what helps a child nor whom to ring, and nor does the log; their readers see it.
func TestADumpTellsNothing(t *testing.T) {
	log := keepDiary(t)
	h := newHall(t)
	family := h.family()
	h.want(200, "PUT", h.about("wishes"), `{"helps":"kornblomstereng","allergies":"paranøttmel","consent":true}`, family)
	r := h.ask("GET", "/api/me", "", family)
	h.want(200, "PATCH", "/api/me", `{"phone":"40 99 88 77"}`, family, "If-Match", r.Header.Get("ETag"))
	t.Run("P5 the family sees all of it", func(t *testing.T) {
		for _, path := range []string{"/api/me", "/api/me/export"} {
			body := string(h.ask("GET", path, "", family).body)
			for _, word := range []string{"kornblomstereng", "paranøttmel", "+4740998877"} {
				if !strings.Contains(body, word) {
					t.Errorf("%s lacks %s: %s", path, word, body)
				}
			}
		}
	})
	t.Run("P2 the leader sees what helps, and allergies", func(t *testing.T) {
		h.begun()
		organiser := h.organiser()
		if r := h.want(200, "POST", h.about("helps/open"), "", organiser); !strings.Contains(string(r.body), "kornblomstereng") {
			t.Errorf("%s", r.body)
		}
		for _, path := range []string{h.here("saturday"), h.about("waffles")} {
			if r := h.want(200, "GET", path, "", organiser); !strings.Contains(string(r.body), "paranøttmel") {
				t.Errorf("%s: %s", path, r.body)
			}
		}
	})
	said := map[string][]byte{"the log": log.text.Bytes(), "the tables": h.copied()}
	if dump, err := exec.LookPath("pg_dump"); err == nil {
		out, err := exec.Command(dump, "--inserts", h.Store.Pool.Config().ConnString()).Output()
		if err != nil {
			t.Logf("pg_dump: %v", err)
		} else {
			said["a dump"] = out
		}
	}
	for where, text := range said {
		t.Run("P2 nothing of it is in "+where, func(t *testing.T) {
			if len(text) < 1000 {
				t.Fatalf("only %d bytes", len(text))
			}
			for _, word := range []string{"kornblomstereng", "paranøttmel", "40998877"} {
				if bytes.Contains(text, []byte(word)) || bytes.Contains(text, []byte(hex.EncodeToString([]byte(word)))) {
					t.Errorf("it tells %s", word)
				}
			}
		})
	}
}

// copied is every row of every table as text, as a dump has it.
func (h *hall) copied() []byte {
	h.Helper()
	var all bytes.Buffer
	for _, table := range h.tables() {
		var rows []string
		h.Must(h.Store.Gorm.Raw("select t::text from " + table + " t").Scan(&rows).Error)
		all.WriteString(table + "\n" + strings.Join(rows, "\n") + "\n")
	}
	return all.Bytes()
}
