package reminder

import (
	"strings"
	"testing"

	"github.com/google/uuid"
)

// says is an organiser's news to the families that are coming, which has left.
func (h *hall) says(kind, audience string) (id uuid.UUID) {
	h.Helper()
	h.Must(h.Store.Gorm.Raw(`insert into announcements (place_id, session_id, kind, audience, leaves_at, expires_at, state)
		values (?, ?, ?, ?, now(), now() + interval '1 day', 'left') returning id`, h.Place.ID, h.session.ID, kind, audience).Row().Scan(&id))
	h.Exec("insert into announcement_texts (announcement_id, lang, text) values (?, 'nb', 'Ta med kaffe.')", id)
	return id
}

// quiet takes the reminders of the day away, so that only announcements are told.
func (h *hall) quiet() *hall {
	h.Exec("update sessions set starts_at = starts_at + interval '7 days', ends_at = ends_at + interval '7 days'")
	h.reload()
	return h
}

func TestAnnounced(t *testing.T) {
	t.Parallel()
	t.Run("F1/KilledBetweenSendingAndNotingSendsAgainWithTheSameTag", func(t *testing.T) {
		t.Parallel()
		h := newHall(t).quiet()
		h.family(1)
		h.says("news", "coming")
		h.plan()
		h.killAfterSending()
		h.letTimePass()
		h.sweep()
		h.wantStates(map[string]int{"news sent": 1})
		if got := h.phones.got(); len(got) != 2 || got[0].topic != got[1].topic {
			t.Errorf("arrived: %+v", got)
		}
	})
	t.Run("EachOfTwoIsToldAndUnderATagOfItsOwn", func(t *testing.T) {
		t.Parallel()
		h := newHall(t).quiet()
		h.family(2)
		h.says("news", "coming")
		h.says("news", "coming")
		h.plan()
		h.sweep()
		h.wantStates(map[string]int{"news sent": 4})
		topics := map[string]bool{}
		for _, got := range h.phones.got() {
			topics[got.topic] = true
		}
		if len(topics) != 2 {
			t.Errorf("%d tags", len(topics))
		}
	})
	t.Run("F10/WhoIsNotMeantAnyMoreIsToldNothing", func(t *testing.T) {
		t.Parallel()
		h := newHall(t).quiet()
		withdrawn, erased := h.family(1), h.family(1)
		h.says("news", "coming")
		h.plan()
		h.Exec("update answers set state = 'not_coming' where family_id = ?", withdrawn)
		h.Exec("delete from families where id = ?", erased)
		h.sweep()
		h.wantStates(map[string]int{"news withdrawn": 2})
		if n := h.phones.requests(); n != 0 {
			t.Errorf("%d arrived", n)
		}
	})
	t.Run("F10/NobodyIsAskedForAShiftThatWasFilledMeanwhile", func(t *testing.T) {
		t.Parallel()
		h := newHall(t).quiet()
		h.volunteer(1)
		h.Exec("delete from shift_hands")
		h.says("hands", "volunteers")
		h.plan()
		h.Exec("update shifts set needed = 0")
		h.sweep()
		h.wantStates(map[string]int{"hands withdrawn": 1})
	})
	t.Run("F11/TooLateIsNotedAndNotSent", func(t *testing.T) {
		t.Parallel()
		h := newHall(t).quiet()
		h.family(1)
		h.says("news", "coming")
		h.plan()
		h.Exec("update announcements set expires_at = now() - interval '1 second'")
		h.sweep()
		h.wantStates(map[string]int{"news expired": 1})
	})
	t.Run("APhoneThatIsGoneIsFollowedByAMail", func(t *testing.T) {
		t.Parallel()
		h := newHall(t).quiet()
		office := newPostOffice(t)
		h.courier.Mail = office.mailer(t)
		h.phones.says("gone", status(410))
		family := h.family(1)
		h.Exec("update families set email = 'mor@example.org', lang = 'pl' where id = ?", family)
		h.Exec("update push_subscriptions set endpoint = replace(endpoint, '/ok/', '/gone/')")
		h.says("news", "coming")
		h.plan()
		h.sweep()
		h.sweep()
		h.wantStates(map[string]int{"news gone": 1, "news sent": 1})
		if got := office.got(); len(got) != 1 || !strings.Contains(got[0].letter, "Content-Language: pl") || !strings.Contains(got[0].letter, "jest tylko po") {
			t.Errorf("mails: %+v", got)
		}
	})
	t.Run("AnOlderReasonIsNotGivenForANewerChange", func(t *testing.T) {
		t.Parallel()
		h := newHall(t).quiet()
		h.family(1)
		id := h.says("door", "coming")
		h.Exec("update sessions set door_kind = 'street', door_name = 'Fabrikkgata', revision = 1")
		h.Exec("update announcements set revision = 1, reason = 'works' where id = ?", id)
		h.plan()
		if said := h.claimed().say().Body; !strings.Contains(said, "Det bygges ved huset. Ta med kaffe.") {
			t.Errorf("says %q", said)
		}
		h.Exec("update sessions set door_name = 'Storgata', revision = 2")
		h.plan()
		if said := h.claimed().say().Body; strings.Contains(said, "kaffe") {
			t.Errorf("says %q", said)
		}
	})
}

// claimed is the one letter that is due.
func (h *hall) claimed() *letter {
	h.Helper()
	h.letTimePass()
	held, err := claim(h.Context(), h.Store, h.phones.service())
	h.Must(err)
	all, err := letters(h.Context(), h.Store, held)
	h.Must(err)
	for i := range all {
		if all[i].Expected {
			return &all[i]
		}
	}
	h.Fatal("nothing is due")
	return nil
}
