package internal_test

import (
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// sample is something that exists already, made by a recipe of docs/CONTRIBUTING.md.
type sample struct {
	recipe string
	found  string              // matches each place that names it, and no other
	among  []string            // folders in which the word has this meaning; none: all
	places map[string][]string // what stands in the recipe's <placeholders>
}

var samples = map[string]sample{
	"language ti":         {recipe: "A language", found: `['"]ti['"]|^\s*ti:|lang\(ti\)`, places: map[string][]string{"lang": {"ti"}}, among: notMigrations},
	"page install":        {recipe: "A page", found: `[^e]/install['"\x60]|"install":`, places: map[string][]string{"name": {"install"}}},
	"operation setWishes": {recipe: "An operation", found: `(?i)\bsetWishes\b|sessions/\S*/wishes\b`, places: map[string][]string{"noun": {"answer"}}},
	"table wishes": {
		recipe: "A table", found: `(?i)\b(from|join|into|update|table) wishes\b|"wishes( \w)?"`,
		places: map[string][]string{"noun": {"answer"}, "reader": {"door", "saturday"}},
	},
	"notice seat_offer":     {recipe: "A notice", found: `\bseat_offer\b`},
	"notice will_you_come":  {recipe: "A notice", found: `\bwill_you_come\b`},
	"notice shift_door":     {recipe: "A notice", found: `\bshift_door\b`},
	"notice late_give_back": {recipe: "A notice", found: `\blate_give_back\b`},
	"notice door":           {recipe: "A notice", found: `['"]door['"]`, among: []string{"../internal/reminder", "../internal/ledger", "../internal/announcement", "../internal/session"}},
	"text push.ask.title":   {recipe: "A text", found: `\bpush\.ask\.title\b`, among: []string{"../internal/i18n"}},
}

// notMigrations are the folders of the program without its history.
var notMigrations = []string{"../api", "../internal", "../pwa/src", "../pwa/scripts"}

// Adding a page, a language, a notice, an operation or a table touches the files that its recipe names, and no other.
func TestRecipes(t *testing.T) {
	recipes := readRecipes(t)
	for name, s := range samples {
		t.Run(name, func(t *testing.T) {
			recipe, ok := recipes[s.recipe]
			if !ok {
				t.Fatalf("docs/CONTRIBUTING.md has no recipe %q", s.recipe)
			}
			may := recipe.files(s.places)
			hits := s.hits(t)
			for _, file := range hits {
				if !slices.ContainsFunc(may, func(pattern string) bool { ok, _ := path.Match(pattern, file); return ok }) {
					t.Errorf("%s names it, and the recipe does not say so", file)
				}
			}
			if first := may[0]; !slices.ContainsFunc(hits, func(file string) bool { ok, _ := path.Match(first, file); return ok }) {
				t.Errorf("the recipe begins with %s, which does not name it", first)
			}
		})
	}
}

// What a recipe names exists: files, packages and tests.
func TestFilesOfRecipes(t *testing.T) {
	tests := textsUnder(t, ".", "_test.go")
	recipes := readRecipes(t)
	if len(recipes) < 6 {
		t.Fatalf("only %d recipes", len(recipes))
	}
	for name, recipe := range recipes {
		for _, pattern := range recipe.files(nil) {
			if found, err := filepath.Glob("../" + pattern); err != nil || len(found) == 0 {
				t.Errorf("%s: there is no %s", name, pattern)
			}
		}
		for _, m := range goTestOf.FindAllStringSubmatch(string(recipe), -1) {
			for _, folder := range strings.Fields(m[1]) {
				folder = strings.TrimSuffix(placeholder.ReplaceAllString(folder, "*"), "/...")
				if found, err := filepath.Glob("../" + folder); err != nil || len(found) == 0 {
					t.Errorf("%s: there is no package %s", name, folder)
				}
			}
		}
		for _, m := range runOf.FindAllStringSubmatch(string(recipe), -1) {
			for one := range strings.SplitSeq(m[1], "|") {
				if !regexp.MustCompile(`func (Test)?\w*` + one).MatchString(tests) {
					t.Errorf("%s: there is no test %s", name, one)
				}
			}
		}
	}
}

type recipe string // the text below its heading

var (
	recipeHeading = regexp.MustCompile(`(?m)^### (A\w* \w+).*$`)
	fileOfRecipe  = regexp.MustCompile("`((?:api|docs|internal|migrations|pwa)/(?:<[^>]+>|[^`\\s<])+|README\\.md)`")
	placeholder   = regexp.MustCompile(`<[^>]+>`)
	goTestOf      = regexp.MustCompile(`go test((?: \./\S*[^\s\x60])+)`)
	runOf         = regexp.MustCompile(`-run '?([\w|]+)`)
)

func readRecipes(t *testing.T) map[string]recipe {
	t.Helper()
	text, err := os.ReadFile("../docs/CONTRIBUTING.md")
	if err != nil {
		t.Fatal(err)
	}
	recipes := map[string]recipe{}
	heads := recipeHeading.FindAllSubmatchIndex(text, -1)
	for i, at := range heads {
		end := len(text)
		if i+1 < len(heads) {
			end = heads[i+1][0]
		}
		body, _, _ := strings.Cut(string(text[at[1]:end]), "\n## ")
		recipes[string(text[at[2]:at[3]])] = recipe(body)
	}
	return recipes
}

// files lists the patterns of the files that a recipe names, in its order. A placeholder without a value stands for any word.
func (r recipe) files(places map[string][]string) (patterns []string) {
	for _, m := range fileOfRecipe.FindAllStringSubmatch(string(r), -1) {
		all := []string{m[1]}
		for name, values := range places {
			var filled []string
			for _, pattern := range all {
				for _, value := range values {
					filled = append(filled, strings.ReplaceAll(pattern, "<"+name+">", value))
				}
			}
			all = filled
		}
		for _, pattern := range all {
			patterns = append(patterns, placeholder.ReplaceAllString(pattern, "*"))
		}
	}
	return patterns
}

// notSource are generated files, texts, and what shows or measures the program with samples of its own.
var notSource = regexp.MustCompile(`_test\.go$|\.test\.tsx?$|\.gen\.go$|schema\.d\.ts$|/i18n/staff/|^\.\./internal/(bench|demo|drill|fixture)/`)

// hits lists the files of the program that name a sample, as paths from the top of the repository.
func (s sample) hits(t *testing.T) (files []string) {
	t.Helper()
	found := regexp.MustCompile("(?m)" + s.found)
	folders := s.among
	if folders == nil {
		folders = append([]string{"../migrations"}, notMigrations...)
	}
	for _, folder := range folders {
		err := filepath.WalkDir(folder, func(file string, entry fs.DirEntry, err error) error {
			if err != nil || entry.IsDir() || notSource.MatchString(filepath.ToSlash(file)) {
				return err
			}
			text, err := os.ReadFile(file)
			if err == nil && found.Match(text) {
				files = append(files, strings.TrimPrefix(filepath.ToSlash(file), "../"))
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	return files
}
