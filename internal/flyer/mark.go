package flyer

import (
	"fmt"
	"image/color"
	"math"
	"strconv"
	"strings"
)

// The colours of Musikk for alle. Every text colour has at least 4.5:1 against what it stands on.
var (
	ink      = color.RGBA{0x1f, 0x1a, 0x2e, 0xff}
	muted    = color.RGBA{0x5b, 0x54, 0x68, 0xff}
	paper    = color.RGBA{0xff, 0xfa, 0xf3, 0xff}
	white    = color.RGBA{0xff, 0xff, 0xff, 0xff}
	plum     = color.RGBA{0x5b, 0x2a, 0x86, 0xff}
	plumGlow = color.RGBA{0x68, 0x37, 0x93, 0xff} // rings on plum
	marigold = color.RGBA{0xf2, 0xa3, 0x3a, 0xff}
	crust    = color.RGBA{0xa8, 0x5a, 0x12, 0xff} // the pockets of the waffle
	cream    = color.RGBA{0xfd, 0xef, 0xd9, 0xff}
	pale     = color.RGBA{0xec, 0xe7, 0xf0, 0xff} // what is cancelled
	leaf     = color.RGBA{0x2f, 0x7d, 0x5b, 0xff}
	rose     = color.RGBA{0xd9, 0x57, 0x6b, 0xff}
)

// The mark is a note whose head is a waffle heart, drawn in a square of markSize.
const markSize = 48

var (
	markHeart = parsePath("M24.54 42.50L32.65 30.92C35.60 26.71 34.58 20.91 30.37 17.96C26.16 15.02 20.36 16.04 17.42 20.25" +
		"C13.21 17.30 7.41 18.32 4.46 22.53C1.52 26.74 2.54 32.54 6.75 35.48L18.33 43.59C20.52 45.13 23.01 44.69 24.54 42.50Z")
	markNote = parsePath("M30.83 25.58L30.83 5.50C30.83 4.55 31.58 3.80 32.53 3.80C33.33 3.80 33.88 4.30 34.33 5.30" +
		"C35.53 9.00 44.53 10.40 44.53 18.00C44.53 20.40 43.63 22.40 42.53 23.80C42.03 24.50 41.13 24.00 41.33 23.10" +
		"C42.53 17.40 38.53 15.20 34.33 14.40L34.33 25.58Z")
	markPocket = parsePath("M0.13 -2.29L2.11 -0.90C2.44 -0.67 2.52 -0.20 2.29 0.13L0.90 2.11C0.67 2.45 0.20 2.53 -0.13 2.30" +
		"L-2.11 0.91C-2.45 0.68 -2.53 0.21 -2.30 -0.13L-0.91 -2.11C-0.68 -2.44 -0.21 -2.52 0.13 -2.29Z")
)

// tracePockets adds the waffle's grid: three by three in the body of the heart and two in each lobe.
func tracePockets(to pen, x, y, scale float64) {
	const centreX, centreY, along, down = 19.38, 31.39, 4.42, 3.09
	for u := -2.; u <= 1; u++ {
		for v := -2.; v <= 1; v++ {
			if u == -2 && v < 0 || v == -2 && u < 0 {
				continue // outside the heart
			}
			px, py := centreX+u*along-v*down, centreY+u*down+v*along
			markPocket.trace(to, x+px*scale, y+py*scale, scale)
		}
	}
}

// drawMark draws the mark in a square with the given side.
func drawMark(to pen, x, y, side float64, note, pockets color.RGBA) {
	scale := side / markSize
	markNote.trace(to, x, y, scale)
	to.Fill(note)
	markHeart.trace(to, x, y, scale)
	to.Fill(marigold)
	tracePockets(to, x, y, scale)
	to.Fill(pockets)
}

// Logo returns the mark as an SVG for light ground.
func Logo() string {
	var to svgPen
	drawMark(&to, 0, 0, markSize, plum, crust)
	return to.document(markSize)
}

// Icon returns the mark as a square app icon. The mark stays inside the circle of 80 % that every mask leaves.
func Icon() string {
	const side, inner = 512, 364
	var to svgPen
	box(&to, 0, 0, side, side, 0)
	to.Fill(plum)
	drawMark(&to, (side-inner)/2, (side-inner)/2, inner, paper, plum)
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
