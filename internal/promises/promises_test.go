package promises

import (
	"flag"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"
)

var update = flag.Bool("update", false, "write docs/promises.md")

// notShown says why no test shows a rule yet. A rule leaves it with its first test.
var notShown = map[string]string{}

func repository(t *testing.T) (root string, rules []Rule, references []Reference) {
	t.Helper()
	root, err := Root()
	if err != nil {
		t.Fatal(err)
	}
	if rules, err = Rules(); err != nil {
		t.Fatal(err)
	}
	if references, err = References(root); err != nil {
		t.Fatal(err)
	}
	return root, rules, references
}

func TestReferences(t *testing.T) {
	_, rules, references := repository(t)
	defined, shown := map[string]bool{}, map[string]bool{}
	for _, r := range rules {
		defined[r.Number] = true
	}
	for _, r := range references {
		shown[r.Number] = shown[r.Number] || r.IsTest()
		if !defined[r.Number] {
			t.Errorf("%s:%d names %s, which internal/promises/rules.txt does not define", r.File, r.Line, r.Number)
		}
	}
	for _, r := range rules {
		if _, known := notShown[r.Number]; known == shown[r.Number] {
			t.Errorf("%s: a test names it: %v; listed as not shown: %v", r.Number, shown[r.Number], known)
		}
	}
}

func TestPage(t *testing.T) {
	root, rules, references := repository(t)
	figures, err := Figures(root)
	if err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(root, "docs", "promises.md")
	page := Page(rules, references, figures, notShown)
	if *update {
		if err := os.WriteFile(file, []byte(page), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	written, err := os.ReadFile(file)
	if err != nil || string(written) != page {
		t.Errorf("docs/promises.md is out of date (%v): go generate ./internal/promises\n%s", err, cmp.Diff(string(written), page))
	}
}

func TestNumbers(t *testing.T) {
	for line, want := range map[string][]string{
		"// B24–B27: rubbish":                 {"B24", "B25", "B26", "B27"},
		"erased again (P6).":                  {"P6"},
		`t.Run("F22_TwiceInParallel", nil)`:   {"F22"},
		`t.Run("P5/ErasedFamily", nil)`:       {"P5"},
		`"F3/ServerStops": "57P01"`:           {"F3"},
		"func TestF19_Parallel(t *testing.T)": {"F19"},
		"P256 and #F1F2F3":                    nil,
	} {
		if diff := cmp.Diff(want, numbers(line)); diff != "" {
			t.Errorf("%s: %s", line, diff)
		}
	}
}

func TestTests(t *testing.T) {
	for _, c := range []struct{ file, text, want string }{
		{"a_test.go", "package a\n\n// F1: in the comment above.\nfunc TestX(t *testing.T) {}\n", "TestX"},
		{"a_test.go", "package a\n\nfunc TestX(t *testing.T) {\n\tt.Run(\"F1\", nil)\n}\n", "TestX"},
		{"a_test.go", "package a\n\n// F1: help watches.\nfunc help() {}\n", ""},
		{"a.go", "package a // F1\n", ""},
		{"a.test.ts", "test('waits (F1)', async () => {})\n", "waits (F1)"},
		{"a.test.ts", "test.each([1])(\n  'waits %i (F1)',\n", "waits %i (F1)"},
		{"a.test.mjs", "// F1\ntest('waits', async () => {})\n", "waits"},
	} {
		found, err := in(c.file, c.text)
		if err != nil || len(found) != 1 || found[0].Test != c.want {
			t.Errorf("%q: %v %v", c.text, found, err)
		}
	}
}
