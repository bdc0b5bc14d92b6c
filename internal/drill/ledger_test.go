package drill

import (
	"context"
	"testing"
	"time"

	"musikkforalle/internal/db"
	"musikkforalle/internal/reminder"
)

// watch asks for the ledger's account again and again: once n reminders are planned, it must add up at every moment (R3).
// The returned function ends it.
func watch(h *hall, n int) (stop func()) {
	h.Helper()
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan struct{})
	store, err := db.Open(ctx, h.url, db.Options{MaxConns: 2})
	must(h.TB, err)
	go func() {
		defer close(done)
		defer store.Close()
		for ctx.Err() == nil {
			l, err := reminder.Account(ctx, store)
			if err == nil && l.Total > 0 && (!l.Balanced() || l.Total != n) {
				h.Errorf("the ledger does not add up: %+v", l)
				return
			}
			time.Sleep(50 * time.Millisecond) // a look now and then; the drill needs the processor
		}
	}()
	return func() { cancel(); <-done }
}

// told says how often each phone was told. On the way it asserts what must hold whatever happened: every phone of the
// hall was told, always under one topic, and phones can read what came.
func told(t testing.TB, phones []*phone) (repeats map[string]int) {
	t.Helper()
	posts := map[*pushService]map[string][]post{}
	for _, p := range phones {
		if posts[p.service] == nil {
			posts[p.service] = map[string][]post{}
			for _, x := range p.service.posts() {
				posts[p.service][x.path] = append(posts[p.service][x.path], x)
			}
		}
	}
	repeats = map[string]int{}
	for i, p := range phones {
		got := posts[p.service][p.path()]
		if len(got) == 0 {
			t.Errorf("lost: phone %d was never told", i)
			continue
		}
		for _, again := range got[1:] {
			repeats[p.path()]++
			if again.topic != got[0].topic {
				t.Errorf("phone %d was told under two topics", i)
			}
		}
		if i%50 == 0 {
			if n := p.read(t, got[len(got)-1].message); n.Title == "" || n.Tag != got[0].topic {
				t.Errorf("phone %d shows %+v, topic %s", i, n, got[0].topic)
			}
		}
	}
	return repeats
}

// flight is what was on its way at kills: only that may be repeated, once for every kill.
type flight map[string]int

// note adds what a server that is gone had posted and not settled.
func (f flight) note(h *hall, services ...*pushService) {
	h.Helper()
	posted := map[string]bool{}
	for _, s := range services {
		s.untilHungUp(h.TB)
		for _, p := range s.posts() {
			posted[p.path] = true
		}
	}
	for path := range h.leased() {
		if posted[path] {
			f[path]++
		}
	}
}

// hold adds what any server holds, where others go on while one is killed.
func (f flight) hold(h *hall) {
	h.Helper()
	for path := range h.leased() {
		f[path]++
	}
}

func (f flight) total() (n int) {
	for _, times := range f {
		n += times
	}
	return n
}

// covers fails the test for every repeat that no kill explains.
func (f flight) covers(t testing.TB, repeats map[string]int) {
	t.Helper()
	n := 0
	for path, times := range repeats {
		n += times
		if times > f[path] {
			t.Errorf("%s was told %d times too often; in flight at %d kills", path, times, f[path])
		}
	}
	t.Logf("%d repeated of %d in flight", n, f.total())
}
