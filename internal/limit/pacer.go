package limit

import (
	"context"
	"sync"
	"time"

	"musikkforalle/internal/cache"
	"musikkforalle/internal/fault"
)

// Pacer slows down whoever asks faster than a limit, in this process alone: asking costs no statement, and a stranger who asks
// in a loop gets one answer at a time.
type Pacer struct {
	every time.Duration // between two answers, in the long run
	mu    sync.Mutex
	next  *cache.Bounded[time.Time] // when the next answer is due, by who asks
}

const (
	paceAhead    = 2 * time.Second // so many answers may be taken at once
	pacePatience = 2 * time.Second // nobody waits longer
	mostPaced    = 10_000          // who asked least recently is forgotten
)

// Pace returns a pacer of the limit.
func (l Limit) Pace() *Pacer {
	return &Pacer{every: l.Span / time.Duration(l.Most), next: cache.NewBounded[time.Time](mostPaced, mostPaced)}
}

// Wait returns when it is the caller's turn. It fails with fault.ErrTooMany after two seconds without one, and with ctx's error
// when ctx ends.
func (p *Pacer) Wait(ctx context.Context, whoever string) error {
	wait, refused := p.turn(whoever, time.Now())
	if wait > 0 {
		timer := time.NewTimer(wait)
		defer timer.Stop()
		select {
		case <-timer.C:
		case <-ctx.Done():
			return ctx.Err()
		}
	}
	if refused {
		return fault.ErrTooMany
	}
	return nil
}

func (p *Pacer) turn(whoever string, now time.Time) (wait time.Duration, refused bool) {
	p.mu.Lock()
	defer p.mu.Unlock()
	next, known := p.next.Get(whoever)
	if !known || next.Before(now) {
		next = now
	}
	if wait = next.Sub(now) - paceAhead; wait > pacePatience {
		return pacePatience, true
	}
	p.next.Put(whoever, next.Add(p.every), 1)
	return wait, false
}
