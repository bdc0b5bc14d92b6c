package editing

import (
	"bytes"
	"context"
	"image/png"
	"slices"
	"strings"

	"gorm.io/gorm"

	"musikkforalle/internal/fault"
	"musikkforalle/internal/flyer"
	"musikkforalle/internal/i18n"
	"musikkforalle/internal/paper"
	"musikkforalle/internal/place"
)

// Pack returns a place's flyers in the chosen languages as one PDF for an organiser. A cover sheet in Norwegian tells a
// school or hospital what the flyers are and how to hand them out. Each flyer has the distributor's QR code; via may be
// "" for flyers of no distributor. Faults: fault.ErrNotFound for a place or distributor, "invalid" for the languages.
func (a API) Pack(ctx context.Context, slug, via string, langs []string) ([]byte, error) {
	g := a.Store.Gorm.WithContext(ctx)
	p, _, err := place.OfTeam(ctx, g, slug, place.Organiser)
	if err != nil {
		return nil, err
	}
	name, err := a.nameOf(g, p, via)
	if err != nil {
		return nil, err
	}
	if len(langs) == 0 || slices.ContainsFunc(langs, func(l string) bool { return !slices.Contains(languages, l) }) {
		return nil, fault.New(fault.Invalid, "invalid").With(fault.Field{Field: "langs", Rule: "unknown"})
	}
	langs = slices.DeleteFunc(slices.Clone(languages), func(l string) bool { return !slices.Contains(langs, l) })
	sheets, err := flyer.NewShelf(a.Store, a.BaseURL).Sheets(ctx, slug, via, langs)
	if err != nil {
		return nil, err
	}
	return a.Press.Print(ctx, paper.Unkept(func(ctx context.Context) ([]byte, error) {
		d := cover(p, name, langs)
		for i := range sheets {
			if err := sheets[i].AddTo(ctx, d); err != nil {
				return nil, err
			}
		}
		return d.PDF()
	}), nil)
}

// nameOf returns the name of a place's distributor, "" for via "", or fault.ErrNotFound.
func (a API) nameOf(g *gorm.DB, p *place.Place, via string) (string, error) {
	if via == "" {
		return "", nil
	}
	found, err := a.distributors(g, p, via)
	if err == nil && len(found) == 0 {
		return "", fault.ErrNotFound
	}
	if err != nil {
		return "", err
	}
	return found[0].Name, nil
}

// cover returns a document with the cover sheet: what the flyers are, how to hand them out, and whom to ask.
func cover(p *place.Place, distributor string, langs []string) *paper.Doc {
	c := i18n.Get("nb")
	d := paper.New(c.Code, c.T("flyer.pack.title", "place", p.Name))
	if distributor != "" {
		d.Text(c.T("flyer.pack.for", "name", distributor))
	}
	for _, part := range []string{"what", "how", "child"} {
		d.Heading(c.T("flyer.pack." + part))
		d.Text(c.T("flyer.pack." + part + ".text"))
	}
	names := make([]string, len(langs))
	for i, lang := range langs {
		names[i] = i18n.Name(lang)
	}
	d.Heading(c.T("flyer.pack.languages"))
	d.Text(strings.Join(names, "\n"))
	d.Heading(c.T("flyer.pack.contact"))
	d.Text(p.Address() + "\n" + p.ContactEmail + "\n" + p.ContactPhone)
	d.Foot(c.T("app.name") + " · " + p.Name)
	return d
}

// qrPixels is how many pixels a module of a QR code is wide: large enough to print on a poster.
const qrPixels = 16

// Code returns the QR code of a distributor's link in a language, as "svg" or "png", for organisers of the place.
// Everything else is fault.ErrNotFound.
func (a API) Code(ctx context.Context, slug, via, lang, form string) (Proof, error) {
	g := a.Store.Gorm.WithContext(ctx)
	p, _, err := place.OfTeam(ctx, g, slug, place.Organiser)
	if err != nil {
		return Proof{}, err
	}
	if _, err := a.nameOf(g, p, via); err != nil || via == "" || !i18n.Known(lang) {
		return Proof{}, fault.ErrNotFound
	}
	address := a.BaseURL + "/" + lang + "/p/" + p.Slug + "?via=" + via
	switch form {
	case "svg":
		svg, err := paper.QR(address)
		return Proof{[]byte(svg), "image/svg+xml"}, err
	case "png":
		body, err := a.Press.Print(ctx, paper.Unkept(func(context.Context) ([]byte, error) { return codePicture(address) }), nil)
		return Proof{body, "image/png"}, err
	}
	return Proof{}, fault.ErrNotFound
}

func codePicture(address string) ([]byte, error) {
	code, err := paper.EncodeQR(address)
	if err != nil {
		return nil, err
	}
	side := code.Side() * qrPixels
	pen := paper.NewImagePen(side, side)
	code.Draw(pen, 0, 0, float64(side))
	var b bytes.Buffer
	err = png.Encode(&b, pen.Into)
	return b.Bytes(), err
}
