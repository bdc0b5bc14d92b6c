package drill

import (
	"fmt"
	"math/rand/v2"
	"net/http"
	"strings"
	"syscall"
	"testing"
	"time"

	"musikkforalle/internal/promises"
)

// F5, R8: several servers on one database. The one that leads and the one that sends are killed in turn, in the middle of
// their work.
func TestLeaderKilledAgainAndAgain(t *testing.T) {
	t.Parallel()
	const replicas, killed = 3, 9
	promises.Record(t, func() string {
		return fmt.Sprintf("%d servers, the leading or sending one killed %d times while %d phones are told: nobody told twice but what was in flight", replicas, killed, devices)
	}, "R8", "F5")
	t.Run("F5/NobodyIsToldTwice", func(t *testing.T) {
		t.Parallel()
		h, service := newHall(t), newPushService(t)
		service.says(within(300 * time.Millisecond))
		h.families(service, devices, h.session)
		settings := h.settings(allow(t, service)...)
		defer watch(h, devices)()
		var servers []*program
		for range rounds(2, replicas) {
			servers = append(servers, launch(t, settings...))
		}
		lost, victims := flight{}, []string{leads, sends}
		for kill := range rounds(3, killed) {
			wanted := min(service.count()+50+rand.N(100), devices) // a batch is a hundred: hit its middle too
			until(t, 45*time.Second, fmt.Sprintf("%d messages before kill %d", wanted, kill), func() bool { return service.count() >= wanted })
			victim := h.which(servers, victims[kill%len(victims)])
			servers[victim].kill()
			lost.hold(h)
			servers[victim] = launch(t, settings...)
		}
		until(t, time.Minute, "all are told", func() bool { return h.settled() == devices })
		lost.covers(t, told(t, h.phones))
		if n := h.number("select count(*) from reminders where state = 'sent'"); n != devices {
			t.Errorf("%d reminders are sent", n)
		}
		nothingMore(t, h, service)
	})
}

// What River knows a server by: as leader, and as the worker on what sends reminders.
const (
	leads = "select leader_id from river_leader where expires_at > now()"
	sends = `select attempted_by[array_upper(attempted_by, 1)] from river_job
		where state = 'running' and kind in ('reminder_plan', 'reminder_sweep') order by attempted_at desc`
)

// which is the server that a query names. River names one after the time at which it was set up, so it is the one that
// was begun last before that; when the query names none, any will do.
func (h *hall) which(servers []*program, query string) int {
	h.Helper()
	var names []string
	must(h.TB, h.store.Gorm.Raw(query).Scan(&names).Error)
	const layout = "2006_01_02T15_04_05.000000"
	if len(names) == 0 || len(names[0]) < len(layout) {
		return 0
	}
	stamp := names[0][len(names[0])-len(layout):]
	cut := strings.LastIndexByte(stamp, '_')
	setUp, err := time.Parse(layout, stamp[:cut]+"."+stamp[cut+1:])
	must(h.TB, err)
	found, begun := 0, time.Time{}
	for i, p := range servers {
		if p.begun.Before(setUp) && p.begun.After(begun) {
			found, begun = i, p.begun
		}
	}
	return found
}

// nothingMore waits for more than one sweep of every server: who has been told is left alone.
func nothingMore(t testing.TB, h *hall, services ...*pushService) {
	t.Helper()
	before := 0
	for _, s := range services {
		before += s.count()
	}
	jobs := "select count(*) from river_job where kind in ('reminder_plan', 'reminder_sweep') and state = 'completed'"
	done := h.number(jobs)
	until(t, 45*time.Second, "they have looked again", func() bool { return h.number(jobs) >= done+2 })
	for _, s := range services {
		before -= s.count()
	}
	if before != 0 {
		t.Errorf("%d were told again", -before)
	}
}

// F6: a server is paused in the middle of a batch for longer than its lease. Another sends what it held; when the first
// wakes up, it neither sends nor notes anything again.
func TestPausedServer(t *testing.T) {
	t.Parallel()
	t.Run("F6/SendsAndNotesNothingAfterItsLease", func(t *testing.T) {
		t.Parallel()
		const families = 60 // less than a batch: all of it is held by the first
		h, service := newHall(t), newPushService(t)
		let := make(chan struct{})
		service.says(func(w http.ResponseWriter, _ *http.Request) { <-let; w.WriteHeader(http.StatusCreated) })
		h.families(service, families, h.session)
		settings := h.settings(allow(t, service)...)
		paused := start(t, settings...)
		inFlight := untilStuck(t, service)
		paused.pause()
		close(let)
		start(t, settings...)
		until(t, time.Minute, "another server takes over", func() bool { return h.settled() == families })
		notes := h.notes()
		asked, _ := service.requests()
		if repeated := asked - families; repeated > inFlight {
			t.Errorf("%d were posted again, %d were in flight", repeated, inFlight)
		}
		told(t, h.phones)
		paused.signal(syscall.SIGCONT)
		paused.untilReady(time.Minute)
		nothingMore(t, h, service)
		if again, _ := service.requests(); again != asked {
			t.Errorf("%d posts after its lease", again-asked)
		}
		if h.notes() != notes {
			t.Error("what was settled was settled again")
		}
	})
}

// untilStuck waits until the server has as many posts in flight as it ever has, and says how many.
func untilStuck(t testing.TB, service *pushService) int {
	t.Helper()
	most, since := 0, time.Now()
	until(t, 30*time.Second, "posts hang", func() bool {
		if _, open := service.requests(); open > most {
			most, since = open, time.Now()
		}
		return most > 0 && time.Since(since) > 500*time.Millisecond
	})
	return most
}

// notes is when and how each reminder was settled, as one text.
func (h *hall) notes() (all string) {
	h.Helper()
	must(h.TB, h.store.Gorm.Raw("select string_agg(concat_ws(' ', id, state, settled_at, reason), ',' order by id) from reminders").Row().Scan(&all))
	return all
}
