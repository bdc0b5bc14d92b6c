package paper

import (
	"regexp"
	"slices"
)

const (
	cellGap  = 4.  // between columns
	cellPad  = 1.3 // above and below a cell's text
	leastCol = 12. // no column is narrower, however much the others say
)

// number matches cells that hold a figure: 1 204, 12,5 %, −3, –, <5, 11.30.
var number = regexp.MustCompile(`^[<≤>≥+−–-]?\s?(\p{Nd}[\p{Nd}\s.,:/]*)?(%|\s%|\s?kr)?$`)

// table draws rows. A row never breaks across pages, and a new page repeats the head.
type table struct {
	doc     *Doc
	widths  []float64
	figures []bool // columns of numbers
}

// Table adds rows under a head. Columns are as wide as their content; columns of numbers are right-aligned.
func (d *Doc) Table(head []string, rows [][]string) {
	t := &table{doc: d, figures: figures(len(head), rows)}
	t.widths = t.measure(append([][]string{head}, rows...))
	first := 0.
	if len(rows) > 0 {
		first = height(t.cells(rows[0], false))
	}
	d.room(height(t.cells(head, true)) + first)
	t.row(head, true)
	for _, row := range rows {
		cells := t.cells(row, false)
		if d.y+height(cells) > pageEnd {
			d.turn()
			t.row(head, true)
		}
		t.put(cells, false)
	}
	d.y += 4
}

// figures tells which columns hold nothing but numbers.
func figures(columns int, rows [][]string) []bool {
	all := make([]bool, columns)
	for c := range all {
		all[c] = len(rows) > 0
		for _, row := range rows {
			if c < len(row) && !number.MatchString(row[c]) {
				all[c] = false
			}
		}
	}
	return all
}

// measure gives every column the width of its longest cell and narrows the widest columns if the sum is too much.
func (t *table) measure(rows [][]string) []float64 {
	widths := make([]float64, len(t.figures))
	for i, row := range rows {
		for c := range min(len(row), len(widths)) {
			b := t.doc.set.Text(row[c], t.style(c, i == 0), 10*measure)
			widths[c] = max(widths[c], leastCol, b.InkWidth()+.1)
		}
	}
	room := measure - cellGap*float64(len(widths)-1)
	if share := fairShare(widths, room); share > 0 {
		for c := range widths {
			widths[c] = min(widths[c], share)
		}
	}
	return widths
}

// fairShare returns the width that columns are narrowed to, or 0 if all fit.
func fairShare(widths []float64, room float64) float64 {
	sorted := slices.Sorted(slices.Values(widths))
	left := room
	for i, w := range sorted {
		if share := left / float64(len(sorted)-i); w > share {
			return share
		}
		left -= w
	}
	return 0
}

// style puts the units of numbers under each other: at the right, in every direction of reading.
func (t *table) style(column int, head bool) Style {
	st := Style{Size: bodySize, Color: Ink, End: t.figures[column] && !t.doc.set.rtl}
	if head {
		st.Size, st.Bold, st.Color = smallSize, true, Plum
	}
	return st
}

// cells sets the texts of a row.
func (t *table) cells(row []string, head bool) []*Block {
	cells := make([]*Block, min(len(row), len(t.widths)))
	for c := range cells {
		cells[c] = t.doc.within(row[c], t.style(c, head), t.widths[c])
	}
	return cells
}

// height is how much of the page a row takes.
func height(cells []*Block) float64 {
	var tallest float64
	for _, b := range cells {
		tallest = max(tallest, b.Height)
	}
	return tallest + 2*cellPad
}

func (t *table) row(texts []string, head bool) { t.put(t.cells(texts, head), head) }

// put draws a row with a line under it.
func (t *table) put(cells []*Block, head bool) {
	from := margin
	for c, b := range cells {
		t.doc.at(b, from, t.doc.y+cellPad)
		from += t.widths[c] + cellGap
	}
	t.doc.y += height(cells)
	if head {
		t.doc.rule(t.doc.y, .4, Plum)
	} else {
		t.doc.rule(t.doc.y, .15, Muted)
	}
}
