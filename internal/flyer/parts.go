package flyer

import (
	"cmp"
	"image/color"
	"strings"

	"musikkforalle/internal/paper"
)

// bullets are the colours of the sections, in turn.
var bullets = []color.RGBA{paper.Rose, paper.Leaf, paper.Marigold}

var (
	pinIcon = paper.ParsePath("M12 23C9 18.8 4 14.4 4 9.6C4 5.2 7.6 1.6 12 1.6C16.4 1.6 20 5.2 20 9.6C20 14.4 15 18.8 12 23Z" +
		"M15.2 9.6C15.2 7.83 13.77 6.4 12 6.4C10.23 6.4 8.8 7.83 8.8 9.6C8.8 11.37 10.23 12.8 12 12.8C13.77 12.8 15.2 11.37 15.2 9.6Z")
	phoneIcon = paper.ParsePath("M3 4.6C3 2.8 4.6 2 6.4 2L8 2C8.9 2 9.5 2.5 9.7 3.4L10.4 6.8C10.6 7.6 10.3 8.3 9.7 8.7L8 10C9.2 12.6 11.4 14.8 14 16L15.3 14.3" +
		"C15.7 13.7 16.4 13.4 17.2 13.6L20.6 14.3C21.5 14.5 22 15.1 22 16L22 17.6C22 19.4 21.2 21 19.4 21C10.4 21 3 13.6 3 4.6Z")
	clockHands = paper.ParsePath("M11 6.4L13 6.4L13 11.4L16.6 13.9L15.5 15.6L11 12.5Z")
)

// dates draws the season's heading, the time of day and a ticket for every date.
func (p *page) dates(y float64) float64 {
	k := p.scale
	timeWidth := p.timePill(y)
	heading := p.set.Text(p.sheet.Season, paper.Style{Size: 6.6 * k, Bold: true, Color: paper.Plum}, columns-timeWidth-6)
	bottom := y + p.pillHeight()
	heading.Draw(p.to, p.x(margin, heading.Width), max(y, (y+bottom-heading.Height)/2))
	y = max(bottom, y+heading.Height) + 4*k

	count := len(p.sheet.Dates)
	if count == 0 {
		return y
	}
	const gap, widest = 4., 38.
	perRow := min(count, 6)
	width := min(widest, (columns-gap*float64(perRow-1))/float64(perRow))
	height := 31 * k
	for i, d := range p.sheet.Dates {
		column, row := float64(i%perRow), float64(i/perRow)
		p.ticket(d, p.x(margin+column*(width+gap), width), y+row*(height+gap*k), width, height)
	}
	rows := float64((count + perRow - 1) / perRow)
	return y + rows*height + (rows-1)*gap*k
}

func (p *page) pillHeight() float64 { return 11 * p.scale }

// timePill draws the time at the end of the heading's line and returns the width that it takes.
func (p *page) timePill(y float64) float64 {
	if p.sheet.Time == "" {
		return 0
	}
	k, height := p.scale, p.pillHeight()
	label := p.set.Fitted(p.sheet.Time, paper.Style{Size: 5.6 * k, Bold: true, Color: paper.White}, columns/2)
	icon := 6.4 * k
	width := label.InkWidth() + icon + 12*k
	start := paper.PageWidth - margin - width
	paper.Box(p.to, p.x(start, width), y, width, height, height/2)
	p.to.Fill(paper.Plum)
	clockX, clockY := p.x(start+4.5*k, icon), y+(height-icon)/2
	paper.Ring(p.to, clockX+icon/2, clockY+icon/2, icon/2, icon*.4)
	clockHands.Trace(p.to, clockX, clockY, icon/24)
	p.to.Fill(paper.Marigold)
	label.Draw(p.to, p.x(start+icon+7*k, label.Width), y+(height-label.Height)/2)
	return width
}

// ticket draws one date like a ticket with a stub to tear off. A cancelled one is pale, with a line through the day.
func (p *page) ticket(d Ticket, x, y, width, height float64) {
	const inset = 2.
	k := p.scale
	stub := y + height*.27
	ground, text := paper.Marigold, paper.Ink
	if d.Cancelled != "" {
		ground, text = paper.Pale, paper.Muted
	}
	paper.Notched(p.to, x, y, width, height, 3*k, stub, 1.8*k)
	p.to.Fill(ground)
	for dot := x + 3.2*k; dot < x+width-3*k; dot += 1.9 * k {
		paper.Disc(p.to, dot, stub, .35*k)
	}
	p.to.Fill(paper.White)

	inner := width - 2*inset
	centred := func(words string, size, top, bottom float64) {
		b := p.set.Fitted(words, paper.Style{Size: size * k, Bold: true, Color: text, Centre: true}, inner)
		b.Draw(p.to, x+inset, (top+bottom-b.Height)/2)
	}
	centred(cmp.Or(d.Cancelled, d.Time, d.Weekday), 3.6, y, stub)
	centred(d.Day, 12.5, stub, y+height*.76)
	centred(d.Month, 4.6, y+height*.7, y+height*.97)
	if d.Cancelled != "" {
		paper.Box(p.to, x+width*.25, (stub+y+height*.76)/2-.5*k, width*.5, k, .5*k)
		p.to.Fill(paper.Rose)
	}
}

// card draws the place, the contact and the code beside the text.
func (p *page) card(y float64) float64 {
	left := p.x(paper.PageWidth-margin-sideCol, sideCol)
	height := p.measure(p.cardContent, y) - y
	paper.Box(p.to, left, y, sideCol, height, 5*p.scale)
	p.to.Fill(paper.Cream)
	return p.cardContent(y)
}

func (p *page) cardContent(y float64) float64 {
	k := p.scale
	y += 5 * k
	if s := p.sheet; s.PlaceName != "" {
		y = p.fact(pinIcon, s.PlaceHeading, s.PlaceName, y, strings.ReplaceAll(s.Address, ", ", "\n"), s.Door)
		y = p.news(s.NewDoor, y)
	}
	if s := p.sheet; s.Contact != "" {
		y = p.fact(phoneIcon, s.ContactHeading, "", y, s.Contact)
	}
	return p.scan(y)
}

// fact draws a small heading with its icon, a name in bold, then details.
func (p *page) fact(icon paper.Path, heading, name string, y float64, details ...string) float64 {
	const pad = 5.
	const start, width = paper.PageWidth - margin - sideCol + pad, sideCol - 2*pad
	k := p.scale
	size := 6 * k
	label := p.set.Text(heading, paper.Style{Size: 3.7 * k, Bold: true, Color: paper.Plum}, width-size-2*k)
	iconX := p.x(start, size)
	icon.Trace(p.to, iconX, y, size/24)
	p.to.Fill(paper.Plum)
	label.Draw(p.to, p.x(start+size+2*k, label.Width), y+(size-label.Height)/2)
	y += max(size, label.Height) + 1.2*k
	y = p.put(name, paper.Style{Size: 4.8 * k, Bold: true, Color: paper.Ink}, start, y, width)
	for _, d := range details {
		y = p.put(d, paper.Style{Size: 4 * k, Color: paper.Ink}, start, y, width)
	}
	return y + 4*k
}

// news draws a change of the next Saturday under the fact that it concerns.
func (p *page) news(text string, y float64) float64 {
	const pad = 5.
	if text == "" {
		return y
	}
	k := p.scale
	return p.put(text, paper.Style{Size: 4 * k, Bold: true, Color: paper.Plum}, paper.PageWidth-margin-sideCol+pad, y-2*k, sideCol-2*pad) + 4*k
}

// scan draws the code on white with what it is for, and its address for those who would rather type.
func (p *page) scan(y float64) float64 {
	if p.code == nil {
		return y
	}
	const pad = 4.
	const start, width = paper.PageWidth - margin - sideCol + pad, sideCol - 2*pad
	k := p.scale
	side := min(width-2, max(34, 46*k))
	left := p.x(start, width)
	draw := func(y float64) float64 {
		p.codeAt.x, p.codeAt.y, p.codeAt.side = left+(width-side)/2, y, side
		p.code.Draw(p.to, p.codeAt.x, y, side)
		y = p.set.Text(p.sheet.QRLabel, paper.Style{Size: 4 * k, Bold: true, Color: paper.Ink, Centre: true}, width-4).Draw(p.to, left+2, y+side)
		address := strings.TrimPrefix(p.sheet.QRURL, "https://")
		return p.set.Text(address, paper.Style{Size: 2.9 * k, Color: paper.Muted, Centre: true}, width-4).Draw(p.to, left+2, y+.8*k) + 3*k
	}
	paper.Box(p.to, left, y, width, p.measure(draw, y)-y, 3*k)
	p.to.Fill(paper.White)
	return draw(y) + pad
}
