package reminder

import (
	"net/http"
	"testing"

	"github.com/google/uuid"

	"musikkforalle/internal/db"
	"musikkforalle/internal/fixture"
	"musikkforalle/internal/ledger"
)

// momentPasses makes every moment pass by which a notice climbs to the next channel.
func (h *hall) momentPasses() {
	h.Helper()
	h.Exec("update reminders set climbs_at = now() - interval '1 second' where climbs_at is not null")
}

// rungs counts the ledger's rows as "channel state".
func (h *hall) rungs() map[string]int {
	h.Helper()
	return h.Counts("select channel || ' ' || state, count(*) from reminders group by 1")
}

func (h *hall) wantRungs(want map[string]int) {
	h.Helper()
	got := h.rungs()
	for name, n := range want {
		if got[name] != n {
			h.Errorf("%s: %d, want %d; the ledger has %v", name, got[name], n, got)
		}
	}
	if len(got) != len(want) {
		h.Errorf("the ledger has %v, want %v", got, want)
	}
}

// toRing are the families that organisers are asked to ring about the session's last change.
func (h *hall) toRing() (all []Call) {
	h.Helper()
	h.Must(h.Store.Tx(h.Context(), func(tx *db.Tx) (err error) {
		var revision int32
		if err := tx.DB.Raw("select revision from sessions where id = ?", h.session.ID).Row().Scan(&revision); err != nil {
			return err
		}
		all, err = Calls(h.Context(), tx, Subject{About: h.session.ID, Kinds: ledger.Changes, Revision: revision})
		return err
	}))
	return all
}

func (h *hall) knows(family uuid.UUID, email, phone string) {
	h.Helper()
	h.Exec("update families set email = nullif(?, ''), phone = nullif(?, '') where id = ?", email, phone, family)
}

func (h *hall) cancel() {
	h.Helper()
	h.Exec("update sessions set status = 'cancelled', reason = 'illness', revision = revision + 1")
}

// The outage of the issue: the push service answers 503. Nobody who can be reached by anything is left untold before the start.
func TestNobodyIsLeftUntoldWhilePushIsDown(t *testing.T) {
	t.Parallel()
	for name, answer := range map[string]http.HandlerFunc{
		"503": status(http.StatusServiceUnavailable), "429": status(http.StatusTooManyRequests), "403": status(http.StatusForbidden),
		"NoNetwork": func(http.ResponseWriter, *http.Request) { panic(http.ErrAbortHandler) },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			h := newHall(t).quiet()
			office := newPostOffice(t)
			h.courier.Mail = office.mailer(t)
			h.phones.says("ok", answer)
			for range 5 {
				h.knows(h.family(1), uuid.NewString()+"@example.org", "+4741234567")
			}
			onlyPhone, nothing := h.family(1), h.family(1)
			h.knows(onlyPhone, "", "+4798765432")
			h.volunteer(1)
			h.cancel()
			h.plan()
			h.sweep()
			if ring := h.toRing(); len(ring) != 0 {
				t.Errorf("rings already: %+v", ring)
			}
			h.letTimePass()
			h.momentPasses()
			h.plan()
			h.sweep()
			if n := len(office.got()); n != 6 { // five families and the volunteer
				t.Errorf("%d mails", n)
			}
			ring := h.toRing()
			if len(ring) != 1 || ring[0].Family != onlyPhone || ring[0].Phone != "+4798765432" || ring[0].Kind != "cancelled" {
				t.Errorf("to ring: %+v", ring)
			}
			h.plan()
			h.sweep()
			if n := len(office.got()); n != 6 {
				t.Errorf("%d mails after another round", n)
			}
			_ = nothing // gave neither an address nor a number: only the app can tell
		})
	}
}

func TestLadder(t *testing.T) {
	t.Parallel()
	down := func(t *testing.T) (*hall, *postOffice) {
		h := newHall(t)
		office := newPostOffice(t)
		h.courier.Mail = office.mailer(t)
		h.phones.says("ok", status(http.StatusServiceUnavailable))
		return h, office
	}
	t.Run("TheMomentComesWellBeforeTheStart", func(t *testing.T) {
		t.Parallel()
		h := newHall(t)
		for left, most := range map[string]string{"16 minutes": "2 minutes", "2 hours": "15 minutes", "20 hours": "1 hour", "7 days": "1 hour"} {
			if at := h.Text("select (climbs_at(now(), now() + ?::interval) - now())::text", left); at != h.Text("select (?::interval)::text", most) {
				t.Errorf("%s before the start it climbs after %s, want %s", left, at, most)
			}
		}
	})
	t.Run("AReminderClimbsOnlyWhenItsMomentHasCome", func(t *testing.T) {
		t.Parallel()
		h, office := down(t)
		h.knows(h.family(1), "mor@example.org", "")
		h.plan()
		for range 8 {
			h.sweep()
			h.letTimePass()
			h.plan()
		}
		if n := len(office.got()); n != 0 {
			t.Fatalf("%d mails", n)
		}
		h.momentPasses()
		h.plan()
		h.sweep()
		h.wantRungs(map[string]int{"push due": 1, "mail sent": 1})
	})
	t.Run("AChangeClimbsAfterMinutesOfFailingDaysBefore", func(t *testing.T) {
		t.Parallel()
		h, office := down(t)
		h.quiet()
		h.knows(h.family(1), "mor@example.org", "")
		h.cancel()
		h.plan()
		for range triesOfAChange {
			h.sweep()
			h.letTimePass()
			h.plan()
		}
		h.sweep()
		if n := len(office.got()); n != 1 {
			t.Errorf("%d mails", n)
		}
	})
	t.Run("PushThatComesBackFirstTakesTheMailBack", func(t *testing.T) {
		t.Parallel()
		h, office := down(t)
		h.courier.Mail = noMail(t)
		h.knows(h.family(1), "mor@example.org", "")
		h.plan()
		h.momentPasses()
		h.plan()
		h.sweep()
		h.wantRungs(map[string]int{"push due": 1, "mail due": 1})
		h.phones.says("ok", status(http.StatusCreated))
		h.letTimePass()
		h.sweep()
		h.courier.Mail = office.mailer(t)
		h.letTimePass()
		h.sweep()
		h.wantRungs(map[string]int{"push sent": 1, "mail withdrawn": 1})
	})
	t.Run("OnePhoneThatWorksIsEnoughForAReminder", func(t *testing.T) {
		t.Parallel()
		h, office := down(t)
		family := h.family(1)
		h.knows(family, "mor@example.org", "")
		h.phones.says("works", status(http.StatusCreated))
		h.subscribe(fixture.FamilyDevice(h, h.Store, family), "works")
		h.plan()
		h.sweep()
		h.letTimePass()
		h.momentPasses()
		h.plan()
		h.sweep()
		if n := len(office.got()); n != 0 {
			t.Errorf("%d mails", n)
		}
	})
	t.Run("AcceptedIsNotTold/AChangeThatNobodySawIsMailedToo", func(t *testing.T) {
		t.Parallel()
		h, office := down(t)
		h.quiet()
		h.phones.says("ok", status(http.StatusCreated))
		drawer, reader := h.family(1), h.family(1)
		h.knows(drawer, "mor@example.org", "")
		h.knows(reader, "far@example.org", "")
		h.cancel()
		h.plan()
		h.sweep()
		h.Exec("update families set seen_at = now() + interval '1 second' where id = ?", reader)
		h.momentPasses()
		h.plan()
		h.sweep()
		if got := office.got(); len(got) != 1 || got[0].to != "mor@example.org" {
			t.Errorf("mails: %+v", got)
		}
	})
	t.Run("MailThatFailsTooLeadsToACall", func(t *testing.T) {
		t.Parallel()
		h, _ := down(t)
		h.quiet()
		h.courier.Mail = noMail(t)
		h.knows(h.family(1), "mor@example.org", "+4741234567")
		h.cancel()
		for range 2 {
			h.plan()
			h.sweep()
			h.letTimePass()
			if ring := h.toRing(); len(ring) != 0 {
				t.Errorf("rings too early: %+v", ring)
			}
			h.momentPasses()
		}
		h.plan()
		if ring := h.toRing(); len(ring) != 1 || ring[0].Bounced {
			t.Errorf("to ring: %+v", ring)
		}
	})
}

func TestBouncedAddressIsNotTriedAgain(t *testing.T) {
	t.Parallel()
	h := newHall(t)
	office := newPostOffice(t)
	h.courier.Mail = office.mailer(t)
	family, volunteer := h.family(0), h.volunteer(0)
	h.knows(family, "full@example.org", "+4741234567")
	h.Exec("update volunteers set email = 'full.too@example.org' where id = ?", volunteer)
	h.plan()
	h.sweep()
	h.wantRungs(map[string]int{"mail failed": 2})
	if n := h.Number("select count(*) from families where email_bounced_at is not null and email is not null and mail_to is null") +
		h.Number("select count(*) from volunteers where mail_to is null"); n != 2 {
		t.Errorf("%d addresses are known to bounce", n)
	}
	h.cancel()
	h.plan()
	h.sweep()
	h.wantRungs(map[string]int{"mail failed": 2})
	if ring := h.toRing(); len(ring) != 1 || !ring[0].Bounced {
		t.Errorf("to ring: %+v", ring)
	}
	if l := h.balanced(); l.Unreachable != 2 {
		t.Errorf("ledger %+v", l)
	}
}
