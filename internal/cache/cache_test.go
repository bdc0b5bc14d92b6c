package cache

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"testing"

	"musikkforalle/internal/fault"
)

// S21, R13: a cache has limits in number and in bytes, and what is used stays.
func TestBounded(t *testing.T) {
	t.Parallel()
	b := NewBounded[string](3, 100)
	for i := range 200 {
		b.Put("used", "u", 10)
		b.Put(fmt.Sprint(i), "guessed", 40)
		if n, bytes := b.Size(); n > 3 || bytes > 100 {
			t.Fatalf("%d values of %d bytes are kept", n, bytes)
		}
	}
	if _, ok := b.Get("used"); !ok {
		t.Error("what is used was pushed out")
	}
	if _, ok := b.Get("0"); ok {
		t.Error("what nobody used is kept")
	}
	b.Put("used", "anew", 90)
	if value, _ := b.Get("used"); value != "anew" {
		t.Errorf("got %q", value)
	}
	b.Put("too large", "", 101)
	if n, bytes := b.Size(); n != 1 || bytes != 90 {
		t.Errorf("%d values of %d bytes", n, bytes)
	}
	b.Clear()
	if n, bytes := b.Size(); n != 0 || bytes != 0 {
		t.Error("clearing leaves something")
	}
}

func TestFlight(t *testing.T) {
	t.Parallel()
	t.Run("OneMakesForAll", func(t *testing.T) {
		t.Parallel()
		var f Flight[int]
		release, made := make(chan struct{}), 0
		var all sync.WaitGroup
		for range 20 {
			all.Go(func() {
				got, err := f.Do(t.Context(), "key", func(context.Context) (int, error) { made++; <-release; return 7, nil })
				if got != 7 || err != nil {
					t.Errorf("got %d, %v", got, err)
				}
			})
		}
		for waiting(&f, "key") < 20 {
		}
		close(release)
		all.Wait()
		if made != 1 {
			t.Errorf("made %d times", made)
		}
	})
	t.Run("TheLastWhoLeavesStopsIt", func(t *testing.T) {
		t.Parallel()
		var f Flight[int]
		stopped := make(chan struct{})
		first, leaveFirst := context.WithCancel(t.Context())
		second, leaveSecond := context.WithCancel(t.Context())
		var all sync.WaitGroup
		for _, ctx := range []context.Context{first, second} {
			all.Go(func() {
				_, err := f.Do(ctx, "key", func(ctx context.Context) (int, error) { <-ctx.Done(); close(stopped); return 0, ctx.Err() })
				if !errors.Is(err, context.Canceled) {
					t.Error(err)
				}
			})
		}
		for waiting(&f, "key") < 2 {
		}
		leaveFirst()
		for waiting(&f, "key") != 1 {
		}
		select {
		case <-stopped:
			t.Error("it stopped while somebody waited")
		default:
		}
		leaveSecond()
		<-stopped
		all.Wait()
		if got, err := f.Do(t.Context(), "key", func(context.Context) (int, error) { return 3, nil }); got != 3 || err != nil {
			t.Errorf("the next got %d, %v", got, err)
		}
	})
	t.Run("APanicIsAFault", func(t *testing.T) {
		t.Parallel()
		var f Flight[int]
		if _, err := f.Do(t.Context(), "key", func(context.Context) (int, error) { panic("no") }); fault.Of(err).Code != "internal" {
			t.Error(err)
		}
	})
}

func waiting[V any](f *Flight[V], key string) int {
	f.mu.Lock()
	defer f.mu.Unlock()
	if c := f.calls[key]; c != nil {
		return c.waiting
	}
	return 0
}
