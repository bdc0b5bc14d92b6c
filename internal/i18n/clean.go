package i18n

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/rivo/uniseg"
	"golang.org/x/text/unicode/norm"

	"musikkforalle/internal/fault"
)

// BytesPerCharacter is how long the characters of a text may be on average; the contract and the database say the same.
const BytesPerCharacter = 8

// Clean makes text from outside safe to keep and show: NFC, trimmed, without control characters, bidi overrides
// (U+202A–E, U+2066–9) and runs of zero-width characters; U+200C and U+200D stay, Persian and emoji need them. Line
// breaks become spaces. More than most characters as a reader counts them (a family emoji is one), more than
// BytesPerCharacter times as many bytes, or not UTF-8, is fault "invalid".
func Clean(s string, most int) (string, error) {
	if !utf8.ValidString(s) || len(s) > 2*BytesPerCharacter*most {
		return "", fault.New(fault.Invalid, "invalid")
	}
	s = strings.TrimSpace(norm.NFC.String(strings.Map(clean, s)))
	s = collapse(s)
	if len(s) > BytesPerCharacter*most || uniseg.GraphemeClusterCount(s) > most {
		return "", fault.New(fault.Invalid, "invalid", "too long")
	}
	return s, nil
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
