// Package cache keeps values within bounds, and lets many callers share the making of one.
package cache

import (
	"container/list"
	"sync"
)

// Bounded keeps values up to a number and a total size. What was not used for the longest time goes first. It is safe for
// use by many goroutines; its zero value keeps nothing.
type Bounded[V any] struct {
	most, mostBytes int

	mu    sync.Mutex
	bytes int
	byKey map[string]*list.Element
	used  list.List // the latest used first
}

type entry[V any] struct {
	key   string
	value V
	bytes int
}

// NewBounded returns a cache for at most so many values, of at most so many bytes in all.
func NewBounded[V any](most, bytes int) *Bounded[V] {
	return &Bounded[V]{most: most, mostBytes: bytes, byKey: map[string]*list.Element{}}
}

// Get returns the value of a key.
func (b *Bounded[V]) Get(key string) (value V, ok bool) {
	b.mu.Lock()
	defer b.mu.Unlock()
	e, ok := b.byKey[key]
	if !ok {
		return value, false
	}
	b.used.MoveToFront(e)
	return e.Value.(*entry[V]).value, true
}

// Put keeps a value of a size in place of an earlier one of its key. A value that is larger than the cache is not kept.
func (b *Bounded[V]) Put(key string, value V, bytes int) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if e, ok := b.byKey[key]; ok {
		b.remove(e)
	}
	if bytes > b.mostBytes {
		return
	}
	b.byKey[key] = b.used.PushFront(&entry[V]{key, value, bytes})
	b.bytes += bytes
	for len(b.byKey) > b.most || b.bytes > b.mostBytes {
		b.remove(b.used.Back())
	}
}

func (b *Bounded[V]) remove(e *list.Element) {
	gone := b.used.Remove(e).(*entry[V])
	delete(b.byKey, gone.key)
	b.bytes -= gone.bytes
}

// Clear removes everything.
func (b *Bounded[V]) Clear() {
	b.mu.Lock()
	defer b.mu.Unlock()
	clear(b.byKey)
	b.used.Init()
	b.bytes = 0
}

// Size returns how many values are kept, and their bytes.
func (b *Bounded[V]) Size() (values, bytes int) {
	b.mu.Lock()
	defer b.mu.Unlock()
	return len(b.byKey), b.bytes
}
