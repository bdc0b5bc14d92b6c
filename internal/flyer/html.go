package flyer

import (
	"bytes"
	_ "embed"
	"fmt"
	"html/template"
	"time"

	"musikkforalle/internal/i18n"
	"musikkforalle/internal/paper"
	"musikkforalle/internal/partner"
	"musikkforalle/internal/session"
)

//go:embed web/flyer.html
var pageSource string

var pageTemplate = template.Must(template.New("flyer").Parse(pageSource))

// webPage is the data of the HTML template.
type webPage struct {
	Sheet
	Reader, Text  tongue // Text is in the source's language where the reader's has none
	Borrowed      bool
	Style, Script string
	Logo, QR      template.HTML

	Base, Canonical, Image, Locale, Description string

	Days                []day
	UsualDoor, DoorNext string
	Email, PhoneText    string
	Phone               template.URL
	With, Thanked       []string
	Alternates, Others  []tongue
	Query               string // a distributor's word, for links to other parts of the flyer

	Home, Coming, Map, Message, File string

	c *i18n.Catalogue
}

// tongue is a language with the attributes of a link to it or of a text in it.
type tongue struct {
	Lang, Dir, Name, URL string
	Voices               string // prefixes of voices that can read it aloud
	Offer, Close         string // to read in it, and to be asked no more, in its own words
}

// day is a ticket with its date, both machine-readable and in words.
type day struct {
	Ticket
	Local, Words string
	Over, Next   bool
}

// T gives a text of the reader's language.
func (p *webPage) T(key string, pairs ...any) string { return p.c.T(key, pairs...) }

func (l *rendition) html() ([]byte, error) {
	code, err := paper.QR(l.placeURL())
	if err != nil {
		return nil, err
	}
	path := l.path(l.c.Code)
	p := webPage{
		Sheet: l.sheet(), c: l.c,
		Reader: l.tongue(l.c.Code), Text: l.tongue(l.text.Lang), Borrowed: l.text.Lang != l.c.Code,
		Style: stylePath, Script: scriptPath,
		Logo: template.HTML(paper.Logo()), QR: template.HTML(code), // drawn here, from numbers alone
		Base: l.base, Canonical: l.base + path, Image: l.base + path + ".png", Locale: locales[l.c.Code], Description: l.description(),
		Days: l.days(), UsualDoor: l.Door().Text(l.c), DoorNext: l.newDoor(),
		Email: l.ContactEmail, Phone: dial(l.ContactPhone), PhoneText: i18n.PhoneText(l.ContactPhone),
		With: l.partners(partner.With), Thanked: l.partners(partner.Thanks), Query: l.query(),
		Home: "/" + appLang(l.c.Code), Coming: l.placePath(), File: path + ".pdf" + l.query(),
		Map: fmt.Sprintf("https://www.openstreetmap.org/?mlat=%.5f&mlon=%.5f#map=17/%.5f/%.5f", l.Latitude, l.Longitude, l.Latitude, l.Longitude),
	}
	p.Message = p.Title + "\n" + p.Next + "\n" + p.Canonical
	p.Alternates, p.Others = l.languages()
	var b bytes.Buffer
	err = pageTemplate.Execute(&b, &p)
	return b.Bytes(), err
}

// description is what search engines and messengers show under the title.
func (l *rendition) description() string {
	next := l.next()
	if next == nil {
		return l.text.Title
	}
	start, _ := next.Local()
	return l.c.T("page.place.description", "venue", l.Venue, "street", l.Street, "town", l.Town, "date", l.c.Date(start))
}

// languages returns the flyer's languages: those with an hreflang for search engines, and those other than the reader's.
func (l *rendition) languages() (alternates, others []tongue) {
	written := map[string]bool{}
	for _, t := range l.Texts {
		written[t.Lang] = true
	}
	for _, code := range append([]string{i18n.Easy}, i18n.All...) {
		if !written[code] {
			continue
		}
		one := l.tongue(code)
		if code != i18n.Easy { // easy Norwegian has no language tag
			own := i18n.Get(code)
			one.Offer, one.Close = own.T("lang.offer"), own.T("do.close")
			alternates = append(alternates, one)
		}
		if code != l.c.Code {
			others = append(others, one)
		}
	}
	return alternates, others
}

func (l *rendition) tongue(code string) tongue {
	c := i18n.Get(code)
	return tongue{
		Lang: c.HTMLLang(), Dir: c.Dir(), Name: i18n.Name(code), URL: l.path(code), Voices: voices(c.HTMLLang()),
	}
}

func (l *rendition) days() []day {
	days := make([]day, len(l.Saturdays))
	next := l.next()
	for i := range l.Saturdays {
		s := &l.Saturdays[i]
		start, _ := s.Local()
		days[i] = day{
			Ticket: l.ticket(s), Local: start.Format(time.DateOnly), Words: l.c.Date(start),
			Over: s.Over, Next: s == next && s.Status == session.Open,
		}
	}
	return days
}

// dial returns a tel: link. It keeps digits only, because it bypasses html/template's filter of URL schemes.
func dial(e164 string) template.URL {
	kept := []rune("tel:+")
	for _, r := range e164 {
		if r >= '0' && r <= '9' {
			kept = append(kept, r)
		}
	}
	return template.URL(kept) // digits
}

// voices returns the tags of speech voices that can read a language: Norwegian voices are tagged no or nb and read nynorsk
// too, Persian voices read Dari, Kurmanji voices are tagged ku.
func voices(lang string) string {
	switch lang {
	case "nb", "nn":
		return lang + " no nb"
	case "prs":
		return "prs fa"
	case "kmr":
		return "kmr ku"
	}
	return lang
}

// locales are the names that Open Graph has for our languages.
var locales = map[string]string{
	"nb": "nb_NO", i18n.Easy: "nb_NO", "nn": "nn_NO", "en": "en_GB", "ar": "ar_AR", "prs": "fa_AF", "ps": "ps_AF", "fa": "fa_IR",
	"ur": "ur_PK", "ckb": "cb_IQ", "kmr": "ku_TR", "so": "so_SO", "ti": "ti_ET", "tr": "tr_TR", "pl": "pl_PL", "uk": "uk_UA",
}
