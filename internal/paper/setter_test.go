package paper

import (
	"encoding/json"
	"os"
	"path/filepath"
	"testing"

	"musikkforalle/internal/i18n"
)

// catalogue reads all that the program says in a language.
func catalogue(t *testing.T, lang string) []string {
	t.Helper()
	var texts map[string]string
	raw, err := os.ReadFile(filepath.Join("../i18n/locales", lang+".json"))
	if err == nil {
		err = json.Unmarshal(raw, &texts)
	}
	if err != nil {
		t.Fatal(err)
	}
	said := make([]string, 0, len(texts))
	for _, text := range texts {
		said = append(said, text)
	}
	return said
}

func TestEveryLetterHasAGlyph(t *testing.T) {
	t.Parallel()
	others := []string{"۰۱۲۳۴۵۶۷۸۹ ٠١٢٣٤٥٦٧٨٩", "ێۆڕڵە ښځڅډړږېۍ ٹڈڑںےہ", "êîûçş ąćęłńóśźż ґєії ğıİ čđŋšŧž"}
	for _, lang := range i18n.All {
		set := NewSetter(lang, i18n.Get(lang).Dir() == "rtl")
		for _, text := range append(catalogue(t, lang), others...) {
			for _, bold := range []bool{false, true} {
				if missing(set.Text(text, Style{Size: 4, Bold: bold}, 80)) {
					t.Errorf("%s: a letter of %q has no glyph", lang, text)
				}
			}
		}
	}
}

func missing(b *Block) bool {
	for _, l := range b.lines {
		for _, g := range l.glyphs {
			if g.id == 0 {
				return true
			}
		}
	}
	return false
}

func TestHeadingsKeepTheirWordsWhole(t *testing.T) {
	t.Parallel()
	set := NewSetter("ar", true)
	for _, width := range []float64{20, 60, 100, 140} {
		b := set.Balanced("الموسيقى للجميع", Style{Size: 17, Bold: true}, width)
		if len(b.lines) > 2 || b.InkWidth() > width {
			t.Errorf("width %v: %d lines of %.1f", width, len(b.lines), b.InkWidth())
		}
	}
}
