package db_test

import (
	"context"
	"testing"
	"time"

	"musikkforalle/internal/db"
	"musikkforalle/internal/pgtest"
)

func TestListen(t *testing.T) {
	t.Parallel()
	store := pgtest.New(t)
	ctx, stop := context.WithCancel(t.Context())
	heard, other, ended := make(chan string, 10), make(chan string, 10), make(chan struct{})
	go func() {
		defer close(ended)
		db.Listen(ctx, store.Pool, db.Channels{
			"sessions": func(payload string) { heard <- payload },
			"Places":   func(payload string) { other <- payload },
		})
	}()
	want := func(t *testing.T, payload string) {
		t.Helper()
		select {
		case got := <-heard:
			if got != payload {
				t.Fatalf("heard %q, want %q", got, payload)
			}
		case <-time.After(20 * time.Second):
			t.Fatalf("never heard %q", payload)
		}
	}
	run := func(t *testing.T, sql string) {
		t.Helper()
		if err := store.Gorm.Exec(sql).Error; err != nil {
			t.Fatal(err)
		}
	}
	t.Run("HearsWhatIsCommitted", func(t *testing.T) {
		want(t, "")
		run(t, "select pg_notify('sessions', 'first')")
		want(t, "first")
	})
	t.Run("HearsEachChannelByItself", func(t *testing.T) {
		run(t, `select pg_notify('Places', 'drammen')`)
		if first, second := <-other, <-other; first != "" || second != "drammen" || len(heard) != 0 {
			t.Errorf("heard %q, then %q, and %d on the other", first, second, len(heard))
		}
	})
	t.Run("F3/ForgetsEverythingAfterAReconnect", func(t *testing.T) {
		run(t, "select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and query like 'listen%'")
		want(t, "")
		run(t, "select pg_notify('sessions', 'second')")
		want(t, "second")
	})
	t.Run("EndsWithItsContext", func(t *testing.T) {
		stop()
		select {
		case <-ended:
		case <-time.After(20 * time.Second):
			t.Fatal("still listening")
		}
	})
}
