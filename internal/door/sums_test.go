package door

import (
	"context"
	"maps"
	"sync"
	"testing"
	"time"

	"github.com/google/uuid"

	"musikkforalle/internal/db"
	"musikkforalle/internal/fixture"
)

func TestSums(t *testing.T) {
	t.Parallel()
	b := newBundle(t)
	early := b.saturday(1)
	both, once, away := b.coming(early, b.session), b.coming(b.session), b.coming(b.session)
	b.count(early, ticked(both, true, time.Now()))
	b.count(b.session, ticked(both, true, time.Now()))
	b.count(b.session, ticked(once, true, time.Now()))
	b.count(b.session, newFamily("so"))
	b.count(b.session, plus(2))
	b.Exec("insert into wishes (session_id, family_id, interpreter_lang) values (?, ?, 'prs')", b.session.ID, away)
	shift := fixture.AddShift(t, b.Store, b.session)
	b.Exec("insert into shift_hands (shift_id, volunteer_id) values (?, ?)", shift.ID, fixture.Volunteer(t, b.Store, b.Place, "so"))
	b.over(early)
	b.over(b.session)

	t.Run("WhoCameByKindAndWhoIsCountedFirst", func(t *testing.T) {
		b.keeps(b.session, map[string]int{
			"said_yes.families": 3, "said_yes.heads": 6, "heads.children": 5, "heads.parents": 4, "heads.staff": 0,
			"families.known": 2, "families.first": 1, "families.new": 1, "language.prs": 2, "language.so": 1,
			"reach_ever.families": 2, "reach_ever.children": 2, "reach_ever.parents": 3, "no_show.families": 1, "no_show.heads": 2,
			"interpreter.prs": 1, "volunteers.hands": 1, "volunteers.first_ever": 1,
		})
		b.keeps(early, map[string]int{"reach_ever.families": 1, "families.first": 1})
	})
	t.Run("P7/WhoIsErasedAfterwardsStaysCounted", func(t *testing.T) {
		before := b.sums(b.session)
		b.Exec("delete from wishes")
		b.Exec("delete from families")
		b.Exec("delete from volunteers")
		b.count(b.session, plus(0)) // a correction counts anew
		if after := b.sums(b.session); !maps.Equal(before, after) {
			t.Errorf("was %v\nis  %v", before, after)
		}
	})
	t.Run("ACorrectionChangesWhatIsKept", func(t *testing.T) {
		b.count(b.session, plus(3))
		b.keeps(b.session, map[string]int{"heads.children": 8, "reach_ever.children": 2})
	})
	t.Run("P7/OnlyNumbersRemainAfterAMonth", func(t *testing.T) {
		before := b.sums(b.session)
		b.Exec("update sessions set starts_at = starts_at - interval '31 days', ends_at = ends_at - interval '31 days'")
		_, err := Fold(context.Background(), b.Store)
		b.Must(err)
		if n := b.Number("select (select count(*) from door_taps) + (select count(*) from door_families)"); n != 0 {
			t.Errorf("%d rows are left", n)
		}
		if after := b.sums(b.session); !maps.Equal(before, after) {
			t.Errorf("was %v\nis  %v", before, after)
		}
	})
	t.Run("ALateCorrectionCountsOnce", func(t *testing.T) {
		late := newFamily("so")
		late.Taps[0].TappedAt = time.Now().Add(time.Minute)
		b.count(b.session, late)
		w := b.count(b.session, late)
		if !w.Folded || w.Totals.Heads.Children != 9 || w.Totals.New != 2 || *w.Totals.Missing != 1 || len(w.Rows) != 0 {
			t.Errorf("%+v", w)
		}
		b.keeps(b.session, map[string]int{"reach_ever.families": 3, "reach_year.parents": 5, "language.so": 2})
	})
	t.Run("WhatWasTappedBeforeFoldingIsNotCountedAgain", func(t *testing.T) {
		old := plus(7)
		old.Taps[0].TappedAt = time.Now().AddDate(0, -1, 0)
		if w := b.count(b.session, old); w.Totals.Heads.Children != 9 {
			t.Errorf("%+v", w.Totals)
		}
	})
}

func TestReturningFamilies(t *testing.T) {
	t.Parallel()
	b := newBundle(t)
	b.Exec("update sessions set ends_at = now() where id = ?", b.session.ID)
	lastYear, first, second := b.saturday(400), b.saturday(20), b.saturday(1)
	b.Exec("update sessions set season_id = ? where id = ?", second.SeasonID, first.ID)
	family := b.coming(lastYear, first, second)
	b.count(lastYear, ticked(family, true, time.Now()))
	b.over(lastYear)
	_, err := Fold(context.Background(), b.Store)
	b.Must(err)
	b.count(second, ticked(family, true, time.Now()))
	b.over(second)

	t.Run("AFoldedVisitIsRemembered", func(t *testing.T) {
		b.keeps(second, map[string]int{"families.first": 0, "reach_ever.families": 0, "reach_season.families": 1})
	})
	t.Run("FoldedFamiliesLeaveOnlyTheirLastVisit", func(t *testing.T) {
		if n := b.Number("select count(*) from door_visits where family_id = ?", family); n != 1 {
			t.Errorf("%d visits", n)
		}
	})
	t.Run("TheSecondVisitInASeasonIsNotItsFirst", func(t *testing.T) {
		b.count(first, ticked(family, true, time.Now()))
		b.count(second, plus(0))
		b.keeps(second, map[string]int{"reach_season.families": 0})
	})
}

func TestNobodyCounted(t *testing.T) {
	t.Parallel()
	b := newBundle(t)
	b.coming(b.session)
	b.over(b.session)
	b.keeps(b.session, map[string]int{"said_yes.families": 1, "heads.children": -1, "families.known": -1, "no_show.families": -1, "reach_ever.families": -1})
	got, err := Arrived(context.Background(), b.Store.Gorm, b.session.ID)
	b.Must(err)
	if got.Counted || got.SaidYes != 1 {
		t.Errorf("%+v", got)
	}
}

func TestF5_ServersAtOnceAddUpOnce(t *testing.T) {
	t.Parallel()
	b := newBundle(t)
	b.count(b.session, plus(3))
	b.Exec("update sessions set ends_at = now()")
	var all sync.WaitGroup
	summed := make([]int, 3)
	for i := range summed {
		all.Go(func() {
			var err error
			if summed[i], err = SumUp(context.Background(), b.Store); err != nil {
				t.Error(err)
			}
		})
	}
	all.Wait()
	if summed[0]+summed[1]+summed[2] != 1 {
		t.Errorf("added up by %v", summed)
	}
	b.keeps(b.session, map[string]int{"heads.children": 3})
}

func TestFamiliesThatGo(t *testing.T) {
	t.Parallel()
	b := newBundle(t)
	erased, old, into := b.coming(b.session), b.coming(b.session), b.coming(b.session)
	for _, family := range []uuid.UUID{erased, old, into} {
		b.count(b.session, ticked(family, true, time.Now()))
	}
	t.Run("P6/ErasedBeforeItIsAddedUpItsHeadsStay", func(t *testing.T) {
		b.Exec("delete from families where id = ?", erased)
		if n := b.Number("select count(*) from door_families where family_id is null and arrived"); n != 1 {
			t.Errorf("%d rows without a family", n)
		}
	})
	t.Run("TwoThatAreMergedCountOnce", func(t *testing.T) {
		b.Must(b.Store.Tx(context.Background(), func(tx *db.Tx) error { return Move(tx, old, into) }))
		b.over(b.session)
		b.keeps(b.session, map[string]int{"heads.children": 2, "families.known": 2})
	})
	t.Run("AClosedReportFoldsAtOnce", func(t *testing.T) {
		b.Exec("update seasons set closed_at = now()")
		_, err := Fold(context.Background(), b.Store)
		b.Must(err)
		b.keeps(b.session, map[string]int{"heads.children": 2})
		if n := b.Number("select count(*) from door_families"); n != 0 {
			t.Errorf("%d families are left", n)
		}
	})
}
