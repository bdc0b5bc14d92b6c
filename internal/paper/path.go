package paper

import (
	"image/color"
	"math"
	"strconv"
	"strings"
	"sync"

	"github.com/go-text/typesetting/font"
	"github.com/go-text/typesetting/font/opentype"
)

// Pen draws filled paths on a PDF page or in a picture. y grows downward.
type Pen interface {
	MoveTo(x, y float64)
	LineTo(x, y float64)
	CubeTo(x1, y1, x2, y2, x, y float64)
	Close()
	// Fill paints the path drawn since the last Fill.
	Fill(c color.RGBA)
}

// step is one command of a path: M and L use one point, C three, Z none.
type step struct {
	op byte
	p  [6]float64
}

// Path is a shape in its own coordinates, y downward.
type Path []step

// ParsePath parses SVG path data with the absolute commands M, L, C and Z. It does not check its input, which is
// the program's own drawings.
func ParsePath(data string) Path {
	var out Path
	for data != "" {
		op := data[0]
		end := strings.IndexAny(data[1:], "MLCZ") + 1
		if end == 0 {
			end = len(data)
		}
		s := step{op: op}
		for i, f := range strings.Fields(data[1:end]) {
			s.p[i], _ = strconv.ParseFloat(f, 64)
		}
		out, data = append(out, s), data[end:]
	}
	return out
}

// Trace adds the path to the pen, scaled, with its origin at x, y.
func (p Path) Trace(to Pen, x, y, scale float64) {
	for _, s := range p {
		switch s.op {
		case 'M':
			to.MoveTo(x+s.p[0]*scale, y+s.p[1]*scale)
		case 'L':
			to.LineTo(x+s.p[0]*scale, y+s.p[1]*scale)
		case 'C':
			to.CubeTo(x+s.p[0]*scale, y+s.p[1]*scale, x+s.p[2]*scale, y+s.p[3]*scale, x+s.p[4]*scale, y+s.p[5]*scale)
		case 'Z':
			to.Close()
		}
	}
}

type glyphKey struct {
	font *font.Font
	id   font.GID
}

var glyphs sync.Map // glyphKey → Path, one em high

// glyphPath returns a glyph's outline with the em as unit.
func glyphPath(face *font.Face, id font.GID) Path {
	key := glyphKey{face.Font, id}
	if known, ok := glyphs.Load(key); ok {
		return known.(Path)
	}
	outline, _ := face.GlyphDataOutline(id)
	p := convert(outline.Segments, 1/float64(face.Upem()))
	glyphs.Store(key, p)
	return p
}

// convert turns a font's outline, y upward and with quadratic curves, into a path.
func convert(segments []font.Segment, unit float64) Path {
	var out Path
	var at [2]float64
	for _, seg := range segments {
		var pt [3][2]float64
		for i, a := range seg.Args {
			pt[i] = [2]float64{float64(a.X) * unit, -float64(a.Y) * unit}
		}
		switch seg.Op {
		case opentype.SegmentOpMoveTo:
			if len(out) > 0 {
				out = append(out, step{op: 'Z'})
			}
			out = append(out, step{'M', [6]float64{pt[0][0], pt[0][1]}})
			at = pt[0]
		case opentype.SegmentOpLineTo:
			out = append(out, step{'L', [6]float64{pt[0][0], pt[0][1]}})
			at = pt[0]
		case opentype.SegmentOpQuadTo:
			out = append(out, quad(at, pt[0], pt[1]))
			at = pt[1]
		case opentype.SegmentOpCubeTo:
			out = append(out, step{'C', [6]float64{pt[0][0], pt[0][1], pt[1][0], pt[1][1], pt[2][0], pt[2][1]}})
			at = pt[2]
		}
	}
	if len(out) > 0 {
		out = append(out, step{op: 'Z'})
	}
	return out
}

// quad converts a quadratic curve to a cubic one, as PDF needs.
func quad(from, ctl, to [2]float64) step {
	const t = 2. / 3
	return step{'C', [6]float64{
		from[0] + t*(ctl[0]-from[0]), from[1] + t*(ctl[1]-from[1]),
		to[0] + t*(ctl[0]-to[0]), to[1] + t*(ctl[1]-to[1]), to[0], to[1],
	}}
}

// kappa is the control point distance that approximates a quarter circle with a cubic curve.
const kappa = 0.5522847498

// Box adds a rectangle with round corners of radius r; r = 0 gives square ones.
func Box(to Pen, x, y, w, h, r float64) {
	r = min(r, w/2, h/2)
	c := r * (1 - kappa)
	to.MoveTo(x+r, y)
	to.LineTo(x+w-r, y)
	to.CubeTo(x+w-c, y, x+w, y+c, x+w, y+r)
	to.LineTo(x+w, y+h-r)
	to.CubeTo(x+w, y+h-c, x+w-c, y+h, x+w-r, y+h)
	to.LineTo(x+r, y+h)
	to.CubeTo(x+c, y+h, x, y+h-c, x, y+h-r)
	to.LineTo(x, y+r)
	to.CubeTo(x, y+c, x+c, y, x+r, y)
	to.Close()
}

// Notched adds a box like a ticket, with a half circle of radius n cut out of each side at the height at.
func Notched(to Pen, x, y, w, h, r, at, n float64) {
	c, k := r*(1-kappa), n*kappa
	to.MoveTo(x+r, y)
	to.LineTo(x+w-r, y)
	to.CubeTo(x+w-c, y, x+w, y+c, x+w, y+r)
	to.LineTo(x+w, at-n)
	to.CubeTo(x+w-k, at-n, x+w-n, at-k, x+w-n, at)
	to.CubeTo(x+w-n, at+k, x+w-k, at+n, x+w, at+n)
	to.LineTo(x+w, y+h-r)
	to.CubeTo(x+w, y+h-c, x+w-c, y+h, x+w-r, y+h)
	to.LineTo(x+r, y+h)
	to.CubeTo(x+c, y+h, x, y+h-c, x, y+h-r)
	to.LineTo(x, at+n)
	to.CubeTo(x+k, at+n, x+n, at+k, x+n, at)
	to.CubeTo(x+n, at-k, x+k, at-n, x, at-n)
	to.LineTo(x, y+r)
	to.CubeTo(x, y+c, x+c, y, x+r, y)
	to.Close()
}

// Disc adds a circle.
func Disc(to Pen, x, y, r float64) { Box(to, x-r, y-r, 2*r, 2*r, r) }

// Ring adds a circle with a hole: the inner edge runs the other way round.
func Ring(to Pen, x, y, outer, inner float64) {
	Disc(to, x, y, outer)
	const quarter = math.Pi / 2
	to.MoveTo(x+inner, y)
	for i := range 4 {
		a := -float64(i) * quarter
		b := a - quarter
		k := inner * kappa
		to.CubeTo(
			x+inner*math.Cos(a)+k*math.Sin(a), y+inner*math.Sin(a)-k*math.Cos(a),
			x+inner*math.Cos(b)-k*math.Sin(b), y+inner*math.Sin(b)+k*math.Cos(b),
			x+inner*math.Cos(b), y+inner*math.Sin(b),
		)
	}
	to.Close()
}

// Discard is a pen that draws nothing, for measuring.
type Discard struct{}

func (Discard) MoveTo(_, _ float64)             {}
func (Discard) LineTo(_, _ float64)             {}
func (Discard) CubeTo(_, _, _, _, _, _ float64) {}
func (Discard) Close()                          {}
func (Discard) Fill(color.RGBA)                 {}
