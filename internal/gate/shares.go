package main

import (
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"strings"
)

// sharesMemory reports whether the code of a package, tests apart, starts goroutines or guards what goroutines share.
// Only there can the race detector find something: the other packages share nothing but the database, and what their
// parallel tests race for is a row.
func sharesMemory(folder string) (bool, error) {
	files, err := filepath.Glob(filepath.Join(folder, "*.go"))
	if err != nil {
		return false, err
	}
	for _, file := range files {
		if strings.HasSuffix(file, "_test.go") {
			continue
		}
		parsed, err := parser.ParseFile(token.NewFileSet(), file, nil, parser.SkipObjectResolution)
		if err != nil {
			return false, err
		}
		if fileShares(parsed) {
			return true, nil
		}
	}
	return false, nil
}

var guards = map[string]bool{`"sync"`: true, `"sync/atomic"`: true, `"golang.org/x/sync/errgroup"`: true, `"golang.org/x/sync/singleflight"`: true}

func fileShares(file *ast.File) (shares bool) {
	for _, imported := range file.Imports {
		shares = shares || guards[imported.Path.Value]
	}
	ast.Inspect(file, func(n ast.Node) bool {
		switch n.(type) {
		case *ast.GoStmt, *ast.ChanType:
			shares = true
		}
		return !shares
	})
	return shares
}
