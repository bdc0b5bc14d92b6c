package reminder

import (
	"fmt"
	"net/http"
	"testing"
	"time"

	"musikkforalle/internal/fixture"
)

// subscribeAs gives a coming family one phone at the service that answers as named.
func (h *hall) subscribeAs(answer string) {
	h.Helper()
	h.subscribe(fixture.FamilyDevice(h, h.Store, h.family(0)), answer)
}

func TestPushServices(t *testing.T) {
	t.Parallel()
	subscriptions := "select count(*) from push_subscriptions"
	for _, code := range []int{http.StatusNotFound, http.StatusGone} {
		t.Run(fmt.Sprintf("%dDeletesTheSubscription", code), func(t *testing.T) {
			t.Parallel()
			h := newHall(t)
			h.phones.says("gone", status(code))
			h.subscribeAs("gone")
			h.family(1)
			h.plan()
			h.sweep()
			h.wantStates(map[string]int{"day_before gone": 1, "day_before sent": 1})
			if n := h.Number(subscriptions); n != 1 {
				t.Errorf("%d subscriptions are left", n)
			}
		})
	}
	for _, code := range []int{http.StatusInternalServerError, http.StatusServiceUnavailable, http.StatusFound} {
		t.Run(fmt.Sprintf("%dForHoursDeletesNothingAndTheBacklogLeavesAfterRecovery", code), func(t *testing.T) {
			t.Parallel()
			h := newHall(t)
			h.phones.says("ok", status(code))
			for range 20 {
				h.family(1)
			}
			h.plan()
			for range 8 {
				h.sweep()
				h.letTimePass()
			}
			h.wantStates(map[string]int{"day_before due": 20})
			if n := h.Number(subscriptions); n != 20 {
				t.Errorf("%d subscriptions are left", n)
			}
			h.phones.says("ok", status(http.StatusCreated))
			h.sweep()
			h.wantStates(map[string]int{"day_before sent": 20})
		})
	}
	t.Run("WrongKeyPausesTheServiceAndDeletesNothing", func(t *testing.T) {
		t.Parallel()
		h := newHall(t)
		h.phones.says("ok", status(http.StatusForbidden))
		for range 3 * pushWorkers {
			h.family(1)
		}
		h.plan()
		h.sweep()
		asked := h.phones.requests()
		h.Exec("update reminders set next_try_at = now() where state = 'due'")
		h.sweep()
		if n := h.phones.requests(); n != asked || asked > 2*pushWorkers {
			t.Errorf("asked %d times, then %d", asked, n)
		}
		if n := h.Number(subscriptions); n != 3*pushWorkers {
			t.Errorf("%d subscriptions are left", n)
		}
		h.phones.says("ok", status(http.StatusCreated))
		h.letTimePass()
		h.sweep()
		h.wantStates(map[string]int{"day_before sent": 3 * pushWorkers})
		if n := h.Number("select count(*) from push_services"); n != 0 {
			t.Error("the pause was not taken back")
		}
	})
	t.Run("429IsLeftAloneForAsLongAsItSays", func(t *testing.T) {
		t.Parallel()
		h := newHall(t)
		h.phones.says("ok", func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Retry-After", "120")
			w.WriteHeader(http.StatusTooManyRequests)
		})
		h.family(1)
		h.plan()
		h.sweep()
		wait := h.Number("select extract(epoch from next_try_at - now())::int from reminders")
		pause := h.Number("select extract(epoch from paused_until - now())::int from push_services")
		if wait < 110 || wait > 120 || pause < 110 || pause > 120 {
			t.Errorf("waits %d s, paused for %d s", wait, pause)
		}
	})
	t.Run("400FailsAndKeepsTheSubscription", func(t *testing.T) {
		t.Parallel()
		h := newHall(t)
		h.phones.says("bad", status(http.StatusBadRequest))
		h.subscribeAs("bad")
		h.plan()
		h.sweep()
		h.wantStates(map[string]int{"day_before failed": 1})
		if n := h.Number(subscriptions); n != 1 {
			t.Error("the subscription was deleted")
		}
	})
	t.Run("413IsShortenedOnce", func(t *testing.T) {
		t.Parallel()
		h := newHall(t)
		h.phones.says("large", status(http.StatusRequestEntityTooLarge))
		h.subscribeAs("large")
		h.plan()
		h.sweep()
		h.wantStates(map[string]int{"day_before failed": 1})
		if n := h.phones.requests(); n != 2 {
			t.Errorf("asked %d times", n)
		}
	})
	t.Run("F13/GarbageForAnAnswerIsTriedAgain", func(t *testing.T) {
		t.Parallel()
		h := newHall(t)
		h.phones.says("garbage", func(http.ResponseWriter, *http.Request) { panic(http.ErrAbortHandler) })
		h.subscribeAs("garbage")
		h.plan()
		h.sweep()
		h.wantStates(map[string]int{"day_before due": 1})
	})
	t.Run("F12/SlowServiceHoldsUpNoOther", func(t *testing.T) {
		t.Parallel()
		h := newHall(t)
		let := make(chan struct{})
		slow := newPhones(t)
		slow.says("ok", func(w http.ResponseWriter, _ *http.Request) { <-let; w.WriteHeader(http.StatusCreated) })
		h.family(1)
		h.Exec("update push_subscriptions set service = 'slow', endpoint = ? || '/ok/slow'", slow.URL)
		h.family(1)
		h.courier.Push = sender(t, h.phones, slow)
		h.plan()
		swept := make(chan error, 1)
		go func() { swept <- h.courier.Sweep(t.Context()) }()
		for slow.requests() == 0 || len(h.phones.got()) == 0 { // the other service is served while this one hangs
			time.Sleep(time.Millisecond)
		}
		h.family(1)
		h.plan()
		h.sweep() // and so is the next sweep
		if n := len(h.phones.got()); n != 2 {
			t.Errorf("%d arrived while one service hangs", n)
		}
		close(let)
		h.Must(<-swept)
		h.wantStates(map[string]int{"day_before sent": 3})
	})
}

func TestMailFallback(t *testing.T) {
	t.Parallel()
	withMail := func(h *hall) {
		h.Exec("update families set email = id || '@example.org'")
	}
	t.Run("FamilyWhosePhonesAreAllGoneGetsAMail", func(t *testing.T) {
		t.Parallel()
		h := newHall(t)
		h.phones.says("gone", status(http.StatusGone))
		family := h.family(0)
		for range 2 {
			h.subscribe(fixture.FamilyDevice(h, h.Store, family), "gone")
		}
		withMail(h)
		h.plan()
		h.sweep()
		h.wantStates(map[string]int{"day_before gone": 2, "day_before due": 1})
		if n := h.Number("select count(*) from reminders where channel = 'mail' and service = 'mail' and target = recipient"); n != 1 {
			t.Errorf("%d mails", n)
		}
	})
	t.Run("OnePhoneThatWorksIsEnough", func(t *testing.T) {
		t.Parallel()
		h := newHall(t)
		h.phones.says("gone", status(http.StatusGone))
		family := h.family(1)
		h.subscribe(fixture.FamilyDevice(h, h.Store, family), "gone")
		withMail(h)
		h.plan()
		h.sweep()
		h.wantStates(map[string]int{"day_before gone": 1, "day_before sent": 1})
	})
	t.Run("F16/MailServerThatIsAwayIsTriedAgain", func(t *testing.T) {
		t.Parallel()
		h := newHall(t)
		h.family(0)
		withMail(h)
		h.courier.Mail = noMail(t)
		h.plan()
		for range 3 {
			h.sweep()
			h.letTimePass()
		}
		h.wantStates(map[string]int{"day_before due": 1})
	})
	t.Run("PersonWithNeitherIsCounted", func(t *testing.T) {
		t.Parallel()
		h := newHall(t)
		h.family(0)
		if n := h.plan(); n != 0 {
			t.Errorf("planned %d", n)
		}
		if l := h.balanced(); l.Unreachable != 1 {
			t.Errorf("ledger %+v", l)
		}
	})
}
