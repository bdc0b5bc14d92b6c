package flyer

import (
	"bytes"
	"context"

	"musikkforalle/internal/db"
	"musikkforalle/internal/i18n"
)

// Shelf hands out flyers as they are today.
type Shelf struct {
	store *db.Store
	base  string
}

// Request says which flyer is asked for.
type Request struct {
	Lang  string // one of i18n.All, or i18n.Easy
	Place string // its slug
	Via   string // the word of a distributor, kept in the code on the flyer; empty: none
}

// NewShelf returns a shelf whose flyers lead to pages under baseURL, which has no slash at its end.
func NewShelf(store *db.Store, baseURL string) *Shelf { return &Shelf{store, baseURL} }

// Page is the flyer as a whole HTML document that needs no script. A place that is not there is fault.ErrNotFound.
func (s *Shelf) Page(ctx context.Context, r Request) ([]byte, error) {
	l, err := s.leaflet(ctx, r)
	if err != nil {
		return nil, err
	}
	return l.html()
}

// PDF is the flyer on one A4 page.
func (s *Shelf) PDF(ctx context.Context, r Request) ([]byte, error) {
	l, err := s.leaflet(ctx, r)
	if err != nil {
		return nil, err
	}
	var b bytes.Buffer
	err = PDF(&b, []Sheet{l.sheet()})
	return b.Bytes(), err
}

// Picture is the flyer's share picture, a PNG of PictureWidth × PictureHeight.
func (s *Shelf) Picture(ctx context.Context, r Request) ([]byte, error) {
	l, err := s.leaflet(ctx, r)
	if err != nil {
		return nil, err
	}
	return Picture(l.sheet())
}

// CountVia counts that a distributor's code was used today, by the date at the place. A word that nobody has is ignored.
func (s *Shelf) CountVia(ctx context.Context, slug, via string) error {
	return s.store.Gorm.WithContext(ctx).Exec(countVia, slug, via).Error
}

func (s *Shelf) leaflet(ctx context.Context, r Request) (*leaflet, error) {
	e, err := read(ctx, s.store, r.Place)
	if err != nil {
		return nil, err
	}
	c := i18n.Get(r.Lang)
	return &leaflet{edition: e, c: c, text: textFor(c, &e.Flyer, e.Texts), base: s.base, via: r.Via}, nil
}
