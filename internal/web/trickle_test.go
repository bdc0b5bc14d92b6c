package web_test

import (
	"bufio"
	"errors"
	"io"
	"net"
	"net/http"
	"strings"
	"testing"
	"time"
)

// B28: against the real listener, whoever sends slowly or without end is let go, while others are served.
func TestSlowAndEndless(t *testing.T) {
	t.Parallel()
	h := newHall(t)
	const head = "PATCH /api/me HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nSec-Fetch-Site: same-origin\r\n"
	for name, c := range map[string]struct {
		first, again string
		status       int
	}{
		"B28 trickled body":         {head + "Content-Length: 60000\r\n\r\n{", " ", 408},
		"B28 trickled headers":      {"GET /nb HTTP/1.1\r\nHost: localhost\r\n", "X: y\r\n", 408},
		"B28 endless body":          {head + "Transfer-Encoding: chunked\r\n\r\n", "1000\r\n" + strings.Repeat(" ", 0x1000) + "\r\n", 413},
		"B28 announced as too long": {head + "Content-Length: 99999999999\r\n\r\n{", "", 413},
		"B28 endless headers":       {"GET /nb HTTP/1.1\r\nHost: localhost\r\n", "X: " + strings.Repeat("y", 4000) + "\r\n", 400},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			began := time.Now()
			conn, err := net.Dial("tcp", strings.TrimPrefix(h.url, "http://"))
			if err != nil {
				t.Fatal(err)
			}
			defer conn.Close()
			go drip(conn, c.first, c.again)
			if err := conn.SetReadDeadline(began.Add(20 * time.Second)); err != nil {
				t.Fatal(err)
			}
			r, err := http.ReadResponse(bufio.NewReader(conn), nil)
			if err != nil {
				t.Fatalf("after %s: %v", time.Since(began), err)
			}
			defer r.Body.Close()
			if r.StatusCode != c.status || r.Header.Get("Content-Type") != "application/problem+json" {
				t.Errorf("%d %v after %s", r.StatusCode, r.Header, time.Since(began))
			}
			if _, err := io.Copy(io.Discard, conn); err != nil && !errors.Is(err, net.ErrClosed) && !strings.Contains(err.Error(), "reset") {
				t.Errorf("the connection stays open: %v", err)
			}
		})
	}
	t.Run("B28 others are served meanwhile", func(t *testing.T) {
		t.Parallel()
		if r := h.ask("GET", "/api/places", "", ""); r.StatusCode != 200 {
			t.Errorf("%d", r.StatusCode)
		}
	})
}

// drip sends a piece every tenth of a second until nobody listens.
func drip(conn net.Conn, first, again string) {
	_, err := io.WriteString(conn, first)
	for err == nil && again != "" {
		time.Sleep(100 * time.Millisecond)
		_, err = io.WriteString(conn, again)
	}
}
