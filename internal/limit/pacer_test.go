package limit

import (
	"context"
	"errors"
	"testing"
	"time"
)

// R13: whoever asks in a loop is slowed down, and nobody else is.
func TestPacer(t *testing.T) {
	t.Parallel()
	l := Limit{Most: 600, Span: time.Minute} // ten a second
	now := time.Now()
	p := l.Pace()
	for i := range 21 {
		if wait, refused := p.turn("a hall", now); wait > 0 || refused {
			t.Fatalf("the %dth of a burst waits %s", i+1, wait)
		}
	}
	if wait, _ := p.turn("a hall", now); wait != 100*time.Millisecond {
		t.Errorf("the next waits %s", wait)
	}
	if wait, _ := p.turn("another", now); wait > 0 {
		t.Errorf("another waits %s", wait)
	}
	refusals := 0
	for range 100 {
		if wait, refused := p.turn("a hall", now); refused {
			if refusals++; wait != pacePatience {
				t.Errorf("refused after %s", wait)
			}
		}
	}
	if refusals < 75 {
		t.Errorf("%d are refused", refusals)
	}
	if wait, refused := p.turn("a hall", now.Add(time.Minute)); wait > 0 || refused {
		t.Errorf("a minute later one waits %s", wait)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	for range 30 {
		_, _ = p.turn("left", time.Now())
	}
	if err := p.Wait(ctx, "left"); !errors.Is(err, context.Canceled) {
		t.Errorf("who left gets %v", err)
	}
}
