package flyer

import (
	"bytes"
	"context"
	"strings"

	"github.com/google/uuid"

	"musikkforalle/internal/db"
	"musikkforalle/internal/i18n"
	"musikkforalle/internal/paper"
)

// Shelf renders the published flyers.
type Shelf struct {
	store *db.Store
	base  string
}

// Request identifies a flyer.
type Request struct {
	Lang  string // one of i18n.All, or i18n.Easy
	Place string // its slug
	Via   string // the word of a distributor, kept in the code on the flyer; empty: none
}

// NewShelf returns a shelf whose flyers lead to pages under baseURL, which has no slash at its end.
func NewShelf(store *db.Store, baseURL string) *Shelf { return &Shelf{store, baseURL} }

// Page returns the flyer as an HTML document that works without scripts. Fault: fault.ErrNotFound.
func (s *Shelf) Page(ctx context.Context, r Request) ([]byte, error) {
	l, err := s.rendition(ctx, r)
	if err != nil {
		return nil, err
	}
	return l.html()
}

// PDF returns the flyer on one A4 page, to be drawn.
func (s *Shelf) PDF(ctx context.Context, r Request) (paper.Drawing, error) {
	l, err := s.rendition(ctx, r)
	if err != nil {
		return paper.Drawing{}, err
	}
	sheet := l.sheet()
	return paper.NewDrawing("flyer", sheet, func(ctx context.Context) ([]byte, error) { return printed(ctx, sheet) })
}

func printed(ctx context.Context, sheet Sheet) ([]byte, error) {
	var b bytes.Buffer
	err := PDF(ctx, &b, []Sheet{sheet})
	return b.Bytes(), err
}

// Picture returns the flyer's share picture, a PNG of PictureWidth × PictureHeight, to be drawn. It shows no code: r.Via makes no
// difference.
func (s *Shelf) Picture(ctx context.Context, r Request) (paper.Drawing, error) {
	l, err := s.rendition(ctx, r)
	if err != nil {
		return paper.Drawing{}, err
	}
	all := l.sheet()
	sheet := Sheet{Lang: all.Lang, RTL: all.RTL, Title: all.Title, Next: all.Next, PlaceName: all.PlaceName, Address: all.Address}
	return paper.NewDrawing("picture", sheet, func(ctx context.Context) ([]byte, error) { return Picture(ctx, sheet) })
}

// Words returns the words that addresses of flyers may hold, a line each: a place's slug, and a slug with each of its distributors'
// words after a space. There is a line break before and after each. Removed distributors count: their paper is still about.
func (s *Shelf) Words(ctx context.Context) ([]byte, error) {
	var lines []string
	err := s.store.Gorm.WithContext(ctx).Raw(`select slug from places
		union all select p.slug || ' ' || d.via from distributors d join places p on p.id = d.place_id`).Scan(&lines).Error
	return []byte("\n" + strings.Join(lines, "\n") + "\n"), err
}

// CountVia counts one use of a distributor's code today, by the local date of the place. It ignores unknown words.
func (s *Shelf) CountVia(ctx context.Context, slug, via string) error {
	return s.store.Gorm.WithContext(ctx).Exec(countVia, slug, via).Error
}

func (s *Shelf) rendition(ctx context.Context, r Request) (*rendition, error) {
	e, err := read(ctx, s.store, headQuery, r.Place)
	if err != nil {
		return nil, err
	}
	return s.in(e, r.Lang, r.Via), nil
}

// in returns the edition in a language.
func (s *Shelf) in(e *edition, lang, via string) *rendition {
	c := i18n.Get(lang)
	return &rendition{edition: e, c: c, text: textFor(c, &e.Flyer, e.Texts), base: s.base, via: via}
}

// Shown returns the id of the flyer that families see at a place now, or uuid.Nil.
func (s *Shelf) Shown(ctx context.Context, slug string) (uuid.UUID, error) {
	var h head
	err := s.store.Gorm.WithContext(ctx).Raw(headQuery, slug).Scan(&h).Error
	return h.Flyer.ID, err
}

// Sheets returns the flyers of a place in several languages, with a distributor's word in their QR codes.
func (s *Shelf) Sheets(ctx context.Context, slug, via string, langs []string) ([]Sheet, error) {
	e, err := read(ctx, s.store, headQuery, slug)
	if err != nil {
		return nil, err
	}
	sheets := make([]Sheet, len(langs))
	for i, lang := range langs {
		sheets[i] = s.in(e, lang, via).sheet()
	}
	return sheets, nil
}
