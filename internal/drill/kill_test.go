package drill

import (
	"fmt"
	"math/rand/v2"
	"testing"
	"time"

	"musikkforalle/internal/pgtest"
	"musikkforalle/internal/promises"
)

// devices is the size of a fan-out.
const devices = 1000

// F1, R1, R2: kill -9 at any moment of a fan-out. Nothing is lost, what was in flight may come twice under the same topic, and
// the rest goes on within a minute of the next start.
func TestKillInFanOut(t *testing.T) {
	t.Parallel()
	const all, kills = 100, 2
	slowest := &slowest{}
	promises.Record(t, func() string {
		return fmt.Sprintf("%d × kill -9 while %d phones are told: 0 lost, all told %s after the restart at the latest", all*kills, devices, slowest)
	}, "R1", "R2", "R3")
	for round := range rounds(3, all) {
		t.Run(fmt.Sprintf("F1/NothingIsLost/%d", round), func(t *testing.T) {
			t.Parallel()
			h, service := newHall(t), newPushService(t)
			service.says(within(10 * time.Millisecond))
			h.families(service, devices, h.session)
			settings := h.settings(allow(t, service)...)
			defer watch(h, devices)()
			lost := flight{}
			for range kills {
				killInFanOut(h, service, settings)
				lost.note(h, service)
			}
			restarted := time.Now()
			start(t, settings...)
			until(t, time.Minute, "the rest is sent", func() bool { return h.settled() == devices })
			t.Logf("all told %s after the last restart", slowest.note(time.Since(restarted)))
			lost.covers(t, told(t, h.phones))
			if n := h.number("select count(*) from reminders where state = 'sent'"); n != devices {
				t.Errorf("%d of %d are noted as sent", n, devices)
			}
		})
	}
}

// killInFanOut starts the program and kills it after a random number of messages, or at a random moment of its start.
func killInFanOut(h *hall, service *pushService, settings []string) {
	h.Helper()
	before := service.count()
	p := launch(h.TB, settings...)
	if rand.N(4) == 0 {
		time.Sleep(rand.N(800 * time.Millisecond)) // wherever that is: connecting, planning, claiming
		p.kill()
		return
	}
	wanted := before + 1 + rand.N(max(1, (devices-before)*8/10))
	until(h.TB, 45*time.Second, fmt.Sprintf("%d messages", wanted), func() bool { return service.count() >= wanted })
	p.kill()
}

// F1: the program with its own PostgreSQL starts again after kill -9, with what people had answered.
func TestKillWithOwnPostgres(t *testing.T) {
	t.Parallel()
	t.Run("StartsAgainWithEverything", func(t *testing.T) {
		t.Parallel()
		settings := []string{"DATA_DIR=" + pgtest.Folder(t), "DEMO=true", behindProxy}
		p := start(t, settings...)
		cookies := map[string]bool{}
		for round := range rounds(2, 20) {
			path := firstSession(t, p)
			r, err := p.ask("PUT", path, coming(2), "", round)
			must(t, err)
			if r.StatusCode != 200 {
				t.Fatalf("%d %s", r.StatusCode, r.body)
			}
			cookies[cookieOf(r)] = true
			p.kill()
			p = start(t, settings...)
			for cookie := range cookies {
				if r, err := p.ask("GET", "/api/me", "", cookie, 0); err != nil || r.StatusCode != 200 {
					t.Fatalf("a family is lost: %v %s", err, r.body)
				}
			}
		}
		p.stop()
	})
}
