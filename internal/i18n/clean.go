package i18n

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/rivo/uniseg"
	"golang.org/x/text/unicode/norm"

	"musikkforalle/internal/fault"
)

// bytesPerCharacter is the average length that the characters of a text may have. The contract and the database use the
// same factor.
const bytesPerCharacter = 8

// Text is the rule for one kind of text from outside.
type Text struct {
	Field  string // the input's name in the contract
	Most   int    // characters as a reader counts them: a family emoji is one
	Needed bool   // an empty text is refused
	Lines  bool   // line breaks stay; without it they become spaces
}

// Clean makes a text safe to keep and show: NFC, trimmed, without control characters, bidi overrides (U+202A–E, U+2066–9)
// and runs of zero-width characters. U+200C and U+200D stay, because Persian and emoji need them. With Lines it does so line
// by line. Fault: invalid, with the field and rule "text", for a text that is not UTF-8, is longer than Most characters or
// eight times as many bytes, or is empty where it is Needed.
func (t Text) Clean(s string) (string, error) {
	if !utf8.ValidString(s) || len(s) > 2*bytesPerCharacter*t.Most {
		return "", t.refusal()
	}
	lines := []string{s}
	if t.Lines {
		lines = strings.Split(s, "\n")
	}
	for i, line := range lines {
		lines[i] = collapse(strings.TrimSpace(norm.NFC.String(strings.Map(clean, line))))
	}
	s = strings.Join(lines, "\n")
	if len(s) > bytesPerCharacter*t.Most || uniseg.GraphemeClusterCount(s) > t.Most || t.Needed && strings.TrimSpace(s) == "" {
		return "", t.refusal()
	}
	return s, nil
}

func (t Text) refusal() error {
	return fault.New(fault.Invalid, "invalid").With(fault.Field{Field: t.Field, Rule: "text"})
}

func clean(r rune) rune {
	switch {
	case r == '\n' || r == '\r' || r == '\t' || r == '\u2028' || r == '\u2029':
		return ' '
	case unicode.IsControl(r), r >= 0x202A && r <= 0x202E, r >= 0x2066 && r <= 0x2069,
		r == 0x200B, r == 0x2060, r == 0xFEFF, r == 0x061C, r == 0x200E, r == 0x200F:
		return -1
	}
	return r
}

// collapse keeps one of several joiners or spaces in a row.
func collapse(s string) string {
	var b strings.Builder
	var last rune
	for _, r := range s {
		if r == ' ' && last == ' ' || joiner(r) && joiner(last) {
			continue
		}
		b.WriteRune(r)
		last = r
	}
	return b.String()
}

func joiner(r rune) bool { return r == 0x200C || r == 0x200D }

// Isolate wraps a name, number or address of another direction so that it keeps its order inside a sentence.
func Isolate(s string) string {
	if s == "" {
		return ""
	}
	return "\u2068" + s + "\u2069"
}
