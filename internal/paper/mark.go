package paper

import (
	"fmt"
	"image/color"
	"math"
	"strconv"
	"strings"
)

// The mark is a note whose head is a waffle heart, drawn in a square of markSize.
const markSize = 48

var (
	markHeart = ParsePath("M24.54 42.50L32.65 30.92C35.60 26.71 34.58 20.91 30.37 17.96C26.16 15.02 20.36 16.04 17.42 20.25" +
		"C13.21 17.30 7.41 18.32 4.46 22.53C1.52 26.74 2.54 32.54 6.75 35.48L18.33 43.59C20.52 45.13 23.01 44.69 24.54 42.50Z")
	markNote = ParsePath("M30.83 25.58L30.83 5.50C30.83 4.55 31.58 3.80 32.53 3.80C33.33 3.80 33.88 4.30 34.33 5.30" +
		"C35.53 9.00 44.53 10.40 44.53 18.00C44.53 20.40 43.63 22.40 42.53 23.80C42.03 24.50 41.13 24.00 41.33 23.10" +
		"C42.53 17.40 38.53 15.20 34.33 14.40L34.33 25.58Z")
	// Pocket is one pocket of the waffle, around its middle; it serves as a bullet too.
	Pocket = ParsePath("M0.13 -2.29L2.11 -0.90C2.44 -0.67 2.52 -0.20 2.29 0.13L0.90 2.11C0.67 2.45 0.20 2.53 -0.13 2.30" +
		"L-2.11 0.91C-2.45 0.68 -2.53 0.21 -2.30 -0.13L-0.91 -2.11C-0.68 -2.44 -0.21 -2.52 0.13 -2.29Z")
)

// tracePockets adds the waffle's grid: three by three in the body of the heart and two in each lobe.
func tracePockets(to Pen, x, y, scale float64) {
	const centreX, centreY, along, down = 19.38, 31.39, 4.42, 3.09
	for u := -2.; u <= 1; u++ {
		for v := -2.; v <= 1; v++ {
			if u == -2 && v < 0 || v == -2 && u < 0 {
				continue // outside the heart
			}
			px, py := centreX+u*along-v*down, centreY+u*down+v*along
			Pocket.Trace(to, x+px*scale, y+py*scale, scale)
		}
	}
}

// DrawMark draws the mark in a square with the given side.
func DrawMark(to Pen, x, y, side float64, note, pockets color.RGBA) {
	scale := side / markSize
	markNote.Trace(to, x, y, scale)
	to.Fill(note)
	markHeart.Trace(to, x, y, scale)
	to.Fill(Marigold)
	tracePockets(to, x, y, scale)
	to.Fill(pockets)
}

// Logo returns the mark as an SVG for light ground.
func Logo() string {
	var to svgPen
	DrawMark(&to, 0, 0, markSize, Plum, Crust)
	return to.document(markSize)
}

// Icon returns the mark as a square app icon. The mark stays inside the circle of 80 % that every mask leaves.
func Icon() string {
	const side, inner = 512, 364
	var to svgPen
	Box(&to, 0, 0, side, side, 0)
	to.Fill(Plum)
	DrawMark(&to, (side-inner)/2, (side-inner)/2, inner, Ivory, Plum)
	return to.document(side)
}

// svgPen writes paths as SVG.
type svgPen struct{ body, data strings.Builder }

func (p *svgPen) op(name byte, coordinates ...float64) {
	p.data.WriteByte(name)
	for i, c := range coordinates {
		if i > 0 {
			p.data.WriteByte(' ')
		}
		p.data.WriteString(strconv.FormatFloat(math.Round(c*100)/100, 'f', -1, 64))
	}
}

func (p *svgPen) MoveTo(x, y float64)             { p.op('M', x, y) }
func (p *svgPen) LineTo(x, y float64)             { p.op('L', x, y) }
func (p *svgPen) CubeTo(a, b, c, d, x, y float64) { p.op('C', a, b, c, d, x, y) }
func (p *svgPen) Close()                          { p.op('Z') }
func (p *svgPen) Fill(c color.RGBA) {
	fmt.Fprintf(&p.body, "<path fill=\"#%02x%02x%02x\" d=\"%s\"/>\n", c.R, c.G, c.B, p.data.String())
	p.data.Reset()
}

func (p *svgPen) document(side int) string {
	return fmt.Sprintf("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\">\n%s</svg>\n", side, side, p.body.String())
}
