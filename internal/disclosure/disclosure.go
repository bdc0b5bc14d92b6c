// Package disclosure decides which counts of people may be published (P9). It suppresses small cells, and the other
// cells from which they could be computed; docs/statistics.md describes the method. It has no side effects, reads
// nothing and imports nothing of this program.
package disclosure

// Fewest is the smallest number of people that is published: in a smaller group a person could be recognised. Queries
// take it as a parameter.
const Fewest = 5

// The method in short:
//
//   - Suppression is decided once, for the finest table there is: one place in one season. A coarser report adds up what is
//     shown there and says in how many seasons something is hidden. It is a function of what is shown already, so the
//     difference between two reports reveals nothing.
//   - With a hidden cell go the next smallest, until largest and smallest of the hidden differ by spread at least. Any two
//     of them may then change places without a change in the report, so none can be told, not even by who knows the method.
//   - A total that would give them away is hidden too, and with it everything that adds up to it.
const (
	spread = 3
	// slack: where all cells of a total are hidden, it is shown only if it leaves each of them room to be another number.
	slack = 5
)

// Counts maps the names of a table's cells to their true numbers; a missing cell is 0.
type Counts map[string]int

// Figure is a number as it may be published: N is the sum of what the finest tables show, Hidden in how many of them
// the number is suppressed.
type Figure struct {
	N      int
	Hidden int
}

// Table is a total with its breakdown.
type Table struct {
	Cells map[string]Figure
	Total Figure
}

// Publish suppresses cells, and the total if necessary, in breakdowns of the same total, at one place in one season. It
// returns one table for each breakdown.
func Publish(breakdowns ...Counts) []Table {
	tables := make([]Table, len(breakdowns))
	secret := false
	for i, cells := range breakdowns {
		limit := hiddenUpTo(cells)
		secret = secret || givesAway(cells, limit)
		tables[i] = show(cells, limit)
	}
	if secret {
		for i, cells := range breakdowns {
			tables[i] = show(cells, cells.Sum())
			tables[i].Total = Figure{Hidden: 1}
		}
	}
	return tables
}

// hiddenUpTo returns the number up to which the cells of a table are suppressed, or 0. Equal cells are suppressed
// together, so that the choice among them reveals nothing.
func hiddenUpTo(cells Counts) (limit int) {
	smallest := nextAbove(cells, 0)
	if smallest == 0 || smallest >= Fewest {
		return 0
	}
	for next := smallest; next != 0 && (next < Fewest || limit-smallest < spread); next = nextAbove(cells, limit) {
		limit = next
	}
	return limit
}

// nextAbove returns the smallest number of a cell that is larger than above, or 0 if there is none.
func nextAbove(cells Counts, above int) (next int) {
	for _, n := range cells {
		if n > above && (next == 0 || n < next) {
			next = n
		}
	}
	return next
}

// givesAway reports whether the total of a table must be suppressed: all its cells are, and the total is so small that
// it would narrow them down.
func givesAway(cells Counts, limit int) bool {
	hidden := 0
	for _, n := range cells {
		if n > limit {
			return false
		}
		if n > 0 {
			hidden++
		}
	}
	return hidden > 0 && cells.Sum() < hidden+slack
}

func show(cells Counts, limit int) Table {
	t := Table{Cells: make(map[string]Figure, len(cells)), Total: Figure{N: cells.Sum()}}
	for key, n := range cells {
		switch {
		case n > limit:
			t.Cells[key] = Figure{N: n}
		case n > 0:
			t.Cells[key] = Figure{Hidden: 1}
		}
	}
	return t
}

// Sum returns the true total of a table.
func (c Counts) Sum() (total int) {
	for _, n := range c {
		total += n
	}
	return total
}

// Plus returns the sum with the figure of another place or season.
func (f Figure) Plus(other Figure) Figure {
	return Figure{N: f.N + other.N, Hidden: f.Hidden + other.Hidden}
}

// Add adds the same table of another place or season.
func (t *Table) Add(other Table) {
	if t.Cells == nil {
		t.Cells = map[string]Figure{}
	}
	for key, f := range other.Cells {
		t.Cells[key] = t.Cells[key].Plus(f)
	}
	t.Total = t.Total.Plus(other.Total)
}
