package paper

import (
	"bytes"
	"fmt"
	"strings"
	"unicode"

	"codeberg.org/go-pdf/fpdf"
)

// sheetPen draws outlines like a PDFPen and writes the text invisibly beneath them.
type sheetPen struct {
	*PDFPen
}

// letterFont is the font of the invisible text; only its position and width matter.
const letterFont = "letters"

func newSheetPen(file *fpdf.Fpdf) *sheetPen {
	raw, err := fontFiles.ReadFile("fonts/" + familyNames[sans] + "-Regular.ttf")
	if err != nil {
		panic(err) // the program itself is broken
	}
	file.AddUTF8FontFromBytes(letterFont, "", raw)
	return &sheetPen{NewPDFPen(file)}
}

// Spell implements Speller with invisible text, stretched to the width of the drawn glyphs.
func (p *sheetPen) Spell(letters string, x, baseline, width, size float64) {
	const noInk, seen = 3, 0
	letters = strings.Map(spelled, letters)
	if strings.TrimSpace(letters) == "" {
		return
	}
	p.doc.SetFont(letterFont, "", size*pointsPerMM)
	stretch := 100.
	if natural := p.doc.GetStringWidth(letters); natural > 0 {
		stretch = 100 * width / natural
	}
	p.doc.SetTextRenderingMode(noInk)
	p.doc.RawWriteStr(fmt.Sprintf("%.2f Tz", stretch))
	p.doc.Text(x, baseline, letters)
	p.doc.RawWriteStr("100 Tz")
	p.doc.SetTextRenderingMode(seen)
}

// spelled leaves out what marks direction, and what the file's two bytes a letter cannot hold.
func spelled(r rune) rune {
	switch {
	case unicode.Is(unicode.Cf, r), r > 0xffff:
		return -1
	case unicode.IsSpace(r):
		return ' '
	}
	return r
}

// Picture implements sheet.
func (p *sheetPen) Picture(name string, raw []byte, x, y, width, height float64) {
	kind := fpdf.ImageOptions{ImageType: "PNG"}
	p.doc.RegisterImageOptionsReader(name, kind, bytes.NewReader(raw))
	p.doc.ImageOptions(name, x, y, width, height, false, kind, 0, "")
}
