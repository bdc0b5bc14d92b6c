package cache

import (
	"context"
	"fmt"
	"log/slog"
	"sync"

	"musikkforalle/internal/fault"
)

// Flight makes a value once for all who ask for its key at the same time, and stops when nobody waits for it any more. Its
// zero value is ready for use.
type Flight[V any] struct {
	mu    sync.Mutex
	calls map[string]*call[V]
}

type call[V any] struct {
	waiting int // guarded by Flight.mu
	stop    context.CancelFunc
	done    chan struct{} // closed when value and err are set
	value   V
	err     error
}

// Do returns what fn makes. fn's context ends when the last caller that waits for the key has left; a caller whose own context
// ends leaves with that context's error.
func (f *Flight[V]) Do(ctx context.Context, key string, fn func(context.Context) (V, error)) (V, error) {
	c := f.join(ctx, key, fn)
	select {
	case <-c.done:
		return c.value, c.err
	case <-ctx.Done():
		f.leave(key, c)
		var none V
		return none, ctx.Err()
	}
}

func (f *Flight[V]) join(ctx context.Context, key string, fn func(context.Context) (V, error)) *call[V] {
	f.mu.Lock()
	defer f.mu.Unlock()
	if c, ok := f.calls[key]; ok {
		c.waiting++
		return c
	}
	if f.calls == nil {
		f.calls = map[string]*call[V]{}
	}
	shared, stop := context.WithCancel(context.WithoutCancel(ctx))
	c := &call[V]{waiting: 1, stop: stop, done: make(chan struct{})}
	f.calls[key] = c
	go f.run(shared, key, c, fn)
	return c
}

func (f *Flight[V]) run(ctx context.Context, key string, c *call[V], fn func(context.Context) (V, error)) {
	defer func() {
		if e := recover(); e != nil {
			slog.Error("panic", "in", "what many wait for", "kind", fmt.Sprintf("%T", e))
			c.err = fault.New(fault.Internal, "internal")
		}
		f.mu.Lock()
		f.forget(key, c)
		f.mu.Unlock()
		c.stop()
		close(c.done)
	}()
	c.value, c.err = fn(ctx)
}

func (f *Flight[V]) leave(key string, c *call[V]) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if c.waiting--; c.waiting == 0 {
		f.forget(key, c) // whoever comes now starts anew
		c.stop()
	}
}

// forget removes a call. The caller has locked f.mu.
func (f *Flight[V]) forget(key string, c *call[V]) {
	if f.calls[key] == c {
		delete(f.calls, key)
	}
}
