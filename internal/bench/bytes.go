package main

import (
	"bytes"
	"compress/gzip"
	"context"
	"fmt"
	"io/fs"
	"net/http"
	"slices"

	"github.com/valyala/fasthttp"

	"musikkforalle/pwa"
)

// What a first visit on a slow line may cost, in KB after gzip; pwa/scripts/budgets.mjs fails the build on the parts.
const firstLoadBudget = 32

// measureBytes weighs what a phone fetches to show the first page, language by language.
func measureBytes(_ context.Context, b *bench) error {
	p, err := b.program("WORKERS=false")
	if err != nil {
		return err
	}
	defer p.stop()
	build, err := pwa.ReadBuild()
	if err != nil {
		return err
	}
	for _, lang := range []string{"nb", "ar", "ti"} {
		status, page, err := fasthttp.Get(nil, p.url+"/"+lang)
		if err != nil || status != http.StatusOK {
			return fmt.Errorf("home page: %d %w", status, err)
		}
		kilobytes := zipped(page)
		files := slices.Concat([]string{build.Entry, build.Style, build.Catalogues[lang]["core"]}, build.Imports, build.Routes["home"])
		for _, name := range files {
			content, err := fs.ReadFile(pwa.Dist(), name[1:])
			if err != nil {
				return err
			}
			kilobytes += zipped(content)
		}
		b.rows = append(b.rows, row{
			Name: "first load, " + lang, Unit: "KB gzip", Ours: kilobytes, Baseline: firstLoadBudget, Ratio: kilobytes / firstLoadBudget,
			Better: lower, Against: "the budget", Note: fmt.Sprintf("HTML with data, app, style and texts: %d files", 1+len(files)),
		})
	}
	return nil
}

// zipped is the size in KB after the gzip that the server sends.
func zipped(content []byte) float64 {
	var out bytes.Buffer
	w := gzip.NewWriter(&out)
	_, _ = w.Write(content)
	_ = w.Close()
	return float64(out.Len()) / 1024
}
