package db_test

import (
	"context"
	"testing"
	"time"

	"musikkforalle/internal/db"
	"musikkforalle/internal/db/private"
	"musikkforalle/internal/pgtest"
)

func TestFault(t *testing.T) {
	t.Parallel()
	t.Run("F4/ExhaustedPoolAnswersSoonAndHealthStaysGood", func(t *testing.T) {
		t.Parallel()
		store, err := db.Open(t.Context(), pgtest.URL(t), db.Options{MaxConns: 1, AcquireWait: 500 * time.Millisecond})
		if err != nil {
			t.Fatal(err)
		}
		defer store.Close()
		err = store.Tx(t.Context(), func(*db.Tx) error {
			waiting := map[string]error{
				"transaction": store.Tx(t.Context(), func(*db.Tx) error { return nil }),
				"gorm":        store.Gorm.WithContext(t.Context()).Exec("select 1").Error,
				"pgx":         store.Pool.Ping(t.Context()),
			}
			for who, err := range waiting {
				if !db.Unavailable(err) {
					t.Errorf("%s: got %v, want unavailable", who, err)
				}
			}
			return store.Ping(t.Context())
		})
		if err != nil {
			t.Fatal(err)
		}
	})
	t.Run("F4/StatementTimeout", func(t *testing.T) {
		t.Parallel()
		store, err := db.Open(t.Context(), pgtest.URL(t), db.Options{StatementTimeout: 50 * time.Millisecond})
		if err != nil {
			t.Fatal(err)
		}
		defer store.Close()
		if err := store.Gorm.Exec("select pg_sleep(10)").Error; !db.Unavailable(err) {
			t.Errorf("got %v, want unavailable", err)
		}
	})
	t.Run("F3/StoppedServerIsUnavailableUntilItIsBack", func(t *testing.T) {
		t.Parallel()
		folder := pgtest.Folder(t)
		server := startServer(t, folder)
		store, err := db.Open(t.Context(), server.URL("postgres"), db.Options{})
		if err != nil {
			t.Fatal(err)
		}
		defer store.Close()
		if _, err := db.Migrate(t.Context(), store); err != nil {
			t.Fatal(err)
		}
		if err := server.Stop(); err != nil {
			t.Fatal(err)
		}
		if err := store.Ping(t.Context()); !db.Unavailable(err) {
			t.Errorf("ping: got %v, want unavailable", err)
		}
		if err := readOne(t.Context(), store); !db.Unavailable(err) {
			t.Errorf("read: got %v, want unavailable", err)
		}
		startServer(t, folder)
		eventually(t, "reads again without being reopened", func() bool {
			return store.Ping(t.Context()) == nil && readOne(t.Context(), store) == nil
		})
	})
}

func startServer(t *testing.T, folder string) *private.Server {
	t.Helper()
	server, err := private.Start(t.Context(), folder, "fsync=off")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = server.Stop() })
	return server
}

func readOne(ctx context.Context, store *db.Store) error {
	return store.Tx(ctx, func(tx *db.Tx) error {
		var one int
		return tx.DB.Raw("select 1").Scan(&one).Error
	})
}

// eventually waits for what another program does; it asks, it does not sleep for a guessed time.
func eventually(t *testing.T, what string, happened func() bool) {
	t.Helper()
	deadline := time.After(20 * time.Second)
	tick := time.NewTicker(10 * time.Millisecond)
	defer tick.Stop()
	for !happened() {
		select {
		case <-deadline:
			t.Fatalf("never: %s", what)
		case <-tick.C:
		}
	}
}
