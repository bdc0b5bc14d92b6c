package flyer

import (
	"bytes"
	"image"
	"image/color"
	"strconv"

	"codeberg.org/go-pdf/fpdf"
	"golang.org/x/image/vector"
)

const (
	pageWidth, pageHeight = 210., 297. // A4, in millimetres
	pointsPerMM           = 72 / 25.4
)

// pdfPen writes outlines to the current page, in millimetres. It writes the operators itself:
// two decimals are finer than any printer and keep the file small.
type pdfPen struct {
	doc *fpdf.Fpdf
	ops bytes.Buffer
}

func (p *pdfPen) op(name string, coordinates ...float64) {
	buf := p.ops.AvailableBuffer()
	for i, c := range coordinates {
		if i%2 == 1 {
			c = pageHeight - c
		}
		buf = append(strconv.AppendFloat(buf, c*pointsPerMM, 'f', 2, 64), ' ')
	}
	p.ops.Write(append(append(buf, name...), '\n'))
}

func (p *pdfPen) MoveTo(x, y float64)             { p.op("m", x, y) }
func (p *pdfPen) LineTo(x, y float64)             { p.op("l", x, y) }
func (p *pdfPen) CubeTo(a, b, c, d, x, y float64) { p.op("c", a, b, c, d, x, y) }
func (p *pdfPen) Close()                          { p.op("h") }

func (p *pdfPen) Fill(c color.RGBA) {
	if p.ops.Len() == 0 {
		return
	}
	p.doc.SetFillColor(int(c.R), int(c.G), int(c.B))
	p.ops.WriteString("f")
	p.doc.RawWriteBuf(&p.ops)
	p.ops.Reset()
}

// imagePen paints into a picture, in pixels.
type imagePen struct {
	raster *vector.Rasterizer
	into   *image.RGBA
}

func newImagePen(width, height int) *imagePen {
	return &imagePen{vector.NewRasterizer(width, height), image.NewRGBA(image.Rect(0, 0, width, height))}
}

func (p *imagePen) MoveTo(x, y float64) { p.raster.MoveTo(float32(x), float32(y)) }
func (p *imagePen) LineTo(x, y float64) { p.raster.LineTo(float32(x), float32(y)) }
func (p *imagePen) Close()              { p.raster.ClosePath() }
func (p *imagePen) CubeTo(a, b, c, d, x, y float64) {
	p.raster.CubeTo(float32(a), float32(b), float32(c), float32(d), float32(x), float32(y))
}

func (p *imagePen) Fill(c color.RGBA) {
	p.raster.Draw(p.into, p.into.Bounds(), image.NewUniform(c), image.Point{})
	p.raster.Reset(p.into.Bounds().Dx(), p.into.Bounds().Dy())
}
