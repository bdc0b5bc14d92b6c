package internal_test

import (
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"musikkforalle/internal/pgtest"
)

// mayWriteAll are packages that fill tables for trying out and for tests, and retention, which deletes what is over by
// one rule for each table (retention/rules.go).
var mayWriteAll = []string{"bench", "demo", "drill", "fixture", "pgtest", "retention", "seed"}

// Every table has one package that writes it. docs/tables.md says which, and lists who reads a table of another package,
// and why.
func TestOwners(t *testing.T) {
	t.Parallel()
	schema := readSchema(t)
	listed := readTables(t)
	for name, comment := range schema.tables {
		row, ok := listed.owners[name]
		switch {
		case !ok:
			t.Errorf("table %s has no owner in docs/tables.md", name)
		case row.holds != comment:
			t.Errorf("docs/tables.md says that %s holds %q; its comment is %q", name, row.holds, comment)
		}
	}
	for name := range listed.owners {
		if _, ok := schema.tables[name]; !ok {
			t.Errorf("docs/tables.md lists %s, which is no table", name)
		}
	}
	checkFunctions(t, schema, listed)
	found := readCode(t, schema)
	for key, at := range found.writes {
		if room, table := key[0], key[1]; !slices.Contains(mayWriteAll, room) && room != listed.owners[table].owner {
			listed.use(t, "writes", key, at)
		}
	}
	for key, at := range found.reads {
		if room, table := key[0], key[1]; !slices.Contains(mayWriteAll, room) && room != listed.owners[table].owner {
			listed.use(t, "reads", key, at)
		}
	}
	for key, at := range found.called {
		if room, function := key[0], key[1]; !slices.Contains(mayWriteAll, room) && room != listed.functions[function].owner {
			t.Errorf("%s: %s calls %s, which is %s's", at, room, function, listed.functions[function].owner)
		}
	}
	for _, kind := range []string{"writes", "reads"} {
		for key, used := range listed.listed[kind] {
			if !used {
				t.Errorf("docs/tables.md lists that %s %s %s, and it does not", key[0], kind, key[1])
			}
		}
	}
}

// --- what the database has ---

type database struct {
	tables    map[string]string   // with views: the comment of each
	functions map[string][]string // that write: the tables that each writes
}

func readSchema(t *testing.T) database {
	t.Helper()
	store := pgtest.New(t)
	d := database{tables: map[string]string{}, functions: map[string][]string{}}
	var rows []struct{ Name, Text string }
	err := store.Gorm.Raw(`select relname as name, coalesce(obj_description(oid, 'pg_class'), '') as text from pg_class
		where relnamespace = 'public'::regnamespace and relkind in ('r', 'v') and relname !~ '^(river_|goose_)'`).Scan(&rows).Error
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range rows {
		d.tables[r.Name] = r.Text
	}
	rows = nil
	err = store.Gorm.Raw(`select proname as name, prosrc as text from pg_proc
		where pronamespace = 'public'::regnamespace and proname !~ '^river_'`).Scan(&rows).Error
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range rows {
		for _, m := range writing.FindAllStringSubmatch(uncommented(r.Text), -1) {
			if _, is := d.tables[m[1]]; is && !slices.Contains(d.functions[r.Name], m[1]) {
				d.functions[r.Name] = append(d.functions[r.Name], m[1])
			}
		}
		slices.Sort(d.functions[r.Name])
	}
	return d
}

// --- what docs/tables.md lists ---

type table struct{ owner, holds string }

type function struct{ owner, writes string }

type tables struct {
	owners    map[string]table
	functions map[string]function
	listed    map[string]map[[2]string]bool // reads and writes of other packages; whether the code has them
}

var tableRow = regexp.MustCompile(`(?m)^\| (.+?) \| (.+?) \| (.*?) \|$`)

func readTables(t *testing.T) tables {
	t.Helper()
	text, err := os.ReadFile("../docs/tables.md")
	if err != nil {
		t.Fatal(err)
	}
	all := tables{map[string]table{}, map[string]function{}, map[string]map[[2]string]bool{"writes": {}, "reads": {}}}
	for _, section := range strings.Split(string(text), "\n## ")[1:] {
		for _, row := range tableRow.FindAllStringSubmatch(section, -1)[1:] {
			switch name, _, _ := strings.Cut(section, "\n"); name {
			case "Owners":
				all.owners[row[1]] = table{row[2], row[3]}
			case "Functions that write":
				all.functions[row[1]] = function{row[2], row[3]}
			case "Written by others":
				all.list(t, "writes", row)
			case "Read by others":
				all.list(t, "reads", row)
			}
		}
	}
	return all
}

func (l tables) list(t *testing.T, kind string, row []string) {
	t.Helper()
	if row[3] == "" {
		t.Errorf("docs/tables.md gives no reason why %s %s %s", row[1], kind, row[2])
	}
	for _, name := range strings.Split(row[2], ", ") {
		l.listed[kind][[2]string{row[1], name}] = false
	}
}

func (l tables) use(t *testing.T, kind string, key [2]string, at string) {
	t.Helper()
	if _, ok := l.listed[kind][key]; !ok {
		t.Errorf("%s: %s %s %s, which is %s's", at, key[0], kind, key[1], l.owners[key[1]].owner)
	}
	l.listed[kind][key] = true
}

func checkFunctions(t *testing.T, schema database, listed tables) {
	t.Helper()
	for name, writes := range schema.functions {
		if want := strings.Join(writes, ", "); len(writes) > 0 && listed.functions[name].writes != want {
			t.Errorf("docs/tables.md says that the function %s writes %q; it writes %q", name, listed.functions[name].writes, want)
		}
	}
	for name := range listed.functions {
		if len(schema.functions[name]) == 0 {
			t.Errorf("docs/tables.md lists the function %s, which writes nothing", name)
		}
	}
}
