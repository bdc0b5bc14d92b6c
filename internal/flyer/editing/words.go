package editing

import (
	"slices"
	"strings"

	"musikkforalle/api/contract"
	"musikkforalle/internal/fault"
	"musikkforalle/internal/flyer"
	"musikkforalle/internal/i18n"
)

// field is a part of a flyer's text; most is its limit in characters, as in the table.
type field struct {
	name contract.FlyerFieldName
	most int
	of   func(*flyer.Words) *string
}

var fields = []field{
	{contract.FlyerTitle, 120, func(w *flyer.Words) *string { return &w.Title }},
	{contract.FlyerWhat, 1500, func(w *flyer.Words) *string { return &w.What }},
	{contract.FlyerWho, 800, func(w *flyer.Words) *string { return &w.Who }},
	{contract.FlyerHappens, 1200, func(w *flyer.Words) *string { return &w.Happens }},
	{contract.FlyerThanks, 1500, func(w *flyer.Words) *string { return &w.Thanks }},
}

// cleaned returns the words cleaned for storing and showing. It returns a fault, with the field, for a text that is too
// long or contains characters that change the direction of text (B33).
func cleaned(b contract.FlyerWords) (flyer.Words, error) {
	w := flyer.Words{Title: b.Title, What: b.What, Who: b.Who, Happens: b.Happens, Thanks: b.Thanks}
	for _, f := range fields {
		text := f.of(&w)
		clean, err := cleanLines(string(f.name), *text, f.most)
		if err != nil {
			return w, err
		}
		*text = clean
	}
	return w, nil
}

// cleanLines cleans each line of a text and removes empty lines.
func cleanLines(field, text string, most int) (string, error) {
	if strings.ContainsFunc(text, isBidiControl) {
		return "", fault.New(fault.Invalid, "invalid", "turns the direction of text").With(fault.Field{Field: field, Rule: "text"})
	}
	clean, err := i18n.Text{Field: field, Most: most, Lines: true}.Clean(text)
	lines := slices.DeleteFunc(strings.Split(clean, "\n"), func(line string) bool { return line == "" })
	return strings.Join(lines, "\n"), err
}

// isBidiControl reports whether a character is a directional override, embedding or isolate of Unicode.
func isBidiControl(r rune) bool { return r >= 0x202A && r <= 0x202E || r >= 0x2066 && r <= 0x2069 }

func wireOf(w flyer.Words) contract.FlyerWords {
	return contract.FlyerWords{Title: w.Title, What: w.What, Who: w.Who, Happens: w.Happens, Thanks: w.Thanks}
}
