package web_test

import (
	"bufio"
	"context"
	"fmt"
	"net"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"

	"musikkforalle/internal/config"
	"musikkforalle/internal/fixture"
	"musikkforalle/internal/limit"
	"musikkforalle/internal/paper"
)

// publicAddresses are all kinds of answers that are cached or drawn for everybody.
func (h *hall) publicAddresses() []string {
	place := "/nb/p/" + h.Place.Slug
	return []string{
		"/nb", place, place + "/day", "/nb/s/" + h.session.String(), "/nb/s/" + h.session.String() + "/pulse", "/nb/me", "/nb/volunteer",
		"/nb/about", "/nb/privacy", "/nb/accessibility", "/nb/language", "/nb/install", "/nb/link/abc", "/nb/r/abc", "/nb/team", "/nb/team/abc",
		"/nb/offline-shell", place + "/flyer", place + "/flyer.pdf", place + "/flyer.png", place + "/year.pdf", "/lett/p/" + h.Place.Slug + "/flyer.png",
		"/api/places", "/api/places/" + h.Place.Slug, "/api/sessions/" + h.session.String(),
		"/calendar/place/" + h.Place.Slug + ".ics", "/calendar/session/" + h.session.String() + ".ics",
		"/manifest/nb.webmanifest",
	}
}

func TestStrangersCostLittle(t *testing.T) {
	t.Parallel()
	h := newHall(t)
	h.Exec("insert into distributors (place_id, name, via) values (?, 'Ahus', 'ahus')", h.Place.ID)
	read := func(madeUp string) {
		for _, path := range h.publicAddresses() {
			headers, cookies := []string{}, ""
			if madeUp != "" {
				path = strings.Replace(path, h.session.String(), strings.ToUpper(h.session.String()), 1)
				path = strings.Replace(strings.Replace(path, "/link/abc", "/link/"+madeUp, 1), "/r/abc", "/r/"+madeUp, 1)
				path = strings.Replace(path, "/team/abc", "/team/"+madeUp+"/session/"+madeUp, 1)
				path += "?via=" + madeUp + "&x=" + madeUp + "&lang=nb"
				cookies = "place=" + madeUp + "; lang=" + madeUp + "; " + madeUp + "=1"
				headers = []string{"Accept-Language", madeUp, "User-Agent", madeUp, "X-Forwarded-For", madeUp, "If-None-Match", madeUp, "Host", madeUp + ".example.org",
					"X-Forwarded-Host", madeUp + ".example.org", "Accept-Encoding", madeUp}
			}
			if r := h.ask("GET", path, "", cookies, headers...); r.StatusCode != 200 {
				t.Errorf("%s: %d %s", path, r.StatusCode, r.body)
			}
		}
	}
	read("")
	read("aaa") // reads the list of words
	answers, drawings := h.server.KeptAnswers(), h.server.Press.Drawn()
	t.Run("R13/UnknownWordsAreNoPartOfAKey", func(t *testing.T) {
		for i := range 20 {
			read(fmt.Sprintf("madeup-%d", i))
		}
		for _, path := range []string{"/nb/p/madeup/flyer.png", "/nb/p/madeup", "/api/places/madeup", "/calendar/place/madeup.ics", "/nb/p/madeup/year.pdf",
			"/xx/p/" + h.Place.Slug + "/flyer.png", "/nb/s/" + uuid.NewString(), "/api/sessions/" + uuid.NewString()} {
			if r := h.ask("GET", path, "", ""); r.StatusCode != 404 {
				t.Errorf("%s: %d", path, r.StatusCode)
			}
		}
		if now := h.server.KeptAnswers(); now != answers {
			t.Errorf("%d answers are cached, %d before", now, answers)
		}
		if now := h.server.Press.Drawn(); now != drawings {
			t.Errorf("%d drawings, %d before", now, drawings)
		}
	})
	t.Run("R13/WhatIsKnownStays", func(t *testing.T) {
		page := "/nb/p/" + h.Place.Slug + "/flyer"
		if r := h.ask("GET", page+"?via=ahus", "", ""); !strings.Contains(string(r.body), "via=ahus") {
			t.Error("a distributor's word is lost")
		}
		if r := h.ask("GET", page+"?via=other", "", ""); strings.Contains(string(r.body), "via=") {
			t.Error("a made-up word is on the page")
		}
		if r := h.ask("GET", "/nb", "", "place="+h.Place.Slug); !strings.Contains(string(r.body), `"place":"`+h.Place.Slug) {
			t.Error("the chosen place is lost")
		}
		if r := h.ask("GET", "/nb/s/"+strings.ToUpper(h.session.String()), "", ""); strings.Contains(string(r.body), strings.ToUpper(h.session.String())) {
			t.Error("the caller's spelling is on the page")
		}
	})
	t.Run("R13/AnUnrelatedChangeDrawsNothing", func(t *testing.T) {
		before := h.server.Press.Drawn()
		h.Exec("update sessions set capacity = 77 where id = ?", h.session)
		h.server.DropPublic()
		read("")
		if now := h.server.Press.Drawn(); now != before {
			t.Errorf("%d drawings after it", now-before)
		}
		h.Exec("update places set venue = 'Ringen kino' where id = ?", h.Place.ID)
		h.server.DropPublic()
		read("")
		if now := h.server.Press.Drawn(); now == before {
			t.Error("what has changed is not drawn anew")
		}
	})
}

// busy gives the press so many drawings that n of them wait, until release is called.
func (h *hall) busy(n int) (release func()) {
	until := make(chan struct{})
	for begun := 1; h.server.Press.Waiting() < n; begun++ {
		go func() {
			_, _ = h.server.Press.Print(context.Background(), paper.Unkept(func(context.Context) ([]byte, error) { <-until; return nil, nil }), nil)
		}()
		h.soon(func() bool { return int(h.server.Press.Drawn())+h.server.Press.Waiting() == begun })
	}
	return func() { close(until) }
}

// soon waits until something is so.
func (h *hall) soon(so func() bool) {
	h.Helper()
	for end := time.Now().Add(10 * time.Second); !so(); time.Sleep(time.Millisecond) {
		if time.Now().After(end) {
			h.Fatal("it never was so")
		}
	}
}

func TestDrawingIsBounded(t *testing.T) {
	t.Parallel()
	t.Run("R13/HangingUpLeavesTheQueue", func(t *testing.T) {
		t.Parallel()
		h := newHall(t)
		release := h.busy(1)
		defer release()
		waiting := h.server.Press.Waiting()
		conn, err := net.Dial("tcp", strings.TrimPrefix(h.url, "http://"))
		h.Must(err)
		_, err = fmt.Fprintf(conn, "GET /nb/p/%s/flyer.png HTTP/1.1\r\nHost: x\r\n\r\n", h.Place.Slug)
		h.Must(err)
		h.soon(func() bool { return h.server.Press.Waiting() == waiting+1 })
		h.Must(conn.Close())
		h.soon(func() bool { return h.server.Press.Waiting() == waiting })
	})
	t.Run("R13/WhoWaitsIsServed", func(t *testing.T) {
		t.Parallel()
		h := newHall(t)
		release := h.busy(1)
		waiting := h.server.Press.Waiting()
		conn, err := net.Dial("tcp", strings.TrimPrefix(h.url, "http://"))
		h.Must(err)
		defer func() { _ = conn.Close() }()
		request := fmt.Sprintf("GET /nb/p/%s/flyer.png HTTP/1.1\r\nHost: x\r\n\r\n", h.Place.Slug)
		_, err = fmt.Fprint(conn, request+request) // pipelined: what is already on its way is no hanging up
		h.Must(err)
		h.soon(func() bool { return h.server.Press.Waiting() == waiting+1 })
		release()
		line, err := bufio.NewReader(conn).ReadString('\n')
		h.Must(err)
		if !strings.Contains(line, "200") {
			t.Error(line)
		}
	})
	t.Run("R13/AFullQueueIsA503", func(t *testing.T) {
		t.Parallel()
		h := newHall(t)
		defer h.busy(8)()
		r := h.ask("GET", "/nb/p/"+h.Place.Slug+"/flyer.png", "", "")
		if r.StatusCode != 503 || r.code() != "busy" || r.Header.Get("Retry-After") == "" {
			t.Errorf("%d %s", r.StatusCode, r.body)
		}
		if r := h.ask("GET", "/api/places", "", ""); r.StatusCode != 200 {
			t.Errorf("others are answered %d", r.StatusCode)
		}
	})
	t.Run("R13/ANetworkHasABudget", func(t *testing.T) {
		t.Parallel()
		h := newHall(t)
		fixture.Place(h, h.Store)
		for range limit.Drawings.Most {
			h.Must(limit.Drawings.Count(t.Context(), h.Store, "127.0.0.0/24"))
		}
		r := h.ask("GET", "/nb/p/"+h.Place.Slug+"/flyer.png", "", "")
		if r.StatusCode != 429 || h.server.Press.Drawn() != 0 {
			t.Errorf("%d %s", r.StatusCode, r.body)
		}
	})
}

// New families of one network are limited; a school's evening is not.
func TestNewFamiliesOfANetwork(t *testing.T) {
	t.Parallel()
	h := newHall(t, func(c *config.Config) { c.TrustedProxies = []string{"127.0.0.1"} })
	answer := "/api/sessions/" + h.session.String() + "/answer"
	from := func(network, key string) reply {
		return h.ask("PUT", answer, coming, "", "X-Forwarded-For", network+".7", "Idempotency-Key", key)
	}
	var first reply
	for i := range limit.Families.Most {
		key := uuid.NewString()
		r := from("10.1.1", key)
		if r.StatusCode != 200 {
			t.Fatalf("the %dth family: %d %s", i+1, r.StatusCode, r.body)
		}
		if i == 0 {
			first = r
		}
		if again := from("10.1.1", key); again.StatusCode != 200 { // a repetition makes no family
			t.Fatalf("a repetition: %d %s", again.StatusCode, again.body)
		}
	}
	t.Run("R13/OneMoreIsRefused", func(t *testing.T) {
		key := uuid.NewString()
		for range 3 {
			if r := from("10.1.1", key); r.StatusCode != 429 || r.code() != "family.too_many" || r.Header.Get("Retry-After") == "" {
				t.Errorf("%d %s", r.StatusCode, r.body)
			}
		}
		if r := h.ask("POST", "/api/me", `{"lang":"nb"}`, "", "X-Forwarded-For", "10.1.1.8"); r.StatusCode != 429 {
			t.Errorf("another way in: %d %s", r.StatusCode, r.body)
		}
		if n := h.Number("select count(*) from families"); n != limit.Families.Most {
			t.Errorf("%d families", n)
		}
	})
	t.Run("R13/OthersAreNotConcerned", func(t *testing.T) {
		if r := from("10.1.2", uuid.NewString()); r.StatusCode != 200 {
			t.Errorf("another network: %d %s", r.StatusCode, r.body)
		}
		if r := h.ask("PUT", answer, `{"coming":false}`, h.device(first), "X-Forwarded-For", "10.1.1.7"); r.StatusCode != 200 {
			t.Errorf("a family that is known: %d %s", r.StatusCode, r.body)
		}
	})
}
