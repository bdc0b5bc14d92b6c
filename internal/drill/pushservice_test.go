package drill

import (
	"encoding/pem"
	"io"
	"log"
	"math/rand/v2"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"
)

// pushService is a push service that speaks HTTP/2 over TLS like the real ones, and keeps what it has accepted.
type pushService struct {
	*httptest.Server
	mu       sync.Mutex
	accepted []post
	asked    int // requests that arrived
	open     int // of which are not answered yet
	lines    int // connections, with what still waits to be read on them
	behave   func(http.ResponseWriter, *http.Request)
}

// post is a message that the service has taken for a phone.
type post struct {
	path, topic string
	message     []byte
}

func newPushService(t testing.TB) *pushService {
	t.Helper()
	s := &pushService{behave: status(http.StatusCreated)}
	s.Server = httptest.NewUnstartedServer(http.HandlerFunc(s.take))
	s.EnableHTTP2 = true
	s.Config.ConnState = s.line
	s.Config.ErrorLog = log.New(io.Discard, "", 0) // connections of killed servers are what this is about
	s.StartTLS()
	t.Cleanup(s.Close)
	return s
}

// take answers as it was told to, and remembers what it accepted before anybody can know that it did.
func (s *pushService) take(w http.ResponseWriter, r *http.Request) {
	message, err := io.ReadAll(r.Body)
	if err != nil {
		return // the sender was killed in the middle of it
	}
	s.mu.Lock()
	s.asked++
	s.open++
	behave := s.behave
	s.mu.Unlock()
	answer := httptest.NewRecorder()
	behave(answer, r)
	s.mu.Lock()
	s.open--
	if answer.Code == http.StatusCreated {
		s.accepted = append(s.accepted, post{r.URL.Path, r.Header.Get("Topic"), message})
	}
	s.mu.Unlock()
	for name, values := range answer.Header() {
		w.Header()[name] = values
	}
	w.WriteHeader(answer.Code)
}

// says sets how the service answers from now on.
func (s *pushService) says(behave func(http.ResponseWriter, *http.Request)) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.behave = behave
}

func status(code int) func(http.ResponseWriter, *http.Request) {
	return func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(code) }
}

// within accepts after a random time up to limit, as a network takes.
func within(limit time.Duration) func(http.ResponseWriter, *http.Request) {
	return func(w http.ResponseWriter, _ *http.Request) {
		time.Sleep(rand.N(limit)) // the service is what is slow here
		w.WriteHeader(http.StatusCreated)
	}
}

func (s *pushService) posts() []post {
	s.mu.Lock()
	defer s.mu.Unlock()
	return append([]post(nil), s.accepted...)
}

func (s *pushService) count() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return len(s.accepted)
}

func (s *pushService) requests() (asked, open int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.asked, s.open
}

// line counts connections. One that a killed server left is closed only when everything it had sent was read.
func (s *pushService) line(_ net.Conn, state http.ConnState) {
	s.mu.Lock()
	defer s.mu.Unlock()
	switch state {
	case http.StateNew:
		s.lines++
	case http.StateClosed, http.StateHijacked:
		s.lines--
	}
}

// untilIdle waits until nothing is on its way any more.
func (s *pushService) untilIdle(t testing.TB) {
	t.Helper()
	until(t, 20*time.Second, "push service is idle", func() bool {
		_, open := s.requests()
		return open == 0
	})
}

// untilHungUp waits until all that servers which are gone had sent was read and answered.
func (s *pushService) untilHungUp(t testing.TB) {
	t.Helper()
	until(t, 30*time.Second, "push service has read everything", func() bool {
		s.mu.Lock()
		defer s.mu.Unlock()
		return s.open == 0 && s.lines == 0
	})
}

func (s *pushService) name() string { return strings.TrimPrefix(s.URL, "https://") }

// allow is the settings with which the program posts to these services: their addresses, and whose certificates to trust.
func allow(t testing.TB, services ...*pushService) []string {
	t.Helper()
	var hosts []string
	var roots []byte
	for _, s := range services {
		hosts = append(hosts, s.name())
		roots = append(roots, pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: s.Certificate().Raw})...)
	}
	file := filepath.Join(t.TempDir(), "roots.pem")
	must(t, os.WriteFile(file, roots, 0o600))
	return []string{"PUSH_EXTRA_HOSTS=" + strings.Join(hosts, ","), "SSL_CERT_FILE=" + file}
}
