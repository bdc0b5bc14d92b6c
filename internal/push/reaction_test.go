package push

import (
	"net/http"
	"strings"
	"testing"
	"time"
)

// Every status a push service can answer with, and the only two that delete a subscription.
func TestReactionToEveryStatus(t *testing.T) {
	known := map[int]Reaction{
		401: Refused, 403: Refused, 404: Gone, 410: Gone, 413: TooLarge, 406: Later, 429: Later, 408: Retry, 425: Retry,
	}
	for status := 200; status < 600; status++ {
		want, ok := known[status]
		switch {
		case ok:
		case status < 300:
			want = Accepted
		case status >= 400 && status < 500:
			want = Bad
		default:
			want = Retry
		}
		if got := reactionTo(status); got != want {
			t.Errorf("%d: %v, want %v", status, got, want)
		}
		if gone := reactionTo(status) == Gone; gone != (status == 404 || status == 410) {
			t.Errorf("%d deletes the subscription: %v", status, gone)
		}
	}
}

func TestRetryAfter(t *testing.T) {
	now := time.Date(2019, 1, 25, 17, 0, 0, 0, time.UTC)
	waits := map[string]time.Duration{
		"":                              0,
		"0":                             0,
		"120":                           2 * time.Minute,
		" 120 ":                         2 * time.Minute,
		"86400":                         maxRetryAfter,
		strings.Repeat("9", 40):         maxRetryAfter,
		"-5":                            0,
		"1.5":                           0,
		"soon":                          0,
		"Fri, 25 Jan 2019 17:10:00 GMT": 10 * time.Minute,
		"Fri, 25 Jan 2019 16:00:00 GMT": 0,
		"Fri, 25 Jan 2999 17:00:00 GMT": maxRetryAfter,
		"25 January":                    0,
	}
	for value, want := range waits {
		if got := retryAfter(http.Header{"Retry-After": {value}}, now); got != want {
			t.Errorf("%q: %v, want %v", value, got, want)
		}
	}
}

// F7: our clock is a year off; the date is read by the clock of the service.
func TestRetryAfterTrustsTheClockOfTheService(t *testing.T) {
	header := http.Header{
		"Date":        {"Fri, 25 Jan 2019 17:00:00 GMT"},
		"Retry-After": {"Fri, 25 Jan 2019 17:01:00 GMT"},
	}
	if got := retryAfter(header, time.Date(2020, 1, 25, 17, 0, 0, 0, time.UTC)); got != time.Minute {
		t.Errorf("got %v", got)
	}
}

func TestBackoffDoublesWithChance(t *testing.T) {
	never, always := func() float64 { return 0 }, func() float64 { return 1 }
	pauses := map[int]time.Duration{-1: 5, 0: 5, 1: 5, 2: 10, 3: 20, 7: 300, 9: 300, 10: 300, 1 << 40: 300}
	for n, pause := range pauses {
		most := pause * time.Second // pauses are counts of seconds
		if got := Backoff(n, always); got != most {
			t.Errorf("at most %v after %d, want %v", got, n, most)
		}
		if got := Backoff(n, never); got != most/2 {
			t.Errorf("at least %v after %d, want half of %v", got, n, most)
		}
	}
}

func TestReactionNames(t *testing.T) {
	for reaction, name := range map[Reaction]string{Retry: "retry", Gone: "gone", Later: "later", 99: "unknown"} {
		if reaction.String() != name {
			t.Errorf("%d is called %s", reaction, reaction)
		}
	}
}
