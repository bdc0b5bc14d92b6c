package seed_test

import (
	"context"
	"fmt"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"musikkforalle/internal/db"
	"musikkforalle/internal/pgtest"
	"musikkforalle/internal/seed"
)

func TestDemo(t *testing.T) {
	t.Parallel()
	ctx, store, now := context.Background(), pgtest.New(t), time.Now()
	if err := seed.Demo(ctx, store, now); err != nil {
		t.Fatal(err)
	}

	t.Run("TwoPlacesWithTheirPrintedSeason", func(t *testing.T) {
		want := []string{
			"drammen 19.01 09.02 09.03 06.04 11.05 15.06",
			"lorenskog 26.01 02.03 30.03 27.04 25.05",
		}
		got := texts(t, store, `select p.slug || ' ' || string_agg(to_char(s.starts_at at time zone p.time_zone, 'DD.MM'), ' ' order by s.starts_at)
			from sessions s join places p on p.id = s.place_id join seasons n on n.id = s.season_id
			where n.year = 2019 and n.half = 'spring' group by p.slug order by 1`)
		if diff := cmp.Diff(want, got); diff != "" {
			t.Error(diff)
		}
	})
	t.Run("EverySessionIsASaturdayMorningByTheClocksThere", func(t *testing.T) {
		want := []string{"6 11:30-13:30"}
		got := texts(t, store, `select distinct extract(isodow from s.starts_at at time zone 'Europe/Oslo') || ' ' ||
			to_char(s.starts_at at time zone 'Europe/Oslo', 'HH24:MI') || '-' || to_char(s.ends_at at time zone 'Europe/Oslo', 'HH24:MI') from sessions s`)
		if diff := cmp.Diff(want, got); diff != "" {
			t.Error(diff)
		}
	})
	t.Run("SixComingSessionsEachWithASeasonOfTheirHalf", func(t *testing.T) {
		got := texts(t, store, `select p.slug || ' ' || count(*) || ' ' || coalesce(max(capacity)::text, 'open') || ' ' ||
			(min(starts_at) between now() + interval '6 days' and now() + interval '40 days')
			from sessions s join places p on p.id = s.place_id where starts_at > now() group by p.slug order by 1`)
		if diff := cmp.Diff([]string{"drammen 6 40 true", "lorenskog 6 open true"}, got); diff != "" {
			t.Error(diff)
		}
	})
	t.Run("ShiftsForComingSessionsAndTheRedCrossOwnsTwoWaffleSlots", func(t *testing.T) {
		got := texts(t, store, `select count(distinct sh.id) || ' ' || (select sum(slots) || ' ' || min(p.name) from shift_slots join partners p on p.id = partner_id)
			from shifts sh`)
		if diff := cmp.Diff([]string{"72 12 Lørenskog Røde Kors"}, got); diff != "" {
			t.Error(diff)
		}
	})
}

func TestDemoAgain(t *testing.T) {
	t.Parallel()
	ctx, store, now := context.Background(), pgtest.New(t), time.Now()
	if err := seed.Demo(ctx, store, now); err != nil {
		t.Fatal(err)
	}
	edits := []string{
		"update places set venue = 'Kulturhuset' where slug = 'lorenskog'",
		"delete from partners where name = 'Afghansk kvinneforening'",
		"delete from sessions where id = (select id from sessions where starts_at > now() order by starts_at limit 1)",
	}
	for _, edit := range edits {
		if err := store.Gorm.Exec(edit).Error; err != nil {
			t.Fatal(err)
		}
	}
	before := contents(t, store)
	if err := seed.Demo(ctx, store, now.AddDate(0, 0, 60)); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(before, contents(t, store)); diff != "" {
		t.Errorf("the second run changed what people made:\n%s", diff)
	}
}

// contents is every row of every table that the seed fills.
func contents(t *testing.T, store *db.Store) (rows []string) {
	t.Helper()
	for _, table := range []string{"places", "partners", "distributors", "tasks", "seasons", "sessions", "shifts", "shift_slots"} {
		rows = append(rows, texts(t, store, fmt.Sprintf("select x::text from %s x order by 1", table))...)
	}
	return rows
}

func texts(t *testing.T, store *db.Store, sql string) (rows []string) {
	t.Helper()
	if err := store.Gorm.Raw(sql).Scan(&rows).Error; err != nil {
		t.Fatal(err)
	}
	return rows
}
