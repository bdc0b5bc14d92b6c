package paper

import (
	"cmp"
	"slices"
	"strings"

	"github.com/go-text/typesetting/di"
	"github.com/go-text/typesetting/font"
	"github.com/go-text/typesetting/language"
	"github.com/go-text/typesetting/shaping"
	"golang.org/x/image/math/fixed"
)

// em is the size at which text is shaped before it is scaled down: advances are rounded to 1/64, so a large size keeps
// them precise.
const em = 2048

// Setter shapes and breaks the text of one language. It is not safe for concurrent use.
type Setter struct {
	lang  language.Language
	rtl   bool
	voice voice

	regular, bold faceMap
	segmenter     shaping.Segmenter
	shaper        shaping.HarfbuzzShaper
	wrapper       shaping.LineWrapper
	shaped        map[shapeKey][]shaping.Output
}

type shapeKey struct {
	text string
	bold bool
}

// NewSetter returns a setter for a language as in our URLs ("nb", "prs").
func NewSetter(lang string, rtl bool) *Setter {
	v := voiceOf(lang)
	tag := lang
	if lang == "prs" { // fonts know Dari as the Persian of Afghanistan
		tag = "fa-AF"
	}
	s := &Setter{lang: language.NewLanguage(tag), rtl: rtl, voice: v, shaped: map[shapeKey][]shaping.Output{}}
	s.shaper.SetFontCacheSize(2 * int(familyCount))
	for f, cut := range library() {
		s.regular.faces[f] = font.NewFace(cut[0])
		s.bold.faces[f] = font.NewFace(cut[1])
	}
	s.regular.home, s.bold.home = v.family, v.family
	return s
}

// faceMap chooses the face of a letter by its script, so that the dot in an e-mail address stays Latin.
type faceMap struct {
	faces [familyCount]*font.Face
	home  family // of the language
	first family // of the script at hand
}

// SetScript implements shaping.FontmapScript.
func (m *faceMap) SetScript(s language.Script) {
	switch s {
	case language.Latin, language.Cyrillic:
		m.first = sans
	case language.Ethiopic:
		m.first = ethiopic
	case language.Arabic:
		m.first = arabic
		if m.home == nastaliq {
			m.first = nastaliq
		}
	default:
		m.first = m.home
	}
}

// ResolveFace implements shaping.Fontmap.
func (m *faceMap) ResolveFace(r rune) *font.Face {
	if m.first == nastaliq && r < 0x80 { // its own figures are too slight for a telephone number
		return m.faces[sans]
	}
	if _, ok := m.faces[m.first].NominalGlyph(r); ok {
		return m.faces[m.first]
	}
	for _, face := range m.faces {
		if _, ok := face.NominalGlyph(r); ok {
			return face
		}
	}
	return m.faces[m.first]
}

// Text breaks a string into lines of the given width; a newline starts a new paragraph. Empty text has no height.
func (s *Setter) Text(str string, st Style, width float64) *Block {
	b := &Block{Style: st, rtl: s.rtl, size: st.Size * s.voice.scale, Width: width}
	b.Ascent, b.Leading = s.voice.ascent*b.size, s.voice.leading*b.size
	for paragraph := range strings.SplitSeq(strings.TrimSpace(str), "\n") {
		if paragraph != "" {
			b.lines = append(b.lines, s.paragraph(paragraph, st, width/b.size)...)
		}
	}
	b.Height = float64(len(b.lines)) * b.Leading
	return b
}

// paragraph shapes one paragraph and breaks it; width is in sizes.
func (s *Setter) paragraph(str string, st Style, width float64) []line {
	str = holdNumbers(str)
	dir := di.DirectionLTR
	if s.rtl {
		dir, str = di.DirectionRTL, Isolate(str)
	}
	runes := []rune(str)
	config := shaping.WrapConfig{Direction: dir}
	if st.whole {
		config.BreakPolicy = shaping.Never
	}
	broken, _ := s.wrapper.WrapParagraphF(config, fixed.Int26_6(width*em*64), runes, shaping.NewSliceIterator(s.shape(runes, dir, st.Bold)))
	lines := make([]line, len(broken))
	for i, runs := range broken {
		lines[i] = arrange(runs, runes)
	}
	return lines
}

// shape turns letters into glyphs. Shaping is the slow part and does not depend on the size, so a page that
// tries many sizes shapes once. Glyphs are copied because wrapping trims the spaces at the end of a line in place.
func (s *Setter) shape(runes []rune, dir di.Direction, bold bool) []shaping.Output {
	key := shapeKey{string(runes), bold}
	if _, ok := s.shaped[key]; !ok {
		faces := &s.regular
		if bold {
			faces = &s.bold
		}
		input := shaping.Input{Text: runes, RunEnd: len(runes), Direction: dir, Size: fixed.I(em), Language: s.lang}
		for _, run := range s.segmenter.Split(input, faces) {
			s.shaped[key] = append(s.shaped[key], s.shaper.Shape(run))
		}
	}
	runs := slices.Clone(s.shaped[key])
	for i := range runs {
		runs[i].Glyphs = slices.Clone(runs[i].Glyphs)
	}
	return runs
}

// arrange orders the runs of a line as the eye sees them and gives every glyph its position.
func arrange(runs shaping.Line, text []rune) line {
	const unit = 1. / (em * 64)
	ordered := slices.Clone(runs)
	slices.SortStableFunc(ordered, func(a, b shaping.Output) int { return cmp.Compare(a.VisualIndex, b.VisualIndex) })
	var out line
	for _, run := range ordered {
		start := out.width
		for _, g := range run.Glyphs {
			out.glyphs = append(out.glyphs, glyph{run.Face, g.GlyphID, out.width + float64(g.XOffset)*unit, -float64(g.YOffset) * unit})
			out.width += float64(g.Advance) * unit
		}
		letters := slices.Clone(text[run.Runes.Offset : run.Runes.Offset+run.Runes.Count])
		if run.Direction == di.DirectionRTL {
			slices.Reverse(letters)
		}
		out.spans = append(out.spans, span{string(letters), start, out.width - start})
	}
	return out
}

// smaller is the step by which a heading shrinks to fit.
const smaller = .94

// Balanced sets a heading so that its lines are about as long as each other and no word is broken.
func (s *Setter) Balanced(str string, st Style, width float64) *Block {
	st.whole = true
	best := s.Text(str, st, width)
	for best.InkWidth() > width {
		st.Size *= smaller
		best = s.Text(str, st, width)
	}
	for narrower := width * .95; narrower > width*.4; narrower -= width * .05 {
		b := s.Text(str, st, narrower)
		if len(b.lines) > len(best.lines) || b.InkWidth() > narrower {
			break
		}
		b.Width, best = width, b
	}
	return best
}

// Fitted sets text on one line, smaller where it would not fit.
func (s *Setter) Fitted(str string, st Style, width float64) *Block {
	b := s.Text(str, st, width)
	for len(b.lines) > 1 || b.InkWidth() > width {
		st.Size *= smaller
		b = s.Text(str, st, width)
	}
	return b
}
