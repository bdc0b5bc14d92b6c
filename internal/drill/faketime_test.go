package drill

import (
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"musikkforalle/internal/db/private"
	"musikkforalle/internal/pgtest"
)

// The folder of a PostgreSQL whose clock can be set has a file of this name, which says how far its clock is off.
const clockFile = "clock"

// postgresProgram stands before PostgreSQL's server program: where the server's folder has a clock file, the server runs
// under libfaketime, which reads the file at every look at the clock.
const postgresProgram = `#!/bin/sh
if [ "$1" = -D ] && [ -f "${2%%/pg}/%s" ]; then
	export LD_PRELOAD='%s' FAKETIME_TIMESTAMP_FILE="${2%%/pg}/%[1]s" FAKETIME_NO_CACHE=1 FAKETIME_DONT_FAKE_MONOTONIC=1
fi
exec '%[3]s' "$@"
`

// settableClocks makes private PostgreSQL servers of this test program run under libfaketime where a drill wants it, and
// reports whether libfaketime is there. Call it before any server is started.
func settableClocks(folder string) (bool, error) {
	libraries, err := filepath.Glob("/usr/lib/*/faketime/libfaketime.so.1")
	found := private.FindBin()
	if err != nil || len(libraries) == 0 || len(found) == 0 {
		return false, err
	}
	bin := filepath.Join(folder, "pgbin")
	if err := os.Mkdir(bin, 0o755); err != nil {
		return false, err
	}
	if err := os.Chmod(folder, 0o755); err != nil { // the server runs as another account than root's
		return false, err
	}
	programs, err := filepath.Glob(filepath.Join(found[0], "*"))
	if err != nil {
		return false, err
	}
	for _, program := range programs {
		if filepath.Base(program) == "postgres" {
			continue
		}
		if err := os.Symlink(program, filepath.Join(bin, filepath.Base(program))); err != nil {
			return false, err
		}
	}
	script := fmt.Sprintf(postgresProgram, clockFile, libraries[0], filepath.Join(found[0], "postgres"))
	if err := os.WriteFile(filepath.Join(bin, "postgres"), []byte(script), 0o755); err != nil {
		return false, err
	}
	return true, os.Setenv("PGBIN", bin)
}

// clocked is a hall on a PostgreSQL whose clock can be set.
type clocked struct {
	*hall
	folder string
}

func newClocked(t *testing.T) *clocked {
	t.Helper()
	if !clocksCanBeSet {
		t.Skip("libfaketime is not here: apt-get install libfaketime")
	}
	c := &clocked{folder: pgtest.Folder(t)}
	c.set(t, "+0")
	server, err := private.Start(t.Context(), c.folder, "fsync=off")
	must(t, err)
	t.Cleanup(func() { _ = server.Stop() })
	migrated(t, server.URL("postgres"))
	c.hall = newHallAt(t, server.URL("postgres"))
	return c
}

// set moves the database's clock at once, as somebody does who sets the clock of its machine.
func (c *clocked) set(t testing.TB, off string) {
	t.Helper()
	file := filepath.Join(c.folder, clockFile)
	must(t, os.WriteFile(file+".new", []byte(off+"\n"), 0o644))
	must(t, os.Rename(file+".new", file))
}
