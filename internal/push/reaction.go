package push

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"net"
	"net/http"
	"strconv"
	"strings"
	"time"
)

// Reaction is what the caller must do after the answer of a push service.
type Reaction int

// The reactions. Only Gone deletes a subscription: neither an outage nor our own fault may lose a family's reminders.
const (
	// Retry later with Backoff, until the message is stale: the service or the way to it has a fault.
	Retry Reaction = iota
	// Accepted: the push service has taken the message; that it reached a phone is not known.
	Accepted
	// Gone: delete the subscription.
	Gone
	// TooLarge: shorten the notification, once.
	TooLarge
	// Bad: our request is wrong. Alert the operator, keep the subscription, do not retry.
	Bad
	// Refused: our key or clock is not accepted. Alert the operator, keep the subscription, pause this group.
	Refused
	// Later: the service limits our rate; wait RetryAfter.
	Later
)

// String returns the reaction's name for logs and metrics.
func (r Reaction) String() string {
	names := [...]string{"retry", "accepted", "gone", "too_large", "bad", "refused", "later"}
	if r < 0 || int(r) >= len(names) {
		return "unknown"
	}
	return names[r]
}

// Result is the outcome of one attempt.
type Result struct {
	Reaction Reaction
	// RetryAfter is the least time to wait, when the service named one; always set for Later.
	RetryAfter time.Duration
	// Reason is short and safe to log: it holds no endpoint, no key and nothing the service wrote.
	Reason string
}

const (
	// defaultRetryAfter is the wait after a 429 without a Retry-After header.
	defaultRetryAfter = time.Minute
	// maxRetryAfter caps Retry-After, so that a wrong header cannot stop a service until the session is over.
	maxRetryAfter = time.Hour
)

// react returns the reaction to an HTTP answer.
func react(answer *http.Response) Result {
	result := Result{Reaction: reactionTo(answer.StatusCode), Reason: "status_" + strconv.Itoa(answer.StatusCode)}
	if result.Reaction == Later || result.Reaction == Retry {
		result.RetryAfter = retryAfter(answer.Header, time.Now())
	}
	if result.Reaction == Later && result.RetryAfter == 0 {
		result.RetryAfter = defaultRetryAfter
	}
	return result
}

func reactionTo(status int) Reaction {
	switch {
	case status >= 200 && status < 300:
		return Accepted
	case status == http.StatusNotFound, status == http.StatusGone:
		return Gone
	case status == http.StatusRequestEntityTooLarge:
		return TooLarge
	case status == http.StatusUnauthorized, status == http.StatusForbidden:
		return Refused
	case status == http.StatusTooManyRequests, status == http.StatusNotAcceptable: // Windows throttles with 406
		return Later
	case status == http.StatusRequestTimeout, status == http.StatusTooEarly:
		return Retry
	case status >= 400 && status < 500:
		return Bad
	}
	return Retry // 5xx, and redirects, which a push service has no reason to send
}

// retryAfter reads seconds or a date (RFC 9110, section 10.2.3), capped; zero when absent or unreadable.
// A date is compared with the Date header of the same answer if it has one, since our own clock may be wrong.
func retryAfter(header http.Header, now time.Time) time.Duration {
	value := strings.TrimSpace(header.Get("Retry-After"))
	if value == "" {
		return 0
	}
	if strings.Trim(value, "0123456789") == "" {
		seconds, err := strconv.Atoi(value)
		if err != nil || seconds > int(maxRetryAfter/time.Second) {
			return maxRetryAfter
		}
		return time.Duration(seconds) * time.Second
	}
	at, err := http.ParseTime(value)
	if err != nil {
		return 0
	}
	if theirs, err := http.ParseTime(header.Get("Date")); err == nil {
		now = theirs
	}
	return min(max(at.Sub(now), 0), maxRetryAfter)
}

// failed returns the result of an attempt without an answer: always Retry, since the subscription is not the cause.
func failed(err error) Result {
	return Result{Reaction: Retry, Reason: faultOf(err)}
}

func faultOf(err error) string {
	var (
		dns         *net.DNSError
		certificate *tls.CertificateVerificationError
		alert       tls.AlertError
		record      tls.RecordHeaderError
		authority   x509.UnknownAuthorityError
		timeout     net.Error
	)
	switch {
	case errors.Is(err, context.Canceled):
		return "cancelled"
	case errors.Is(err, errNotPublic):
		return "address_not_public"
	case errors.As(err, &dns):
		return "dns"
	case errors.As(err, &certificate), errors.As(err, &alert), errors.As(err, &record), errors.As(err, &authority):
		return "tls"
	case errors.Is(err, context.DeadlineExceeded), errors.As(err, &timeout) && timeout.Timeout():
		return "timeout"
	}
	return "network"
}

const (
	firstPause = 5 * time.Second
	maxPause   = 5 * time.Minute
)

// Backoff is the pause before attempt n+1, with n = 1 after the first failure: doubling from five seconds to five
// minutes, half of it jitter, so that a backlog does not return in one wave. random returns 0 ≤ x < 1.
func Backoff(n int, random func() float64) time.Duration {
	pause := maxPause
	if n = max(n, 1); n < 10 {
		pause = min(firstPause<<(n-1), maxPause)
	}
	return pause/2 + time.Duration(random()*float64(pause/2))
}
