package paper

import (
	"image/color"

	"github.com/go-text/typesetting/font"
)

// Style is the appearance of a text.
type Style struct {
	Size   float64
	Bold   bool
	Color  color.RGBA
	Centre bool // otherwise from the side where reading starts
	End    bool // at the side where reading ends
	whole  bool // a word that is too long for a line overflows instead of being broken
}

// glyph is a positioned glyph; x and y are in ems, from the left end of its line's baseline.
type glyph struct {
	face *font.Face
	id   font.GID
	x, y float64
}

// span is a run of one direction, its glyphs in visual order from the left.
type span struct {
	letters  string
	x, width float64 // in ems
}

type line struct {
	glyphs []glyph
	spans  []span
	width  float64 // in ems
}

// Block is text broken into lines, ready to be drawn anywhere.
type Block struct {
	Style
	Width, Height   float64
	Ascent, Leading float64 // of a line: to its baseline, and to the next one

	lines []line
	size  float64 // after the script's own scale
	rtl   bool
}

// Speller is a pen that also writes the text itself, so that it can be searched, copied and read aloud.
type Speller interface {
	// Spell writes invisible text on a baseline from x at the left.
	Spell(letters string, x, baseline, width, size float64)
}

// Draw puts the block's top left corner at x, y and returns the y below it.
func (b *Block) Draw(to Pen, x, y float64) float64 {
	speller, spells := to.(Speller)
	baseline := y + b.Ascent
	for _, l := range b.lines {
		left := x + b.indent(l)
		for _, g := range l.glyphs {
			glyphPath(g.face, g.id).Trace(to, left+g.x*b.size, baseline+g.y*b.size, b.size)
		}
		for _, s := range l.spans {
			if spells {
				speller.Spell(s.letters, left+s.x*b.size, baseline, s.width*b.size, b.size)
			}
		}
		baseline += b.Leading
	}
	to.Fill(b.Color)
	return y + b.Height
}

// indent is the space at the left of a line.
func (b *Block) indent(l line) float64 {
	space := b.Width - l.width*b.size
	switch {
	case b.Centre:
		return space / 2
	case b.rtl != b.End:
		return space
	}
	return 0
}

// InkWidth is the width of the longest line.
func (b *Block) InkWidth() float64 {
	var widest float64
	for _, l := range b.lines {
		widest = max(widest, l.width*b.size)
	}
	return widest
}

// split cuts the block after as many lines as fit in height. Either part may be empty.
func (b *Block) split(height float64) (head, rest *Block) {
	n := min(int(height/b.Leading+1e-6), len(b.lines))
	return b.of(b.lines[:n]), b.of(b.lines[n:])
}

func (b *Block) of(lines []line) *Block {
	part := *b
	part.lines, part.Height = lines, float64(len(lines))*b.Leading
	return &part
}
