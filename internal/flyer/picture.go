package flyer

import (
	"bytes"
	"fmt"
	"image/png"
)

// The size that messengers and social networks show uncut.
const (
	PictureWidth  = 1200
	PictureHeight = 630
)

// Picture returns the share picture of a flyer as a PNG: what it is, when next and where.
func Picture(sheet Sheet) ([]byte, error) {
	to := newImagePen(PictureWidth, PictureHeight)
	p := picture{to: discard{}, set: newSetter(sheet.Lang, sheet.RTL), sheet: &sheet, scale: 1.1}
	height := p.text(0)
	for height > PictureHeight-2*pictureMargin {
		p.scale *= .95
		height = p.text(0)
	}
	p.to = to
	p.ground()
	p.text((PictureHeight - height) / 2)

	var out bytes.Buffer
	encoder := png.Encoder{CompressionLevel: png.BestSpeed}
	if err := encoder.Encode(&out, to.into); err != nil {
		return nil, fmt.Errorf("flyer: picture: %w", err)
	}
	return out.Bytes(), nil
}

const (
	pictureMargin = 56.
	pictureText   = 720.
)

// picture draws a sheet in pixels.
type picture struct {
	to    pen
	set   *setter
	sheet *Sheet
	scale float64
}

func (p *picture) x(from, width float64) float64 {
	if p.set.rtl {
		return PictureWidth - from - width
	}
	return from
}

// ground draws the plum and the sounding sun with the mark.
func (p *picture) ground() {
	box(p.to, 0, 0, PictureWidth, PictureHeight, 0)
	p.to.Fill(plum)
	x, y := p.x(970, 0), PictureHeight/2.
	for _, r := range []float64{270, 370, 470} {
		ring(p.to, x, y, r, r-52)
		p.to.Fill(plumGlow)
	}
	disc(p.to, x, y, 180)
	p.to.Fill(paper)
	drawMark(p.to, x-132, y-136, 264, plum, crust)
}

// text draws the words from y downward and returns where they end.
func (p *picture) text(y float64) float64 {
	k := p.scale
	left := p.x(pictureMargin, pictureText)
	y = p.set.balanced(p.sheet.Title, style{size: 92 * k, bold: true, color: white}, pictureText).draw(p.to, left, y) + 22*k
	y = p.next(y)
	icon := 50 * k
	indent := icon + 18*k
	place := p.set.text(p.sheet.PlaceName, style{size: 38 * k, bold: true, color: white}, pictureText-indent)
	pinIcon.trace(p.to, p.x(pictureMargin, icon), y+(place.leading-icon)/2, icon/24)
	p.to.Fill(marigold)
	y = place.draw(p.to, p.x(pictureMargin+indent, place.width), y)
	return p.set.text(p.sheet.Address, style{size: 30 * k, color: cream}, place.width).draw(p.to, p.x(pictureMargin+indent, place.width), y)
}

// next draws the next date on a ticket.
func (p *picture) next(y float64) float64 {
	if p.sheet.Next == "" {
		return y
	}
	k := p.scale
	pad := 30 * k
	when := p.set.balanced(p.sheet.Next, style{size: 46 * k, bold: true, color: ink}, pictureText-2*pad)
	width, height := when.inkWidth()+2*pad, when.height+30*k
	notched(p.to, p.x(pictureMargin, width), y, width, height, 18*k, y+height/2, 13*k)
	p.to.Fill(marigold)
	when.draw(p.to, p.x(pictureMargin+pad, when.width), y+15*k)
	return y + height + 30*k
}
