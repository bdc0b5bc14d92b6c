package internal_test

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"musikkforalle/api/contract"
	"musikkforalle/pwa"
)

// areas are the words of the program's areas, each with the nouns that its faults may also be named for. An area has one
// word in packages, tags of the contract, fault codes, catalogues, folders of the web app and addresses.
var areas = map[string][]string{
	"account":      {"code", "email"},
	"announcement": nil,
	"answer":       {"wishes"},
	"door":         {"note", "pulse"},
	"family":       {"link"},
	"flyer":        nil,
	"partner":      nil,
	"passkey":      nil,
	"place":        nil,
	"push":         nil,
	"reminder":     {"notice"},
	"report":       nil,
	"retention":    nil,
	"saturday":     {"helps", "recipe", "waffles"},
	"season":       nil,
	"session":      nil,
	"team":         nil,
	"volunteer":    {"certificate", "shift"},
}

// machinery are the packages that stand in no area: what all areas build on, and what puts them together.
var machinery = []string{
	"audit", "bench", "cache", "clock", "config", "db", "demo", "disclosure", "drill", "fault", "fixture", "gate", "heads", "i18n", "jobs", "ledger", "limit", "mail",
	"paper", "pgtest", "promises", "replay", "seal", "seed", "shift", "web",
}

// teamFolders are folders of the team's pages that show more than one area, or a part of the team itself.
var teamFolders = []string{"members", "people"}

func isArea(word string) bool { _, ok := areas[word]; return ok }

// An area has one word wherever it is named; whoever brings a new word decides here whether it is an area's.
func TestOneWordPerArea(t *testing.T) {
	t.Run("packages", func(t *testing.T) {
		for _, name := range folders(t, ".") {
			if !isArea(name) && !slices.Contains(machinery, name) {
				t.Errorf("internal/%s is neither an area nor machinery", name)
			}
		}
	})
	t.Run("tags of the contract", func(t *testing.T) {
		spec, err := contract.GetSpec()
		if err != nil {
			t.Fatal(err)
		}
		for path, item := range spec.Paths.Map() {
			for verb, operation := range item.Operations() {
				if len(operation.Tags) != 1 || !isArea(operation.Tags[0]) || spec.Tags.Get(operation.Tags[0]) == nil {
					t.Errorf("%s %s: tags %v; want one area that the contract lists", verb, path, operation.Tags)
				}
			}
		}
	})
	t.Run("catalogues of the team's pages", func(t *testing.T) {
		files, err := filepath.Glob("i18n/staff/*.json")
		if err != nil || len(files) == 0 {
			t.Fatalf("%d catalogues, %v", len(files), err)
		}
		for _, file := range files {
			if part, _, _ := strings.Cut(filepath.Base(file), "."); !isArea(part) {
				t.Errorf("%s is no area's", file)
			}
		}
	})
	t.Run("folders and addresses of the web app", func(t *testing.T) {
		for _, section := range folders(t, "../pwa/src/features/team") {
			if !isArea(section) && !slices.Contains(teamFolders, section) {
				t.Errorf("features/team/%s is no area's", section)
			}
		}
		pages, err := pwa.Pages()
		if err != nil {
			t.Fatal(err)
		}
		for name, p := range pages {
			if p.Team && (!isArea(name) || p.Path != "/"+name) {
				t.Errorf("the team's page %s stands at %s", name, p.Path)
			}
		}
	})
	t.Run("fault codes", func(t *testing.T) {
		known := []string{"idempotency"} // of package web
		for area, nouns := range areas {
			known = append(append(known, area), nouns...)
		}
		prefixes := faultPrefixes(t)
		if len(prefixes) < 20 {
			t.Fatalf("only %v", prefixes)
		}
		for _, prefix := range prefixes {
			if !slices.Contains(known, prefix) {
				t.Errorf("faults named %s.… are no area's", prefix)
			}
		}
	})
}

var faultCode = regexp.MustCompile(`fault\.New\(\s*fault\.\w+,\s*"([a-z_]+)\.`)

// faultPrefixes lists the words before the dot of every fault code.
func faultPrefixes(t *testing.T) (prefixes []string) {
	t.Helper()
	for _, pattern := range []string{"*/*.go", "*/*/*.go"} {
		files, err := filepath.Glob(pattern)
		if err != nil {
			t.Fatal(err)
		}
		for _, file := range files {
			source, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			for _, found := range faultCode.FindAllStringSubmatch(string(source), -1) {
				if !slices.Contains(prefixes, found[1]) {
					prefixes = append(prefixes, found[1])
				}
			}
		}
	}
	return prefixes
}

func folders(t *testing.T, dir string) (names []string) {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, entry := range entries {
		if entry.IsDir() {
			names = append(names, entry.Name())
		}
	}
	return names
}
