package internal_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"go/ast"
	"go/importer"
	"go/parser"
	"go/token"
	"go/types"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"gorm.io/gorm/schema"
)

// code is what the program's SQL and GORM calls touch.
type code struct {
	reads, writes, called map[[2]string]string // by room and name: a place where it does
	renamed               map[string]string    // types whose TableName method gives their table
}

var (
	writing = regexp.MustCompile(`(?i)\b(?:insert\s+into|delete\s+from|update)\s+(?:only\s+)?([a-z_]+)`)
	reading = regexp.MustCompile(`(?i)\b(?:from|join|using)\s+(?:only\s+)?([a-z_]+)`)
	comment = regexp.MustCompile(`--[^\n]*`)
)

func uncommented(sql string) string { return comment.ReplaceAllString(sql, "") }

type listedPackage struct {
	ImportPath, Dir, Export string
	GoFiles, EmbedFiles     []string
	Standard                bool
}

func readCode(t *testing.T, schema database) *code {
	t.Helper()
	c := &code{reads: map[[2]string]string{}, writes: map[[2]string]string{}, called: map[[2]string]string{}, renamed: map[string]string{}}
	exports := map[string]string{}
	var ours []listedPackage
	for _, p := range listPackages(t) {
		exports[p.ImportPath] = p.Export
		if strings.HasPrefix(p.ImportPath, module) && !strings.HasPrefix(p.ImportPath, module+"api/contract") {
			ours = append(ours, p)
		}
	}
	files := token.NewFileSet()
	imports := importer.ForCompiler(files, "gc", func(path string) (io.ReadCloser, error) { return os.Open(exports[path]) })
	for _, p := range ours {
		v := &visitor{code: c, schema: schema, room: roomOf(p.ImportPath), files: files, info: &types.Info{Types: map[ast.Expr]types.TypeAndValue{}}}
		var parsed []*ast.File
		for _, name := range p.GoFiles {
			file, err := parser.ParseFile(files, filepath.Join(p.Dir, name), nil, 0)
			if err != nil {
				t.Fatal(err)
			}
			c.rename(p.ImportPath, file)
			parsed = append(parsed, file)
		}
		if _, err := (&types.Config{Importer: imports}).Check(p.ImportPath, files, parsed, v.info); err != nil {
			t.Fatalf("%s: %v", p.ImportPath, err)
		}
		for _, file := range parsed {
			ast.Inspect(file, v.visit)
		}
		for _, name := range p.EmbedFiles {
			if strings.HasSuffix(name, ".sql") && v.room != "migrations" {
				v.embedded(t, filepath.Join(p.Dir, name))
			}
		}
	}
	return c
}

func listPackages(t *testing.T) (all []listedPackage) {
	t.Helper()
	out, err := exec.Command("go", "list", "-deps", "-export", "-json=ImportPath,Dir,Export,GoFiles,EmbedFiles", "musikkforalle/...").Output()
	if err != nil {
		t.Fatal(err)
	}
	for d := json.NewDecoder(strings.NewReader(string(out))); ; {
		var p listedPackage
		if err := d.Decode(&p); errors.Is(err, io.EOF) {
			return all
		} else if err != nil {
			t.Fatal(err)
		}
		all = append(all, p)
	}
}

// roomOf is the package of a domain; what is below it belongs to it.
func roomOf(path string) string {
	inside, is := strings.CutPrefix(path, module+"internal/")
	if !is {
		inside = strings.TrimPrefix(path, module)
	}
	room, _, _ := strings.Cut(inside, "/")
	return room
}

type visitor struct {
	*code
	schema database
	room   string
	files  *token.FileSet
	info   *types.Info
}

func (v *visitor) embedded(t *testing.T, path string) {
	t.Helper()
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	v.sql(string(text), filepath.Base(path))
}

// visit looks at string literals, which may be SQL, and at calls of GORM.
func (v *visitor) visit(n ast.Node) bool {
	switch n := n.(type) {
	case *ast.ImportSpec:
		return false
	case *ast.BasicLit:
		if text, err := strconv.Unquote(n.Value); n.Kind == token.STRING && err == nil {
			v.sql(text, v.place(n))
		}
	case *ast.CallExpr:
		v.gorm(n)
	}
	return true
}

func (v *visitor) place(n ast.Node) string {
	at := v.files.Position(n.Pos())
	return fmt.Sprintf("%s/%s:%d", v.room, filepath.Base(at.Filename), at.Line)
}

func (v *visitor) sql(text, at string) {
	text = uncommented(text)
	written := map[int]bool{}
	for _, m := range writing.FindAllStringSubmatchIndex(text, -1) {
		written[m[2]] = true
		v.note(v.writes, text[m[2]:m[3]], at)
	}
	for _, m := range reading.FindAllStringSubmatchIndex(text, -1) {
		if !written[m[2]] {
			v.note(v.reads, text[m[2]:m[3]], at)
		}
	}
	for name, writes := range v.schema.functions {
		if len(writes) > 0 && regexp.MustCompile(`\b`+name+`\(`).MatchString(text) {
			v.called[[2]string{v.room, name}] = at
		}
	}
}

func (v *visitor) note(to map[[2]string]string, table, at string) {
	if _, is := v.schema.tables[table]; is {
		to[[2]string{v.room, table}] = at
	}
}

var (
	gormWrites = []string{"Create", "CreateInBatches", "Save", "Delete", "Update", "Updates", "UpdateColumn", "UpdateColumns", "FirstOrCreate"}
	gormReads  = []string{"Find", "Take", "First", "Last", "Model", "Table"}
)

// gorm notes the table of a call: the one that its argument is a row of, or that Model or Table named before.
func (v *visitor) gorm(call *ast.CallExpr) {
	method, is := call.Fun.(*ast.SelectorExpr)
	if !is || v.info.Types[method.X].Type == nil || v.info.Types[method.X].Type.String() != "*gorm.io/gorm.DB" {
		return
	}
	name := method.Sel.Name
	switch {
	case slices.Contains(gormWrites, name):
		if table := v.tableOf(call); table != "" {
			v.note(v.writes, table, v.place(call))
		}
	case slices.Contains(gormReads, name):
		if table := v.argument(call); table != "" {
			v.note(v.reads, table, v.place(call))
		}
	case name == "InnerJoins" || name == "Joins" || name == "Preload":
		if joined, ok := call.Args[0].(*ast.BasicLit); ok {
			text, _ := strconv.Unquote(joined.Value)
			v.note(v.reads, (schema.NamingStrategy{}).TableName(text), v.place(call))
		}
	}
}

// tableOf looks from a call back along its chain.
func (v *visitor) tableOf(call *ast.CallExpr) string {
	if table := v.argument(call); table != "" {
		return table
	}
	method, is := call.Fun.(*ast.SelectorExpr)
	if !is {
		return ""
	}
	if before, is := method.X.(*ast.CallExpr); is {
		return v.tableOf(before)
	}
	return ""
}

// argument is the table of a call's first argument: a name, a row, or rows.
func (v *visitor) argument(call *ast.CallExpr) string {
	if len(call.Args) == 0 {
		return ""
	}
	of := v.info.Types[call.Args[0]]
	if method, is := call.Fun.(*ast.SelectorExpr); is && method.Sel.Name == "Table" && of.Value != nil {
		name, _ := strconv.Unquote(of.Value.ExactString())
		name, _, _ = strings.Cut(name, " ")
		return name
	}
	t := of.Type
	for t != nil {
		switch x := t.(type) {
		case *types.Pointer:
			t = x.Elem()
			continue
		case *types.Slice:
			t = x.Elem()
			continue
		case *types.Named:
			return v.tableName(x)
		}
		return ""
	}
	return ""
}

// tableName is what the TableName method of a type returns, or what GORM calls the table without one.
func (v *visitor) tableName(named *types.Named) string {
	if name, is := v.renamed[named.String()]; is {
		return name
	}
	return schema.NamingStrategy{}.TableName(named.Obj().Name())
}

// rename collects what the TableName methods of a package return.
func (c *code) rename(path string, file *ast.File) {
	for _, d := range file.Decls {
		f, is := d.(*ast.FuncDecl)
		if !is || f.Recv == nil || f.Name.Name != "TableName" {
			continue
		}
		of, result := f.Recv.List[0].Type, f.Body.List[0].(*ast.ReturnStmt).Results[0]
		if name, err := strconv.Unquote(result.(*ast.BasicLit).Value); err == nil {
			c.renamed[path+"."+of.(*ast.Ident).Name] = name
		}
	}
}
