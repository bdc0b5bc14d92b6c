// Command bench measures the built program and prints one table: every row is a ratio to a baseline that was measured
// in turns with it in the same run, so that a noisy machine disturbs both. `make bench` runs it.
//
//	go run ./internal/pgtest/withpg -- go run ./internal/bench
//
// A word after it measures only what is about it: go run ./internal/bench strangers.
package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"

	"musikkforalle/internal/db"
	"musikkforalle/internal/pgtest"
	"musikkforalle/internal/seed"
)

// binary is the program that `make build` has left.
const binary = ".build/musikkforalle"

func main() {
	if len(os.Args) == 4 && os.Args[1] == staticMode {
		serveStatic(os.Args[2], os.Args[3])
		return
	}
	if err := run(context.Background()); err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
}

// measurements lists the parts of the table in order. Each has a database of its own.
var measurements = []struct {
	about   string
	measure func(context.Context, *bench) error
}{
	{"start and memory", measureStart},
	{"cached reads", measureReads},
	{"strangers", measureStrangers},
	{"answers", measureAnswers},
	{"push", measurePush},
	{"fan-out", measureFanOut},
	{"the Saturday screen", measureSaturday},
	{"ten years of a place", measureYears},
	{"bytes of the first page", measureBytes},
}

func run(ctx context.Context) error {
	folder, err := os.MkdirTemp("", "bench")
	if err != nil {
		return err
	}
	defer func() { _ = os.RemoveAll(folder) }()
	b := &bench{folder: folder, server: os.Getenv(pgtest.EnvURL)}
	if b.server == "" {
		return fmt.Errorf("no database server in %s: run `make bench`", pgtest.EnvURL)
	}
	begun := time.Now()
	for _, m := range measurements {
		if len(os.Args) == 2 && !strings.Contains(m.about, os.Args[1]) {
			continue
		}
		fmt.Fprintf(os.Stderr, "measuring %s …\n", m.about)
		if err := b.withDatabase(ctx, m.measure); err != nil {
			return fmt.Errorf("%s: %w", m.about, err)
		}
	}
	b.print(os.Stdout, time.Since(begun))
	return b.write(filepath.Join(".build", "bench.json"))
}

// bench is one run: where it works, and the rows so far.
type bench struct {
	folder string
	server string // address of a PostgreSQL where databases may be made
	url    string // of the database of this measurement
	store  *db.Store
	rows   []row
}

// connections of the program, of Go code and of pgbench alike.
const connections = 8

// withDatabase gives a measurement a migrated database with the two real places.
func (b *bench) withDatabase(ctx context.Context, measure func(context.Context, *bench) error) error {
	name := fmt.Sprintf("bench_%d_%d", os.Getpid(), len(b.rows))
	if err := execute(ctx, b.server, "create database "+name); err != nil {
		return err
	}
	defer func() { _ = execute(ctx, b.server, "drop database "+name+" with (force)") }()
	var err error
	if b.url, err = inDatabase(b.server, name); err != nil {
		return err
	}
	if b.store, err = db.Open(ctx, b.url, db.Options{MaxConns: connections, StatementTimeout: time.Minute}); err != nil {
		return err
	}
	defer b.store.Close()
	if _, err := db.Migrate(ctx, b.store); err != nil {
		return err
	}
	if err := seed.Demo(ctx, b.store, time.Now()); err != nil {
		return err
	}
	return measure(ctx, b)
}
