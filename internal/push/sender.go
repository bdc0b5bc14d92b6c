// Package push sends notifications to browsers by Web Push: it encrypts (RFC 8291), signs (RFC 8292), posts (RFC 8030)
// and says what to do with the answer. It keeps where each device can be reached; who is told what, and when, is decided
// in package reminder.
package push

import (
	"bytes"
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"io"
	"net"
	"net/http"
	"time"
)

const (
	sendTimeout = 10 * time.Second
	dialTimeout = 5 * time.Second
	// maxAnswer is the most bytes read of an answer's body: enough to reuse the connection, bounded against an endless one (F13).
	maxAnswer = 1 << 10
	// maxAnswerHeader is the same bound for the header.
	maxAnswerHeader = 8 << 10
	idlePerHost     = 16
	idleTimeout     = 90 * time.Second
)

// Settings configure a Sender. Only Keys is required.
type Settings struct {
	Keys     *Keys
	Services Services
	// AllowLoopback permits loopback addresses, for tests. Other private addresses are never dialled.
	AllowLoopback bool
	// RootCAs replaces the system's certificate authorities, for tests.
	RootCAs *x509.CertPool
}

// Sender posts messages over shared connections. Safe for concurrent use.
type Sender struct {
	keys     *Keys
	services Services
	client   *http.Client
}

// NewSender returns a sender with its own connection pool; Close closes the idle ones.
func NewSender(settings Settings) *Sender {
	dialer := &net.Dialer{Timeout: dialTimeout, Control: publicOnly(settings.AllowLoopback)}
	transport := &http.Transport{
		Proxy:                  nil, // an address from the environment would see every endpoint
		DialContext:            dialer.DialContext,
		TLSClientConfig:        &tls.Config{MinVersion: tls.VersionTLS12, RootCAs: settings.RootCAs},
		TLSHandshakeTimeout:    dialTimeout,
		ForceAttemptHTTP2:      true,
		MaxIdleConnsPerHost:    idlePerHost,
		IdleConnTimeout:        idleTimeout,
		MaxResponseHeaderBytes: maxAnswerHeader,
		DisableCompression:     true,
		HTTP2:                  &http.HTTP2Config{SendPingTimeout: 2 * sendTimeout, PingTimeout: dialTimeout},
	}
	return &Sender{
		keys:     settings.Keys,
		services: settings.Services,
		client: &http.Client{
			Transport:     transport,
			Timeout:       sendTimeout,
			CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
		},
	}
}

// Close ends idle connections.
func (s *Sender) Close() { s.client.CloseIdleConnections() }

// Send makes one attempt of at most ten seconds and returns its result. It checks the subscription against the list of
// services again, because the list may have changed since the subscription was stored.
func (s *Sender) Send(ctx context.Context, sub Subscription, message Message) Result {
	if err := message.Validate(); err != nil {
		return refused(err)
	}
	to, err := s.services.recipient(sub)
	if err != nil {
		return refused(err)
	}
	pair, err := s.keys.Find(sub.Key)
	if err != nil {
		return refused(err)
	}
	request, err := s.request(ctx, to, pair, message)
	if err != nil {
		return refused(err)
	}
	answer, err := s.client.Do(request)
	if err != nil {
		return failed(err)
	}
	defer func() { _ = answer.Body.Close() }()
	_, _ = io.CopyN(io.Discard, answer.Body, maxAnswer) // drained for reuse of the connection; only the status matters
	result := react(answer)
	if result.Reaction == Refused {
		pair.forget(to.origin)
	}
	return result
}

func (s *Sender) request(ctx context.Context, to *recipient, pair *VAPID, message Message) (*http.Request, error) {
	authorization, err := pair.header(to.origin)
	if err != nil {
		return nil, err
	}
	body, err := to.encrypt(message.Payload)
	if err != nil {
		return nil, err
	}
	request, err := http.NewRequestWithContext(ctx, http.MethodPost, to.address.String(), bytes.NewReader(body))
	if err != nil {
		return nil, err
	}
	request.Header = message.header(authorization)
	return request, nil
}

// refused returns the result of an attempt that was stopped before anything was sent.
func refused(err error) Result {
	result := Result{Reaction: Bad, Reason: "not_sent"}
	if known, ok := errors.AsType[*Error](err); ok {
		result.Reason = known.Code
	}
	if errors.Is(err, ErrTooLarge) {
		result.Reaction = TooLarge
	}
	return result
}
