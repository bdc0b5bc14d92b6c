package db_test

import (
	"errors"
	"sync"
	"testing"
	"time"

	"musikkforalle/internal/db"
)

func TestTxRunsAgain(t *testing.T) {
	t.Parallel()
	t.Run("F19/AfterADeadlock", func(t *testing.T) {
		t.Parallel()
		b := newBench(t, db.Options{})
		if err := b.Gorm.Exec("insert into notes (id, body) values (1, ''), (2, '')").Error; err != nil {
			t.Fatal(err)
		}
		var both, done sync.WaitGroup
		both.Add(2)
		runs := make([]int, 2)
		for i, ids := range [][2]int{{1, 2}, {2, 1}} {
			done.Go(func() {
				err := b.Tx(t.Context(), func(tx *db.Tx) error {
					if err := tx.DB.Exec("update notes set body = body || 'x' where id = ?", ids[0]).Error; err != nil {
						return err
					}
					if runs[i]++; runs[i] == 1 {
						both.Done()
						both.Wait()
					}
					return tx.DB.Exec("update notes set body = body || 'x' where id = ?", ids[1]).Error
				})
				if err != nil {
					t.Error(err)
				}
			})
		}
		done.Wait()
		var bodies []string
		if err := b.Gorm.Raw("select body from notes order by id").Scan(&bodies).Error; err != nil || len(bodies) != 2 || bodies[0] != "xx" || bodies[1] != "xx" {
			t.Errorf("%q, %v", bodies, err)
		}
		if runs[0]+runs[1] != 3 {
			t.Errorf("ran %d times, want 3", runs[0]+runs[1])
		}
	})
	t.Run("F4/NotForEver", func(t *testing.T) {
		t.Parallel()
		b := newBench(t, db.Options{})
		runs, began := 0, time.Now()
		err := b.Tx(t.Context(), func(tx *db.Tx) error {
			runs++
			return tx.DB.Exec("do $$ begin raise exception 'planted' using errcode = '40001'; end $$").Error
		})
		if !db.Unavailable(err) || runs != 3 || time.Since(began) > 5*time.Second {
			t.Errorf("%d runs, %v", runs, err)
		}
	})
	t.Run("NotForAnotherError", func(t *testing.T) {
		t.Parallel()
		b := newBench(t, db.Options{})
		runs := 0
		err := b.Tx(t.Context(), func(*db.Tx) error { runs++; return errChanged })
		if !errors.Is(err, errChanged) || runs != 1 {
			t.Errorf("%d runs, %v", runs, err)
		}
	})
}
