package db

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"math/rand/v2"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/jackc/pgx/v5/stdlib"
	"github.com/riverqueue/river"
	"github.com/riverqueue/river/riverdriver/riverpgxv5"
	"gorm.io/gorm"
)

// Tx is one transaction with two handles: rows through DB, plain SQL through Pgx. Enqueue adds River jobs to it.
type Tx struct {
	DB  *gorm.DB
	Pgx pgx.Tx
	Now time.Time // when the transaction began, by the database's trusted clock (SQL function trusted_now), in UTC

	queue *river.Client[pgx.Tx]
}

// FetchCooldown is the shortest time between two fetches of a worker, and so between two notifications to it.
const FetchCooldown = 50 * time.Millisecond

// openQueue sets up the client with which transactions insert jobs. It works on none.
func openQueue(pool *pgxpool.Pool) (*river.Client[pgx.Tx], error) {
	queue, err := river.NewClient(riverpgxv5.New(pool), &river.Config{FetchCooldown: FetchCooldown})
	if err != nil {
		return nil, fmt.Errorf("open job queue: %w", err)
	}
	return queue, nil
}

// Enqueue inserts a job that exists if and only if the transaction commits. Workers hear of it at the commit.
func (tx *Tx) Enqueue(ctx context.Context, args river.JobArgs) error {
	if _, err := tx.queue.InsertTx(ctx, tx.Pgx, args, nil); err != nil {
		return fmt.Errorf("enqueue %s: %w", args.Kind(), err)
	}
	return nil
}

// Tx runs fn in one transaction and commits when fn returns nil. An error or a panic takes everything back.
// A nested tx.DB.Transaction is a savepoint. If PostgreSQL took it back because it stood in another's way, it runs again from
// its beginning, at most tries times: what fn leaves outside the transaction must be set anew by each run.
func (s *Store) Tx(ctx context.Context, fn func(*Tx) error) error {
	pause := firstPause
	for try := 1; ; try++ {
		err := s.once(ctx, fn)
		if !inTheWay(err) || try == tries {
			return err
		}
		select {
		case <-ctx.Done():
			return err
		case <-time.After(pause + rand.N(pause)): // a pause is no secret
		}
		pause *= 2
	}
}

// How often a transaction runs at most, and how long it waits at least before its second run.
const (
	tries      = 3
	firstPause = 5 * time.Millisecond
)

// Batches runs fn in one transaction after the other until it finds nothing to do, and returns the sum of what it did.
func (s *Store) Batches(ctx context.Context, fn func(*Tx) (n int, err error)) (sum int, err error) {
	for {
		var n int
		err := s.Tx(ctx, func(tx *Tx) (err error) {
			n, err = fn(tx)
			return err
		})
		if err != nil || n == 0 {
			return sum, err
		}
		sum += n
	}
}

// once runs fn in one transaction.
func (s *Store) once(ctx context.Context, fn func(*Tx) error) error {
	return s.tx(ctx, pgx.TxOptions{}, fn)
}

// Read runs fn in one read-only transaction, in which every statement sees the same state. PostgreSQL refuses to write in it.
func (s *Store) Read(ctx context.Context, fn func(*Tx) error) error {
	return s.tx(ctx, pgx.TxOptions{IsoLevel: pgx.RepeatableRead, AccessMode: pgx.ReadOnly}, fn)
}

func (s *Store) tx(ctx context.Context, options pgx.TxOptions, fn func(*Tx) error) error {
	pool, err := s.Gorm.DB()
	if err != nil {
		return fmt.Errorf("begin transaction: %w", err)
	}
	conn, err := pool.Conn(ctx)
	if err != nil {
		return fmt.Errorf("begin transaction: %w", err)
	}
	defer func() { _ = conn.Close() }() // gives it back to the pool
	raw, err := pgxConn(conn)
	if err != nil {
		return err
	}
	return pgx.BeginTxFunc(ctx, raw, options, func(pgxTx pgx.Tx) error {
		tx := &Tx{Pgx: pgxTx, queue: s.queue}
		if err := pgxTx.QueryRow(ctx, "select trusted_now()").Scan(&tx.Now); err != nil {
			return fmt.Errorf("begin transaction: %w", err)
		}
		tx.DB = s.joinedGorm(ctx, conn, tx.Now)
		return fn(tx)
	})
}

// pgxConn is the pgx connection under conn. It stays valid until conn is closed.
func pgxConn(conn *sql.Conn) (raw *pgx.Conn, err error) {
	err = conn.Raw(func(driverConn any) error {
		c, ok := driverConn.(*stdlib.Conn)
		if !ok {
			return fmt.Errorf("database driver is %T, not pgx", driverConn)
		}
		raw = c.Conn()
		return nil
	})
	return raw, err
}

// joinedGorm is a GORM session inside the transaction that pgx began on conn.
func (s *Store) joinedGorm(ctx context.Context, conn *sql.Conn, now time.Time) *gorm.DB {
	g := s.Gorm.Session(&gorm.Session{
		NewDB:   true,
		Context: ctx,
		NowFunc: func() time.Time { return now },
	})
	g.Statement.ConnPool = joined{conn}
	return g
}

// joined looks to GORM like a transaction under way, so that a nested Transaction becomes a savepoint.
type joined struct{ *sql.Conn }

var errOuter = errors.New("the transaction is ended by Store.Tx alone")

// Commit is refused: pgx commits.
func (joined) Commit() error { return errOuter }

// Rollback is refused: pgx rolls back.
func (joined) Rollback() error { return errOuter }

// BeginTx hides the method of sql.Conn, with which GORM would begin a second transaction.
func (joined) BeginTx(struct{}) {}
