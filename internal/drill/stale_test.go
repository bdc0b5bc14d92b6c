package drill

import (
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"musikkforalle/internal/i18n"
	"musikkforalle/internal/promises"
	"musikkforalle/internal/session"
)

// F9, R4: sessions are moved and cancelled on the command line while their reminders wait for a push service that is down.
// When it is up again, nobody is told what was true before.
func TestChangedWhileQueued(t *testing.T) {
	t.Parallel()
	const others = 999
	promises.Record(t, func() string {
		return fmt.Sprintf("%d sessions moved or cancelled while their reminders waited: 0 announced with old data", others+1)
	}, "R4", "F9")
	t.Run("F9/NothingStaleGoesOut", func(t *testing.T) {
		t.Parallel()
		h, service := newHall(t), newPushService(t)
		service.says(status(http.StatusInternalServerError))
		all := []*announced{{session: h.session}}
		for range rounds(7, others) {
			all = append(all, &announced{session: h.sessionTomorrow()})
		}
		for _, a := range all {
			a.phones = h.families(service, 3, a.session)
		}
		settings := h.settings(allow(t, service)...)
		start(t, settings...)
		until(t, 30*time.Second, "reminders are queued and refused", func() bool {
			asked, _ := service.requests()
			return asked >= len(h.phones)
		})
		for i, a := range all {
			a.change(h, i%2 == 0)
		}
		service.says(status(http.StatusCreated))
		until(t, 2*time.Minute, "all are told what is true", func() bool {
			return h.number("select count(*) from reminders where state = 'due'") == 0 && service.count() >= len(h.phones)
		})
		for _, a := range all {
			a.check(h)
		}
	})
}

// announced is a session with those who are told about it.
type announced struct {
	session *session.Session
	phones  []*phone
	moved   time.Time // zero: cancelled
}

// change moves the session a week ahead and to noon, or cancels it.
func (a *announced) change(h *hall, move bool) {
	h.Helper()
	settings := h.settings()
	if !move {
		command(h.TB, settings, "session", "cancel", a.session.ID.String(), "weather")
		return
	}
	day := a.session.StartsAt.In(h.place.Location()).AddDate(0, 0, 7)
	a.moved = time.Date(day.Year(), day.Month(), day.Day(), 12, 0, 0, 0, day.Location())
	command(h.TB, settings, "session", "move", a.session.ID.String(), day.Format(time.DateOnly), "12:00", "14:00")
}

// check reads what each phone of the session shows: one notice, and a true one.
func (a *announced) check(h *hall) {
	h.Helper()
	c := i18n.Get("nb")
	old := a.session.StartsAt.In(h.place.Location())
	want := c.T("push.cancelled.title", "date", c.Date(old))
	if !a.moved.IsZero() {
		want = c.T("push.moved.title", "date", c.Date(a.moved), "time", c.Time(a.moved))
	}
	for _, p := range a.phones {
		var shown []string
		for _, x := range p.service.posts() {
			if x.path == p.path() {
				shown = append(shown, p.read(h.TB, x.message).Title)
			}
		}
		if len(shown) != 1 || shown[0] != want {
			h.Errorf("shown %q, want %q", strings.Join(shown, " + "), want)
		}
	}
}
