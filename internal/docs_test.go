package internal_test

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// P10: the data-protection pack comes with the program.
func TestDataProtectionPack(t *testing.T) {
	for _, name := range []string{"dpia", "processing", "notice", "breach", "privacy"} {
		text, err := os.ReadFile("../docs/" + name + ".md")
		if err != nil || len(text) < 1000 {
			t.Errorf("docs/%s.md: %d bytes, %v", name, len(text), err)
		}
	}
}

var mdLink = regexp.MustCompile(`\]\(([^)#\s]+)(?:#[^)\s]*)?\)`)

// Every link of README and docs to a file of the repository leads to one.
func TestLinksOfDocs(t *testing.T) {
	pages, err := filepath.Glob("../docs/*.md")
	if err != nil {
		t.Fatal(err)
	}
	more, err := filepath.Glob("../docs/*/*.md")
	if err != nil {
		t.Fatal(err)
	}
	for _, page := range append(append(pages, more...), "../README.md") {
		text, err := os.ReadFile(page) //nolint:gosec // a page of the repository
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range mdLink.FindAllStringSubmatch(string(text), -1) {
			if strings.Contains(m[1], ":") {
				continue // elsewhere
			}
			if _, err := os.Stat(filepath.Join(filepath.Dir(page), m[1])); err != nil {
				t.Errorf("%s: there is no %s", page, m[1])
			}
		}
	}
}
