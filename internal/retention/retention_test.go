package retention

import (
	"slices"
	"testing"
	"time"

	"github.com/google/uuid"

	"musikkforalle/api/contract"
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
	return &hall{fixture.New(t)}
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

	if err := Run(t.Context(), h.Store); err != nil {
		t.Fatal(err)
	}
	for table, want := range map[string]int{
		"families": 1, "volunteers": 1, "answers": 1, "wishes": 0, "shift_hands": 1, "certificates": 1, "push_subscriptions": 0,
		"idempotency": 1, "link_codes": 0, "rates": 1, "reminders": 1, "erasures": 0,
		"audit where action = 'session.moved'": 1, "audit where action = 'family.forgotten'": 1,
	} {
		t.Run("P7/"+table, func(t *testing.T) {
			if got := h.Number("select count(*) from " + table); got != want {
				t.Errorf("%d rows are left, want %d", got, want)
			}
		})
	}
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
