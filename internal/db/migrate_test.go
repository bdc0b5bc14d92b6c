package db_test

import (
	"sync"
	"sync/atomic"
	"testing"

	"musikkforalle/internal/db"
	"musikkforalle/internal/pgtest"
)

func TestMigrate(t *testing.T) {
	t.Parallel()
	t.Run("F5/ReplicasStartingTogetherMigrateOnce", func(t *testing.T) {
		t.Parallel()
		address := pgtest.URL(t)
		var working, applied atomic.Int64
		var all sync.WaitGroup
		emptySchema(t, address)
		for range 3 {
			all.Go(func() {
				store, err := db.Open(t.Context(), address, db.Options{MaxConns: 2})
				if err != nil {
					t.Error(err)
					return
				}
				defer store.Close()
				n, err := db.Migrate(t.Context(), store)
				if err != nil {
					t.Error(err)
				}
				if n > 0 {
					working.Add(1)
				}
				applied.Add(int64(n))
			})
		}
		all.Wait()
		if working.Load() != 1 {
			t.Errorf("%d replicas applied %d migrations, want one replica", working.Load(), applied.Load())
		}
	})
	t.Run("AgainChangesNothing", func(t *testing.T) {
		t.Parallel()
		if n, err := db.Migrate(t.Context(), pgtest.New(t)); n != 0 || err != nil {
			t.Errorf("applied %d, %v", n, err)
		}
	})
}

func emptySchema(t *testing.T, address string) {
	t.Helper()
	store, err := db.Open(t.Context(), address, db.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer store.Close()
	if err := store.Gorm.Exec("drop schema public cascade; create schema public").Error; err != nil {
		t.Fatal(err)
	}
}
