package paper

import (
	"bytes"
	"embed"
	"fmt"
	"sync"

	"github.com/go-text/typesetting/font"
)

//go:embed fonts/*.ttf
var fontFiles embed.FS

// family is one of the embedded type families; each has a regular and a bold face.
type family int

const (
	sans family = iota // Latin and Cyrillic
	arabic
	nastaliq // Urdu is read in Nastaliq, not in Naskh
	ethiopic
	familyCount
)

var familyNames = [familyCount]string{"NotoSans", "NotoSansArabic", "NotoNastaliqUrdu", "NotoSansEthiopic"}

// voice adjusts size and line spacing of a script, so that all scripts look equally large.
type voice struct {
	family  family
	scale   float64 // of the asked size
	ascent  float64 // from the top of the ink of a line to its baseline, in sizes
	leading float64 // from baseline to baseline, in sizes
}

// voiceOf returns how text in a language is set.
func voiceOf(lang string) voice {
	switch lang {
	case "ar", "prs", "ps", "ckb", "fa":
		return voice{arabic, 1.08, 1.02, 1.55}
	case "ur":
		return voice{nastaliq, 1, 1.40, 2}
	case "ti":
		return voice{ethiopic, 0.98, 0.95, 1.5}
	default:
		return voice{sans, 1, 0.95, 1.38}
	}
}

// weights holds the regular and the bold face of a family.
type weights [2]*font.Font

// library parses the embedded fonts once. Fonts may be shared between goroutines, faces may not.
var library = sync.OnceValue(func() (fonts [familyCount]weights) {
	for f, name := range familyNames {
		fonts[f] = weights{mustParse(name + "-Regular"), mustParse(name + "-Bold")}
	}
	return fonts
})

// mustParse panics when a font inside the program cannot be read: then the program itself is broken.
func mustParse(name string) *font.Font {
	raw, err := fontFiles.ReadFile("fonts/" + name + ".ttf")
	if err != nil {
		panic(err)
	}
	face, err := font.ParseTTF(bytes.NewReader(raw))
	if err != nil {
		panic(fmt.Errorf("paper: font %s: %w", name, err))
	}
	return face.Font
}
