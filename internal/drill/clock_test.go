package drill

import (
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"musikkforalle/internal/promises"
)

// F7, R11: the clock of the database's machine is set wrong, by hours or years, while the program runs or before it starts.
// Nothing is erased, nothing lapses, nobody is signed out, nothing is sent; and when the clock is right, all goes on.
func TestClockIsWrong(t *testing.T) {
	t.Parallel()
	offs := []string{"+3h", "-3h", "+1y", "-1y", "+3y", "-3y"}
	some := offs
	if rounds(1, 2) == 1 {
		some = []string{"-3h", "+3y"}
	}
	promises.Record(t, func() string {
		return fmt.Sprintf("the database's clock off by %s, jumping while the program runs and at its start, and back: 0 erased, 0 subscriptions lost, 0 offers lapsed, 0 signed out, 0 sent; each time it goes on by itself", strings.Join(offs, ", "))
	}, "R11", "F7")
	t.Run("F7/NothingIsErasedOrSentAndItGoesOn", func(t *testing.T) {
		t.Parallel()
		c, service := newClocked(t), newPushService(t)
		c.furnish()
		settings := c.settings(append(allow(t, service), behindProxy)...)
		p := start(t, settings...)
		c.recovers(service, 1)
		for n, off := range some {
			c.set(t, off)
			c.holds(p, service, off+" while it runs")
			c.set(t, "+0")
			c.recovers(service, n+2)
		}
		for n, off := range some {
			p.stop()
			c.set(t, off)
			p = start(t, settings...)
			c.holds(p, service, off+" at the start")
			c.set(t, "+0")
			c.recovers(service, n+2+len(some))
		}
		c.passes(3)
		c.work("after all")
		if n := c.number("select count(*) from erasures") + c.number("select count(*) from ageing"); n != 0 {
			t.Errorf("%d are noted as erased or about to be", n)
		}
	})
}

// furnish adds what a clock that is ahead would take: wishes and an offer of a coming Saturday, a code, an invitation, a
// volunteer and a member who are signed in.
func (c *clocked) furnish() {
	c.Helper()
	later := c.sessionInAWeek()
	c.exec(`with f as (insert into families (lang) select 'nb' from generate_series(1, 3) returning id),
		a as (insert into answers (session_id, family_id, state, children, offer_expires_at)
			select ?, id, 'offered', 1, now() + interval '2 days' from f returning session_id, family_id)
		insert into wishes (session_id, family_id, allergies) select session_id, family_id, 'egg' from a`, later.ID)
	c.exec(`with m as (insert into members (email, name, lang) values ('ola@example.org', 'Ola', 'nb') returning id)
		insert into devices (member_id, member_key, member_since, member_seen_at, token_hash) select id, true, now(), now(), sha256('member') from m`)
	c.exec(`with v as (insert into volunteers (email, lang) values ('kari@example.org', 'nb') returning id)
		insert into devices (volunteer_id, token_hash) select id, sha256('volunteer') from v`)
	c.exec("insert into invitations (place_id, role, code_hash, expires_at) values (?, 'organiser', sha256('invitation'), now() + interval '7 days')", c.place.ID)
}

// kept is what must stay, counted.
func (c *clocked) kept() (all string) {
	c.Helper()
	must(c.TB, c.store.Gorm.Raw(`select concat_ws(', ',
		(select count(*) || ' families' from families), (select count(*) || ' volunteers' from volunteers), (select count(*) || ' devices' from devices),
		(select count(*) || ' signed in' from devices where num_nonnulls(family_id, volunteer_id, member_id) = 1),
		(select count(*) || ' subscriptions' from push_subscriptions), (select count(*) || ' wishes' from wishes),
		(select count(*) || ' offers' from answers where state = 'offered'), (select count(*) || ' answers' from answers),
		(select count(*) || ' invitations' from invitations), (select count(*) || ' erased' from erasures),
		(select count(*) || ' sums' from door_sums), (select count(*) || ' expired' from reminders where state = 'expired'))`).Row().Scan(&all))
	return all
}

// work makes the program do at once what it does now and then, and waits until it has.
func (c *clocked) work(when string) {
	c.Helper()
	var jobs []int64
	must(c.TB, c.store.Gorm.Raw(`insert into river_job (kind, args, max_attempts, scheduled_at)
		select unnest(array['upkeep', 'offers_lapse', 'door_sum', 'reminder_plan', 'reminder_sweep', 'certificates_expiry', 'announcement_overdue']), '{}', 1, '2000-01-01'
		returning id`).Scan(&jobs).Error)
	until(c.TB, 90*time.Second, "the jobs have run: "+when, func() bool {
		return c.number("select count(*) from river_job where id in ? and finalized_at is null", jobs) == 0
	})
}

// holds asserts that, with a clock that is wrong, nobody loses anything and nobody is told, and that families and teams go on.
func (c *clocked) holds(p *program, service *pushService, when string) {
	c.Helper()
	before, sent := c.kept(), service.count()
	var now time.Time
	must(c.TB, c.store.Gorm.Raw("select clock_timestamp()").Row().Scan(&now))
	if off := time.Since(now).Abs(); off < 2*time.Hour {
		c.Fatalf("%s: the database's clock is off by %s only", when, off)
	}
	for _, signedIn := range []struct{ path, token string }{
		{"/api/me", c.phones[0].device.String()}, {"/api/volunteer", "volunteer"}, {"/api/team", "member"}} {
		r, err := p.ask("GET", signedIn.path, "", "device="+signedIn.token, 1)
		must(c.TB, err)
		if r.StatusCode != http.StatusOK || cookieOf(r) == "device=" {
			c.Errorf("%s: %s answers %d, sets %q: %s", when, signedIn.path, r.StatusCode, cookieOf(r), r.body)
		}
	}
	c.work(when)
	if after := c.kept(); after != before {
		c.Errorf("%s:\nthere were %s\nthere are  %s", when, before, after)
	}
	if n := service.count() - sent; n != 0 {
		c.Errorf("%s: %d were sent", when, n)
	}
	r, err := p.ask("PUT", c.answerPath(), coming(1), "", 2)
	must(c.TB, err)
	if r.StatusCode != http.StatusOK {
		c.Errorf("%s: a family's answer gives %d: %s", when, r.StatusCode, r.body)
	}
	// Who answered meanwhile is no older and no younger than the trusted time.
	if n := c.number("select count(*) from families where seen_at not between (select trusted_at from clock) - interval '1 day' and (select trusted_at from clock) + interval '10 minutes'"); n != 0 {
		c.Errorf("%s: %d families were stamped by the wrong clock", when, n)
	}
}

// recovers asserts that, with clocks that are right, another family is told: it makes one, and waits.
func (c *clocked) recovers(service *pushService, round int) {
	c.Helper()
	c.families(service, 1, c.session)
	until(c.TB, 90*time.Second, fmt.Sprintf("round %d is told", round), func() bool { return service.count() >= round })
	if service.count() != round {
		c.Errorf("%d were sent in %d rounds", service.count(), round)
	}
}

// passes lets days go by in which the program ran.
func (c *clocked) passes(days int) {
	c.Helper()
	c.exec("update clock set ran = ran + ?", days*24*60*60)
}
