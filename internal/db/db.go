// Package db opens PostgreSQL once for everything: GORM rows, River jobs and plain pgx share one pool
// and, where they belong together, one transaction.
package db

import (
	"context"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
	"github.com/jackc/pgx/v5/pgtype"
	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/jackc/pgx/v5/stdlib"
	"github.com/riverqueue/river"
	"gorm.io/driver/postgres"
	"gorm.io/gorm"

	"musikkforalle/internal/seal"
)

// Store is the program's database: one pool, seen through GORM and through pgx.
type Store struct {
	Gorm *gorm.DB
	Pool *pgxpool.Pool

	health *pgxpool.Pool
	queue  *river.Client[pgx.Tx]
}

// UseKeys gives the store the keys of sealed values, which seal.Of finds. Call it once, before anything else reads.
func (s *Store) UseKeys(keys *seal.Ring) error { return s.Gorm.Use(keys) }

// Options tune a store. The zero value is what production uses.
type Options struct {
	MaxConns         int32         // connections in the pool; 12 when zero, more were measured to hurt
	AcquireWait      time.Duration // longest wait for a free connection; 3 s when zero
	StatementTimeout time.Duration // longest single statement; 15 s when zero

	// Dial opens a connection; nil: as pgx does. Tests put faults in the way.
	Dial pgconn.DialFunc
}

const (
	connectTimeout  = 5 * time.Second
	pingTimeout     = 2 * time.Second
	idleTransaction = 30 * time.Second // a paused replica lets go of its row locks
)

func (o Options) withDefaults() Options {
	if o.MaxConns == 0 {
		o.MaxConns = 12
	}
	if o.AcquireWait == 0 {
		o.AcquireWait = 3 * time.Second
	}
	if o.StatementTimeout == 0 {
		o.StatementTimeout = 15 * time.Second
	}
	return o
}

// Open connects to the database at url and fails when it does not answer.
func Open(ctx context.Context, url string, opts Options) (*Store, error) {
	config, err := poolConfig(url, opts.withDefaults())
	if err != nil {
		return nil, err
	}
	pool, err := pgxpool.NewWithConfig(ctx, config)
	if err != nil {
		return nil, fmt.Errorf("open database: %w", err)
	}
	store := &Store{Pool: pool}
	if store.health, err = healthPool(ctx, config); err != nil {
		store.Close()
		return nil, err
	}
	if store.Gorm, err = openGorm(pool); err != nil {
		store.Close()
		return nil, err
	}
	if store.queue, err = openQueue(pool); err != nil {
		store.Close()
		return nil, err
	}
	if err := store.Ping(ctx); err != nil {
		store.Close()
		return nil, err
	}
	return store, nil
}

func poolConfig(url string, opts Options) (*pgxpool.Config, error) {
	config, err := pgxpool.ParseConfig(url)
	if err != nil {
		return nil, fmt.Errorf("database URL: %w", err)
	}
	config.MaxConns = opts.MaxConns
	config.PingTimeout = pingTimeout
	config.ConnConfig.ConnectTimeout = connectTimeout
	config.ConnConfig.Tracer = boundedAcquire{opts.AcquireWait}
	if opts.Dial != nil {
		config.ConnConfig.DialFunc = opts.Dial
	}
	params := config.ConnConfig.RuntimeParams
	params["application_name"] = "musikkforalle"
	params["timezone"] = "UTC"
	params["statement_timeout"] = milliseconds(opts.StatementTimeout)
	params["idle_in_transaction_session_timeout"] = milliseconds(idleTransaction)
	config.AfterConnect = readTimesAsUTC
	return config, nil
}

func milliseconds(d time.Duration) string { return fmt.Sprint(d.Milliseconds()) }

// readTimesAsUTC keeps the zone of the server's machine out of every time that is read.
func readTimesAsUTC(_ context.Context, conn *pgx.Conn) error {
	conn.TypeMap().RegisterType(&pgtype.Type{
		Name:  "timestamptz",
		OID:   pgtype.TimestamptzOID,
		Codec: &pgtype.TimestamptzCodec{ScanLocation: time.UTC},
	})
	return nil
}

// healthPool holds the single connection of Ping, so that a busy pool does not look like a dead database.
func healthPool(ctx context.Context, main *pgxpool.Config) (*pgxpool.Pool, error) {
	config := main.Copy()
	config.MaxConns = 1
	pool, err := pgxpool.NewWithConfig(ctx, config)
	if err != nil {
		return nil, fmt.Errorf("open health connection: %w", err)
	}
	return pool, nil
}

// openGorm leaves errors untranslated: GORM's own translation drops the constraint name that Violation needs.
// Prepared statements stay off because pgx caches them already, and GORM's hidden transactions because ours are visible.
func openGorm(pool *pgxpool.Pool) (*gorm.DB, error) {
	g, err := gorm.Open(postgres.New(postgres.Config{Conn: stdlib.OpenDBFromPool(pool)}), &gorm.Config{
		Logger:                 slowLog{},
		NowFunc:                now,
		SkipDefaultTransaction: true,
		DisableAutomaticPing:   true,
	})
	if err != nil {
		return nil, fmt.Errorf("open gorm: %w", err)
	}
	return g, nil
}

// now truncates to microseconds, as PostgreSQL does, so that a saved row equals the row read back.
func now() time.Time { return time.Now().UTC().Truncate(time.Microsecond) }

// Ping reports whether the database answers within two seconds. It uses a connection of its own (F4).
func (s *Store) Ping(ctx context.Context) error {
	ctx, cancel := context.WithTimeout(ctx, pingTimeout)
	defer cancel()
	if err := s.health.Ping(ctx); err != nil {
		return fmt.Errorf("database does not answer: %w", err)
	}
	return nil
}

// Close waits until all connections are returned and closes them.
func (s *Store) Close() {
	s.Pool.Close()
	if s.health != nil {
		s.health.Close()
	}
}
