package drill

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"testing"
	"time"

	"musikkforalle/internal/account"
	"musikkforalle/internal/fixture"
	"musikkforalle/internal/place"
	"musikkforalle/internal/promises"
	"musikkforalle/internal/session"
)

// F1, F9, R1, R2: an organiser cancels a session for a thousand families while the server is killed again and again: before the
// announcement leaves, while it leaves, while people are told. It is applied once, everyone is told, nobody twice but
// under the same tag.
func TestKillWhileCancelling(t *testing.T) {
	t.Parallel()
	slowest := &slowest{}
	promises.Record(t, func() string {
		return fmt.Sprintf("10 cancellations for 1,000 families, 6 × kill -9 each: applied once, 0 lost, all told %s after the last kill at the latest", slowest)
	}, "F1")
	for round := range rounds(1, 10) {
		t.Run(fmt.Sprintf("F1/EveryoneIsToldOnce/%d", round), func(t *testing.T) {
			t.Parallel()
			families, kills := rounds(200, 1000), rounds(3, 6)
			h, service := newHall(t), newPushService(t)
			service.says(within(10 * time.Millisecond))
			s := h.sessionInAWeek()
			h.families(service, families, s)
			settings := h.settings(allow(t, service)...)
			p := start(t, settings...)
			h.cancel(p, s)
			defer watch(h, families)()
			lost := flight{}
			time.Sleep(rand.N(9 * time.Second)) // while it waits, or just as it leaves
			p.kill()
			lost.note(h, service)
			for range kills - 1 {
				killWhileTelling(h, service, settings, families)
				lost.note(h, service)
			}
			restarted := time.Now()
			start(t, settings...)
			until(t, 90*time.Second, "everyone is told", func() bool { return h.settled() == families })
			t.Logf("all told %s after the last of %d kills", slowest.note(time.Since(restarted)), kills)
			lost.covers(t, told(t, h.phones))
			if n := h.number("select count(*) from reminders where state = 'sent' and kind = 'cancelled'"); n != families {
				t.Errorf("%d of %d are noted as told", n, families)
			}
			if n := h.number("select revision from sessions where id = ?", s.ID); n != 1 {
				t.Errorf("the session was changed %d times", n)
			}
		})
	}
}

// killWhileTelling starts the program and kills it after a random number of messages, or at a random moment.
func killWhileTelling(h *hall, service *pushService, settings []string, families int) {
	h.Helper()
	before := service.count()
	p := launch(h.TB, settings...)
	defer p.kill()
	if rand.N(3) == 0 {
		time.Sleep(rand.N(2 * time.Second)) // wherever that is
		return
	}
	wanted := before + 1 + rand.N(max(1, (families-before)/3))
	until(h.TB, time.Minute, fmt.Sprintf("%d messages", wanted), func() bool { return service.count() >= wanted || h.settled() == families })
}

// sessionInAWeek has no reminders due: whoever is told is told of what changes.
func (h *hall) sessionInAWeek() *session.Session {
	h.Helper()
	return fixture.Session(h, h.store, h.place, time.Now().AddDate(0, 0, 7))
}

// cancel announces by the API that a session is cancelled, as an organiser of the place.
func (h *hall) cancel(p *program, s *session.Session) {
	h.Helper()
	device := fixture.MemberDevice(h, h.store, fixture.Member(h, h.store, h.place, place.Organiser))
	token := account.NewToken()
	h.exec("update devices set token_hash = ?::bytea where id = ?", account.Hash(token), device)
	body, err := json.Marshal(map[string]any{"kind": "cancelled", "audience": "coming", "session": s.ID, "reason": "illness", "texts": []any{}})
	must(h.TB, err)
	answer, err := p.ask("POST", "/api/places/"+h.place.Slug+"/announcements", string(body), "device="+token, 0)
	must(h.TB, err)
	if answer.StatusCode != 201 {
		h.Fatalf("%d %s", answer.StatusCode, answer.body)
	}
}
