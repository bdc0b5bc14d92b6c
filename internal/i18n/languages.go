package i18n

import (
	"bytes"
	"encoding/json"
	"fmt"
	"slices"
)

// Easy is easy Norwegian: a language of flyers and of the day in pictures, Norwegian in everything else.
const Easy = "lett"

// spoken is one entry of languages.json, which the app and its build read too.
type spoken struct {
	Code string `json:"-"`
	Name string `json:"name"` // as its own readers write it
	Dir  string `json:"dir"`  // ltr or rtl
	Team bool   `json:"team"` // the team's pages exist in it
}

var languages = readLanguages()

// All lists the languages of the interface, in the order that they are offered.
var All = codesOf(func(spoken) bool { return true })

// Staff lists the languages of the team's pages. Their texts are in staff/<part>.<lang>.json.
var Staff = codesOf(func(l spoken) bool { return l.Team })

// readLanguages keeps the order of the file, which a map would lose.
func readLanguages() (all []spoken) {
	raw, err := files.ReadFile("languages.json")
	d := json.NewDecoder(bytes.NewReader(raw))
	if err == nil {
		_, err = d.Token() // {
	}
	for err == nil && d.More() {
		var code json.Token
		var l spoken
		if code, err = d.Token(); err == nil {
			err = d.Decode(&l)
		}
		l.Code, _ = code.(string)
		all = append(all, l)
	}
	if err != nil {
		panic(fmt.Sprintf("i18n: languages.json: %v", err))
	}
	return all
}

func codesOf(which func(spoken) bool) (codes []string) {
	for _, l := range languages {
		if which(l) {
			codes = append(codes, l.Code)
		}
	}
	return codes
}

// languageOf finds a language by its code; easy Norwegian has a name of its own.
func languageOf(code string) spoken {
	if code == Easy {
		return spoken{Code: Easy, Name: "Lett norsk", Dir: "ltr"}
	}
	i := slices.IndexFunc(languages, func(l spoken) bool { return l.Code == code })
	if i < 0 {
		return spoken{Dir: "ltr"}
	}
	return languages[i]
}

// Known reports whether the interface exists in the language.
func Known(code string) bool { return slices.Contains(All, code) }

// Name is the language's name as its readers write it.
func Name(code string) string { return languageOf(code).Name }

// Dir is the direction of writing: "ltr" or "rtl".
func (c *Catalogue) Dir() string { return languageOf(c.Code).Dir }
