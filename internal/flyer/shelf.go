package flyer

import (
	"bytes"
	"context"

	"github.com/google/uuid"

	"musikkforalle/internal/db"
	"musikkforalle/internal/i18n"
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

// PDF returns the flyer on one A4 page.
func (s *Shelf) PDF(ctx context.Context, r Request) ([]byte, error) {
	l, err := s.rendition(ctx, r)
	if err != nil {
		return nil, err
	}
	var b bytes.Buffer
	err = PDF(&b, []Sheet{l.sheet()})
	return b.Bytes(), err
}

// Picture returns the flyer's share picture, a PNG of PictureWidth × PictureHeight.
func (s *Shelf) Picture(ctx context.Context, r Request) ([]byte, error) {
	l, err := s.rendition(ctx, r)
	if err != nil {
		return nil, err
	}
	return Picture(l.sheet())
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
