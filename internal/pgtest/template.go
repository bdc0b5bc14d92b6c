package pgtest

import (
	"context"
	"crypto/sha256"
	"fmt"
	"io/fs"

	"github.com/jackc/pgx/v5"
	"github.com/riverqueue/river/riverdriver/riverpgxv5"
	"github.com/riverqueue/river/rivermigrate"

	"musikkforalle/internal/db"
	"musikkforalle/migrations"
)

const templatePrefix = "migrated_"

// makeTemplate makes sure of a migrated database to clone and returns its name. Test programs run side by side:
// one makes the template, the others wait for it.
func makeTemplate(ctx context.Context, admin string) (string, error) {
	name, err := templateName()
	if err != nil {
		return "", err
	}
	conn, err := pgx.Connect(ctx, admin)
	if err != nil {
		return "", err
	}
	defer func() { _ = conn.Close(ctx) }() // gives the lock back
	if _, err := conn.Exec(ctx, "select pg_advisory_lock(hashtext($1))", name); err != nil {
		return "", err
	}
	var ready bool
	err = conn.QueryRow(ctx, "select exists(select from pg_database where datname = $1 and datistemplate)", name).Scan(&ready)
	if err != nil || ready {
		return name, err
	}
	for _, sql := range []string{"drop database if exists " + name, "create database " + name} {
		if _, err := conn.Exec(ctx, sql); err != nil {
			return "", err
		}
	}
	if err := migrate(ctx, inDatabase(admin, name)); err != nil {
		return "", err
	}
	_, err = conn.Exec(ctx, "alter database "+name+" is_template true") // last, so that a half-made one is never used
	return name, err
}

func migrate(ctx context.Context, address string) error {
	store, err := db.Open(ctx, address, db.Options{MaxConns: maxConns})
	if err != nil {
		return err
	}
	defer store.Close()
	_, err = db.Migrate(ctx, store)
	return err
}

// templateName changes with every change of a migration, ours or River's.
func templateName() (string, error) {
	river, err := rivermigrate.New(riverpgxv5.New(nil), nil)
	if err != nil {
		return "", err
	}
	hash := sha256.New()
	for _, migration := range river.AllVersions() {
		fmt.Fprintln(hash, migration.Version, migration.Name)
	}
	err = fs.WalkDir(migrations.Files, ".", func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		content, err := fs.ReadFile(migrations.Files, path)
		fmt.Fprintf(hash, "%s %d\n%s", path, len(content), content)
		return err
	})
	return fmt.Sprintf("%s%x", templatePrefix, hash.Sum(nil)[:8]), err
}

// sweep drops what earlier programs left on a private server: databases of failed tests and templates of other
// migrations.
func sweep(ctx context.Context, admin string) error {
	current, err := templateName()
	if err != nil {
		return err
	}
	conn, err := pgx.Connect(ctx, admin)
	if err != nil {
		return err
	}
	defer func() { _ = conn.Close(ctx) }()
	rows, err := conn.Query(ctx, `select datname from pg_database
		where starts_with(datname, $1) or starts_with(datname, $2) and datname <> $3`,
		databasePrefix, templatePrefix, current)
	if err != nil {
		return err
	}
	old, err := pgx.CollectRows(rows, pgx.RowTo[string])
	if err != nil {
		return err
	}
	for _, name := range old {
		for _, sql := range []string{"alter database " + name + " is_template false", "drop database " + name + " with (force)"} {
			if _, err := conn.Exec(ctx, sql); err != nil {
				return err
			}
		}
	}
	return nil
}
