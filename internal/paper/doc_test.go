package paper

import (
	"bytes"
	"compress/zlib"
	"encoding/binary"
	"fmt"
	"image"
	"image/png"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"unicode/utf16"
)

// report sets a document that needs three pages.
func report(lang string) *Doc {
	d := New(lang, "Rapport for våren 2019")
	d.Text("Musikk for alle nådde 50 barn.\n" + strings.Repeat("Alle spilte sammen, og etterpå var det vafler. ", 12))
	d.Heading("Hvem som kom")
	d.Bars([]string{"Barn", "Foreldre", "Søsken"}, []int{50, 72, 18})
	d.Heading("Dag for dag")
	rows := make([][]string, 60)
	for i := range rows {
		rows[i] = []string{fmt.Sprintf("lørdag nr. %d", i+1), fmt.Sprint(i + 3), "Vi spilte på trommer"}
	}
	d.Table([]string{"Dag", "Barn", "Hva"}, rows)
	d.Foot("Lørenskog")
	return d
}

func written(t *testing.T, d *Doc) []byte {
	t.Helper()
	raw, err := d.PDF()
	if err != nil {
		t.Fatal(err)
	}
	return raw
}

var (
	stream  = regexp.MustCompile(`(?s)stream\r?\n(.*?)\r?\nendstream`)
	spoken  = regexp.MustCompile(`(?s)\(((?:\\.|[^\\)])*)\) Tj`)
	escaped = regexp.MustCompile(`(?s)\\(.)`)
)

// pagesOf reads the letters of every page as a reader of PDF does: it unpacks the content and takes the shown strings.
func pagesOf(t *testing.T, raw []byte) (pages []string) {
	t.Helper()
	for _, m := range stream.FindAllSubmatch(raw, -1) {
		unpacked, err := zlib.NewReader(bytes.NewReader(m[1]))
		if err != nil {
			continue // not every stream is packed
		}
		content, err := io.ReadAll(unpacked)
		if err != nil || !bytes.Contains(content, []byte(" Td (")) {
			continue
		}
		var page strings.Builder
		for _, s := range spoken.FindAllSubmatch(content, -1) {
			plain := escaped.ReplaceAllFunc(s[1], func(e []byte) []byte {
				if e[1] == 'r' {
					return []byte{'\r'}
				}
				return e[1:]
			})
			units := make([]uint16, len(plain)/2)
			for i := range units {
				units[i] = binary.BigEndian.Uint16(plain[2*i:])
			}
			page.WriteString(string(utf16.Decode(units)) + "\n")
		}
		pages = append(pages, page.String())
	}
	return pages
}

func TestDoc(t *testing.T) {
	t.Parallel()
	raw := written(t, report("nb"))
	pages := pagesOf(t, raw)
	if len(pages) != 3 {
		t.Fatalf("%d pages", len(pages))
	}
	t.Run("EveryPageHasItsFootAndNumber", func(t *testing.T) {
		for i, page := range pages {
			if number := fmt.Sprintf("%d / 3\n", i+1); !strings.Contains(page, number) || !strings.Contains(page, "Lørenskog\n") {
				t.Errorf("page %d says %s", i+1, page)
			}
		}
	})
	t.Run("ATableGoesOnUnderItsHead", func(t *testing.T) {
		for i, page := range pages {
			if !strings.Contains(page, "Dag\n") || !strings.Contains(page, "Hva\n") {
				t.Errorf("no head on page %d", i+1)
			}
		}
		for i := range 60 {
			if row := fmt.Sprintf("lørdag nr. %d\n%d\nVi spilte på trommer\n", i+1, i+3); !strings.Contains(strings.Join(pages, ""), row) {
				t.Errorf("no row %d, or cut", i+1)
			}
		}
	})
	t.Run("BarsWriteTheirValues", func(t *testing.T) {
		if !strings.Contains(pages[0], "Foreldre\n72\n") {
			t.Error(pages[0])
		}
	})
	t.Run("TitleAndLanguageAreInTheFile", func(t *testing.T) {
		if !bytes.Contains(raw, []byte("/Title")) || !bytes.Contains(raw, []byte("/Lang (nb)")) {
			t.Error("no title or no language")
		}
	})
	t.Run("SameContentSameBytes", func(t *testing.T) {
		if !bytes.Equal(raw, written(t, report("nb"))) {
			t.Error("two runs differ")
		}
	})
	t.Run("AnotherReaderFindsTheSameText", func(t *testing.T) {
		reader, err := exec.LookPath("pdftotext")
		if err != nil {
			t.Skip("no pdftotext here")
		}
		file := filepath.Join(t.TempDir(), "report.pdf")
		if err := os.WriteFile(file, raw, 0o600); err != nil {
			t.Fatal(err)
		}
		out, err := exec.Command(reader, "-layout", file, "-").Output()
		if err != nil {
			t.Fatal(err)
		}
		for _, line := range []string{`Rapport for våren 2019`, `Foreldre\s+72`, `lørdag nr\. 60\s+62\s+Vi spilte på trommer`} {
			if !regexp.MustCompile(line).Match(out) {
				t.Errorf("no line %q in %s", line, out)
			}
		}
	})
}

// reach notes how far ink reaches on a page.
type reach struct {
	Discard
	left, right, bottom float64
}

func (r *reach) ink(x, y float64) {
	r.left, r.right, r.bottom = min(r.left, x), max(r.right, x), max(r.bottom, y)
}
func (r *reach) MoveTo(x, y float64)             { r.ink(x, y) }
func (r *reach) LineTo(x, y float64)             { r.ink(x, y) }
func (r *reach) CubeTo(_, _, _, _, x, y float64) { r.ink(x, y) }

func (r *reach) Picture(_ string, _ []byte, x, y, width, height float64) {
	r.ink(x, y)
	r.ink(x+width, y+height)
}

func TestDocKeepsOnThePage(t *testing.T) {
	t.Parallel()
	long := strings.Repeat("utviklingshemming og familiene deres ", 40)
	for name, fill := range map[string]func(*Doc){
		"ALongCell":        func(d *Doc) { d.Table([]string{"A", "B"}, [][]string{{strings.Repeat(long, 8), "12"}}) },
		"ManyColumns":      func(d *Doc) { d.Table(strings.Fields(long)[:12], [][]string{strings.Fields(long)[:12]}) },
		"ALongLabel":       func(d *Doc) { d.Bars([]string{long}, []int{1 << 30}) },
		"NothingToCount":   func(d *Doc) { d.Bars([]string{"Barn"}, []int{0}) },
		"ALongText":        func(d *Doc) { d.Text(strings.Repeat(long, 20)) },
		"ATableOfNoRows":   func(d *Doc) { d.Table([]string{"A"}, nil) },
		"AHeadingAtTheEnd": func(d *Doc) { d.Space(225); d.Heading("Neste"); d.Text("Under overskriften") },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			for _, lang := range []string{"nb", "ar", "ur", "ti"} {
				d := New(lang, long[:100])
				fill(d)
				for i, page := range d.pages {
					ink := reach{left: PageWidth}
					for _, draw := range page.drawings {
						draw(&ink)
					}
					if ink.bottom > pageEnd+2 || ink.left < margin-1 || ink.right > PageWidth-margin+1 {
						t.Errorf("%s, page %d: ink from %.1f to %.1f, down to %.1f", lang, i+1, ink.left, ink.right, ink.bottom)
					}
				}
			}
		})
	}
	t.Run("AHeadingStandsOverItsText", func(t *testing.T) {
		d := New("nb", "Rapport")
		d.Space(222)
		d.Heading("Neste")
		d.Text("Under overskriften")
		if pages := pagesOf(t, written(t, d)); len(pages) != 2 || !strings.Contains(pages[1], "Neste\nUnder overskriften") {
			t.Error(pages)
		}
	})
}

func TestNumbersEndAtOneEdge(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]bool{
		"12": true, "1 204": true, "12,5 %": true, "<5": true, "–": true, "": true, "−3": true, "11.30–13.30": false, "2 barn": false, "Barn": false, "١٢": true,
	} {
		if got := number.MatchString(text); got != want {
			t.Errorf("%q: %v", text, got)
		}
	}
}

func TestDocInScriptsFromRightToLeft(t *testing.T) {
	t.Parallel()
	d := New("ar", "الموسيقى للجميع")
	d.Table([]string{"اليوم", "الأطفال"}, [][]string{{"السبت", "١٢"}})
	page := pagesOf(t, written(t, d))[0]
	for _, seen := range []string{"عيمجلل", "تبسلا", "١٢"} { // as the eye meets them from the left; readers turn them
		if !strings.Contains(page, seen) {
			t.Errorf("no %q in %q", seen, page)
		}
	}
}

func TestASheetStandsByItself(t *testing.T) {
	t.Parallel()
	d := New("nb", "Pakke")
	d.Foot("Lørenskog")
	d.Sheet(func(to Pen) { d.set.Text("Et ark", Style{Size: 9}, measure).Draw(to, 0, 0) })
	d.Text("Slutt")
	pages := pagesOf(t, written(t, d))
	if len(pages) != 3 || pages[1] != "Et ark\n" || !strings.Contains(pages[2], "Slutt\nLørenskog\n2 / 2\n") {
		t.Errorf("%q", pages)
	}
}

func TestPicture(t *testing.T) {
	t.Parallel()
	var logo bytes.Buffer
	if err := png.Encode(&logo, image.NewRGBA64(image.Rect(0, 0, 400, 10))); err != nil {
		t.Fatal(err)
	}
	d := New("nb", "Takk")
	d.Picture(logo.Bytes(), 40)
	if raw := written(t, d); bytes.Count(raw, []byte("/Subtype /Image")) == 0 {
		t.Error("no picture in the file")
	}
	if want := pageTop + 13 + 9 + measure/40 + 3; d.y > want+.01 || d.y < want-.01 {
		t.Errorf("a wide picture ends at %.2f, want %.2f", d.y, want)
	}
	broken := New("nb", "Takk")
	broken.Picture([]byte("no picture"), 20)
	if _, err := broken.PDF(); err == nil {
		t.Error("what is no picture is set")
	}
}
