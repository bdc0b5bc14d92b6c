package season

import (
	"bytes"
	"context"
	"image/png"
	"time"

	"musikkforalle/internal/db"
	"musikkforalle/internal/i18n"
	"musikkforalle/internal/paper"
	"musikkforalle/internal/place"
	"musikkforalle/internal/session"
)

// YearSheet returns a PDF to print and hang up, in a language, to be drawn: how to find the door, whom to ask, a QR code of the
// place's page, and the coming Saturdays of this half-year and the next. They come last, since a long list may need a
// second page.
func YearSheet(ctx context.Context, store *db.Store, base, slug, lang string) (paper.Drawing, error) {
	p, err := place.BySlug(ctx, store, slug)
	if err != nil {
		return paper.Drawing{}, err
	}
	coming, err := session.Coming(ctx, store, p)
	if err != nil {
		return paper.Drawing{}, err
	}
	var now time.Time
	if err := store.Gorm.WithContext(ctx).Raw("select now()").Row().Scan(&now); err != nil {
		return paper.Drawing{}, err
	}
	c := i18n.Get(lang)
	s := yearSheet{
		Lang: lang, Title: c.T("page.place.title", "place", p.Name), Address: base + "/" + lang + "/p/" + slug,
		About: p.Address() + "\n" + p.Door().Text(c) + "\n" + c.Facts([]string{i18n.Isolate(p.ContactPhone), i18n.Isolate(p.ContactEmail)}),
		Parts: partsOf(c, p, coming, now),
	}
	return paper.NewDrawing("year", s, s.draw)
}

// yearSheet is all that the sheet shows.
type yearSheet struct {
	Lang, Title, About, Address string
	Parts                       []part
}

func (s yearSheet) draw(context.Context) ([]byte, error) {
	c := i18n.Get(s.Lang)
	doc := paper.New(s.Lang, s.Title)
	doc.Text(s.About)
	doc.Text(c.T("flyer.scan"))
	picture, err := codeOf(s.Address)
	if err != nil {
		return nil, err
	}
	doc.Picture(picture, 35)
	doc.Foot(s.Address)
	for _, half := range s.Parts {
		doc.Heading(half.Heading)
		doc.Table([]string{c.T("flyer.when"), "", ""}, half.Rows)
	}
	if len(s.Parts) == 0 {
		doc.Text(c.T("place.none"))
	}
	return doc.PDF()
}

// part is a half-year on the sheet.
type part struct {
	Heading string
	Rows    [][]string
}

// partsOf groups the sessions by half-year, this one and the next, and leaves out an empty one.
func partsOf(c *i18n.Catalogue, p *place.Place, coming []session.Session, now time.Time) (parts []part) {
	year, half := session.HalfOf(p, now)
	for range 2 {
		this := part{Heading: c.T("season."+half, "year", year)}
		for i := range coming {
			if y, h := session.HalfOf(p, coming[i].StartsAt); y == year && h == half {
				this.Rows = append(this.Rows, row(c, &coming[i]))
			}
		}
		if len(this.Rows) > 0 {
			parts = append(parts, this)
		}
		if half == session.Spring {
			half = session.Autumn
		} else {
			year, half = year+1, session.Spring
		}
	}
	return parts
}

// row returns a session's date, its hours and what is unusual about it: that it is cancelled, or another door.
func row(c *i18n.Catalogue, s *session.Session) []string {
	start, end := s.Local()
	unusual := ""
	switch {
	case s.Status == session.Cancelled:
		unusual = c.T("flyer.cancelled")
	case !s.Door().Same(s.Place.Door()):
		unusual = s.Door().Text(c)
	}
	return []string{c.Date(start), c.T("flyer.time", "from", c.Time(start), "to", c.Time(end)), unusual}
}

// codeOf returns a QR code as a PNG, eight pixels to a module.
func codeOf(text string) ([]byte, error) {
	code, err := paper.EncodeQR(text)
	if err != nil {
		return nil, err
	}
	side := 8 * code.Side()
	pen := paper.NewImagePen(side, side)
	code.Draw(pen, 0, 0, float64(side))
	var picture bytes.Buffer
	err = png.Encode(&picture, pen.Into)
	return picture.Bytes(), err
}
