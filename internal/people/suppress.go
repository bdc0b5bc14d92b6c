package people

import "slices"

// fewest is the smallest number that is told (P9).
const fewest = 5

// suppress says which cells of a table are told, and whether their sum is. A cell under fewest is not told, nor are the
// smallest others as long as the sum less what is told would give one away. An empty cell says nothing about anybody.
func suppress(cells []int) (told []bool, sum bool) {
	told = make([]bool, len(cells))
	hidden, inHidden := 0, 0
	hide := func(i int) {
		told[i] = false
		hidden++
		inHidden += cells[i]
	}
	for i, n := range cells {
		told[i] = true
		if n > 0 && n < fewest {
			hide(i)
		}
	}
	for hidden > 0 && (hidden == 1 || inHidden < fewest || inHidden == hidden) {
		next := smallest(cells, told)
		if next < 0 {
			return told, false
		}
		hide(next)
	}
	return told, true
}

// smallest is the smallest cell that is told and not empty; -1 when there is none.
func smallest(cells []int, told []bool) int {
	best := -1
	for i, n := range cells {
		if told[i] && n > 0 && (best < 0 || n < cells[best]) {
			best = i
		}
	}
	return best
}

// known gives the cells that may be told. Without the sum nothing is: one table would give the other away.
func known(cells []int, all bool) []*int32 {
	w := make([]*int32, len(cells))
	told, _ := suppress(cells)
	for i, n := range cells {
		if told[i] && (all || n == 0) {
			w[i] = new(int32(n))
		}
	}
	return w
}

// tellable says whether the common sum of several tables is told.
func tellable(tables ...[]int) bool {
	return !slices.ContainsFunc(tables, func(cells []int) bool {
		_, sum := suppress(cells)
		return !sum
	})
}
