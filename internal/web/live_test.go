package web_test

import (
	"bufio"
	"net/http"
	"strings"
	"testing"
	"time"

	"musikkforalle/internal/place"
)

// watch opens a live screen of the session and gives its events.
func (h *hall) watch(cookies string) (events <-chan string, status int) {
	h.Helper()
	r, err := http.NewRequest("GET", h.url+"/api/sessions/"+h.session.String()+"/live", http.NoBody)
	if err != nil {
		h.Fatal(err)
	}
	r.Header.Set("Cookie", cookies)
	res, err := client.Do(r)
	if err != nil {
		h.Fatal(err)
	}
	h.Cleanup(func() { _ = res.Body.Close() })
	said := make(chan string, 100)
	go func() {
		defer close(said)
		for lines := bufio.NewScanner(res.Body); lines.Scan(); {
			if event, ok := strings.CutPrefix(lines.Text(), "event: "); ok {
				said <- event
			}
		}
	}()
	return said, res.StatusCode
}

// next is the next event; "" when there is none any more.
func next(t *testing.T, events <-chan string) string {
	t.Helper()
	select {
	case event := <-events:
		return event
	case <-time.After(10 * time.Second):
		t.Fatal("nothing is said")
		return ""
	}
}

func TestLive(t *testing.T) {
	t.Parallel()
	t.Run("an answer is told at once, to those who show the session", func(t *testing.T) {
		t.Parallel()
		h := newHall(t)
		events, status := h.watch(h.member(h.Place, place.Instructor))
		if first := next(t, events); status != 200 || first != "changed" {
			t.Fatal(status, first)
		}
		go h.server.Follow(t.Context())
		if listens := next(t, events); listens != "changed" { // what was said before may have been missed
			t.Fatal(listens)
		}
		h.family()
		if event := next(t, events); event != "changed" {
			t.Error(event)
		}
	})
	t.Run("F13 a member has a few, and takes none of the others'", func(t *testing.T) {
		t.Parallel()
		h := newHall(t)
		organiser := h.member(h.Place, place.Organiser)
		status := 200
		for opened := 0; status == 200; opened++ {
			if _, status = h.watch(organiser); opened > 10 {
				t.Fatal("no end of screens")
			}
		}
		if status != 429 {
			t.Error(status)
		}
		if _, status := h.watch(h.member(h.Place, place.Organiser)); status != 200 {
			t.Errorf("another member: %d", status)
		}
	})
	t.Run("F2 all streams end when the server stops", func(t *testing.T) {
		t.Parallel()
		h := newHall(t)
		events, _ := h.watch(h.member(h.Place, place.Organiser))
		next(t, events)
		if err := h.app.ShutdownWithTimeout(8 * time.Second); err != nil {
			t.Error(err)
		}
		if event := next(t, events); event != "" {
			t.Error(event)
		}
	})
}
