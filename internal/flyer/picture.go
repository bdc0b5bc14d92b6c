package flyer

import (
	"bytes"
	"context"
	"fmt"
	"image/png"

	"musikkforalle/internal/paper"
)

// The size of Open Graph pictures that messengers and social networks show uncropped.
const (
	PictureWidth  = 1200
	PictureHeight = 630
)

// Picture returns the share picture of a flyer as a PNG: what it is, when next and where.
// It stops when ctx ends.
func Picture(ctx context.Context, sheet Sheet) ([]byte, error) {
	to := paper.NewImagePen(PictureWidth, PictureHeight)
	p := picture{to: paper.Discard{}, set: paper.NewSetter(sheet.Lang, sheet.RTL), sheet: &sheet, scale: 1.1}
	height := p.text(0)
	for height > PictureHeight-2*pictureMargin && ctx.Err() == nil {
		p.scale *= .95
		height = p.text(0)
	}
	p.to = to
	p.ground()
	p.text((PictureHeight - height) / 2)
	if ctx.Err() != nil {
		return nil, ctx.Err()
	}

	var out bytes.Buffer
	encoder := png.Encoder{CompressionLevel: png.BestSpeed}
	if err := encoder.Encode(&out, to.Into); err != nil {
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
	to    paper.Pen
	set   *paper.Setter
	sheet *Sheet
	scale float64
}

func (p *picture) x(from, width float64) float64 {
	if p.sheet.RTL {
		return PictureWidth - from - width
	}
	return from
}

// ground draws the plum and the sounding sun with the mark.
func (p *picture) ground() {
	paper.Box(p.to, 0, 0, PictureWidth, PictureHeight, 0)
	p.to.Fill(paper.Plum)
	x, y := p.x(970, 0), PictureHeight/2.
	for _, r := range []float64{270, 370, 470} {
		paper.Ring(p.to, x, y, r, r-52)
		p.to.Fill(paper.PlumGlow)
	}
	paper.Disc(p.to, x, y, 180)
	p.to.Fill(paper.Ivory)
	paper.DrawMark(p.to, x-132, y-136, 264, paper.Plum, paper.Crust)
}

// text draws the words from y downward and returns where they end.
func (p *picture) text(y float64) float64 {
	k := p.scale
	left := p.x(pictureMargin, pictureText)
	y = p.set.Balanced(p.sheet.Title, paper.Style{Size: 92 * k, Bold: true, Color: paper.White}, pictureText).Draw(p.to, left, y) + 22*k
	y = p.next(y)
	icon := 50 * k
	indent := icon + 18*k
	place := p.set.Text(p.sheet.PlaceName, paper.Style{Size: 38 * k, Bold: true, Color: paper.White}, pictureText-indent)
	pinIcon.Trace(p.to, p.x(pictureMargin, icon), y+(place.Leading-icon)/2, icon/24)
	p.to.Fill(paper.Marigold)
	y = place.Draw(p.to, p.x(pictureMargin+indent, place.Width), y)
	return p.set.Text(p.sheet.Address, paper.Style{Size: 30 * k, Color: paper.Cream}, place.Width).Draw(p.to, p.x(pictureMargin+indent, place.Width), y)
}

// next draws the next date on a ticket.
func (p *picture) next(y float64) float64 {
	if p.sheet.Next == "" {
		return y
	}
	k := p.scale
	pad := 30 * k
	when := p.set.Balanced(p.sheet.Next, paper.Style{Size: 46 * k, Bold: true, Color: paper.Ink}, pictureText-2*pad)
	width, height := when.InkWidth()+2*pad, when.Height+30*k
	paper.Notched(p.to, p.x(pictureMargin, width), y, width, height, 18*k, y+height/2, 13*k)
	p.to.Fill(paper.Marigold)
	when.Draw(p.to, p.x(pictureMargin+pad, when.Width), y+15*k)
	return y + height + 30*k
}
