package internal_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"musikkforalle/internal/pgtest"
)

// ownClock matches a look at the database's own clock, which may be wrong.
var ownClock = regexp.MustCompile(`(?i)(^|[^\w.])(now|(clock|statement|transaction)_timestamp)\(\)|\bcurrent_(date|timestamp)\b`)

// R11: whoever asks the database's own clock, and not trusted_now(), stands in docs/rules.md with a reason why nothing is lost
// when it is wrong.
func TestTime(t *testing.T) {
	t.Parallel()
	text, err := os.ReadFile("../docs/rules.md")
	if err != nil {
		t.Fatal(err)
	}
	_, section, _ := strings.Cut(string(text), "\n## Time\n")
	section, _, _ = strings.Cut(section, "\n## ")
	listed := map[string]bool{}
	for _, row := range regexp.MustCompile("(?m)^\\| `([^`]+)` \\| [^|]+ \\|$").FindAllStringSubmatch(section, -1) {
		listed[row[1]] = true
	}
	asking := append(filesThatAsk(t), functionsThatAsk(t)...)
	for _, name := range asking {
		if !listed[name] {
			t.Errorf("%s asks the database's own clock: use trusted_now(), or say in docs/rules.md, Time, why nothing is lost when it is wrong", name)
		}
	}
	for name := range listed {
		if !slices.Contains(asking, name) {
			t.Errorf("docs/rules.md, Time, lists %s, which does not ask the database's own clock", name)
		}
	}
}

func filesThatAsk(t *testing.T) (names []string) {
	t.Helper()
	err := filepath.WalkDir(".", func(path string, _ fs.DirEntry, err error) error {
		room, _, _ := strings.Cut(path, "/")
		if err != nil || strings.HasSuffix(path, "_test.go") || room == "clock" || slices.Contains(mayWriteAll, room) && room != "retention" {
			return err
		}
		switch filepath.Ext(path) {
		case ".sql":
			source, err := os.ReadFile(path)
			if ownClock.Match(source) {
				names = append(names, path)
			}
			return err
		case ".go":
			asks, err := asksInText(path)
			if asks {
				names = append(names, path)
			}
			return err
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return names
}

// asksInText reports whether a text of the program, so a statement of it, asks the database's own clock.
func asksInText(path string) (asks bool, err error) {
	file, err := parser.ParseFile(token.NewFileSet(), path, nil, 0)
	if err != nil {
		return false, err
	}
	ast.Inspect(file, func(n ast.Node) bool {
		if text, ok := n.(*ast.BasicLit); ok && text.Kind == token.STRING && ownClock.MatchString(text.Value) {
			asks = true
		}
		return !asks
	})
	return asks, nil
}

// functionsThatAsk lists functions and views of the schema, and tables of which a row is stamped by the database's own clock.
func functionsThatAsk(t *testing.T) (names []string) {
	t.Helper()
	var all []struct{ Name, Body string }
	err := pgtest.New(t).Gorm.Raw(`select proname as name, prosrc as body from pg_proc where pronamespace = 'public'::regnamespace
		union all select viewname, definition from pg_views where schemaname = 'public'
		union all select relname, string_agg(pg_get_expr(adbin, adrelid), ' ') from pg_attrdef join pg_class c on c.oid = adrelid
			where relnamespace = 'public'::regnamespace group by relname`).Scan(&all).Error
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range all {
		if f.Name != "trusted_now" && !strings.HasPrefix(f.Name, "river_") && !strings.HasPrefix(f.Name, "goose_") && ownClock.MatchString(uncommented(f.Body)) {
			names = append(names, f.Name)
		}
	}
	return names
}
