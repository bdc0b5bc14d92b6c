package editing

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

const (
	enders    = ".!?…؟"      // end a sentence if a space follows
	fullStops = "።፧۔"        // always end a sentence: their scripts use them for nothing else
	closers   = "\"'»”’)]«“" // belong to the sentence that ends before them; Arabic closes a quotation with «
	longAbbr  = 3            // most letters of an abbreviation: "nr. 2", "kl. 11", "tlf. 67"
)

// sentences splits a text after each sentence and line, in any of our scripts. A piece keeps the space that follows it,
// so that the pieces joined are the text.
func sentences(text string) []string {
	var pieces []string
	start := 0
	for at, r := range text {
		if at < start {
			continue
		}
		if end := at + utf8.RuneLen(r); r == '\n' || ends(text[start:at], r, text[end:]) {
			end += len(text[end:]) - len(strings.TrimLeft(text[end:], enders+fullStops+closers))
			end += len(text[end:]) - len(strings.TrimLeftFunc(text[end:], unicode.IsSpace))
			pieces, start = append(pieces, text[start:end]), end
		}
	}
	if start < len(text) {
		pieces = append(pieces, text[start:])
	}
	return pieces
}

// ends reports whether a sentence ends with character r, between the texts before and after it.
func ends(before string, r rune, after string) bool {
	if strings.ContainsRune(fullStops, r) {
		return true
	}
	if !strings.ContainsRune(enders, r) {
		return false
	}
	after = strings.TrimLeft(after, enders+closers)
	following := strings.TrimLeftFunc(after, unicode.IsSpace)
	if following == "" {
		return true
	}
	if len(following) == len(after) {
		return false // inside a word: 11.30, dissimilis.no
	}
	if r != '.' {
		return true
	}
	next, _ := utf8.DecodeRuneInString(strings.TrimLeft(following, "\"'«“„»”("))
	goesOn := unicode.IsLower(next) || unicode.IsDigit(next) && abbreviated(before)
	return !goesOn
}

// abbreviated reports whether the last word of a text is short enough to be an abbreviation.
func abbreviated(text string) bool {
	words := strings.Fields(text)
	return len(words) == 0 || utf8.RuneCountInString(words[len(words)-1]) <= longAbbr
}

// change is a sentence before and after a revision; either may be empty.
type change struct{ was, now string }

// changes returns the difference of two lists of sentences. Between the sentences that both have, it pairs removed and
// added ones by position.
func changes(was, now []string) []change {
	var all []change
	same := common(was, now)
	i, j := 0, 0
	for i < len(was) || j < len(now) {
		if i < len(was) && j < len(now) && alike(was[i], now[j]) {
			i, j = i+1, j+1
			continue
		}
		gone, come := i, j
		for i < len(was) && same[i][j] == same[i+1][j] {
			i++
		}
		for j < len(now) && same[i][j] == same[i][j+1] {
			j++
		}
		all = append(all, pairedUp(was[gone:i], now[come:j])...)
	}
	return all
}

// common returns the table of longest common subsequences: entry [i][j] is the length for was[i:] and now[j:].
func common(was, now []string) [][]int {
	same := make([][]int, len(was)+1)
	for i := range same {
		same[i] = make([]int, len(now)+1)
	}
	for i := len(was) - 1; i >= 0; i-- {
		for j := len(now) - 1; j >= 0; j-- {
			if same[i][j] = max(same[i+1][j], same[i][j+1]); alike(was[i], now[j]) {
				same[i][j] = same[i+1][j+1] + 1
			}
		}
	}
	return same
}

func alike(a, b string) bool { return strings.TrimSpace(a) == strings.TrimSpace(b) }

// pairedUp pairs the sentences of two lists by position.
func pairedUp(was, now []string) []change {
	all := make([]change, max(len(was), len(now)))
	for i := range all {
		all[i] = change{piece(was, i), piece(now, i)}
	}
	return all
}

func piece(pieces []string, i int) string {
	if i < len(pieces) {
		return pieces[i]
	}
	return ""
}
