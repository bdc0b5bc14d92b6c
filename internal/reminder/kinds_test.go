package reminder

import (
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"musikkforalle/api/contract"
	"musikkforalle/internal/i18n"
	"musikkforalle/internal/ledger"
	"musikkforalle/internal/pgtest"
)

var quoted = regexp.MustCompile(`'(\w+)'`)

// What must know every kind knows those of ledger/kinds.json.
func TestKinds(t *testing.T) {
	t.Parallel()
	t.Run("DatabaseTakesTheseAndNoOther", func(t *testing.T) {
		t.Parallel()
		var check string
		err := pgtest.New(t).Gorm.Raw("select pg_get_constraintdef(oid) from pg_constraint where conname = 'reminders_kind_check'").Scan(&check).Error
		if err != nil {
			t.Fatal(err)
		}
		var taken, kinds []string
		for _, m := range quoted.FindAllStringSubmatch(check, -1) {
			taken = append(taken, m[1])
		}
		for _, told := range ledger.Kinds {
			kinds = append(kinds, string(told.Kind))
		}
		slices.Sort(taken)
		slices.Sort(kinds)
		if len(kinds) < 10 || !slices.Equal(taken, kinds) {
			t.Errorf("the database takes %v; the list has %v", taken, kinds)
		}
	})
	t.Run("EveryLanguageHasTheWords", func(t *testing.T) {
		t.Parallel()
		for _, lang := range i18n.All {
			for _, told := range ledger.Kinds {
				keys := []string{told.Words.Title, told.Words.Body, told.Discreet.Title, told.Discreet.Body}
				for _, name := range told.Buttons {
					keys = append(keys, "push.action."+name)
				}
				for _, key := range keys {
					if c := i18n.Get(lang); key != "" && !c.Has(key) && !c.Has(key+"_other") {
						t.Errorf("%s: %s has no %s", lang, told.Kind, key)
					}
				}
			}
		}
	})
	t.Run("StatementSaysWhoIsTold", func(t *testing.T) {
		t.Parallel()
		for _, told := range ledger.Kinds {
			name := "'" + strings.TrimPrefix(string(told.Kind), "shift_") + "'"
			if told.To != "place" && !strings.Contains(expectedSQL, name) {
				t.Errorf("expected.sql knows no %s", name)
			}
		}
	})
	t.Run("OrganisersMayAnnounceTheirs", func(t *testing.T) {
		t.Parallel()
		spec, err := contract.GetSpec()
		if err != nil {
			t.Fatal(err)
		}
		may := spec.Components.Schemas["AnnouncementKind"].Value.Enum
		own := slices.DeleteFunc(slices.Clone(ledger.FromOrganisers), func(k ledger.Kind) bool { return strings.HasPrefix(string(k), "shift_") })
		for _, kind := range own {
			if !slices.Contains(may, any(string(kind))) {
				t.Errorf("the contract has no announcement %s", kind)
			}
		}
		if len(own) != len(may) {
			t.Errorf("the contract has %v; the list has %v", may, own)
		}
	})
	// The service worker knows buttons, never kinds: a new kind needs no new worker.
	t.Run("ServiceWorkerHandlesTheButtons", func(t *testing.T) {
		t.Parallel()
		worker, err := os.ReadFile("../../pwa/src/sw/push.ts")
		if err != nil {
			t.Fatal(err)
		}
		for _, told := range ledger.Kinds {
			for _, name := range told.Buttons {
				if !strings.Contains(string(worker), "action === '"+name+"'") {
					t.Errorf("the service worker does not handle %s", name)
				}
			}
			if strings.Contains(string(worker), "'"+string(told.Kind)+"'") {
				t.Errorf("the service worker knows the kind %s", told.Kind)
			}
		}
	})
}
