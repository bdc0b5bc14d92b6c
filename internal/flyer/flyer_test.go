package flyer

import (
	"bytes"
	"errors"
	"image/color"
	"math"
	"regexp"
	"strings"
	"testing"
)

// words returns everything that a sheet says.
func words(s Sheet) []string {
	out := []string{
		s.Title, s.Lead, s.Season, s.Time, s.Next, s.PlaceHeading, s.PlaceName, s.Address, s.Door,
		s.ContactHeading, s.Contact, s.QRLabel, s.Partners, s.Thanks, s.ReviewNote,
	}
	for _, section := range s.Sections {
		out = append(out, section.Heading, section.Body)
	}
	for _, d := range s.Dates {
		out = append(out, d.Weekday, d.Day, d.Month)
	}
	return out
}

func allSheets() []Sheet {
	sheets := make([]Sheet, len(samples))
	for i, w := range samples {
		sheets[i] = w.sheet()
	}
	return sheets
}

func TestEveryLetterHasAGlyph(t *testing.T) {
	t.Parallel()
	for _, sheet := range allSheets() {
		set := newSetter(sheet.Lang, sheet.RTL)
		for _, text := range append(words(sheet), "۰۱۲۳۴۵۶۷۸۹ ٠١٢٣٤٥٦٧٨٩", "ێۆڕڵە ښځڅډړږېۍ ٹڈڑںےہ", "êîûçş ąćęłńóśźż ґєії ğıİ čđŋšŧž") {
			for _, bold := range []bool{false, true} {
				for _, l := range set.text(text, style{size: 4, bold: bold}, 80).lines {
					for _, g := range l.glyphs {
						if g.id == 0 {
							t.Errorf("%s: a letter of %q has no glyph", sheet.Lang, text)
						}
					}
				}
			}
		}
	}
}

func TestPDF(t *testing.T) {
	t.Parallel()
	var first, second bytes.Buffer
	for _, w := range []*bytes.Buffer{&first, &second} {
		if err := PDF(w, allSheets()); err != nil {
			t.Fatal(err)
		}
	}

	t.Run("OnePageForEachSheet", func(t *testing.T) {
		pages := regexp.MustCompile(`/Type /Page\b`).FindAll(first.Bytes(), -1)
		if len(pages) != len(samples) {
			t.Errorf("%d pages for %d sheets", len(pages), len(samples))
		}
	})
	t.Run("SameSheetsSameBytes", func(t *testing.T) {
		if !bytes.Equal(first.Bytes(), second.Bytes()) {
			t.Error("two runs differ")
		}
	})
	t.Run("NoSheets", func(t *testing.T) {
		if err := PDF(&bytes.Buffer{}, nil); !errors.Is(err, ErrNoSheets) {
			t.Errorf("got %v", err)
		}
	})
}

// extent notes how far ink reaches.
type extent struct {
	discard
	bottom, left, right float64
}

func (e *extent) reach(x, y float64) {
	e.bottom, e.left, e.right = max(e.bottom, y), min(e.left, x), max(e.right, x)
}
func (e *extent) MoveTo(x, y float64)             { e.reach(x, y) }
func (e *extent) LineTo(x, y float64)             { e.reach(x, y) }
func (e *extent) CubeTo(_, _, _, _, x, y float64) { e.reach(x, y) }

func TestPageHoldsEverything(t *testing.T) {
	t.Parallel()
	lengthen := map[string]func(*Sheet){
		"AsWritten": func(*Sheet) {},
		"ThreeTimesTheText": func(s *Sheet) {
			s.Lead = strings.Repeat(s.Lead+" ", 3)
			for i := range s.Sections {
				s.Sections[i].Body = strings.Repeat(s.Sections[i].Body+" ", 3)
			}
		},
		"TwentyDates":     func(s *Sheet) { s.Dates = append(append(append(s.Dates, s.Dates...), s.Dates...), s.Dates...) },
		"OneEndlessWord":  func(s *Sheet) { s.Title = strings.Repeat("a", 300) },
		"ThirtySections":  func(s *Sheet) { s.Sections = sectionsOf(s.Sections[0], 30) },
		"NothingButTitle": func(s *Sheet) { *s = Sheet{Lang: s.Lang, RTL: s.RTL, Title: s.Title} },
	}
	for name, change := range lengthen {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			for _, sheet := range allSheets() {
				change(&sheet)
				p, err := newPage(&sheet)
				if err != nil {
					t.Fatal(err)
				}
				p.fit()
				var ink extent
				p.to = &ink
				if end := p.compose(); end > pageFoot+.01 || ink.bottom > pageHeight || ink.left < -60 || ink.right > pageWidth+60 {
					t.Errorf("%s: content ends at %.1f mm, ink at %.1f, from %.1f to %.1f", sheet.Lang, end, ink.bottom, ink.left, ink.right)
				}
			}
		})
	}
}

func sectionsOf(s Section, count int) []Section {
	out := make([]Section, count)
	for i := range out {
		out[i] = s
	}
	return out
}

func TestHeadingsKeepTheirWordsWhole(t *testing.T) {
	t.Parallel()
	set := newSetter("ar", true)
	for _, width := range []float64{20, 60, 100, 140} {
		b := set.balanced("الموسيقى للجميع", style{size: 17, bold: true}, width)
		if len(b.lines) > 2 || b.inkWidth() > width {
			t.Errorf("width %v: %d lines of %.1f", width, len(b.lines), b.inkWidth())
		}
	}
}

func TestColoursAreReadable(t *testing.T) {
	t.Parallel()
	pairs := [][2]color.RGBA{
		{ink, white}, {ink, cream}, {ink, marigold}, {ink, paper}, {muted, white}, {plum, white}, {plum, cream},
		{white, plum}, {white, plumGlow}, {cream, plum}, {cream, plumGlow},
	}
	for _, p := range pairs {
		if ratio := contrast(p[0], p[1]); ratio < 4.5 {
			t.Errorf("%v on %v: %.2f", p[0], p[1], ratio)
		}
	}
}

// contrast is the ratio of WCAG 2.
func contrast(a, b color.RGBA) float64 {
	luminance := func(c color.RGBA) float64 {
		channel := func(v uint8) float64 {
			s := float64(v) / 255
			if s <= .04045 {
				return s / 12.92
			}
			return math.Pow((s+.055)/1.055, 2.4)
		}
		return .2126*channel(c.R) + .7152*channel(c.G) + .0722*channel(c.B)
	}
	la, lb := luminance(a), luminance(b)
	return (max(la, lb) + .05) / (min(la, lb) + .05)
}

func BenchmarkPage(b *testing.B) {
	sheets := allSheets()
	for b.Loop() {
		for i := range sheets {
			if err := PDF(&bytes.Buffer{}, sheets[i:i+1]); err != nil {
				b.Fatal(err)
			}
		}
	}
	b.ReportMetric(float64(b.Elapsed().Milliseconds())/float64(b.N*len(sheets)), "ms/page")
}
