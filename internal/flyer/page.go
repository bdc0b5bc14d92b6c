package flyer

import (
	"context"
	"math"
	"sort"

	"musikkforalle/internal/paper"
)

const (
	margin   = 16.
	columns  = paper.PageWidth - 2*margin
	sideCol  = 62.
	mainCol  = columns - sideCol - 10
	pageFoot = paper.PageHeight - 11
	bleed    = 3.
)

// page draws one sheet. scale applies to everything except the QR code and is chosen so that the sheet fills one page.
type page struct {
	to    paper.Pen
	set   *paper.Setter
	sheet *Sheet
	scale float64
	prose float64 // the paragraphs may grow further, into what is left of the page

	code   *paper.QRCode // nil without an address
	codeAt struct{ x, y, side float64 }
}

func newPage(sheet *Sheet) (*page, error) {
	p := &page{set: paper.NewSetter(sheet.Lang, sheet.RTL), sheet: sheet}
	if sheet.QRURL == "" {
		return p, nil
	}
	code, err := paper.EncodeQR(sheet.QRURL)
	if err != nil {
		return nil, err
	}
	p.code = &code
	return p, nil
}

// fit finds the largest scale with which the content fits on the page, then the largest paragraphs. It stops when ctx ends.
func (p *page) fit(ctx context.Context) error {
	p.to, p.prose = paper.Discard{}, 1
	p.largest(ctx, &p.scale, 1.18, .04)
	p.largest(ctx, &p.prose, 1.5, 1)
	return ctx.Err()
}

// largest sets a size to the largest value between two bounds with which the page holds its content.
func (p *page) largest(ctx context.Context, size *float64, most, least float64) {
	const step, rounding = .97, 1e-6
	try := func(i int) bool {
		*size = max(least, most*math.Pow(step, float64(i)))
		return ctx.Err() != nil || p.compose() <= pageFoot+rounding
	}
	try(sort.Search(int(math.Ceil(math.Log(least/most)/math.Log(step))), try))
}

// compose draws the page and returns where its content ends.
func (p *page) compose() float64 {
	y := p.band()
	y = p.dates(y + 7*p.scale)
	top := y + 9*p.scale
	main := p.sections(top)
	side := p.card(top)
	return p.footer(max(main, side) + 7*p.scale)
}

// x converts a distance from the start edge (the right edge in right-to-left text) to an x coordinate.
func (p *page) x(from, width float64) float64 {
	if p.sheet.RTL {
		return paper.PageWidth - from - width
	}
	return from
}

// put draws text and returns the y below it.
func (p *page) put(text string, st paper.Style, from, y, width float64) float64 {
	return p.set.Text(text, st, width).Draw(p.to, p.x(from, width), y)
}

// measure runs a drawing without ink and returns where it would end.
func (p *page) measure(draw func(y float64) float64, y float64) float64 {
	to := p.to
	p.to = paper.Discard{}
	defer func() { p.to = to }()
	return draw(y)
}

// band draws the head: title and lead on plum, and the mark with rings of sound.
func (p *page) band() float64 {
	const text = columns - 62
	k := p.scale
	title := p.set.Balanced(p.sheet.Title, paper.Style{Size: 17 * k, Bold: true, Color: paper.White}, text)
	lead := p.set.Balanced(p.sheet.Lead, paper.Style{Size: 5.9 * k, Color: paper.Cream}, text)
	content := title.Height + 3*k + lead.Height
	height := max(content+28*k, 78*k)

	paper.Box(p.to, -bleed, -bleed, paper.PageWidth+2*bleed, height+bleed, 0)
	p.to.Fill(paper.Plum)
	p.sun(height)
	p.wave(height)

	left, top := p.x(margin, text), (height-6*k-content)/2
	lead.Draw(p.to, left, title.Draw(p.to, left, top)+3*k)
	return height
}

// sun draws the mark in the band, with rings of sound around it.
func (p *page) sun(height float64) {
	r := min(29, height*.36)
	x, y := p.x(paper.PageWidth-margin-27, 0), height/2-3*p.scale
	for _, outer := range []float64{1.45, 2.02, 2.6} {
		paper.Ring(p.to, x, y, outer*r, (outer-.28)*r)
		p.to.Fill(paper.PlumGlow)
	}
	paper.Disc(p.to, x, y, r)
	p.to.Fill(paper.Ivory)
	paper.DrawMark(p.to, x-.72*r, y-.74*r, 1.44*r, paper.Plum, paper.Crust)
}

// wave ends the band in a curve and covers the rings below it. The page stays white, because home printers render a tint as
// dots.
func (p *page) wave(y float64) {
	rise := 7 * p.scale
	start, end := y, y-rise
	if p.sheet.RTL {
		start, end = end, start
	}
	p.to.MoveTo(-bleed, start)
	p.to.CubeTo(paper.PageWidth*.33, start-rise*.9, paper.PageWidth*.6, end+rise*1.5, paper.PageWidth+bleed, end)
	p.to.LineTo(paper.PageWidth+bleed, y+80)
	p.to.LineTo(-bleed, y+80)
	p.to.Close()
	p.to.Fill(paper.White)
}

// sections draws the paragraphs of the main column.
func (p *page) sections(y float64) float64 {
	const indent = 8.
	k := p.scale * p.prose
	for i, s := range p.sheet.Sections {
		if s.Heading == "" {
			y = p.put(s.Body, paper.Style{Size: 4.2 * k, Color: paper.Ink}, margin, y, mainCol) + 4.6*k
			continue
		}
		head := p.set.Text(s.Heading, paper.Style{Size: 5.1 * k, Bold: true, Color: paper.Plum}, mainCol-indent)
		paper.Pocket.Trace(p.to, p.x(margin+2.2, 0), y+head.Ascent-1.7*k, .85*k)
		p.to.Fill(bullets[i%len(bullets)])
		y = head.Draw(p.to, p.x(margin+indent, mainCol-indent), y) + .6*k
		y = p.put(s.Body, paper.Style{Size: 4.2 * k, Color: paper.Ink}, margin+indent, y, mainCol-indent) + 4.6*k
	}
	return y
}

// footer stands at the bottom of the page, or at y when the page is full.
func (p *page) footer(y float64) float64 {
	k := p.scale
	draw := func(y float64) float64 {
		paper.Box(p.to, margin, y, columns, .6, .3)
		p.to.Fill(paper.Marigold)
		y += 2.6 * k
		y = p.put(p.sheet.Partners, paper.Style{Size: 3.3 * k, Color: paper.Muted}, margin, y, columns)
		y = p.put(p.sheet.Thanks, paper.Style{Size: 3.3 * k, Color: paper.Muted}, margin, y, columns)
		return p.put(p.sheet.ReviewNote, paper.Style{Size: 3.3 * k, Bold: true, Color: paper.Muted}, margin, y, columns)
	}
	return draw(max(y, pageFoot-p.measure(draw, 0)))
}
