// Package paper typesets text of all our languages for PDF and for pictures. It shapes text itself and draws glyphs as
// outlines, because joined and right-to-left scripts render correctly in every reader only that way. Flyers are composed
// from its parts; a Doc is an A4 document (a report, a confirmation) with automatic page breaks.
package paper

import (
	"bytes"
	"fmt"
	"time"

	"codeberg.org/go-pdf/fpdf"

	"musikkforalle/internal/i18n"
)

const (
	margin    = 20.
	measure   = PageWidth - 2*margin // the width of the text
	pageTop   = 20.
	pageEnd   = PageHeight - 24
	footTop   = PageHeight - 18
	bodySize  = 3.9
	smallSize = 3.3
)

// Doc builds a document in one language. It is not safe for concurrent use.
type Doc struct {
	c     *i18n.Catalogue
	title string
	foot  string
	set   *Setter
	pages []page
	y     float64 // where the next thing starts on the last page
	err   error   // the first error; PDF returns it
}

// page holds the drawings of one page; a bare page has no foot.
type page struct {
	drawings []drawing
	bare     bool
}

// sheet is what a page is drawn on.
type sheet interface {
	Pen
	// Picture places a PNG under a name of its own.
	Picture(name string, raw []byte, x, y, width, height float64)
}

// drawing puts something on a page.
type drawing func(to sheet)

// New begins a document with its title at the top of the first page.
func New(lang, title string) *Doc {
	c := i18n.Get(lang)
	d := &Doc{c: c, title: title, set: NewSetter(c.HTMLLang(), c.Dir() == "rtl")}
	d.turn()
	d.head()
	return d
}

// Heading adds a heading. It stays on the same page as what follows.
func (d *Doc) Heading(text string) {
	const above, below, follower = 6., 2.5, 16.
	b := d.set.Text(text, Style{Size: 5.4, Bold: true, Color: Plum}, measure)
	d.room(above + b.Height + below + follower)
	d.y += above
	d.put(b, margin)
	d.y += below
}

// Text adds paragraphs; a newline starts a new one. Paragraphs may break across pages.
func (d *Doc) Text(text string) {
	rest := d.set.Text(text, Style{Size: bodySize, Color: Ink}, measure)
	d.room(min(rest.Height, 2*rest.Leading))
	for {
		var head *Block
		head, rest = rest.split(pageEnd - d.y)
		d.put(head, margin)
		if len(rest.lines) == 0 {
			break
		}
		d.turn()
	}
	d.y += 3
}

// Space adds empty space, in millimetres.
func (d *Doc) Space(mm float64) { d.y += mm }

// Foot sets the line at the foot of every page, beside the page's number.
func (d *Doc) Foot(text string) { d.foot = text }

// PDF writes the document. Its output is deterministic.
func (d *Doc) PDF() ([]byte, error) {
	if d.err != nil {
		return nil, d.err
	}
	file := fpdf.New("P", "mm", "A4", "")
	file.SetCreationDate(time.Unix(0, 0).UTC())
	file.SetModificationDate(time.Unix(0, 0).UTC())
	file.SetCatalogSort(true)
	file.SetAutoPageBreak(false, 0)
	file.SetTitle(d.title, true)
	file.SetLang(d.c.HTMLLang())
	to := newSheetPen(file)
	footed := 0
	for _, p := range d.pages {
		file.AddPage()
		for _, draw := range p.drawings {
			draw(to)
		}
		if !p.bare {
			footed++
			d.drawFoot(to, footed)
		}
	}
	var out bytes.Buffer
	if err := file.Output(&out); err != nil {
		return nil, fmt.Errorf("paper: pdf: %w", err)
	}
	return out.Bytes(), nil
}

// Sheet adds a whole page that the caller draws, without a foot. What is added later begins another page.
func (d *Doc) Sheet(draw func(to Pen)) {
	d.pages = append(d.pages, page{bare: true, drawings: []drawing{func(to sheet) { draw(to) }}})
	d.y = pageEnd
}

// footed counts the pages that have a number.
func (d *Doc) footed() int {
	n := 0
	for _, p := range d.pages {
		if !p.bare {
			n++
		}
	}
	return n
}

// turn starts a new page.
func (d *Doc) turn() {
	d.pages = append(d.pages, page{})
	d.y = pageTop
}

// room starts a new page unless height millimetres are left on this one or it is still empty.
func (d *Doc) room(height float64) {
	if d.y+height > pageEnd && d.y > pageTop {
		d.turn()
	}
}

// add remembers a drawing for the current page.
func (d *Doc) add(draw drawing) {
	last := len(d.pages) - 1
	d.pages[last].drawings = append(d.pages[last].drawings, draw)
}

// put draws a block at a distance from the start edge and continues below it.
func (d *Doc) put(b *Block, from float64) {
	d.at(b, from, d.y)
	d.y += b.Height
}

func (d *Doc) at(b *Block, from, y float64) {
	x := d.x(from, b.Width)
	d.add(func(to sheet) { b.Draw(to, x, y) })
}

// within sets text that must stay on one page, in a smaller size if it would take more than half a page.
func (d *Doc) within(text string, st Style, width float64) *Block {
	b := d.set.Text(text, st, width)
	for b.Height > (pageEnd-pageTop)/2 {
		st.Size *= smaller
		b = d.set.Text(text, st, width)
	}
	return b
}

// x converts a distance from the start edge (the right edge in right-to-left text) to an x coordinate.
func (d *Doc) x(from, width float64) float64 {
	if d.set.rtl {
		return PageWidth - from - width
	}
	return from
}

// head draws the mark and the title over a line.
func (d *Doc) head() {
	const side = 13.
	title := d.set.Text(d.title, Style{Size: 8, Bold: true, Color: Plum}, measure-side-6)
	height := max(side, title.Height)
	top, corner := d.y, d.x(PageWidth-margin-side, side)
	d.add(func(to sheet) { DrawMark(to, corner, top, side, Plum, Crust) })
	d.at(title, margin, top+(height-title.Height)/2)
	d.y += height + 3
	d.rule(d.y, .6, Marigold)
	d.y += 6
}

// drawFoot writes the foot and the page's number.
func (d *Doc) drawFoot(to sheet, number int) {
	const numberWidth = 25.
	st := Style{Size: smallSize, Color: Muted}
	d.set.Text(d.foot, st, measure-numberWidth).Draw(to, d.x(margin, measure-numberWidth), footTop)
	st.End = true
	pages := d.c.Digits(fmt.Sprintf("%d / %d", number, d.footed()))
	d.set.Text(pages, st, numberWidth).Draw(to, d.x(PageWidth-margin-numberWidth, numberWidth), footTop)
}
