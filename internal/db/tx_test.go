package db_test

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"testing"
	"time"

	"gorm.io/gorm"

	"musikkforalle/internal/db"
	"musikkforalle/internal/pgtest"
)

type note struct {
	ID        int64
	Body      string
	CreatedAt time.Time
}

type noteArgs struct {
	ID int64 `json:"id"`
}

func (noteArgs) Kind() string { return "note" }

// bench is a database with a table of notes.
type bench struct {
	*db.Store
}

func newBench(t *testing.T, opts db.Options) bench {
	t.Helper()
	store, err := db.Open(t.Context(), pgtest.URL(t), opts)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(store.Close)
	if err := store.Gorm.Exec("create table notes (id bigserial primary key, body text, created_at timestamptz)").Error; err != nil {
		t.Fatal(err)
	}
	return bench{store}
}

// write saves a note and queues its job.
func (b bench) write(ctx context.Context, tx *db.Tx, body string) (note, error) {
	saved := note{Body: body}
	if err := tx.DB.Create(&saved).Error; err != nil {
		return saved, err
	}
	return saved, tx.Enqueue(ctx, noteArgs{saved.ID})
}

// wantCounts checks how many notes and jobs were committed.
func (b bench) wantCounts(t *testing.T, want int64) {
	t.Helper()
	var notes, jobs int64
	err := errors.Join(
		b.Gorm.Model(&note{}).Count(&notes).Error,
		b.Gorm.Table("river_job").Where("kind = 'note'").Count(&jobs).Error)
	if err != nil || notes != want || jobs != want {
		t.Fatalf("%d notes and %d jobs, want %d of each: %v", notes, jobs, want, err)
	}
}

var errChanged = errors.New("changed my mind")

func TestTx(t *testing.T) {
	t.Parallel()
	t.Run("CommitKeepsRowAndJob", func(t *testing.T) {
		t.Parallel()
		b := newBench(t, db.Options{})
		if err := b.Tx(t.Context(), func(tx *db.Tx) error {
			_, err := b.write(t.Context(), tx, "kept")
			return err
		}); err != nil {
			t.Fatal(err)
		}
		b.wantCounts(t, 1)
	})
	t.Run("ErrorTakesRowAndJobBack", func(t *testing.T) {
		t.Parallel()
		b := newBench(t, db.Options{})
		err := b.Tx(t.Context(), func(tx *db.Tx) error {
			_, err := b.write(t.Context(), tx, "lost")
			return errors.Join(err, errChanged)
		})
		if !errors.Is(err, errChanged) {
			t.Fatalf("got %v", err)
		}
		b.wantCounts(t, 0)
	})
	t.Run("RowIsTakenBackWhenItsJobIsRefused", func(t *testing.T) {
		t.Parallel()
		b := newBench(t, db.Options{})
		if err := b.Gorm.Exec("alter table river_job add constraint closed check (kind <> 'note')").Error; err != nil {
			t.Fatal(err)
		}
		err := b.Tx(t.Context(), func(tx *db.Tx) error {
			_, err := b.write(t.Context(), tx, "lost")
			return err
		})
		if constraint, _ := db.Violation(err); constraint != "closed" {
			t.Fatalf("got %v", err)
		}
		b.wantCounts(t, 0)
	})
	t.Run("NestedTransactionIsASavepoint", func(t *testing.T) {
		t.Parallel()
		b := newBench(t, db.Options{})
		if err := b.Tx(t.Context(), func(tx *db.Tx) error {
			nested := tx.DB.Transaction(func(inner *gorm.DB) error {
				return errors.Join(inner.Create(&note{Body: "undone"}).Error, errChanged)
			})
			if !errors.Is(nested, errChanged) {
				t.Errorf("nested: %v", nested)
			}
			_, err := b.write(t.Context(), tx, "kept")
			return err
		}); err != nil {
			t.Fatal(err)
		}
		b.wantCounts(t, 1)
	})
	t.Run("PanicTakesAllBackAndReturnsTheConnection", func(t *testing.T) {
		t.Parallel()
		b := newBench(t, db.Options{MaxConns: 1, AcquireWait: time.Second})
		func() {
			defer func() { _ = recover() }()
			_ = b.Tx(t.Context(), func(tx *db.Tx) error {
				_, _ = b.write(t.Context(), tx, "lost")
				panic("a bug")
			})
		}()
		b.wantCounts(t, 0)
	})
	t.Run("CancelledRequestReturnsTheConnection", func(t *testing.T) {
		t.Parallel()
		b := newBench(t, db.Options{MaxConns: 1, AcquireWait: time.Second})
		ctx, cancel := context.WithCancel(t.Context())
		err := b.Tx(ctx, func(tx *db.Tx) error {
			_, err := b.write(ctx, tx, "lost")
			cancel()
			return err
		})
		if err == nil {
			t.Fatal("a cancelled transaction was committed")
		}
		b.wantCounts(t, 0)
	})
	t.Run("NowIsTheTransactionTimeEverywhere", func(t *testing.T) {
		t.Parallel()
		b := newBench(t, db.Options{})
		if err := b.Tx(t.Context(), func(tx *db.Tx) error {
			saved, err := b.write(t.Context(), tx, "timed")
			if err != nil {
				return err
			}
			var stored note
			if err := tx.DB.Take(&stored, saved.ID).Error; err != nil {
				return err
			}
			if tx.Now.Location() != time.UTC || saved.CreatedAt != tx.Now || stored != saved {
				t.Errorf("now %v, saved %+v, stored %+v", tx.Now, saved, stored)
			}
			return nil
		}); err != nil {
			t.Fatal(err)
		}
	})
	t.Run("FiftyAtOnceShareFourConnections", func(t *testing.T) {
		t.Parallel()
		b := newBench(t, db.Options{MaxConns: 4, AcquireWait: 20 * time.Second})
		var all sync.WaitGroup
		for n := range 50 {
			all.Go(func() {
				if err := b.Tx(t.Context(), func(tx *db.Tx) error {
					_, err := b.write(t.Context(), tx, fmt.Sprint(n))
					return err
				}); err != nil {
					t.Error(err)
				}
			})
		}
		all.Wait()
		b.wantCounts(t, 50)
	})
}
