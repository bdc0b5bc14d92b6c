package db

import (
	"context"
	"errors"
	"fmt"
	"io/fs"

	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/jackc/pgx/v5/stdlib"
	"github.com/pressly/goose/v3"
	"github.com/riverqueue/river/riverdriver/riverpgxv5"
	"github.com/riverqueue/river/rivermigrate"

	"musikkforalle/migrations"
)

// Migrate brings the schema and River's tables up to date and returns how many migrations it applied.
// Replicas that start together wait for the first: River's own migrator is not safe without the lock.
func Migrate(ctx context.Context, store *Store) (applied int, err error) {
	pool, err := migrationPool(ctx, store)
	if err != nil {
		return 0, err
	}
	defer pool.Close()
	unlock, err := lockMigrations(ctx, pool)
	if err != nil {
		return 0, err
	}
	defer unlock()
	ours, err := migrateSchema(ctx, pool, migrations.Files)
	if err != nil {
		return 0, fmt.Errorf("migrate schema: %w", err)
	}
	rivers, err := migrateRiver(ctx, pool)
	if err != nil {
		return ours, fmt.Errorf("migrate river: %w", err)
	}
	return ours + rivers, nil
}

// migrationPool has no statement timeout: a migration may take its time, and so may the wait for another replica's.
func migrationPool(ctx context.Context, store *Store) (*pgxpool.Pool, error) {
	config := store.Pool.Config()
	config.MaxConns = 4
	delete(config.ConnConfig.RuntimeParams, "statement_timeout")
	delete(config.ConnConfig.RuntimeParams, "idle_in_transaction_session_timeout")
	pool, err := pgxpool.NewWithConfig(ctx, config)
	if err != nil {
		return nil, fmt.Errorf("open database for migrations: %w", err)
	}
	return pool, nil
}

// lockMigrations blocks until no other replica migrates. The lock lives as long as its connection.
func lockMigrations(ctx context.Context, pool *pgxpool.Pool) (unlock func(), err error) {
	conn, err := pool.Acquire(ctx)
	if err != nil {
		return nil, fmt.Errorf("lock migrations: %w", err)
	}
	if _, err := conn.Exec(ctx, "select pg_advisory_lock(hashtext('musikkforalle migrate'))"); err != nil {
		conn.Release()
		return nil, fmt.Errorf("lock migrations: %w", err)
	}
	return func() { _ = conn.Hijack().Close(context.WithoutCancel(ctx)) }, nil
}

func migrateSchema(ctx context.Context, pool *pgxpool.Pool, files fs.FS) (int, error) {
	sqlDB := stdlib.OpenDBFromPool(pool)
	defer func() { _ = sqlDB.Close() }() // leaves the pool open
	provider, err := goose.NewProvider(goose.DialectPostgres, sqlDB, files, goose.WithDisableGlobalRegistry(true))
	if errors.Is(err, goose.ErrNoMigrations) {
		return 0, nil
	}
	if err != nil {
		return 0, err
	}
	results, err := provider.Up(ctx)
	return len(results), err
}

func migrateRiver(ctx context.Context, pool *pgxpool.Pool) (int, error) {
	migrator, err := rivermigrate.New(riverpgxv5.New(pool), nil)
	if err != nil {
		return 0, err
	}
	result, err := migrator.Migrate(ctx, rivermigrate.DirectionUp, nil)
	if err != nil {
		return 0, err
	}
	return len(result.Versions), nil
}
