package volunteer

import (
	"context"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"

	"musikkforalle/api/contract"
	"musikkforalle/internal/account"
	"musikkforalle/internal/audit"
	"musikkforalle/internal/fault"
	"musikkforalle/internal/fixture"
)

func TestEraseVolunteer(t *testing.T) {
	t.Parallel()
	t.Run("P5_NothingOfThePersonIsLeft", func(t *testing.T) {
		t.Parallel()
		h := newHall(t)
		v := h.volunteer(t)
		h.session = fixture.Session(t, h.store, h.place, time.Now().Add(20*time.Hour))
		wants(t, h.take(v, h.shift(t)), nil)
		wants(t, add(t, fixture.NewPhone(v), h, v), nil)
		fixture.VolunteerDevice(t, h.store, v)
		h.exec(t, `insert into email_codes (purpose, email, lang, browser_hash, expires_at)
			select 'volunteer', email, 'nb', '', now() + interval '10 minutes' from volunteers where id = ?`, v)
		h.exec(t, `insert into reminders (session_id, revision, kind, recipient_kind, recipient, channel, target, service, due_at, expires_at)
			values (?, 0, 'shift_day_before', 'volunteer', ?, 'mail', ?, 'mail', now(), now() + interval '1 hour')`, h.session.ID, v, v)
		caller := &account.Caller{Volunteer: v}
		_, err := h.api.EraseVolunteer(account.With(context.Background(), caller), contract.EraseVolunteerRequestObject{})
		if err != nil || !caller.Cleared() {
			t.Fatalf("cleared %v, %v", caller.Cleared(), err)
		}
		for _, table := range []string{"volunteers", "devices", "shift_hands", "passkeys", "email_codes"} {
			if n := h.count(t, "select count(*) from "+table); n != 0 {
				t.Errorf("%d rows left in %s", n, table)
			}
		}
		for what, n := range map[string]int{
			"withdrawn": h.count(t, "select count(*) from reminders where state = 'withdrawn' and recipient <> ? and target <> ?", v, v),
			"told":      h.count(t, "select count(*) from reminders where state = 'due' and kind = 'late_give_back'"),
			"erasure":   h.count(t, "select count(*) from erasures"),
			"audited":   h.count(t, "select count(*) from audit where action = 'volunteer.erased' and actor_id is null"),
		} {
			if n != 1 {
				t.Errorf("%s: %d", what, n)
			}
		}
		if n := h.count(t, "select count(*) from audit where actor_id = ?", v); n != 0 {
			t.Errorf("%d lines of the audit still say who", n)
		}
	})
	t.Run("PhoneThatIsAFamilysTooStaysTheFamilys", func(t *testing.T) {
		t.Parallel()
		h := newHall(t)
		v, family := h.volunteer(t), fixture.Family(t, h.store, "so")
		h.exec(t, "update devices set volunteer_id = ? where id = ?", v, fixture.FamilyDevice(t, h.store, family))
		caller := &account.Caller{Volunteer: v, Family: family}
		_, err := h.api.EraseVolunteer(account.With(context.Background(), caller), contract.EraseVolunteerRequestObject{})
		if err != nil || caller.Cleared() || h.count(t, "select count(*) from devices where family_id = ? and volunteer_id is null", family) != 1 {
			t.Errorf("cleared %v, %v", caller.Cleared(), err)
		}
	})
	t.Run("WorkThatIsOverTellsNobody", func(t *testing.T) {
		t.Parallel()
		h := newHall(t)
		v, shift := h.volunteer(t), h.shift(t)
		wants(t, h.take(v, shift), nil)
		h.exec(t, "update shifts set starts_at = now() - interval '3 hours', ends_at = now() - interval '1 hour'")
		wants(t, Erase(context.Background(), h.store, v, audit.ByVolunteer), nil)
		if n := h.count(t, "select count(*) from reminders"); n != 0 || len(h.jobs(t)) != 0 {
			t.Errorf("%d rows, jobs %v", n, h.jobs(t))
		}
	})
	t.Run("TwiceIsNobody", func(t *testing.T) {
		t.Parallel()
		h := newHall(t)
		wants(t, Erase(context.Background(), h.store, uuid.New(), audit.ByVolunteer), fault.ErrNobody)
	})
}

func TestRetention(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	t.Run("P7_LongUnseenIsForgotten", func(t *testing.T) {
		t.Parallel()
		h := newHall(t)
		old := h.volunteer(t)
		h.volunteer(t)
		forgotten, err := Forget(ctx, h.store, "select id from volunteers where id = '"+old.String()+"'")
		if err != nil || forgotten != 1 || h.count(t, "select count(*) from volunteers") != 1 {
			t.Errorf("forgot %d, %v", forgotten, err)
		}
	})
	t.Run("P6_RestoredBackupIsErasedAgain", func(t *testing.T) {
		t.Parallel()
		h := newHall(t)
		v := h.volunteer(t)
		wants(t, Erase(ctx, h.store, v, audit.ByVolunteer), nil)
		h.exec(t, "insert into volunteers (id, email) values (?, 'tilbake@example.org')", v)
		h.volunteer(t)
		if erased, err := ReapplyErasures(ctx, h.store); err != nil || erased != 1 || h.count(t, "select count(*) from volunteers") != 1 {
			t.Errorf("erased %d, %v", erased, err)
		}
	})
}

func TestFeed(t *testing.T) {
	t.Parallel()
	h := newHall(t)
	v, shift := h.volunteer(t), h.shift(t)
	h.shift(t, func(s *fixture.Shift) { s.Task = "welcome" })
	wants(t, h.take(v, shift), nil)
	h.exec(t, "update volunteers set calendar_hash = ? where id = ?", account.Hash("token"), v)
	feed := func(t *testing.T) string {
		t.Helper()
		raw, err := Feed(context.Background(), h.store, h.api.BaseURL, "token")
		if err != nil {
			t.Fatal(err)
		}
		return strings.ReplaceAll(string(raw), "\r\n ", "")
	}
	t.Run("HasTheTakenShiftsOnly", func(t *testing.T) {
		got := feed(t)
		if strings.Count(got, "BEGIN:VEVENT") != 1 || !strings.Contains(got, "UID:shift-"+shift.String()) || !strings.Contains(got, "SUMMARY:Steke vafler · ") {
			t.Error(got)
		}
	})
	t.Run("P8_DiscreetNamesTheTaskOnly", func(t *testing.T) {
		h.exec(t, "update volunteers set discreet = true where id = ?", v)
		if got := feed(t); !strings.Contains(got, "SUMMARY:Steke vafler\r\n") {
			t.Error(got)
		}
	})
	t.Run("EmptyIsACalendarToo", func(t *testing.T) {
		_, err := GiveBack(context.Background(), h.store, v, shift)
		wants(t, err, nil)
		if got := feed(t); !strings.HasPrefix(got, "BEGIN:VCALENDAR") {
			t.Error(got)
		}
	})
	t.Run("B40_UnknownTokenIsNotFound", func(t *testing.T) {
		_, err := Feed(context.Background(), h.store, h.api.BaseURL, "another")
		wants(t, err, fault.ErrNotFound)
	})
}
