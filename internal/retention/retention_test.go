package retention

import (
	"context"
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/google/uuid"

	"musikkforalle/api/contract"
	"musikkforalle/internal/audit"
	"musikkforalle/internal/fixture"
	"musikkforalle/internal/i18n"
	"musikkforalle/internal/place"
)

// hall has one row of every kind that is too old, and one that is not.
type hall struct {
	*fixture.World
}

func newHall(t *testing.T) *hall {
	t.Helper()
	h := &hall{fixture.New(t)}
	h.Exec("insert into clock (trusted_at) values (now())")
	return h
}

// passes lets the program run for days with trusted clocks, and then follow its rules.
func (h *hall) passes(days int) {
	h.Helper()
	h.Exec("update clock set ran = ran + ?", days*24*60*60)
	h.Must(Run(h.Context(), h.Store))
}

func (h *hall) left(table string, want int) {
	h.Helper()
	if got := h.Number("select count(*) from " + table); got != want {
		h.Errorf("%d %s are left, want %d", got, table, want)
	}
}

// family stores a family with a phone, seen so long ago.
func (h *hall) family(seen string) (family, device uuid.UUID) {
	h.Helper()
	family = fixture.Family(h, h.Store, "nb")
	device = fixture.FamilyDevice(h, h.Store, family)
	h.Exec("update families set seen_at = now() - ?::interval, place_id = ? where id = ?", seen, h.Place.ID, family)
	return family, device
}

func TestRun(t *testing.T) {
	t.Parallel()
	h := newHall(t)
	_, _ = h.family("25 months")
	young, phone := h.family("23 months")
	volunteer := fixture.Volunteer(t, h.Store, h.Place, "nb")
	forgotten := fixture.Volunteer(t, h.Store, h.Place, "nb")
	h.Exec("update volunteers set seen_at = now() - interval '25 months' where id = ?", forgotten)
	for _, months := range []int{-25, -23} {
		at := time.Now().AddDate(0, months, 0)
		s := fixture.Session(t, h.Store, h.Place, at)
		shift := fixture.AddShift(t, h.Store, s)
		h.Exec("insert into answers (session_id, family_id, state, children) values (?, ?, 'coming', 1)", s.ID, young)
		h.Exec("insert into wishes (session_id, family_id, allergies) values (?, ?, 'egg')", s.ID, young)
		h.Exec("insert into shift_hands (shift_id, volunteer_id) values (?, ?)", shift.ID, volunteer)
		h.Exec(`insert into reminders (session_id, revision, kind, recipient_kind, recipient, channel, target, service, due_at, expires_at, state, settled_at)
			values (?, 0, 'day_before', 'family', ?, 'mail', ?, 'mail', ?, ?, 'sent', now())`, s.ID, young, young, at, at)
		h.Exec("insert into audit (actor, action, at, place_id) values ('program', 'session.moved', ?, ?)", at, h.Place.ID)
	}
	h.Exec("insert into certificates (volunteer_id, task, asked_on) values (?, 'welcome', now() - interval '39 months'), (?, 'welcome', now() - interval '37 months')", volunteer, volunteer)
	h.Exec(`insert into push_subscriptions (device_id, endpoint, service, p256dh, auth, vapid_key, checked_at)
		values (?, 'x', 'fcm', '', '', '', now() - interval '370 days')`, phone)
	h.Exec("insert into idempotency (owner, key, request_hash, created_at) values ('x', 'long-gone', '', now() - interval '8 days'), ('x', 'recent-one', '', now())")
	h.Exec("insert into link_codes values ('x', ?, now())", young)
	h.Exec("insert into rates values ('a', now() - interval '2 days', 1), ('b', now(), 1)")

	kept := map[string]int{"families": 2, "volunteers": 2, "answers": 2, "shift_hands": 2, "certificates": 2, "push_subscriptions": 1, "reminders": 2,
		"audit where action = 'session.moved'": 2}
	for _, days := range []int{0, 2} {
		h.passes(days)
		for table, want := range kept {
			t.Run(fmt.Sprintf("R11/IsMarkedFirst/%s/%d", table, days), func(t *testing.T) {
				if got := h.Number("select count(*) from " + table); got != want {
					t.Errorf("%d rows are left after %d days, want %d", got, days, want)
				}
			})
		}
	}
	h.passes(1)
	for table, want := range map[string]int{
		"families": 1, "volunteers": 1, "answers": 1, "wishes": 0, "shift_hands": 1, "certificates": 1, "push_subscriptions": 0,
		"idempotency": 1, "link_codes": 0, "rates": 1, "reminders": 1, "erasures": 0,
		"ageing": 0, "ageing_stops": 0, "audit where action = 'session.moved'": 1, "audit where action = 'family.forgotten'": 1,
	} {
		t.Run("P7/"+table, func(t *testing.T) {
			if got := h.Number("select count(*) from " + table); got != want {
				t.Errorf("%d rows are left, want %d", got, want)
			}
		})
	}
}

// R11: who comes back between the mark and the deletion stays.
func TestUsedAgain(t *testing.T) {
	t.Parallel()
	h := newHall(t)
	gone, _ := h.family("25 months")
	back, _ := h.family("25 months")
	h.passes(0)
	h.Exec("update families set seen_at = now() where id = ?", back)
	h.passes(3)
	h.left("families", 1)
	if h.Number("select count(*) from families where id = ?", gone) != 0 {
		t.Error("the forgotten one stayed")
	}
	h.Exec("update families set seen_at = now() - interval '25 months' where id = ?", back)
	h.passes(0)
	h.left("families", 1) // marked anew
	h.passes(3)
	h.left("families", 0)
}

// R11: a mark is set three days before the time is over, so that what is kept for 24 months goes after 24 months.
func TestMarkedBeforehand(t *testing.T) {
	t.Parallel()
	h := newHall(t)
	id, _ := h.family("24 months")
	h.Exec("update families set seen_at = now() - interval '24 months' + interval '2 days' where id = ?", id)
	h.passes(0)
	h.passes(3)
	h.left("families", 1)
	h.Exec("update families set seen_at = now() - interval '24 months' - interval '1 minute' where id = ?", id)
	h.passes(0)
	h.left("families", 0)
}

func TestTooMuchAtOnce(t *testing.T) {
	t.Parallel()
	ask := func(h *hall, ctx context.Context, kind string) *contract.RetentionStop {
		h.Helper()
		for _, rule := range fixture.OK[contract.GetRetention200JSONResponse](h)(API{Store: h.Store}.GetRetention(ctx, contract.GetRetentionRequestObject{Place: h.Place.Slug})) {
			if rule.Kind == kind {
				return rule.Stopped
			}
		}
		return nil
	}
	// many has a hundred and twenty families with their phones, of whom ten are too old: twice as many as may go at once.
	many := func(t *testing.T) *hall {
		t.Helper()
		h := newHall(t)
		h.Exec(`with f as (insert into families (lang, place_id, seen_at)
			select 'nb', ?, now() - case when n <= 10 then interval '25 months' else interval '1 month' end from generate_series(1, 120) n returning id)
			insert into devices (family_id, token_hash) select id, sha256(id::text::bytea) from f`, h.Place.ID)
		h.passes(0)
		h.passes(4)
		h.left("families", 120)
		return h
	}
	t.Run("R11/IsStoppedAndOrganisersAreTold", func(t *testing.T) {
		t.Parallel()
		h := many(t)
		if s := ask(h, h.As(place.Organiser), "families"); s == nil || s.MayAllow {
			t.Errorf("an organiser sees %+v", s)
		}
		if s := ask(h, h.As(place.Organiser), "devices"); s != nil {
			t.Errorf("phones are stopped: %+v", s)
		}
		h.left("audit where action = 'retention.stopped'", 1)
		h.left("ageing", 0)
	})
	t.Run("R11/GoesOnByItselfWhenTheNumbersAreNormal", func(t *testing.T) {
		t.Parallel()
		h := many(t)
		h.Exec("update families set seen_at = now() where id in (select id from families order by seen_at limit 8)")
		h.passes(0)
		h.left("ageing_stops", 0)
		h.passes(3)
		h.left("families", 118)
	})
	t.Run("R11/GoesOnWhenAnOrganiserOfAllPlacesHasLooked", func(t *testing.T) {
		t.Parallel()
		h := many(t)
		allow := func(ctx context.Context) error {
			_, err := API{Store: h.Store}.AllowRetention(ctx, contract.AllowRetentionRequestObject{Place: h.Place.Slug, Kind: "families"})
			return err
		}
		h.Refused(allow(h.As(place.Organiser)), "not_found")
		network := h.As(place.Network)
		if s := ask(h, network, "families"); s == nil || !s.MayAllow {
			t.Errorf("who organises all places sees %+v", s)
		}
		h.Must(allow(network))
		h.Refused(allow(network), "retention.going")
		if s := ask(h, network, "families"); s != nil {
			t.Errorf("still stopped: %+v", s)
		}
		h.passes(0)
		h.passes(3)
		h.left("families", 110)
		h.passes(0)
		h.left("ageing_stops", 0)
	})
	t.Run("R11/WhatWasAllowedIsNotLeaveForMore", func(t *testing.T) {
		t.Parallel()
		h := many(t)
		h.Must(Allow(t.Context(), h.Store, "families", audit.CommandLine))
		h.Exec("update families set seen_at = now() - interval '25 months'")
		h.passes(0)
		h.passes(3)
		h.left("families", 120)
		if s := ask(h, h.As(place.Network), "families"); s == nil {
			t.Error("it is not stopped again")
		}
	})
	t.Run("R11/OfWishesWhenManySaturdaysAreOverAtOnce", func(t *testing.T) {
		t.Parallel()
		h := newHall(t)
		family := h.Family("nb")
		for week := range 8 {
			s := h.Session(-time.Duration(week+1) * 7 * 24 * time.Hour)
			h.Exec("insert into answers (session_id, family_id, state, children) values (?, ?, 'coming', 1)", s.ID, family)
			h.Exec("insert into wishes (session_id, family_id, allergies) values (?, ?, 'egg')", s.ID, family)
		}
		h.passes(0)
		h.left("wishes", 8)
		h.Must(Allow(t.Context(), h.Store, "wishes", audit.CommandLine))
		h.passes(0)
		h.left("wishes", 0)
	})
}

func TestOutlook(t *testing.T) {
	t.Parallel()
	h := newHall(t)
	h.family("23 months 10 days")
	h.family("1 month")
	ask := func(t *testing.T, role place.Role) map[string]contract.RetentionRule {
		t.Helper()
		ctx := fixture.As(t.Context(), fixture.Member(t, h.Store, h.Place, role))
		r, err := API{Store: h.Store}.GetRetention(ctx, contract.GetRetentionRequestObject{Place: h.Place.Slug})
		if err != nil {
			t.Fatal(err)
		}
		byKind := map[string]contract.RetentionRule{}
		for _, rule := range r.(contract.GetRetention200JSONResponse) {
			byKind[rule.Kind] = rule
		}
		return byKind
	}
	t.Run("P7/SaysBeforehandWhatGoes", func(t *testing.T) {
		got := ask(t, place.Organiser)["families"]
		if got.Keep != 24 || got.Unit != "months" || *got.Waiting != 2 || *got.Soon != 1 {
			t.Errorf("%+v", got)
		}
		if days := time.Until(*got.Next).Hours() / 24; days < 15 || days > 25 {
			t.Errorf("the next goes in %.1f days", days)
		}
	})
	t.Run("S11/OthersPhonesAreNotCountedForOnePlace", func(t *testing.T) {
		if got := ask(t, place.Organiser)["devices"]; got.Waiting != nil || got.Keep != 9600 {
			t.Errorf("%+v", got)
		}
		if got := ask(t, place.Network)["devices"]; got.Waiting == nil || *got.Waiting < 2 {
			t.Errorf("%+v", got)
		}
	})
	t.Run("TheRulesHaveNamesOfTheirOwn", func(t *testing.T) {
		kinds := make([]string, len(rules))
		for i, r := range rules {
			kinds[i] = r.kind
		}
		for _, kind := range kinds {
			if key := "report.keep.of." + kind; i18n.Get("nb").T(key) == key {
				t.Errorf("%s has no words for organisers", kind)
			}
		}
		slices.Sort(kinds)
		if len(slices.Compact(kinds)) != len(rules) {
			t.Error(kinds)
		}
	})
}
