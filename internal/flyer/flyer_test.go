package flyer

import (
	"bytes"
	"errors"
	"regexp"
	"strings"
	"testing"

	"musikkforalle/internal/paper"
)

func allSheets() []Sheet {
	sheets := make([]Sheet, len(samples))
	for i, w := range samples {
		sheets[i] = w.sheet()
	}
	return sheets
}

func TestPDF(t *testing.T) {
	t.Parallel()
	var first, second bytes.Buffer
	for _, w := range []*bytes.Buffer{&first, &second} {
		if err := PDF(t.Context(), w, allSheets()); err != nil {
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
		if err := PDF(t.Context(), &bytes.Buffer{}, nil); !errors.Is(err, ErrNoSheets) {
			t.Errorf("got %v", err)
		}
	})
}

// extent notes how far ink reaches.
type extent struct {
	paper.Discard
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
				if err := p.fit(t.Context()); err != nil {
					t.Fatal(err)
				}
				var ink extent
				p.to = &ink
				if end := p.compose(); end > pageFoot+.01 || ink.bottom > paper.PageHeight || ink.left < -60 || ink.right > paper.PageWidth+60 {
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

func BenchmarkPage(b *testing.B) {
	sheets := allSheets()
	for b.Loop() {
		for i := range sheets {
			if err := PDF(b.Context(), &bytes.Buffer{}, sheets[i:i+1]); err != nil {
				b.Fatal(err)
			}
		}
	}
	b.ReportMetric(float64(b.Elapsed().Milliseconds())/float64(b.N*len(sheets)), "ms/page")
}
