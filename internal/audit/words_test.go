package audit_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"musikkforalle/internal/i18n"
)

var action = regexp.MustCompile(`^[a-z]+\.[a-z_]+$`)

// actions collects what the program's code writes into the audit: literals that are called action where they stand, or
// are given to a function's parameter of that name.
type actions struct {
	takers map[string]int // functions by name, with the place of the parameter
	found  map[string]bool
}

func (a *actions) declared(n ast.Node) bool {
	f, ok := n.(*ast.FuncDecl)
	if !ok {
		return true
	}
	at := 0
	for _, field := range f.Type.Params.List {
		for _, name := range field.Names {
			if name.Name == "action" {
				a.takers[f.Name.Name] = at
			}
			at++
		}
	}
	return true
}

func (a *actions) used(n ast.Node) bool {
	switch n := n.(type) {
	case *ast.KeyValueExpr:
		if key, ok := n.Key.(*ast.Ident); ok && strings.EqualFold(key.Name, "action") {
			a.add(n.Value)
		}
	case *ast.CallExpr:
		name := ""
		switch f := n.Fun.(type) {
		case *ast.Ident:
			name = f.Name
		case *ast.SelectorExpr:
			name = f.Sel.Name
		}
		if at, ok := a.takers[name]; ok && at < len(n.Args) {
			a.add(n.Args[at])
		}
	}
	return true
}

func (a *actions) add(e ast.Expr) {
	if l, ok := e.(*ast.BasicLit); ok && l.Kind == token.STRING {
		if text, err := strconv.Unquote(l.Value); err == nil && action.MatchString(text) {
			a.found[text] = true
		}
	}
}

// Whatever the program writes into the audit of a place has words there, in every language of a team. What families and
// volunteers do with their own accounts is of no place.
func TestEveryActionHasWords(t *testing.T) {
	t.Parallel()
	a := &actions{takers: map[string]int{}, found: map[string]bool{}}
	files := parseAll(t)
	for _, visit := range []func(ast.Node) bool{a.declared, a.used} {
		for _, f := range files {
			ast.Inspect(f, visit)
		}
	}
	if len(a.found) < 20 {
		t.Fatalf("only %d actions were found", len(a.found))
	}
	for name := range a.found {
		if strings.HasPrefix(name, "family.") || name == "device.linked" || name == "volunteer.signed_in" || name == "volunteer.erased" {
			continue
		}
		for _, lang := range i18n.Staff {
			if key := "team.audit." + name; i18n.Get(lang).T(key) == key {
				t.Errorf("%s has no words for %s", lang, name)
			}
		}
	}
}

func parseAll(t *testing.T) (files []*ast.File) {
	t.Helper()
	err := filepath.WalkDir("..", func(path string, _ fs.DirEntry, err error) error {
		if err != nil || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
			return err
		}
		f, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.SkipObjectResolution)
		files = append(files, f)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}
