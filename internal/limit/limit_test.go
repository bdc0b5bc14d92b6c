package limit_test

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"musikkforalle/internal/limit"
)

// The list is whole: the page says each limit as the code does, and every limit of the list is counted somewhere.
func TestTheListIsWhole(t *testing.T) {
	t.Parallel()
	page, err := os.ReadFile("../../docs/rules.md")
	if err != nil {
		t.Fatal(err)
	}
	for _, l := range limit.All {
		if row := fmt.Sprintf("| %s | %d | %s | %s |", l.Name, l.Most, l.Per, l.Span); !strings.Contains(string(page), row) {
			t.Errorf("docs/rules.md lacks %s", row)
		}
	}
	if rows := strings.Count(string(page), "m0s |"); rows != len(limit.All) {
		t.Errorf("docs/rules.md has %d limits, the code %d", rows, len(limit.All))
	}
	if counted := countedIn(t, ".."); len(counted) != len(limit.All) {
		t.Errorf("%v are counted, of %d limits", counted, len(limit.All))
	}
}

// countedIn returns the limits that the program's code counts, by the names of their variables.
func countedIn(t *testing.T, root string) map[string]bool {
	t.Helper()
	counted := map[string]bool{}
	err := filepath.WalkDir(root, func(path string, _ fs.DirEntry, err error) error {
		if err != nil || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
			return err
		}
		f, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.SkipObjectResolution)
		if err != nil {
			return err
		}
		ast.Inspect(f, func(n ast.Node) bool {
			if s, ok := n.(*ast.SelectorExpr); ok && !slices.Contains([]string{"Limit", "All", "Pacer"}, s.Sel.Name) {
				if pkg, ok := s.X.(*ast.Ident); ok && pkg.Name == "limit" {
					counted[s.Sel.Name] = true
				}
			}
			return true
		})
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return counted
}
