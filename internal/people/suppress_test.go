package people

import (
	"testing"

	"pgregory.net/rapid"
)

// P9: from the cells that are told and the sum, nobody can work out a number under five.
func TestSuppress(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		cells []int
		told  string
		sum   bool
	}{
		"Enough":                     {[]int{12, 5, 7}, "+++", true},
		"P9_OneSmallTakesTheNext":    {[]int{12, 3, 7}, "+--", true},
		"P9_TwoSmallOfEnough":        {[]int{12, 3, 4}, "+--", true},
		"P9_TwoSmallOfTooFew":        {[]int{12, 1, 2, 6}, "+---", true},
		"P9_OnesWouldBeKnown":        {[]int{1, 1, 1, 1, 1, 9}, "------", true},
		"P9_NothingToHideBehind":     {[]int{3, 0}, "-+", false},
		"P9_OnlyOnes":                {[]int{1, 1, 1, 1, 1}, "-----", false},
		"EmptyCellsSayNothing":       {[]int{0, 8, 0}, "+++", true},
		"P9_EmptyCellIsNoProtection": {[]int{0, 8, 2}, "+--", true},
	} {
		t.Run(name, func(t *testing.T) {
			told, sum := suppress(test.cells)
			got := ""
			for _, yes := range told {
				got += map[bool]string{true: "+", false: "-"}[yes]
			}
			if got != test.told || sum != test.sum {
				t.Errorf("got %s %v, want %s %v", got, sum, test.told, test.sum)
			}
		})
	}
	t.Run("P9_NoSmallCellFollowsFromTheRest", rapid.MakeCheck(func(t *rapid.T) {
		cells := rapid.SliceOfN(rapid.IntRange(0, 9), 1, 5).Draw(t, "cells")
		told, sum := suppress(cells)
		if !sum {
			return
		}
		hidden, left := []int{}, 0
		for i, n := range cells {
			if !told[i] {
				hidden = append(hidden, n)
				left += n
			}
		}
		for i := range hidden {
			if lowest, highest := 1, left-(len(hidden)-1); lowest == highest || len(hidden) == 1 {
				t.Fatalf("cell %d of %v is known", i, cells)
			}
		}
	}))
}
