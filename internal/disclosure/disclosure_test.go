package disclosure

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

func TestPublish(t *testing.T) {
	for name, c := range map[string]struct {
		cells  Counts
		shown  map[string]int
		hidden []string
		total  bool
	}{
		"NothingSmallIsAllShown":             {Counts{"a": 5, "b": 40}, map[string]int{"a": 5, "b": 40}, nil, true},
		"NobodyIsShownAsNobody":              {Counts{"a": 0, "b": 40}, map[string]int{"a": 0, "b": 40}, nil, true},
		"OneSmallTakesTheNextSmallestAlong":  {Counts{"a": 3, "b": 40, "c": 9}, map[string]int{"b": 40}, []string{"a", "c"}, true},
		"EqualCellsGoTogether":               {Counts{"a": 3, "b": 9, "c": 9, "d": 30}, map[string]int{"d": 30}, []string{"a", "b", "c"}, true},
		"TwoOfOneKindNeedAThird":             {Counts{"a": 4, "b": 4, "c": 50, "d": 60}, map[string]int{"d": 60}, []string{"a", "b", "c"}, true},
		"TwoFarApartAreEnough":               {Counts{"a": 1, "b": 4, "c": 50}, map[string]int{"c": 50}, []string{"a", "b"}, true},
		"AlmostNobodyHasNoTotal":             {Counts{"a": 1, "b": 1}, nil, []string{"a", "b"}, false},
		"OneCellAloneHidesItsTotal":          {Counts{"a": 3, "b": 0}, map[string]int{"b": 0}, []string{"a"}, false},
		"AllHiddenKeepsATotalThatSaysLittle": {Counts{"a": 4, "b": 30}, nil, []string{"a", "b"}, true},
	} {
		t.Run("P9/"+name, func(t *testing.T) {
			got := Publish(c.cells)[0]
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
		got := Publish(Counts{"first": 4, "again": 1}, Counts{"nb": 5})
		want := Table{Cells: map[string]Figure{"nb": {Hidden: 1}}, Total: Figure{Hidden: 1}}
		if diff := cmp.Diff(want, got[1]); diff != "" {
			t.Error(diff)
		}
	})
}

// P9: from the cells that are shown and their sum, nobody can work out a number under Fewest.
func TestPublishOneTable(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		cells []int
		told  string
		sum   bool
	}{
		"Enough":                      {[]int{12, 5, 7}, "+++", true},
		"P9_OneSmallTakesTheNext":     {[]int{12, 3, 7}, "+--", true},
		"P9_TwoSmallTooNearTakeThird": {[]int{12, 3, 4}, "---", true},
		"P9_TwoSmallOfTooFew":         {[]int{12, 1, 2, 6}, "+---", true},
		"P9_OnesWouldBeKnown":         {[]int{1, 1, 1, 1, 1, 9}, "------", true},
		"P9_NothingToHideBehind":      {[]int{3, 0}, "-+", false},
		"P9_OnlyOnes":                 {[]int{1, 1, 1, 1, 1}, "-----", false},
		"EmptyCellsSayNothing":        {[]int{0, 8, 0}, "+++", true},
		"P9_EmptyCellIsNoProtection":  {[]int{0, 8, 2}, "+--", true},
	} {
		t.Run(name, func(t *testing.T) {
			table := Publish(numbered(test.cells))[0]
			got := ""
			for i := range test.cells {
				got += map[bool]string{true: "+", false: "-"}[table.Cells[strconv.Itoa(i)].Hidden == 0]
			}
			if sum := table.Total.Hidden == 0; got != test.told || sum != test.sum {
				t.Errorf("got %s %v, want %s %v", got, sum, test.told, test.sum)
			}
		})
	}
	t.Run("P9_NoSmallCellFollowsFromTheRest", rapid.MakeCheck(func(t *rapid.T) {
		cells := rapid.SliceOfN(rapid.IntRange(0, 9), 1, 5).Draw(t, "cells")
		table := Publish(numbered(cells))[0]
		if table.Total.Hidden > 0 {
			return
		}
		hidden, left := 0, 0
		for i, n := range cells {
			switch {
			case table.Cells[strconv.Itoa(i)].Hidden > 0:
				hidden++
				left += n
			case n > 0 && n < Fewest:
				t.Fatalf("cell %d of %v is shown", i, cells)
			}
		}
		if hidden == 1 || hidden > 0 && left == hidden {
			t.Fatalf("the hidden cells of %v are known", cells)
		}
	}))
}

// numbered names the cells of a table by their places.
func numbered(cells []int) Counts {
	c := Counts{}
	for i, n := range cells {
		c[strconv.Itoa(i)] = n
	}
	return c
}

// unitTables are the true breakdowns of one total at one place in one season.
type unitTables struct {
	place string
	year  int
	parts []Counts
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
			for k, table := range Publish(u.parts...) {
				out[filter][k].Add(table)
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
			for k, table := range Publish(u.parts...) {
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
		first := Counts{}
		for _, key := range []string{"a", "b", "c", "d"}[:rapid.IntRange(1, 4).Draw(t, "cells")] {
			first[key] = size.Draw(t, key)
		}
		split := rapid.IntRange(0, first.Sum()).Draw(t, "split")
		all[i] = unitTables{
			place: rapid.SampledFrom([]string{"north", "south"}).Draw(t, "place"), year: rapid.IntRange(1, 2).Draw(t, "year"),
			parts: []Counts{first, {"x": split, "y": first.Sum() - split}},
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
func others(parts []Counts, part int, key string, n int) (all [][]Counts) {
	more := n - parts[part][key]
	for other, m := range parts[part] {
		if other != key && m >= more {
			all = append(all, with(parts, part, Counts{key: n, other: m - more}))
		}
	}
	all = append(all, with(parts, part, shared(parts[part], key, n)))
	for other, m := range parts[1-part] {
		if m+more >= 0 {
			all = append(all, with(with(parts, part, Counts{key: n}), 1-part, Counts{other: m + more}))
		}
	}
	return all
}

// shared gives a cell n people, one by one: from the largest of the others, or to the smallest that is not empty.
func shared(cells Counts, key string, n int) Counts {
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

func with(parts []Counts, part int, cells Counts) []Counts {
	changed := slices.Clone(parts)
	changed[part] = maps.Clone(parts[part])
	maps.Copy(changed[part], cells)
	return changed
}

func abs(n int) int { return max(n, -n) }
