package drill

import (
	"context"
	"encoding/json"
	"fmt"
	"testing"
	"time"

	"github.com/google/uuid"

	"musikkforalle/internal/db"
	"musikkforalle/internal/fixture"
	"musikkforalle/internal/pgtest"
	"musikkforalle/internal/place"
	"musikkforalle/internal/session"
)

// hall is a place on a database of its own, with a session tomorrow whose reminders are due by now.
type hall struct {
	testing.TB
	url     string
	store   *db.Store
	place   *place.Place
	session *session.Session
	phones  []*phone
}

func newHall(t testing.TB) *hall {
	t.Helper()
	return newHallAt(t, pgtest.URL(t))
}

// newHallAt fills the migrated database at url.
func newHallAt(t testing.TB, url string) *hall {
	t.Helper()
	store, err := db.Open(context.Background(), url, db.Options{MaxConns: 4})
	must(t, err)
	t.Cleanup(store.Close)
	h := &hall{TB: t, url: url, store: store}
	h.place = fixture.Place(t, store, func(p *place.Place) { p.AskEnabled = false })
	h.session = h.sessionTomorrow()
	return h
}

// sessionTomorrow is late tomorrow, and the place reminds from a minute ago: due now, whatever the time is.
func (h *hall) sessionTomorrow() *session.Session {
	h.Helper()
	h.exec(`update places set remind_at = greatest(time '00:00', ((now() - interval '1 minute') at time zone time_zone)::time)`)
	now := time.Now().Add(-time.Minute).In(h.place.Location())
	start := time.Date(now.Year(), now.Month(), now.Day()+1, 23, 59, 0, 0, now.Location())
	return fixture.Session(h, h.store, h.place, start)
}

// settings are those of a program on this hall's database.
func (h *hall) settings(more ...string) []string {
	return append([]string{"DATABASE_URL=" + h.url, "KEYS_FILE=" + binary + ".keys"}, more...)
}

// families makes n families that are coming to the session, each with a phone at the service.
func (h *hall) families(service *pushService, n int, s *session.Session) []*phone {
	h.Helper()
	phones := make([]*phone, n)
	columns := struct{ family, device []uuid.UUID }{}
	var endpoints, keys, secrets []string
	for i := range phones {
		p := newPhone(h, service)
		phones[i] = p
		columns.family, columns.device = append(columns.family, p.family), append(columns.device, p.device)
		endpoints, keys, secrets = append(endpoints, p.endpoint()), append(keys, p.p256dh()), append(secrets, p.secret())
	}
	_, err := h.store.Pool.Exec(context.Background(), `
		with f as (insert into families (id, lang) select unnest($1::uuid[]), 'nb'),
		     a as (insert into answers (session_id, family_id, state, children) select $2, unnest($1::uuid[]), 'coming', 1),
		     d as (insert into devices (id, family_id, token_hash) select x.d, x.f, sha256(x.d::text::bytea) from unnest($3::uuid[], $1::uuid[]) x(d, f))
		insert into push_subscriptions (device_id, endpoint, p256dh, auth, service, vapid_key)
		select d, e, k, s, $7, '' from unnest($3::uuid[], $4::text[], $5::text[], $6::text[]) x(d, e, k, s)`,
		columns.family, s.ID, columns.device, endpoints, keys, secrets, service.name())
	must(h.TB, err)
	h.phones = append(h.phones, phones...)
	return phones
}

func (h *hall) exec(sql string, args ...any) {
	h.Helper()
	must(h.TB, h.store.Gorm.Exec(sql, args...).Error)
}

func (h *hall) number(sql string, args ...any) (n int) {
	h.Helper()
	must(h.TB, h.store.Gorm.Raw(sql, args...).Row().Scan(&n))
	return n
}

// leased returns the devices whose reminders are leased by a server and not settled.
func (h *hall) leased() map[string]bool {
	h.Helper()
	var devices []uuid.UUID
	must(h.TB, h.store.Gorm.Raw("select target from reminders where state = 'due' and lease is not null").Scan(&devices).Error)
	all := map[string]bool{}
	for _, d := range devices {
		all["/push/"+d.String()] = true
	}
	return all
}

func (h *hall) settled() int {
	h.Helper()
	return h.number("select count(*) from reminders where state <> 'due'")
}

// coming is the body of an answer: so many children and one parent.
func coming(children int) string {
	body, _ := json.Marshal(map[string]any{"coming": true, "company": map[string]int{
		"children": children, "young": 0, "parents": 1, "siblings": 0, "supporters": 0, "staff": 0}})
	return string(body)
}

func (h *hall) answerPath() string { return fmt.Sprintf("/api/sessions/%s/answer", h.session.ID) }
