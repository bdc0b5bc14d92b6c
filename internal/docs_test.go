package internal_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
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
		text, err := os.ReadFile(page)
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

// Every package stands on the page of the architecture.
func TestRoomsOfArchitecture(t *testing.T) {
	page, err := os.ReadFile("../docs/architecture.md")
	if err != nil {
		t.Fatal(err)
	}
	rooms, err := os.ReadDir(".")
	if err != nil {
		t.Fatal(err)
	}
	for _, room := range rooms {
		if room.IsDir() && !strings.Contains(string(page), "`internal/"+room.Name()+"`") {
			t.Errorf("internal/%s: docs/architecture.md does not say what it is", room.Name())
		}
	}
}

var (
	helpLine   = regexp.MustCompile(`(?m)^  musikkforalle \[?([a-z]+(?: (?:move|cancel|door))?)`)
	readmeLine = regexp.MustCompile(`(?m)^musikkforalle \[?([a-z]+(?: (?:move|cancel|door))?)`)
)

// The README names the commands that the program's help names.
func TestCommandsOfReadme(t *testing.T) {
	help, err := os.ReadFile("../api/main.go")
	if err != nil {
		t.Fatal(err)
	}
	readme, err := os.ReadFile("../README.md")
	if err != nil {
		t.Fatal(err)
	}
	commands := func(line *regexp.Regexp, text []byte) map[string]bool {
		all := map[string]bool{}
		for _, m := range line.FindAllSubmatch(text, -1) {
			all[string(m[1])] = true
		}
		return all
	}
	if diff := cmp.Diff(commands(helpLine, help), commands(readmeLine, readme)); diff != "" {
		t.Errorf("help and README name other commands:\n%s", diff)
	}
}

var madeBy = regexp.MustCompile(`(?m)(?:^|\x60)make ([a-z0-9]+)`)

// What README and docs tell people to make can be made.
func TestTargetsOfDocs(t *testing.T) {
	makefile, err := os.ReadFile("../Makefile")
	if err != nil {
		t.Fatal(err)
	}
	for _, page := range []string{"../README.md", "../docs/CONTRIBUTING.md", "../docs/dependencies.md", "../docs/promises.md"} {
		text, err := os.ReadFile(page)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range madeBy.FindAllSubmatch(text, -1) {
			if !strings.Contains("\n"+string(makefile), "\n"+string(m[1])+":") {
				t.Errorf("%s: make %s does not exist", page, m[1])
			}
		}
	}
}

var (
	inBackticks = regexp.MustCompile("`([^`]+)`")
	goName      = regexp.MustCompile(`^[a-z]+\.\w+$`)
	webName     = regexp.MustCompile(`^\w+\(\)$`)
	sqlName     = regexp.MustCompile(`^[a-z]+(_[a-z]+)+$`)
)

// Every name on the page of the architecture exists: Go's as package.Name, the web app's as name(), those of SQL with an
// underscore, and paths.
func TestNamesOfArchitecture(t *testing.T) {
	page, err := os.ReadFile("../docs/architecture.md")
	if err != nil {
		t.Fatal(err)
	}
	declared, schema, web := goNames(t), textsUnder(t, "../migrations", ".sql"), textsUnder(t, "../pwa/src", ".ts", ".tsx")
	for _, m := range inBackticks.FindAllStringSubmatch(string(page), -1) {
		name, found := m[1], true
		switch {
		case strings.Contains(name, "/"):
			_, err := os.Stat("../" + name)
			found = err == nil
		case strings.HasSuffix(name, ".go") || strings.HasSuffix(name, ".sql"):
			found = strings.Contains(declared[""], "/"+name+"\n")
		case goName.MatchString(name):
			_, found = declared[name]
		case webName.MatchString(name):
			found = regexp.MustCompile(`(function|const) ` + strings.TrimSuffix(name, "()") + `\b`).MatchString(web)
		case sqlName.MatchString(name):
			found = regexp.MustCompile(`create (or replace )?(function|table) ` + name + `\b`).MatchString(schema)
		}
		if !found {
			t.Errorf("docs/architecture.md names %s, which is nowhere", name)
		}
	}
}

// goNames are the functions, methods and types of our packages as package.Name; "" has the paths of all files, one a line.
func goNames(t *testing.T) map[string]string {
	t.Helper()
	names := map[string]string{}
	err := filepath.WalkDir(".", func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		names[""] += "/" + filepath.ToSlash(path) + "\n"
		if !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
			return nil
		}
		file, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.SkipObjectResolution)
		if err != nil {
			return err
		}
		for _, d := range file.Decls {
			for _, name := range namesOf(d) {
				names[file.Name.Name+"."+name] = path
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return names
}

func namesOf(d ast.Decl) (names []string) {
	switch d := d.(type) {
	case *ast.FuncDecl:
		return []string{d.Name.Name}
	case *ast.GenDecl:
		for _, s := range d.Specs {
			if s, ok := s.(*ast.TypeSpec); ok {
				names = append(names, s.Name.Name)
			}
		}
	}
	return names
}

func textsUnder(t *testing.T, folder string, kinds ...string) string {
	t.Helper()
	var all strings.Builder
	err := filepath.WalkDir(folder, func(path string, _ fs.DirEntry, err error) error {
		for _, kind := range kinds {
			if err == nil && strings.HasSuffix(path, kind) {
				var text []byte
				text, err = os.ReadFile(path)
				all.Write(text)
			}
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return all.String()
}
