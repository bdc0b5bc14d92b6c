// Package pwa embeds the built web app and describes its files to the server that writes the HTML around them.
package pwa

import (
	"embed"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
)

//go:embed all:dist
var dist embed.FS

// Build names the hashed files of one build of the web app. All names are absolute URL paths ("/assets/…").
type Build struct {
	// Version changes with any file of the build; the service worker carries the same value.
	Version string `json:"version"`
	// Entry is the module script every page starts with; Imports are loaded by it and worth a modulepreload.
	Entry   string   `json:"entry"`
	Imports []string `json:"imports"`
	// Style is the one stylesheet, Icons the SVG sprite, Worker the service worker's path.
	Style  string `json:"style"`
	Icons  string `json:"icons"`
	Worker string `json:"worker"`
	// Catalogues maps language → part ("core", "volunteer", "legal", "staff.…") → file.
	Catalogues map[string]map[string]string `json:"catalogues"`
	// Routes maps a route's name to the modules it loads beyond the entry, the page itself first.
	Routes map[string][]string `json:"routes"`
}

//go:embed src/app/pages.json
var pages []byte

// Page is one page of the app, as pages.json describes it for the app and the server.
type Page struct {
	Path    string `json:"path"`    // below the language: "/p/:place"
	Texts   string `json:"texts"`   // part of the catalogue that it needs besides the core
	Heading string `json:"heading"` // key of its heading, until the app has drawn it; empty: the app's name
	Public  bool   `json:"public"`  // search engines may list it
	Secret  bool   `json:"secret"`  // its address holds a secret, so nothing may store it
	Team    bool   `json:"team"`    // in the languages of a team only, with sections below it
}

// Pages reads the pages of the app, by name.
func Pages() (all map[string]Page, err error) {
	if err := json.Unmarshal(pages, &all); err != nil {
		return nil, fmt.Errorf("pwa: pages.json: %w", err)
	}
	return all, nil
}

// ErrNotBuilt says that the web app has not been built into this program: run `npm run build` in pwa/ first.
var ErrNotBuilt = errors.New("the web app is not built")

// Dist returns the files of the built web app, rooted at what the server offers under "/".
func Dist() fs.FS {
	files, err := fs.Sub(dist, "dist")
	if err != nil {
		panic(err) // only a malformed directory name can fail here
	}
	return files
}

// ReadBuild reads the description of the embedded build, or returns ErrNotBuilt on a fresh clone.
func ReadBuild() (Build, error) { return ReadBuildOf(Dist()) }

// ReadBuildOf reads the description of the build whose files are given, or returns ErrNotBuilt.
func ReadBuildOf(files fs.FS) (Build, error) {
	var build Build
	raw, err := fs.ReadFile(files, "build.json")
	if errors.Is(err, fs.ErrNotExist) {
		return build, ErrNotBuilt
	}
	if err != nil {
		return build, fmt.Errorf("pwa: %w", err)
	}
	if err := json.Unmarshal(raw, &build); err != nil {
		return build, fmt.Errorf("pwa: build.json: %w", err)
	}
	return build, nil
}
