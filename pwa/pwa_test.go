package pwa

import (
	"errors"
	"io/fs"
	"strings"
	"testing"

	"musikkforalle/internal/i18n"
)

func TestBuild(t *testing.T) {
	build, err := ReadBuild()
	if errors.Is(err, ErrNotBuilt) {
		t.Skip(err)
	}
	if err != nil {
		t.Fatal(err)
	}

	t.Run("NamesFilesThatExist", func(t *testing.T) {
		files := append([]string{build.Entry, build.Style, build.Icons, build.Worker}, build.Imports...)
		for _, route := range build.Routes {
			files = append(files, route...)
		}
		for _, parts := range build.Catalogues {
			for _, file := range parts {
				files = append(files, file)
			}
		}
		for _, file := range files {
			if _, err := fs.Stat(Dist(), strings.TrimPrefix(file, "/")); err != nil {
				t.Error(err)
			}
		}
	})

	t.Run("HasEveryLanguageAndPart", func(t *testing.T) {
		for _, lang := range append([]string{i18n.Easy}, i18n.All...) {
			for _, part := range []string{"core", "volunteer", "legal", "pulse"} {
				if build.Catalogues[lang][part] == "" {
					t.Errorf("no %s of %s", part, lang)
				}
			}
		}
	})
}
