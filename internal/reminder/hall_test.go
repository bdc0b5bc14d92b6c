package reminder

import (
	"crypto/ecdh"
	"crypto/rand"
	"crypto/sha256"
	"crypto/x509"
	"encoding/base64"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/uuid"

	"musikkforalle/internal/clock"
	"musikkforalle/internal/fixture"
	"musikkforalle/internal/mail"
	"musikkforalle/internal/place"
	"musikkforalle/internal/push"
	"musikkforalle/internal/session"
)

const base = "https://musikk.example"

// hall is a place with a session tomorrow whose reminders are due, a push service, and a courier.
type hall struct {
	*fixture.World
	session *session.Session
	phones  *phones
	courier *Courier
}

func newHall(t *testing.T, change ...func(*place.Place)) *hall {
	t.Helper()
	h := &hall{World: fixture.New(t, append([]func(*place.Place){func(p *place.Place) { p.AskEnabled = false }}, change...)...)}
	h.session = h.Session(20 * time.Hour)
	h.remindNow()
	h.phones = newPhones(t)
	h.courier = h.newCourier()
	return h
}

// remindNow sets the reminder's clock to a minute ago on the day before the session, whatever the time is.
func (h *hall) remindNow() {
	h.Exec(`update places p set remind_at = ((now() - interval '1 minute') at time zone p.time_zone)::time where id = ?`, h.Place.ID)
	h.Exec(`update sessions s set starts_at = x.at, ends_at = x.at + interval '2 hours' from (
		select s.id, (((now() - interval '1 minute') at time zone p.time_zone)::date + 1 + time '23:59') at time zone p.time_zone as at
		from sessions s join places p on p.id = s.place_id) x where x.id = s.id and s.id = ?`, h.session.ID)
	h.reload()
}

func (h *hall) reload() {
	h.Helper()
	var s session.Session
	h.Must(h.Store.Gorm.InnerJoins("Place").Where("sessions.id = ?", h.session.ID).Take(&s).Error)
	h.session = &s
}

func (h *hall) newCourier() *Courier {
	return &Courier{Store: h.Store, Push: h.phones.sender(h), Base: base, Clock: &clock.Clock{}}
}

// family is a family that is coming, with so many phones.
func (h *hall) family(devices int) uuid.UUID {
	h.Helper()
	family := h.Family("nb")
	h.Exec("insert into answers (session_id, family_id, state, children) values (?, ?, 'coming', 1)", h.session.ID, family)
	for range devices {
		h.subscribe(fixture.FamilyDevice(h, h.Store, family), "ok")
	}
	return family
}

// subscribe gives a device a subscription at the service that answers as named.
func (h *hall) subscribe(device uuid.UUID, answer string) {
	h.Helper()
	p256dh, auth := newKeys(h)
	h.Exec(`insert into push_subscriptions (device_id, endpoint, service, p256dh, auth, vapid_key) values (?, ?, ?, ?, ?, ?)`,
		device, fmt.Sprintf("%s/%s/%s", h.phones.URL, answer, device), h.phones.service(), p256dh, auth, "")
}

func (h *hall) volunteer(devices int) uuid.UUID {
	h.Helper()
	shift := fixture.AddShift(h, h.Store, h.session)
	v := h.Volunteer()
	h.Exec("insert into shift_hands (shift_id, volunteer_id) values (?, ?)", shift.ID, v)
	for range devices {
		h.subscribe(fixture.VolunteerDevice(h, h.Store, v), "ok")
	}
	return v
}

func (h *hall) plan() int {
	h.Helper()
	n, err := h.courier.Plan(h.Context())
	h.Must(err)
	h.balanced()
	return n
}

func (h *hall) sweep() {
	h.Helper()
	h.Must(h.courier.Sweep(h.Context()))
	if l := h.account(); !l.balancedRows() {
		h.Errorf("the ledger does not add up: %+v", l)
	}
}

func (h *hall) account() Ledger {
	h.Helper()
	l, err := Account(h.Context(), h.Store)
	h.Must(err)
	return l
}

// balanced asks the accounting query: every row is in one state, and nobody lacks one.
func (h *hall) balanced() Ledger {
	h.Helper()
	l := h.account()
	if !l.Balanced() {
		h.Errorf("the ledger does not add up: %+v", l)
	}
	return l
}

// states counts the ledger's rows as "kind state".
func (h *hall) states() map[string]int {
	h.Helper()
	return h.Counts("select kind || ' ' || state, count(*) from reminders group by 1")
}

func (h *hall) wantStates(want map[string]int) {
	h.Helper()
	if got := h.states(); fmt.Sprint(got) != fmt.Sprint(want) {
		h.Errorf("ledger %v, want %v", got, want)
	}
}

// letTimePass makes every lease and every waiting time of the ledger run out.
func (h *hall) letTimePass() {
	h.Helper()
	h.Exec("update reminders set next_try_at = now() - interval '1 second', lease_until = now() - interval '1 second' where state = 'due'")
	h.Exec("update push_services set paused_until = now()")
}

// phones is a push service that remembers what it took. The first part of a subscription's path says how it answers.
type phones struct {
	*httptest.Server
	mu      sync.Mutex
	taken   []taken
	asked   int
	answers map[string]http.HandlerFunc
}

type taken struct{ path, topic, ttl, urgency string }

func newPhones(t *testing.T) *phones {
	t.Helper()
	p := &phones{answers: map[string]http.HandlerFunc{
		"ok": func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusCreated) },
	}}
	p.Server = httptest.NewUnstartedServer(http.HandlerFunc(p.answer))
	p.EnableHTTP2 = true
	p.StartTLS()
	t.Cleanup(p.Close)
	return p
}

func (p *phones) answer(w http.ResponseWriter, r *http.Request) {
	name := strings.Split(r.URL.Path, "/")[1]
	p.mu.Lock()
	p.asked++
	handler := p.answers[name]
	if name == "ok" {
		p.taken = append(p.taken, taken{r.URL.Path, r.Header.Get("Topic"), r.Header.Get("TTL"), r.Header.Get("Urgency")})
	}
	p.mu.Unlock()
	handler(w, r)
}

// says sets how the service answers under a name.
func (p *phones) says(name string, handler http.HandlerFunc) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.answers[name] = handler
}

func status(code int) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(code) }
}

func (p *phones) got() []taken {
	p.mu.Lock()
	defer p.mu.Unlock()
	return append([]taken(nil), p.taken...)
}

func (p *phones) requests() int {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.asked
}

func (p *phones) service() string { return strings.TrimPrefix(p.URL, "https://") }

func (p *phones) sender(t testing.TB) *push.Sender { t.Helper(); return sender(t, p) }

// sender posts to these services only.
func sender(t testing.TB, to ...*phones) *push.Sender {
	t.Helper()
	private, public, err := push.GenerateKeys()
	if err != nil {
		t.Fatal(err)
	}
	pair, err := push.NewVAPID(private, public, "mailto:post@dissimilis.no")
	if err != nil {
		t.Fatal(err)
	}
	roots := x509.NewCertPool()
	urls := make([]string, len(to))
	for i, p := range to {
		urls[i] = p.URL
		roots.AddCert(p.Certificate())
	}
	services, err := push.NewServices(urls...)
	if err != nil {
		t.Fatal(err)
	}
	s := push.NewSender(push.Settings{Keys: push.NewKeys(pair), Services: services, AllowLoopback: true, RootCAs: roots})
	t.Cleanup(s.Close)
	return s
}

func newKeys(t testing.TB) (p256dh, auth string) {
	t.Helper()
	key, err := ecdh.P256().GenerateKey(rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	secret := sha256.Sum256(key.Bytes())
	return base64.RawURLEncoding.EncodeToString(key.PublicKey().Bytes()), base64.RawURLEncoding.EncodeToString(secret[:16])
}

// noMail is a mail server that is away.
func noMail(t *testing.T) *mail.Mailer {
	t.Helper()
	m, err := mail.New(mail.Config{URL: "smtp://127.0.0.1:1?tls=none", From: "post@example.org", Timeout: time.Second})
	if err != nil {
		t.Fatal(err)
	}
	return m
}
