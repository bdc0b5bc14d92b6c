package web

import (
	"fmt"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"musikkforalle/api/contract"
	"musikkforalle/internal/i18n"
	"musikkforalle/pwa"
)

// Every page of pages.json has its modules in the build, its texts in every language that it is read in, and a heading that is a text.
func TestPages(t *testing.T) {
	pages, err := pwa.Pages()
	if err != nil {
		t.Fatal(err)
	}
	build, err := pwa.ReadBuild()
	if err != nil {
		t.Fatal(err)
	}
	for name, p := range pages {
		if _, ok := build.Routes[name]; !ok && name != "home" {
			t.Errorf("%s: no module; is there a features/…/page.tsx?", name)
		}
		if p.Heading != "" && !i18n.Get("nb").Has(p.Heading) {
			t.Errorf("%s: there is no text %s", name, p.Heading)
		}
		langs := i18n.All
		if p.Team {
			langs = i18n.Staff
		}
		for _, lang := range langs {
			if p.Texts != "" && build.Catalogues[lang][p.Texts] == "" {
				t.Errorf("%s: no texts %s in %s", name, p.Texts, lang)
			}
		}
	}
}

// The contract names the languages that there are.
func TestLanguagesOfTheContract(t *testing.T) {
	spec, err := contract.GetSpec()
	if err != nil {
		t.Fatal(err)
	}
	var named []string
	for _, code := range spec.Components.Schemas["Lang"].Value.Enum {
		named = append(named, fmt.Sprint(code))
	}
	slices.Sort(named)
	if diff := cmp.Diff(slices.Sorted(slices.Values(i18n.All)), named); diff != "" {
		t.Error(diff)
	}
}
