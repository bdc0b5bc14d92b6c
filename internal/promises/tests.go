package promises

import (
	"go/ast"
	"go/parser"
	"go/token"
	"regexp"
	"strings"
)

// testsOf returns a function that names the test around a line of the file.
func testsOf(file, text string) (func(line int) string, error) {
	if !isTest(file) {
		return func(int) string { return "" }, nil
	}
	if strings.HasSuffix(file, ".go") {
		return goTests(file, text)
	}
	return webTests(text), nil
}

// goTests knows the functions of a test file, with their comments.
func goTests(file, text string) (func(line int) string, error) {
	files := token.NewFileSet()
	parsed, err := parser.ParseFile(files, file, text, parser.ParseComments)
	if err != nil {
		return nil, err
	}
	return func(line int) string {
		for _, d := range parsed.Decls {
			f, ok := d.(*ast.FuncDecl)
			if !ok || !strings.HasPrefix(f.Name.Name, "Test") {
				continue
			}
			begin := f.Pos()
			if f.Doc != nil {
				begin = f.Doc.Pos()
			}
			if files.Position(begin).Line <= line && line <= files.Position(f.End()).Line {
				return f.Name.Name
			}
		}
		return ""
	}, nil
}

// titlePattern is the title of a test of vitest or node:test, on its line or alone on the line after test.each(…)(.
var titlePattern = regexp.MustCompile("^\\s*(?:(?:test|it|describe)(?:\\.\\w+)?\\()?([\"'`])(.+?)([\"'`]),?")

// webTests takes the title on the line itself, else the next one below: a comment stands above its test.
func webTests(text string) func(line int) string {
	lines := strings.Split(text, "\n")
	return func(line int) string {
		for _, candidate := range lines[line-1 : min(line+3, len(lines))] {
			if m := titlePattern.FindStringSubmatch(candidate); m != nil && m[1] == m[3] {
				return m[2]
			}
		}
		if m := regexp.MustCompile("[\"'`](.*)[\"'`]").FindStringSubmatch(lines[line-1]); m != nil {
			return m[1]
		}
		return ""
	}
}
