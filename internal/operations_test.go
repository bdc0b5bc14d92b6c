package internal_test

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"musikkforalle/api/contract"
)

// operation is a method of a type API that implements an operation of the contract.
type operation struct {
	name, file string
	declared   *ast.FuncDecl
	before     string // a function that stands before it in its file; empty: none
}

// sentence is what a comment says after the path: what the operation does.
var sentence = regexp.MustCompile(`(?s)^: \S.*\.\s*$`)

// Whoever searches for the name of an operation finds the one function that implements it: first in the file of its noun,
// with a comment that begins with the name, the verb and the path of the contract and says what it does. It opens no
// transaction: that does the domain function that it calls.
func TestOperations(t *testing.T) {
	spec, err := contract.GetSpec()
	if err != nil {
		t.Fatal(err)
	}
	operations := readOperations(t)
	for path, item := range spec.Paths.Map() {
		for verb, described := range item.Operations() {
			name := strings.ToUpper(described.OperationID[:1]) + described.OperationID[1:]
			if len(operations[name]) != 1 {
				t.Errorf("%d methods of an API are called %s; want one", len(operations[name]), name)
				continue
			}
			operations[name][0].check(t, fmt.Sprintf("%s implements %s %s", name, verb, path))
		}
	}
}

// check reports what an operation does not keep. The comment must begin with the text wanted.
func (o operation) check(t *testing.T, wanted string) {
	t.Helper()
	after, found := strings.CutPrefix(o.declared.Doc.Text(), wanted)
	if !found {
		t.Errorf("%s: the comment of %s does not begin %q", o.file, o.name, wanted)
	}
	if found && !sentence.MatchString(after) {
		t.Errorf("%s: the comment of %s does not say after the path, a colon and a space what it does", o.file, o.name)
	}
	if filepath.Base(o.file) == "http.go" {
		t.Errorf("%s: %s belongs in the file of its noun", o.file, o.name)
	}
	if o.before != "" {
		t.Errorf("%s: %s stands after %s; operations are the first functions of their file", o.file, o.name, o.before)
	}
	ast.Inspect(o.declared, func(n ast.Node) bool {
		if call, ok := n.(*ast.SelectorExpr); ok && call.Sel.Name == "Tx" && !isType(call) {
			t.Errorf("%s: %s opens a transaction; the domain function that it calls should", o.file, o.name)
			return false
		}
		return true
	})
}

// isType reports whether the selector is the type db.Tx.
func isType(s *ast.SelectorExpr) bool {
	of, ok := s.X.(*ast.Ident)
	return ok && of.Name == "db"
}

// readOperations lists the exported methods of the domains' types API by name.
func readOperations(t *testing.T) map[string][]operation {
	t.Helper()
	all := map[string][]operation{}
	files := token.NewFileSet()
	err := filepath.WalkDir(".", func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") || strings.HasPrefix(path, "web/") {
			return err
		}
		file, err := parser.ParseFile(files, path, nil, parser.ParseComments|parser.SkipObjectResolution)
		if err != nil {
			return err
		}
		before := ""
		for _, declared := range file.Decls {
			f, ok := declared.(*ast.FuncDecl)
			switch {
			case !ok:
			case ofAPI(f) && f.Name.IsExported():
				all[f.Name.Name] = append(all[f.Name.Name], operation{f.Name.Name, path, f, before})
			case before == "":
				before = f.Name.Name
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// ofAPI reports whether a function is a method of a type called API.
func ofAPI(f *ast.FuncDecl) bool {
	if f.Recv == nil {
		return false
	}
	of := f.Recv.List[0].Type
	if pointer, ok := of.(*ast.StarExpr); ok {
		of = pointer.X
	}
	name, ok := of.(*ast.Ident)
	return ok && name.Name == "API"
}
