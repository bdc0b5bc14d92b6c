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
		v := h.volunteer()
		h.session = fixture.Session(t, h.Store, h.Place, time.Now().Add(20*time.Hour))
		h.Wants(h.take(v, h.shift()), nil)
		h.Wants(add(t, fixture.NewPhone(v), h, v), nil)
		fixture.VolunteerDevice(t, h.Store, v)
		h.Exec(`insert into email_codes (purpose, email, lang, browser_hash, expires_at)
			select 'volunteer', email, 'nb', '', now() + interval '10 minutes' from volunteers where id = ?`, v)
		h.Exec(`insert into reminders (session_id, revision, kind, recipient_kind, recipient, channel, target, service, due_at, expires_at)
			values (?, 0, 'shift_day_before', 'volunteer', ?, 'mail', ?, 'mail', now(), now() + interval '1 hour')`, h.session.ID, v, v)
		caller := &account.Caller{Volunteer: v}
		_, err := h.api.EraseVolunteer(account.With(context.Background(), caller), contract.EraseVolunteerRequestObject{})
		if err != nil || !caller.Cleared() {
			t.Fatalf("cleared %v, %v", caller.Cleared(), err)
		}
		for _, table := range []string{"volunteers", "devices", "shift_hands", "passkeys", "email_codes"} {
			if n := h.Number("select count(*) from " + table); n != 0 {
				t.Errorf("%d rows left in %s", n, table)
			}
		}
		for what, n := range map[string]int{
			"withdrawn": h.Number("select count(*) from reminders where state = 'withdrawn' and recipient <> ? and target <> ?", v, v),
			"told":      h.Number("select count(*) from reminders where state = 'due' and kind = 'late_give_back'"),
			"erasure":   h.Number("select count(*) from erasures"),
			"audited":   h.Number("select count(*) from audit where action = 'volunteer.erased' and actor_id is null"),
		} {
			if n != 1 {
				t.Errorf("%s: %d", what, n)
			}
		}
		if n := h.Number("select count(*) from audit where actor_id = ?", v); n != 0 {
			t.Errorf("%d lines of the audit still say who", n)
		}
	})
	t.Run("PhoneThatIsAFamilysTooStaysTheFamilys", func(t *testing.T) {
		t.Parallel()
		h := newHall(t)
		v, family := h.volunteer(), fixture.Family(t, h.Store, "so")
		h.Exec("update devices set volunteer_id = ? where id = ?", v, fixture.FamilyDevice(t, h.Store, family))
		caller := &account.Caller{Volunteer: v, Family: family}
		_, err := h.api.EraseVolunteer(account.With(context.Background(), caller), contract.EraseVolunteerRequestObject{})
		if err != nil || caller.Cleared() || h.Number("select count(*) from devices where family_id = ? and volunteer_id is null", family) != 1 {
			t.Errorf("cleared %v, %v", caller.Cleared(), err)
		}
	})
	t.Run("WorkThatIsOverTellsNobody", func(t *testing.T) {
		t.Parallel()
		h := newHall(t)
		v, shift := h.volunteer(), h.shift()
		h.Wants(h.take(v, shift), nil)
		h.Exec("update shifts set starts_at = now() - interval '3 hours', ends_at = now() - interval '1 hour'")
		h.Wants(Erase(context.Background(), h.Store, v, audit.ByVolunteer), nil)
		if n := h.Number("select count(*) from reminders"); n != 0 || len(h.jobs()) != 0 {
			t.Errorf("%d rows, jobs %v", n, h.jobs())
		}
	})
	t.Run("TwiceIsNobody", func(t *testing.T) {
		t.Parallel()
		h := newHall(t)
		h.Wants(Erase(context.Background(), h.Store, uuid.New(), audit.ByVolunteer), fault.ErrNobody)
	})
}

func TestRetention(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	t.Run("P7_LongUnseenIsForgotten", func(t *testing.T) {
		t.Parallel()
		h := newHall(t)
		old := h.volunteer()
		h.volunteer()
		forgotten, err := Forget(ctx, h.Store, "select id from volunteers where id = '"+old.String()+"'")
		if err != nil || forgotten != 1 || h.Number("select count(*) from volunteers") != 1 {
			t.Errorf("forgot %d, %v", forgotten, err)
		}
	})
	t.Run("P6_RestoredBackupIsErasedAgain", func(t *testing.T) {
		t.Parallel()
		h := newHall(t)
		v := h.volunteer()
		h.Wants(Erase(ctx, h.Store, v, audit.ByVolunteer), nil)
		h.Exec("insert into volunteers (id, email) values (?, 'tilbake@example.org')", v)
		h.volunteer()
		if erased, err := ReapplyErasures(ctx, h.Store); err != nil || erased != 1 || h.Number("select count(*) from volunteers") != 1 {
			t.Errorf("erased %d, %v", erased, err)
		}
	})
}

func TestFeed(t *testing.T) {
	t.Parallel()
	h := newHall(t)
	v, shift := h.volunteer(), h.shift()
	h.shift(func(s *fixture.Shift) { s.Task = "welcome" })
	h.Wants(h.take(v, shift), nil)
	h.Exec("update volunteers set calendar_hash = ? where id = ?", account.Hash("token"), v)
	feed := func(t *testing.T) string {
		t.Helper()
		raw, err := Feed(context.Background(), h.Store, h.api.BaseURL, "token")
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
		h.Exec("update volunteers set discreet = true where id = ?", v)
		if got := feed(t); !strings.Contains(got, "SUMMARY:Steke vafler\r\n") {
			t.Error(got)
		}
	})
	t.Run("EmptyIsACalendarToo", func(t *testing.T) {
		_, err := GiveBack(context.Background(), h.Store, v, shift)
		h.Wants(err, nil)
		if got := feed(t); !strings.HasPrefix(got, "BEGIN:VCALENDAR") {
			t.Error(got)
		}
	})
	t.Run("B40_UnknownTokenIsNotFound", func(t *testing.T) {
		_, err := Feed(context.Background(), h.Store, h.api.BaseURL, "another")
		h.Wants(err, fault.ErrNotFound)
	})
}
