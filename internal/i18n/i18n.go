// Package i18n holds the texts, dates and digits that pages, mail, push and flyers share. One catalogue per language;
// nb is the source. Dates are Gregorian in every language and render from data, never by hand.
package i18n

import (
	"embed"
	"encoding/json"
	"fmt"
	"io/fs"
	"maps"
	"slices"
	"strings"

	"golang.org/x/text/feature/plural"
	"golang.org/x/text/language"
)

//go:embed languages.json locales/*.json staff/*.json dates.json
var files embed.FS

// Catalogue is one language.
type Catalogue struct {
	Code  string
	texts map[string]string
	staff map[string]string // of the team's pages; empty but for the Staff languages
	dates dateTable
	tag   language.Tag // for plurals only
}

var catalogues = load()

func load() map[string]*Catalogue {
	var tables map[string]dateTable
	read("dates.json", &tables)
	all := map[string]*Catalogue{}
	for _, code := range All {
		c := &Catalogue{Code: code, dates: tables[code], tag: pluralTag(code)}
		read("locales/"+code+".json", &c.texts)
		c.dates.digits = []rune(c.dates.Digits)
		all[code] = c
	}
	for _, code := range Staff {
		all[code].staff = staffTexts(code)
	}
	easy := *all["nb"]
	easy.Code = Easy
	all[Easy] = &easy
	return all
}

// staffTexts joins the parts of the team's pages; each key begins with its part's name.
func staffTexts(code string) map[string]string {
	all := map[string]string{}
	parts, _ := fs.Glob(files, "staff/*."+code+".json") // fails for a bad pattern only
	for _, name := range parts {
		var part map[string]string
		read(name, &part)
		maps.Copy(all, part)
	}
	return all
}

// read decodes an embedded file; the tests of this package hold that every one is well formed.
func read(name string, dest any) {
	raw, err := files.ReadFile(name)
	if err == nil {
		err = json.Unmarshal(raw, dest)
	}
	if err != nil {
		panic(fmt.Sprintf("i18n: %s: %v", name, err))
	}
}

// pluralTag maps our codes to those that x/text knows: it has no prs and no kmr.
func pluralTag(code string) language.Tag {
	switch code {
	case "prs":
		return language.Persian
	case "kmr":
		return language.MustParse("ku")
	}
	return language.MustParse(code)
}

// Get returns the catalogue of a language, or bokmål for a language that we do not have.
func Get(code string) *Catalogue {
	if c, ok := catalogues[code]; ok {
		return c
	}
	return catalogues["nb"]
}

// HTMLLang is the language for HTML's lang attribute: easy Norwegian is Norwegian.
func (c *Catalogue) HTMLLang() string {
	if c.Code == Easy {
		return "nb"
	}
	return c.Code
}

// T returns the text of a key with its {names} filled in from pairs: T("entrance.floor", "n", 2). Whole numbers are written in
// the language's digits; "n" chooses the plural where the key has plurals. A key that does not exist gives the key.
func (c *Catalogue) T(key string, pairs ...any) string {
	text, ok := c.find(key, key+"_"+c.pluralOf(pairs), key+"_other")
	if !ok {
		return key
	}
	for i := 0; i+1 < len(pairs); i += 2 {
		text = strings.ReplaceAll(text, fmt.Sprintf("{%s}", pairs[i]), c.write(pairs[i+1]))
	}
	return text
}

// find returns the text of the first key that exists.
func (c *Catalogue) find(keys ...string) (text string, ok bool) {
	for _, key := range keys {
		if text, ok = c.texts[key]; ok {
			return text, true
		}
		if text, ok = c.staff[key]; ok {
			return text, true
		}
	}
	return "", false
}

// Has reports whether the language has the key itself, without a fallback.
func (c *Catalogue) Has(key string) bool { _, ok := c.texts[key]; return ok }

// Keys lists every key of the language.
func (c *Catalogue) Keys() []string {
	keys := make([]string, 0, len(c.texts))
	for k := range c.texts {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}

func (c *Catalogue) write(v any) string {
	switch n := v.(type) {
	case int, int16, int32, int64:
		return c.Digits(fmt.Sprint(n))
	case string:
		return n
	}
	return fmt.Sprint(v)
}

func (c *Catalogue) pluralOf(pairs []any) string {
	for i := 0; i+1 < len(pairs); i += 2 {
		if n, ok := pairs[i+1].(int); ok && pairs[i] == "n" {
			return pluralNames[plural.Cardinal.MatchPlural(c.tag, n, 0, 0, 0, 0)]
		}
	}
	return "other"
}

var pluralNames = map[plural.Form]string{
	plural.Other: "other", plural.Zero: "zero", plural.One: "one", plural.Two: "two", plural.Few: "few", plural.Many: "many",
}

// Match returns the best of our languages for an Accept-Language header, and false if it names none of ours.
func Match(acceptLanguage string) (string, bool) {
	tags, _, err := language.ParseAcceptLanguage(acceptLanguage)
	if err != nil {
		return "", false
	}
	for _, t := range tags {
		if code := codeOf(t); code != "" {
			return code, true
		}
	}
	return "", false
}

// codeOf maps the language tags that phones send to our codes: "no" is nb, Dari is fa-AF, Sorani is ckb or ku-Arab. x/text would give ckb
// Arabic and know no prs, so this is by hand.
func codeOf(t language.Tag) string {
	base, _ := t.Base()
	script, _ := t.Script()
	region, confidence := t.Region()
	switch code := base.String(); {
	case code == "no":
		return "nb"
	case code == "fa" && region.String() == "AF" && confidence == language.Exact:
		return "prs"
	case code == "ku" && script.String() == "Arab":
		return "ckb"
	case code == "ku":
		return "kmr"
	case Known(code):
		return code
	}
	return ""
}
