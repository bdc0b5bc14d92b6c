package paper

import (
	"bytes"
	"image"
	"image/color"
	"strconv"

	"codeberg.org/go-pdf/fpdf"
	"golang.org/x/image/vector"
)

// PageWidth and PageHeight are A4, in millimetres.
const (
	PageWidth, PageHeight = 210., 297.
	pointsPerMM           = 72 / 25.4
)

// PDFPen writes outlines to the current page, in millimetres. It writes the operators itself:
// two decimals are finer than any printer and keep the file small.
type PDFPen struct {
	doc *fpdf.Fpdf
	ops bytes.Buffer
}

// NewPDFPen returns a pen for the pages of a document.
func NewPDFPen(doc *fpdf.Fpdf) *PDFPen { return &PDFPen{doc: doc} }

func (p *PDFPen) op(name string, coordinates ...float64) {
	buf := p.ops.AvailableBuffer()
	for i, c := range coordinates {
		if i%2 == 1 {
			c = PageHeight - c
		}
		buf = append(strconv.AppendFloat(buf, c*pointsPerMM, 'f', 2, 64), ' ')
	}
	p.ops.Write(append(append(buf, name...), '\n'))
}

func (p *PDFPen) MoveTo(x, y float64)             { p.op("m", x, y) }
func (p *PDFPen) LineTo(x, y float64)             { p.op("l", x, y) }
func (p *PDFPen) CubeTo(a, b, c, d, x, y float64) { p.op("c", a, b, c, d, x, y) }
func (p *PDFPen) Close()                          { p.op("h") }

// Fill implements Pen.
func (p *PDFPen) Fill(c color.RGBA) {
	if p.ops.Len() == 0 {
		return
	}
	p.doc.SetFillColor(int(c.R), int(c.G), int(c.B))
	p.ops.WriteString("f")
	p.doc.RawWriteBuf(&p.ops)
	p.ops.Reset()
}

// ImagePen paints into a picture, in pixels.
type ImagePen struct {
	raster *vector.Rasterizer
	Into   *image.RGBA
}

// NewImagePen returns a pen with an empty picture of the given size.
func NewImagePen(width, height int) *ImagePen {
	return &ImagePen{vector.NewRasterizer(width, height), image.NewRGBA(image.Rect(0, 0, width, height))}
}

func (p *ImagePen) MoveTo(x, y float64) { p.raster.MoveTo(float32(x), float32(y)) }
func (p *ImagePen) LineTo(x, y float64) { p.raster.LineTo(float32(x), float32(y)) }
func (p *ImagePen) Close()              { p.raster.ClosePath() }
func (p *ImagePen) CubeTo(a, b, c, d, x, y float64) {
	p.raster.CubeTo(float32(a), float32(b), float32(c), float32(d), float32(x), float32(y))
}

// Fill implements Pen.
func (p *ImagePen) Fill(c color.RGBA) {
	p.raster.Draw(p.Into, p.Into.Bounds(), image.NewUniform(c), image.Point{})
	p.raster.Reset(p.Into.Bounds().Dx(), p.Into.Bounds().Dy())
}
