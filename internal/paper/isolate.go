package paper

import (
	"regexp"
	"strings"
)

// telephone finds numbers written in groups, with any reader's own digits.
const telephone = `\+?\p{Nd}{2,4}(?:[ \x{00A0}]\p{Nd}{2,3}){2,}`

// foreign finds what reads from left to right inside a right-to-left sentence: web and e-mail addresses,
// telephone numbers, and runs of Latin words such as names and street addresses.
var foreign = regexp.MustCompile(
	`(?:https?://|www\.)[^\s\p{Arabic}]*[\p{Latin}\p{Nd}/]` +
		`|[\w.+-]+@[\w-]+(?:\.[\w-]+)+` +
		`|` + telephone +
		`|\+\p{Nd}+` +
		`|\p{Latin}[\p{Latin}\p{M}\p{Nd}.,'’&/ -]*[\p{Latin}\p{M}\p{Nd}]`)

var (
	phone             = regexp.MustCompile(telephone)
	latin             = regexp.MustCompile(`\p{Latin}`)
	rightToLeftLetter = regexp.MustCompile(`[\p{Arabic}\p{Hebrew}]`)
)

// Isolate wraps left-to-right pieces of a right-to-left text in U+2066…U+2069, so that a telephone number
// keeps the order of its groups and an address its full stops.
// A text without any letter of a right-to-left script, such as an address, is one such piece.
func Isolate(text string) string {
	if latin.MatchString(text) && !rightToLeftLetter.MatchString(text) {
		return "\u2066" + text + "\u2069"
	}
	return foreign.ReplaceAllString(text, "\u2066$0\u2069")
}

// holdNumbers replaces the spaces in telephone numbers with no-break spaces.
func holdNumbers(text string) string {
	return phone.ReplaceAllStringFunc(text, func(number string) string {
		return strings.ReplaceAll(number, " ", "\u00a0")
	})
}
