package paper_test

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"sync/atomic"
	"testing"

	"musikkforalle/internal/paper"
)

// R13: few drawings are made at once, few wait, and what is drawn is drawn once.
func TestPress(t *testing.T) {
	t.Parallel()
	drawing := func(t *testing.T, content any, draw func(context.Context) ([]byte, error)) paper.Drawing {
		t.Helper()
		d, err := paper.NewDrawing("test", content, draw)
		if err != nil {
			t.Fatal(err)
		}
		return d
	}
	t.Run("FewAtOnceAndAShortQueue", func(t *testing.T) {
		t.Parallel()
		p, release := paper.NewPress(), make(chan struct{})
		var running, most atomic.Int32
		var refused atomic.Int32
		var all sync.WaitGroup
		for i := range 60 {
			all.Go(func() {
				_, err := p.Print(t.Context(), drawing(t, i, func(context.Context) ([]byte, error) {
					most.Store(max(most.Load(), running.Add(1)))
					<-release
					running.Add(-1)
					return nil, nil
				}), nil)
				if errors.Is(err, paper.ErrBusy) {
					refused.Add(1)
				} else if err != nil {
					t.Error(err)
				}
			})
		}
		for p.Waiting() < 8 || refused.Load() < 60-8-2 {
		}
		close(release)
		all.Wait()
		if most.Load() > 2 || p.Drawn() > 10 {
			t.Errorf("%d at once, %d in all", most.Load(), p.Drawn())
		}
	})
	t.Run("WhoLeavesIsNotDrawnFor", func(t *testing.T) {
		t.Parallel()
		p, release := paper.NewPress(), make(chan struct{})
		var all sync.WaitGroup
		for i := range 2 {
			all.Go(func() {
				_, _ = p.Print(t.Context(), drawing(t, i, func(context.Context) ([]byte, error) { <-release; return nil, nil }), nil)
			})
		}
		for p.Drawn()+int64(p.Waiting()) < 2 {
		}
		before := p.Waiting()
		ctx, leave := context.WithCancel(t.Context())
		left := make(chan error)
		go func() {
			_, err := p.Print(ctx, drawing(t, "left", func(context.Context) ([]byte, error) { t.Error("drawn for nobody"); return nil, nil }), nil)
			left <- err
		}()
		for p.Waiting() == before {
		}
		leave()
		if err := <-left; !errors.Is(err, context.Canceled) {
			t.Error(err)
		}
		close(release)
		all.Wait()
	})
	t.Run("EqualContentIsDrawnOnceAndAskedForOnce", func(t *testing.T) {
		t.Parallel()
		p, asked := paper.NewPress(), 0
		for i := range 6 {
			got, err := p.Print(t.Context(), drawing(t, i%2, func(context.Context) ([]byte, error) { return []byte(fmt.Sprint(i % 2)), nil }),
				func() error { asked++; return nil })
			if err != nil || string(got) != fmt.Sprint(i%2) {
				t.Errorf("got %q, %v", got, err)
			}
		}
		if p.Drawn() != 2 || asked != 2 {
			t.Errorf("drawn %d times, asked %d times", p.Drawn(), asked)
		}
	})
	t.Run("WhoIsNotAllowedIsNotDrawnFor", func(t *testing.T) {
		t.Parallel()
		p, no := paper.NewPress(), errors.New("no")
		_, err := p.Print(t.Context(), drawing(t, 1, func(context.Context) ([]byte, error) { return nil, nil }), func() error { return no })
		if !errors.Is(err, no) || p.Drawn() != 0 || p.Waiting() != 0 {
			t.Errorf("%v, drawn %d times, %d wait", err, p.Drawn(), p.Waiting())
		}
	})
	t.Run("WhatIsAboutAPersonIsNotKept", func(t *testing.T) {
		t.Parallel()
		p, drawn := paper.NewPress(), 0
		for range 2 {
			_, err := p.Print(t.Context(), paper.Unkept(func(context.Context) ([]byte, error) { drawn++; return nil, nil }), nil)
			if err != nil {
				t.Error(err)
			}
		}
		if drawn != 2 {
			t.Errorf("drawn %d times", drawn)
		}
	})
}
