package web_test

import (
	"bytes"
	"context"
	"encoding/binary"
	"fmt"
	"net"
	"strings"
	"sync"
	"testing"
	"time"

	"musikkforalle/internal/config"
	"musikkforalle/internal/db"
	"musikkforalle/internal/pgtest"
)

// saboteur stands between a server and PostgreSQL. Armed, it makes the nth statement fail with a SQLSTATE, and the same
// statement each time that it comes again.
type saboteur struct {
	mu    sync.Mutex
	at, n int
	code  string
	name  []byte // of the statement that fails; nil: none yet
}

func (s *saboteur) arm(at int, code string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.at, s.n, s.code, s.name = at, 0, code, nil
}

// fired reports whether a statement was made to fail.
func (s *saboteur) fired() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.name != nil
}

func (s *saboteur) dial(ctx context.Context, network, address string) (net.Conn, error) {
	var d net.Dialer
	c, err := d.DialContext(ctx, network, address)
	return &sabotaged{c, s}, err
}

type sabotaged struct {
	net.Conn
	*saboteur
}

// Write passes what pgx says on, one round of it at a time; a round that is to fail becomes one that raises the error.
func (c *sabotaged) Write(b []byte) (int, error) {
	if c.fails(b) {
		sql := fmt.Sprintf("do $$ begin raise exception 'sabotage' using errcode = '%s'; end $$", c.code)
		m := append([]byte{'Q'}, binary.BigEndian.AppendUint32(nil, uint32(len(sql)+5))...)
		if _, err := c.Conn.Write(append(append(m, sql...), 0)); err != nil {
			return 0, err
		}
		return len(b), nil
	}
	return c.Conn.Write(b)
}

func (c *sabotaged) fails(b []byte) bool {
	name, ok := statement(b)
	c.mu.Lock()
	defer c.mu.Unlock()
	if !ok || c.at == 0 {
		return false
	}
	if c.n++; c.n == c.at {
		c.name = bytes.Clone(name)
	}
	return c.name != nil && bytes.Equal(c.name, name)
}

// statement returns what a round of messages asks for: the SQL, or the name of a prepared statement. Ends of
// transactions are none: a server that answers them with an error is another fault (a lost connection).
func statement(b []byte) ([]byte, bool) {
	if len(b) < 6 {
		return nil, false
	}
	body := b[5:]
	switch b[0] {
	case 'Q':
		sql, _, _ := bytes.Cut(body, []byte{0})
		return sql, !bytes.EqualFold(sql, []byte("rollback"))
	case 'B':
		_, rest, _ := bytes.Cut(body, []byte{0}) // the portal
		name, _, _ := bytes.Cut(rest, []byte{0})
		return name, true
	}
	return nil, false
}

// Whatever statement of whatever write stands in another's way, again and again, or names somebody who was erased meanwhile:
// nobody is answered 500.
func TestNoStatementOfAWriteAnswers500(t *testing.T) {
	t.Parallel()
	eachWrite(t, "F19/%s", func(t *testing.T, h *hall, method string, call func() write) {
		trouble := &saboteur{}
		store, err := db.Open(t.Context(), h.Store.Pool.Config().ConnString(), db.Options{Dial: trouble.dial, MaxConns: 4})
		h.Must(err)
		t.Cleanup(store.Close)
		h.Must(store.UseKeys(pgtest.Keys()))
		at := *h
		at.serve(t, store, config.Config{BaseURL: base, Addr: "127.0.0.1:0", RequestTimeout: 10 * time.Second})
		w := call()
		for n, fired := 1, true; fired; n++ {
			if n > 80 {
				t.Fatal("has no end")
			}
			for _, code := range []string{"40P01", "40001", "23503"} {
				if once(method, w.path) {
					h.Exec("delete from roles") // who is told of a sign-in grows with those who may organise
					w = call()
				}
				h.Exec("delete from rates")
				trouble.arm(n, code)
				r := at.ask(method, w.path, w.body, w.cookies, w.headers...)
				if fired = trouble.fired(); r.StatusCode == 500 || r.StatusCode > 503 {
					t.Errorf("statement %d %q, %s: %d %s", n, trouble.name, code, r.StatusCode, r.body)
				}
				if !fired {
					break // it has no nth statement: n is past its end
				}
			}
		}
	})
}

// once reports whether a call is used up when it fails: it spends a challenge or a code.
func once(method, path string) bool {
	return method == "POST" && (strings.Contains(path, "/passkeys/") || strings.Contains(path, "/sign-in/") || path == "/api/link")
}
