package flyer

import (
	"cmp"
	"image/color"
	"slices"
	"strings"

	"github.com/go-text/typesetting/di"
	"github.com/go-text/typesetting/font"
	"github.com/go-text/typesetting/language"
	"github.com/go-text/typesetting/shaping"
	"golang.org/x/image/math/fixed"
)

// em is the size at which text is shaped before it is scaled down: advances are rounded to 1/64, so a large one keeps them exact.
const em = 2048

// style is how a piece of text looks.
type style struct {
	size   float64
	bold   bool
	color  color.RGBA
	centre bool // otherwise from the side where reading starts
	whole  bool // a word too long for a line sticks out instead of being broken
}

// setter shapes and breaks the text of one language. It is not safe for concurrent use.
type setter struct {
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

// newSetter returns a setter for a language as in our URLs ("nb", "prs").
func newSetter(lang string, rtl bool) *setter {
	v := voiceOf(lang)
	tag := lang
	if lang == "prs" { // fonts know Dari as the Persian of Afghanistan
		tag = "fa-AF"
	}
	s := &setter{lang: language.NewLanguage(tag), rtl: rtl, voice: v, shaped: map[shapeKey][]shaping.Output{}}
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

// glyph is one placed letter; x and y are in sizes, from the start of its line's baseline at the left.
type glyph struct {
	face *font.Face
	id   font.GID
	x, y float64
}

type line struct {
	glyphs []glyph
	width  float64 // in sizes
}

// block is text broken into lines, ready to be drawn anywhere.
type block struct {
	style
	lines           []line
	size            float64 // after the script's own scale
	ascent, leading float64
	rtl             bool
	width, height   float64
}

// text breaks a string into lines of the given width; a newline starts a new paragraph. Empty text has no height.
func (s *setter) text(str string, st style, width float64) *block {
	b := &block{style: st, rtl: s.rtl, size: st.size * s.voice.scale, width: width}
	b.ascent, b.leading = s.voice.ascent*b.size, s.voice.leading*b.size
	for paragraph := range strings.SplitSeq(strings.TrimSpace(str), "\n") {
		if paragraph != "" {
			b.lines = append(b.lines, s.paragraph(paragraph, st, width/b.size)...)
		}
	}
	b.height = float64(len(b.lines)) * b.leading
	return b
}

// paragraph shapes one paragraph and breaks it; width is in sizes.
func (s *setter) paragraph(str string, st style, width float64) []line {
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
	broken, _ := s.wrapper.WrapParagraphF(config, fixed.Int26_6(width*em*64), runes, shaping.NewSliceIterator(s.shape(runes, dir, st.bold)))
	lines := make([]line, len(broken))
	for i, runs := range broken {
		lines[i] = arrange(runs)
	}
	return lines
}

// shape turns letters into glyphs. Shaping is the slow part and does not depend on the size, so a page that
// tries many sizes shapes once. Glyphs are copied because wrapping trims the spaces at the end of a line in place.
func (s *setter) shape(runes []rune, dir di.Direction, bold bool) []shaping.Output {
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
func arrange(runs shaping.Line) line {
	const unit = 1. / (em * 64)
	ordered := slices.Clone(runs)
	slices.SortStableFunc(ordered, func(a, b shaping.Output) int { return cmp.Compare(a.VisualIndex, b.VisualIndex) })
	var out line
	for _, run := range ordered {
		for _, g := range run.Glyphs {
			out.glyphs = append(out.glyphs, glyph{run.Face, g.GlyphID, out.width + float64(g.XOffset)*unit, -float64(g.YOffset) * unit})
			out.width += float64(g.Advance) * unit
		}
	}
	return out
}

// draw puts the block's top left corner at x, y and returns the y below it.
func (b *block) draw(to pen, x, y float64) float64 {
	baseline := y + b.ascent
	for _, l := range b.lines {
		left := x
		switch {
		case b.centre:
			left += (b.width - l.width*b.size) / 2
		case b.rtl:
			left += b.width - l.width*b.size
		}
		for _, g := range l.glyphs {
			glyphPath(g.face, g.id).trace(to, left+g.x*b.size, baseline+g.y*b.size, b.size)
		}
		baseline += b.leading
	}
	to.Fill(b.color)
	return y + b.height
}

// inkWidth is the width of the longest line.
func (b *block) inkWidth() float64 {
	var widest float64
	for _, l := range b.lines {
		widest = max(widest, l.width*b.size)
	}
	return widest
}

// smaller is the step by which a heading shrinks to fit.
const smaller = .94

// balanced sets a heading so that its lines are about as long as each other and no word is broken.
func (s *setter) balanced(str string, st style, width float64) *block {
	st.whole = true
	best := s.text(str, st, width)
	for best.inkWidth() > width {
		st.size *= smaller
		best = s.text(str, st, width)
	}
	for narrower := width * .95; narrower > width*.4; narrower -= width * .05 {
		b := s.text(str, st, narrower)
		if len(b.lines) > len(best.lines) || b.inkWidth() > narrower {
			break
		}
		b.width, best = width, b
	}
	return best
}

// fitted sets text on one line, smaller where it would not fit.
func (s *setter) fitted(str string, st style, width float64) *block {
	b := s.text(str, st, width)
	for len(b.lines) > 1 || b.inkWidth() > width {
		st.size *= smaller
		b = s.text(str, st, width)
	}
	return b
}
