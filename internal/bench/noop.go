package main

import (
	"bytes"
	"crypto/ecdh"
	"crypto/rand"
	"encoding/base64"
	"encoding/pem"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"time"

	"golang.org/x/sync/errgroup"
)

// noop is a push service over HTTP/2 that accepts everything and does nothing.
type noop struct {
	*httptest.Server
	roots string

	mu          sync.Mutex
	taken       int
	first, last time.Time
}

func newNoop(folder string) (*noop, error) {
	s := &noop{roots: filepath.Join(folder, "roots.pem")}
	s.Server = httptest.NewUnstartedServer(http.HandlerFunc(s.take))
	s.EnableHTTP2 = true
	s.StartTLS()
	certificate := pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: s.Certificate().Raw})
	return s, os.WriteFile(s.roots, certificate, 0o600)
}

func (s *noop) take(w http.ResponseWriter, r *http.Request) {
	_, _ = io.Copy(io.Discard, r.Body)
	s.mu.Lock()
	s.last = time.Now()
	if s.taken == 0 {
		s.first = s.last
	}
	s.taken++
	s.mu.Unlock()
	w.WriteHeader(http.StatusCreated)
}

func (s *noop) name() string { return strings.TrimPrefix(s.URL, "https://") }

// settings let the program post here.
func (s *noop) settings() []string {
	return []string{"PUSH_EXTRA_HOSTS=" + s.name(), "SSL_CERT_FILE=" + s.roots}
}

// perSecond counts from now on until n messages have come, from the first to the last.
func (s *noop) perSecond(n int, do func() error) (float64, error) {
	s.mu.Lock()
	s.taken = 0
	s.mu.Unlock()
	if err := do(); err != nil {
		return 0, err
	}
	for end := time.Now().Add(time.Minute); ; time.Sleep(5 * time.Millisecond) {
		s.mu.Lock()
		taken, took := s.taken, s.last.Sub(s.first)
		s.mu.Unlock()
		if taken >= n {
			return float64(taken) / took.Seconds(), nil
		}
		if time.Now().After(end) {
			return 0, fmt.Errorf("only %d of %d messages came", taken, n)
		}
	}
}

// post sends n bodies of the size, as many at once as the program does.
func (s *noop) post(n, size int) error {
	var all errgroup.Group
	all.SetLimit(32)
	body := make([]byte, size)
	for range n {
		all.Go(func() error {
			answer, err := s.Client().Post(s.URL, "application/octet-stream", bytes.NewReader(body))
			if err != nil {
				return err
			}
			return answer.Body.Close()
		})
	}
	return all.Wait()
}

// newKeys are those of a phone's subscription.
func newKeys() (p256dh, auth string, err error) {
	key, err := ecdh.P256().GenerateKey(rand.Reader)
	if err != nil {
		return "", "", err
	}
	secret := make([]byte, 16)
	_, _ = rand.Read(secret)
	encode := base64.RawURLEncoding.EncodeToString
	return encode(key.PublicKey().Bytes()), encode(secret), nil
}
