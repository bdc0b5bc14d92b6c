package flyer

import (
	"bytes"
	"context"
	"fmt"
	"image/png"

	"github.com/google/uuid"

	"musikkforalle/internal/i18n"
	"musikkforalle/internal/paper"
)

// Proof renders a flyer with an unpublished text.
type Proof struct{ rendition rendition }

// Proof returns the proof of a flyer's text for its writers, who may see drafts of the text and of the season's dates.
func (s *Shelf) Proof(ctx context.Context, id uuid.UUID, text Text) (*Proof, error) {
	e, err := read(ctx, s.store, proofQuery, id)
	if err != nil {
		return nil, err
	}
	return &Proof{rendition{edition: e, c: i18n.Get(text.Lang), text: text, base: s.base}}, nil
}

// Page returns the web page.
func (p *Proof) Page(context.Context) ([]byte, error) { return p.rendition.html() }

// PDF returns the A4 sheet.
func (p *Proof) PDF(ctx context.Context) ([]byte, error) { return printed(ctx, p.rendition.sheet()) }

// Share returns the share picture.
func (p *Proof) Share(ctx context.Context) ([]byte, error) { return Picture(ctx, p.rendition.sheet()) }

// proofScale is how many pixels show a millimetre of a sheet.
const proofScale = 4

// Sheet returns the A4 sheet as a picture, for phones that do not show PDFs inside a page.
func (p *Proof) Sheet(ctx context.Context) ([]byte, error) {
	sheet := p.rendition.sheet()
	drawn, err := newPage(&sheet)
	if err != nil {
		return nil, err
	}
	if err := drawn.fit(ctx); err != nil {
		return nil, err
	}
	into := paper.NewImagePen(paper.PageWidth*proofScale, paper.PageHeight*proofScale)
	pen := scaled{into, proofScale}
	paper.Box(pen, 0, 0, paper.PageWidth, paper.PageHeight, 0)
	pen.Fill(paper.White)
	drawn.to = pen
	drawn.compose()
	var b bytes.Buffer
	if err := png.Encode(&b, into.Into); err != nil {
		return nil, fmt.Errorf("flyer: proof: %w", err)
	}
	return b.Bytes(), nil
}

// scaled draws in a larger unit.
type scaled struct {
	paper.Pen
	by float64
}

// MoveTo implements paper.Pen.
func (s scaled) MoveTo(x, y float64) { s.Pen.MoveTo(x*s.by, y*s.by) }

// LineTo implements paper.Pen.
func (s scaled) LineTo(x, y float64) { s.Pen.LineTo(x*s.by, y*s.by) }

// CubeTo implements paper.Pen.
func (s scaled) CubeTo(a, b, c, d, x, y float64) {
	s.Pen.CubeTo(a*s.by, b*s.by, c*s.by, d*s.by, x*s.by, y*s.by)
}

// AddTo appends the sheet to a document, as a page of its own.
func (sheet *Sheet) AddTo(ctx context.Context, d *paper.Doc) error {
	p, err := newPage(sheet)
	if err != nil {
		return err
	}
	if err := p.fit(ctx); err != nil {
		return err
	}
	d.Sheet(func(to paper.Pen) {
		p.to = to
		p.compose()
	})
	return nil
}
