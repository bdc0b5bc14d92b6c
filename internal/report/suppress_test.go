package report

import (
	"fmt"
	"maps"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

func TestPublish(t *testing.T) {
	for name, c := range map[string]struct {
		cells  counts
		shown  map[string]int
		hidden []string
		total  bool
	}{
		"NothingSmallIsAllShown":             {counts{"a": 5, "b": 40}, map[string]int{"a": 5, "b": 40}, nil, true},
		"NobodyIsShownAsNobody":              {counts{"a": 0, "b": 40}, map[string]int{"a": 0, "b": 40}, nil, true},
		"OneSmallTakesTheNextSmallestAlong":  {counts{"a": 3, "b": 40, "c": 9}, map[string]int{"b": 40}, []string{"a", "c"}, true},
		"EqualCellsGoTogether":               {counts{"a": 3, "b": 9, "c": 9, "d": 30}, map[string]int{"d": 30}, []string{"a", "b", "c"}, true},
		"TwoOfOneKindNeedAThird":             {counts{"a": 4, "b": 4, "c": 50, "d": 60}, map[string]int{"d": 60}, []string{"a", "b", "c"}, true},
		"TwoFarApartAreEnough":               {counts{"a": 1, "b": 4, "c": 50}, map[string]int{"c": 50}, []string{"a", "b"}, true},
		"AlmostNobodyHasNoTotal":             {counts{"a": 1, "b": 1}, nil, []string{"a", "b"}, false},
		"OneCellAloneHidesItsTotal":          {counts{"a": 3, "b": 0}, map[string]int{"b": 0}, []string{"a"}, false},
		"AllHiddenKeepsATotalThatSaysLittle": {counts{"a": 4, "b": 30}, nil, []string{"a", "b"}, true},
	} {
		t.Run("P9/"+name, func(t *testing.T) {
			got := publish(c.cells)[0]
			shown, hidden := map[string]int{}, []string(nil)
			for key := range c.cells {
				if f := got.Cells[key]; f.Hidden == 0 {
					shown[key] = f.N
				} else {
					hidden = append(hidden, key)
				}
			}
			slices.Sort(hidden)
			if !maps.Equal(shown, c.shown) || !slices.Equal(hidden, c.hidden) || (got.Total.Hidden == 0) != c.total {
				t.Errorf("shown %v, hidden %v, total %v", shown, hidden, got.Total)
			}
		})
	}
	t.Run("P9/ATotalThatIsSecretInOneBreakdownIsSecretInAll", func(t *testing.T) {
		got := publish(counts{"first": 4, "again": 1}, counts{"nb": 5})
		want := Table{Cells: map[string]Figure{"nb": {Hidden: 1}}, Total: Figure{Hidden: 1}}
		if diff := cmp.Diff(want, got[1]); diff != "" {
			t.Error(diff)
		}
	})
}

// unitTables are the true breakdowns of one total at one place in one season.
type unitTables struct {
	place string
	year  int
	parts []counts
}

// reports gives everything that is published of some places and seasons: every filter's sum of the finest tables.
func reports(all []unitTables) map[string][]Table {
	out := map[string][]Table{}
	for i, u := range all {
		for _, filter := range []string{
			fmt.Sprint("unit ", i), "place " + u.place, fmt.Sprint("year ", u.year), fmt.Sprint(u.place, " ", u.year), "all",
		} {
			if out[filter] == nil {
				out[filter] = make([]Table, len(u.parts))
			}
			for k, table := range publish(u.parts...) {
				out[filter][k].add(table)
			}
		}
	}
	return out
}

// P9, R15: whoever has every report over every filter, and knows the method, cannot pin a hidden cell. Shown by making other
// numbers under which all reports are the same, letter for letter, and in which the cell is off by two at least.
func TestHiddenCellsStayHidden(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		all := drawUnits(t)
		published := reports(all)
		for i, u := range all {
			for k, table := range publish(u.parts...) {
				for key, f := range table.Cells {
					if f.Hidden > 0 && !couldBeOther(all, published, i, k, key) {
						t.Fatalf("%s of %v gives itself away", key, u.parts)
					}
				}
			}
		}
	})
}

func drawUnits(t *rapid.T) []unitTables {
	size := rapid.OneOf(rapid.IntRange(0, 6), rapid.IntRange(0, 60))
	all := make([]unitTables, rapid.IntRange(1, 4).Draw(t, "units"))
	for i := range all {
		first := counts{}
		for _, key := range []string{"a", "b", "c", "d"}[:rapid.IntRange(1, 4).Draw(t, "cells")] {
			first[key] = size.Draw(t, key)
		}
		split := rapid.IntRange(0, sum(first)).Draw(t, "split")
		all[i] = unitTables{
			place: rapid.SampledFrom([]string{"north", "south"}).Draw(t, "place"), year: rapid.IntRange(1, 2).Draw(t, "year"),
			parts: []counts{first, {"x": split, "y": sum(first) - split}},
		}
	}
	return all
}

// couldBeOther looks for other true numbers with the same reports, in which a cell is off by two at least.
func couldBeOther(all []unitTables, published map[string][]Table, unit, part int, key string) bool {
	truth := all[unit].parts[part][key]
	for n := range truth + 70 {
		if abs(n-truth) < 2 {
			continue
		}
		for _, parts := range others(all[unit].parts, part, key, n) {
			changed := slices.Clone(all)
			changed[unit].parts = parts
			if cmp.Equal(published, reports(changed)) {
				return true
			}
		}
	}
	return false
}

// others makes tables in which a cell is n: another cell gives or takes the difference, or all others share it, or the
// total changes and a cell of the other breakdown with it.
func others(parts []counts, part int, key string, n int) (all [][]counts) {
	more := n - parts[part][key]
	for other, m := range parts[part] {
		if other != key && m >= more {
			all = append(all, with(parts, part, counts{key: n, other: m - more}))
		}
	}
	all = append(all, with(parts, part, shared(parts[part], key, n)))
	for other, m := range parts[1-part] {
		if m+more >= 0 {
			all = append(all, with(with(parts, part, counts{key: n}), 1-part, counts{other: m + more}))
		}
	}
	return all
}

// shared gives a cell n people, one by one: from the largest of the others, or to the smallest that is not empty.
func shared(cells counts, key string, n int) counts {
	cells = maps.Clone(cells)
	step := 1
	if n < cells[key] {
		step = -1
	}
	for cells[key] != n {
		giver := ""
		for other, m := range cells {
			if other != key && m > 0 && (giver == "" || step*m > step*cells[giver]) {
				giver = other
			}
		}
		if giver == "" {
			return cells
		}
		cells[key] += step
		cells[giver] -= step
	}
	return cells
}

func with(parts []counts, part int, cells counts) []counts {
	changed := slices.Clone(parts)
	changed[part] = maps.Clone(parts[part])
	maps.Copy(changed[part], cells)
	return changed
}

func abs(n int) int { return max(n, -n) }
