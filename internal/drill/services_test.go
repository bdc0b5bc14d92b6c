package drill

import (
	"fmt"
	"net/http"
	"testing"
	"time"

	"github.com/google/uuid"
)

// F12, R5: a push service that is down, slow or refuses us harms no other, and only 404 and 410 delete a subscription.
func TestPushServices(t *testing.T) {
	t.Parallel()
	t.Run("F12/SlowServiceHoldsUpNoOther", func(t *testing.T) {
		t.Parallel()
		h, slow, quick := newHall(t), newPushService(t), newPushService(t)
		let := make(chan struct{})
		t.Cleanup(func() { close(let) })
		slow.says(func(w http.ResponseWriter, _ *http.Request) { <-let; w.WriteHeader(http.StatusCreated) })
		h.families(slow, 200, h.session)
		quickPhones := h.families(quick, 200, h.session)
		start(t, h.settings(allow(t, slow, quick)...)...)
		until(t, 20*time.Second, "the quick service has everything", func() bool { return quick.count() == len(quickPhones) })
		if asked, _ := slow.requests(); asked == 0 || slow.count() != 0 {
			t.Errorf("the slow service was asked %d times and took %d", asked, slow.count())
		}
		told(t, quickPhones)
		if n := subscriptions(h); n != 400 {
			t.Errorf("%d subscriptions are left", n)
		}
	})
	for _, code := range []int{http.StatusInternalServerError, http.StatusTooManyRequests} {
		t.Run(fmt.Sprintf("%dDeletesNothingAndTheBacklogLeaves", code), func(t *testing.T) {
			t.Parallel()
			h, service := newHall(t), newPushService(t)
			service.says(func(w http.ResponseWriter, _ *http.Request) {
				w.Header().Set("Retry-After", "3")
				w.WriteHeader(code)
			})
			h.families(service, 150, h.session)
			start(t, h.settings(allow(t, service)...)...)
			until(t, 20*time.Second, "the service is asked", func() bool { asked, _ := service.requests(); return asked > 0 })
			service.untilIdle(t)
			if n := subscriptions(h); n != 150 {
				t.Errorf("%d subscriptions are left", n)
			}
			service.says(status(http.StatusCreated))
			until(t, time.Minute, "the backlog leaves", func() bool { return h.settled() == 150 })
			if repeats := told(t, h.phones); len(repeats) != 0 {
				t.Errorf("%d were told again", len(repeats))
			}
		})
	}
	t.Run("404DeletesAndIsAccountedFor", func(t *testing.T) {
		t.Parallel()
		h, gone, there := newHall(t), newPushService(t), newPushService(t)
		gone.says(status(http.StatusNotFound))
		h.families(gone, 20, h.session)
		kept := h.families(there, 20, h.session)
		start(t, h.settings(allow(t, gone, there)...)...)
		until(t, 30*time.Second, "all are settled", func() bool { return h.settled() == 40 })
		told(t, kept)
		if n := h.number("select count(*) from reminders where state = 'gone'"); n != 20 || subscriptions(h) != 20 {
			t.Errorf("%d are gone, %d subscriptions are left", n, subscriptions(h))
		}
	})
}

func subscriptions(h *hall) int {
	h.Helper()
	return h.number("select count(*) from push_subscriptions")
}

// F16: the mail server is away, then there: every mail leaves once.
func TestMailServerAway(t *testing.T) {
	t.Parallel()
	t.Run("F16/MailsLeaveWhenItIsBack", func(t *testing.T) {
		t.Parallel()
		const families = 40
		h, office := newHall(t), newPostOffice(t)
		for i := range families {
			id := uuid.New()
			h.exec("insert into families (id, lang, email) values (?, 'nb', ?)", id, fmt.Sprintf("familie-%d@example.org", i))
			h.exec("insert into answers (session_id, family_id, state, children) values (?, ?, 'coming', 1)", h.session.ID, id)
		}
		start(t, h.settings(office.setting(), "MAIL_FROM=Musikk for alle <post@example.org>")...)
		until(t, 30*time.Second, "mails were tried", func() bool {
			return h.number("select count(*) from reminders where attempts > 0 and lease is null") == families
		})
		if h.settled() != 0 {
			t.Error("a mail was given up")
		}
		office.open()
		until(t, time.Minute, "mails leave", func() bool { return h.settled() == families })
		if recipients, all := office.mails(); recipients != families || all != families {
			t.Errorf("%d mails to %d of %d", all, recipients, families)
		}
	})
}
