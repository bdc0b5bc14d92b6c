package answer

import (
	"context"
	"errors"
	"fmt"
	"os"
	"sync"
	"testing"

	"github.com/google/uuid"

	"musikkforalle/internal/db"
	"musikkforalle/internal/promises"
)

// drill returns the size of the test: with DRILL=1 the numbers that promise R6 names, else smaller ones.
func drill() (clients, rounds int) {
	if os.Getenv("DRILL") == "1" {
		return 500, 100
	}
	return 60, 2
}

const places = 10

// R6: many clients ask for few seats at the same moment, and each asks twice, as after a double tap.
func TestNeverOverbooked(t *testing.T) {
	t.Parallel()
	clients, rounds := drill()
	promises.Record(t, func() string {
		return fmt.Sprintf("%d clients × %d rounds on %d places: exactly %d each time; with the guard off it overbooks", clients, rounds, places, places)
	}, "R6")
	b := newBundle(t, places)
	families := b.families(clients)
	for range rounds {
		b.Exec("truncate answers cascade")
		b.Exec("update sessions set seats_taken = 0, families_coming = 0, families_waiting = 0")
		for _, err := range rush(families, func(family uuid.UUID) error { return b.set(family, 1) }) {
			b.Must(err)
		}
		coming := b.Number("select count(*) from answers where state = 'coming'")
		counted := b.Number("select seats_taken from sessions")
		waiting := b.Number("select families_waiting from sessions")
		if coming != places || counted != places || waiting != clients-places {
			t.Fatalf("%d come, %d are counted, %d wait; want %d, %d, %d", coming, counted, waiting, places, places, clients-places)
		}
	}
}

// R6: the same without the lock. It must overbook; otherwise the test above proves nothing.
func TestNeverOverbooked_NegativeControl(t *testing.T) {
	t.Parallel()
	clients, _ := drill()
	b := newBundle(t, places)
	b.Exec("alter table sessions drop constraint sessions_capacity_check")
	families := b.families(clients)
	for range 20 {
		b.Exec("truncate answers cascade")
		for _, err := range rush(families, b.naive) {
			b.Must(err)
		}
		if b.Number("select count(*) from answers where state = 'coming'") > places {
			return
		}
	}
	t.Error("without the lock nothing was overbooked: the rush is too weak to show anything")
}

// naive checks for a free seat and then inserts, without a lock: the mistake that answer_set must not make.
func (b *bundle) naive(family uuid.UUID) error {
	return b.Store.Tx(context.Background(), func(tx *db.Tx) error {
		var taken int64
		if err := tx.DB.Model(&Answer{}).Where("session_id = ? and state = 'coming'", b.session.ID).Count(&taken).Error; err != nil {
			return err
		}
		if taken >= places {
			return nil
		}
		return tx.DB.Exec(`insert into answers (session_id, family_id, state, children) values (?, ?, 'coming', 1)
			on conflict do nothing`, b.session.ID, family).Error
	})
}

// families stores n families.
func (b *bundle) families(n int) (ids []uuid.UUID) {
	b.Helper()
	b.Must(b.Store.Gorm.Raw("insert into families (lang) select 'nb' from generate_series(1, ?) returning id", n).Scan(&ids).Error)
	return ids
}

// rush calls ask twice for every family at the same moment and returns all errors. It retries a call that failed
// because the database was busy.
func rush(families []uuid.UUID, ask func(uuid.UUID) error) []error {
	var all sync.WaitGroup
	start := make(chan struct{})
	errs := make([]error, 2*len(families))
	for i := range errs {
		all.Go(func() {
			<-start
			for {
				if errs[i] = ask(families[i/2]); !busy(errs[i]) {
					return
				}
			}
		})
	}
	close(start)
	all.Wait()
	return errs
}

// busy reports whether the call waited too long for a database connection. A person would be asked to try again.
func busy(err error) bool {
	return err != nil && (db.Unavailable(err) || errors.Is(err, context.DeadlineExceeded))
}
