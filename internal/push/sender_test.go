package push

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"
)

func answer(status int) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(status) }
}

func TestSendDeliversWhatThePhoneCanRead(t *testing.T) {
	var phone *phone
	service := newPushService(t, func(w http.ResponseWriter, r *http.Request) {
		if got := phone.read(t, readAll(t, r.Body)); !bytes.Equal(got, reminder().Payload) {
			t.Errorf("the phone reads %q", got)
		}
		if claims := verify(t, r.Header.Get("Authorization")); claims["aud"] != "https://"+r.Host {
			t.Errorf("signed for %v", claims["aud"])
		}
		if r.ProtoMajor != 2 {
			t.Errorf("spoke %s", r.Proto)
		}
		w.WriteHeader(http.StatusCreated)
	})
	phone = newPhone(t, service.URL+"/abc")
	result := service.sender(t).Send(t.Context(), phone.sub, reminder())
	if result != (Result{Reaction: Accepted, Reason: "status_201"}) {
		t.Errorf("got %+v", result)
	}
}

func TestSendReactsToTheAnswer(t *testing.T) {
	cases := map[int]Result{
		200: {Accepted, 0, "status_200"},
		201: {Accepted, 0, "status_201"},
		202: {Accepted, 0, "status_202"},
		400: {Bad, 0, "status_400"},
		401: {Refused, 0, "status_401"},
		403: {Refused, 0, "status_403"},
		404: {Gone, 0, "status_404"},
		406: {Later, 30 * time.Second, "status_406"},
		410: {Gone, 0, "status_410"},
		413: {TooLarge, 0, "status_413"},
		429: {Later, 30 * time.Second, "status_429"},
		500: {Retry, 30 * time.Second, "status_500"},
		503: {Retry, 30 * time.Second, "status_503"},
	}
	service := newPushService(t, func(w http.ResponseWriter, r *http.Request) {
		var status int
		_, _ = fmt.Sscanf(r.URL.Path, "/%d", &status)
		w.Header().Set("Retry-After", "30")
		w.WriteHeader(status)
	})
	sender := service.sender(t)
	for status, want := range cases {
		sub := newPhone(t, fmt.Sprintf("%s/%d", service.URL, status)).sub
		if got := sender.Send(t.Context(), sub, reminder()); got != want {
			t.Errorf("%d: %+v, want %+v", status, got, want)
		}
	}
}

func TestSendWaitsAMinuteWhenTheServiceDoesNotSay(t *testing.T) {
	service := newPushService(t, answer(http.StatusTooManyRequests))
	result := service.sender(t).Send(t.Context(), newPhone(t, service.URL+"/abc").sub, reminder())
	if result.Reaction != Later || result.RetryAfter != time.Minute {
		t.Errorf("got %+v", result)
	}
}

// S26: a redirect may lead into our own network.
func TestSendNeverFollowsARedirect(t *testing.T) {
	var elsewhere atomic.Int32
	other := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { elsewhere.Add(1) }))
	defer other.Close()
	for _, status := range []int{301, 302, 303, 307, 308} {
		service := newPushService(t, func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, other.URL, status) })
		result := service.sender(t).Send(t.Context(), newPhone(t, service.URL+"/abc").sub, reminder())
		if result.Reaction != Retry {
			t.Errorf("%d: %+v", status, result)
		}
	}
	if elsewhere.Load() != 0 {
		t.Error("the message went elsewhere")
	}
}

// F13: an answer without end costs one kilobyte.
func TestSendStopsReadingAnEndlessAnswer(t *testing.T) {
	service := newPushService(t, func(w http.ResponseWriter, r *http.Request) {
		w.WriteHeader(http.StatusCreated)
		for r.Context().Err() == nil {
			if _, err := w.Write(make([]byte, 4096)); err != nil {
				return
			}
		}
	})
	result := service.sender(t).Send(t.Context(), newPhone(t, service.URL+"/abc").sub, reminder())
	if result.Reaction != Accepted {
		t.Errorf("got %+v", result)
	}
}

func TestSendRefusesAnEndlessHeader(t *testing.T) {
	service := newPushService(t, func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("X-Long", strings.Repeat("a", 4*maxAnswerHeader))
	})
	result := service.sender(t).Send(t.Context(), newPhone(t, service.URL+"/abc").sub, reminder())
	if result.Reaction != Retry {
		t.Errorf("got %+v", result)
	}
}

// F12: a slow service is given up at the deadline.
func TestSendGivesUpOnASlowService(t *testing.T) {
	service := newPushService(t, func(_ http.ResponseWriter, r *http.Request) { <-r.Context().Done() })
	ctx, cancel := context.WithTimeout(t.Context(), 50*time.Millisecond)
	defer cancel()
	result := service.sender(t).Send(ctx, newPhone(t, service.URL+"/abc").sub, reminder())
	if result != (Result{Reaction: Retry, Reason: "timeout"}) {
		t.Errorf("got %+v", result)
	}
}

func TestSendStopsWhenTheServerDoes(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	service := newPushService(t, func(_ http.ResponseWriter, r *http.Request) {
		cancel()
		<-r.Context().Done()
	})
	result := service.sender(t).Send(ctx, newPhone(t, service.URL+"/abc").sub, reminder())
	if result != (Result{Reaction: Retry, Reason: "cancelled"}) {
		t.Errorf("got %+v", result)
	}
}

func TestSendDistrustsAnUnknownCertificate(t *testing.T) {
	service := newPushService(t, answer(http.StatusCreated))
	service.roots = nil
	result := service.sender(t).Send(t.Context(), newPhone(t, service.URL+"/abc").sub, reminder())
	if result != (Result{Reaction: Retry, Reason: "tls"}) {
		t.Errorf("got %+v", result)
	}
}

func TestSendSurvivesAServiceThatIsDown(t *testing.T) {
	service := newPushService(t, answer(http.StatusCreated))
	sender := service.sender(t)
	service.Close()
	result := sender.Send(t.Context(), newPhone(t, service.URL+"/abc").sub, reminder())
	if result != (Result{Reaction: Retry, Reason: "network"}) {
		t.Errorf("got %+v", result)
	}
	if got := failed(&net.DNSError{Err: "no such host", Name: "fcm.googleapis.com"}); got.Reason != "dns" || got.Reaction != Retry {
		t.Errorf("DNS: %+v", got)
	}
}

// S26: the program's pushes go straight to the service.
func TestSendIgnoresTheProxyOfTheEnvironment(t *testing.T) {
	t.Setenv("HTTPS_PROXY", "http://127.0.0.1:1")
	transport, ok := NewSender(Settings{}).client.Transport.(*http.Transport)
	if !ok || transport.Proxy != nil {
		t.Error("a proxy would see every endpoint")
	}
}

// S26: a row of the database may have been changed since it was checked.
func TestSendChecksAgainBeforeItPosts(t *testing.T) {
	service := newPushService(t, func(http.ResponseWriter, *http.Request) { t.Error("something was posted") })
	good := newPhone(t, service.URL+"/abc").sub
	spoil := func(change func(*Subscription)) Subscription { sub := good; change(&sub); return sub }
	sender := service.sender(t)
	for code, sub := range map[string]Subscription{
		"push_service_unknown": spoil(func(s *Subscription) { s.Endpoint = "https://attacker.example/x.googleapis.com" }),
		"push_key_invalid":     spoil(func(s *Subscription) { s.P256dh = "AA" }),
		"push_auth_invalid":    spoil(func(s *Subscription) { s.Auth = "" }),
		"push_key_unknown":     spoil(func(s *Subscription) { s.Key = "BAAA" }),
	} {
		if got := sender.Send(t.Context(), sub, reminder()); got != (Result{Reaction: Bad, Reason: code}) {
			t.Errorf("%s: %+v", code, got)
		}
	}
	large := Message{Payload: make([]byte, MaxPayload+1), TTL: time.Hour}
	if got := sender.Send(t.Context(), good, large); got.Reaction != TooLarge {
		t.Errorf("too large: %+v", got)
	}
}

// S24: the keys were replaced since.
func TestSendUsesTheKeyThatTheSubscriptionWasMadeWith(t *testing.T) {
	older := newVAPID(t)
	service := newPushService(t, func(w http.ResponseWriter, r *http.Request) {
		if !strings.HasSuffix(r.Header.Get("Authorization"), ", k="+older.PublicKey()) {
			t.Error("signed with another key")
		}
		w.WriteHeader(http.StatusCreated)
	})
	sub := newPhone(t, service.URL+"/abc").sub
	sub.Key = older.PublicKey()
	if got := service.sender(t, older).Send(t.Context(), sub, reminder()); got.Reaction != Accepted {
		t.Errorf("got %+v", got)
	}
}

// One reminder to many phones at once: the message is shared, so nothing may write to it.
func TestSendOneMessageToMany(t *testing.T) {
	var phones sync.Map
	service := newPushService(t, func(w http.ResponseWriter, r *http.Request) {
		to, _ := phones.Load(r.URL.Path)
		if got := to.(*phone).read(t, readAll(t, r.Body)); !bytes.Equal(got, reminder().Payload) {
			t.Errorf("%s reads %q", r.URL.Path, got)
		}
		w.WriteHeader(http.StatusCreated)
	})
	sender := service.sender(t)
	message := reminder()
	message.Payload = append(make([]byte, 0, 4096), message.Payload...)
	var all sync.WaitGroup
	for i := range 100 {
		path := fmt.Sprintf("/%d", i)
		to := newPhone(t, service.URL+path)
		phones.Store(path, to)
		all.Go(func() {
			if got := sender.Send(t.Context(), to.sub, message); got.Reaction != Accepted {
				t.Errorf("%s: %+v", path, got)
			}
		})
	}
	all.Wait()
}

func TestMessageIsValidated(t *testing.T) {
	for name, c := range map[string]struct {
		message Message
		want    error
	}{
		"good":          {reminder(), nil},
		"no urgency":    {Message{TTL: time.Second}, nil},
		"uuid as topic": {Message{TTL: time.Hour, Topic: strings.Repeat("a", 32)}, nil},
		"no TTL":        {Message{}, ErrTTL},
		"stale":         {Message{TTL: -time.Hour}, ErrTTL},
		"for ever":      {Message{TTL: maxTTL + time.Second}, ErrTTL},
		"long topic":    {Message{TTL: time.Hour, Topic: strings.Repeat("a", 33)}, ErrTopic},
		"spaced topic":  {Message{TTL: time.Hour, Topic: "a b"}, ErrTopic},
		"header topic":  {Message{TTL: time.Hour, Topic: "a\r\nX: y"}, ErrTopic},
		"urgency":       {Message{TTL: time.Hour, Urgency: "now"}, ErrUrgency},
	} {
		if err := c.message.Validate(); !errors.Is(err, c.want) {
			t.Errorf("%s: %v", name, err)
		}
	}
}
