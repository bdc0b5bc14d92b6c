package internal_test

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"strings"
	"testing"

	"musikkforalle/api/contract"
)

// Whoever searches for the name of an operation finds the one function that implements it, whose comment begins with the
// name, the verb and the path of the contract.
func TestOperations(t *testing.T) {
	spec, err := contract.GetSpec()
	if err != nil {
		t.Fatal(err)
	}
	comments := exportedComments(t)
	for path, item := range spec.Paths.Map() {
		for verb, operation := range item.Operations() {
			name := strings.ToUpper(operation.OperationID[:1]) + operation.OperationID[1:]
			want := fmt.Sprintf("%s implements %s %s", name, verb, path)
			found := 0
			for _, comment := range comments[name] {
				if after, ok := strings.CutPrefix(comment, want); ok && strings.ContainsAny(after[:1], ":,.\n ") {
					found++
				}
			}
			if found != 1 {
				t.Errorf("%d functions have a comment that begins %q; want one", found, want)
			}
		}
	}
}

// exportedComments lists the comments of every exported function of the domains by the function's name.
func exportedComments(t *testing.T) map[string][]string {
	t.Helper()
	all := map[string][]string{}
	files := token.NewFileSet()
	err := filepath.WalkDir(".", func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") || strings.HasPrefix(path, "web/") {
			return err
		}
		file, err := parser.ParseFile(files, path, nil, parser.ParseComments|parser.SkipObjectResolution)
		if err != nil {
			return err
		}
		for _, declared := range file.Decls {
			if f, ok := declared.(*ast.FuncDecl); ok && f.Name.IsExported() {
				all[f.Name.Name] = append(all[f.Name.Name], f.Doc.Text())
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}
