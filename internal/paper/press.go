package paper

import (
	"context"
	"crypto/sha256"
	"encoding/json"
	"runtime"
	"sync/atomic"

	"musikkforalle/internal/cache"
	"musikkforalle/internal/fault"
)

// ErrBusy is returned when so many drawings wait already that another would wait too long.
var ErrBusy = fault.New(fault.Unavailable, "busy", "many are asking for sheets and pictures just now")

// Drawing is something to draw: a sheet, a picture, a document.
type Drawing struct {
	content string // a hash of all that is drawn
	draw    func(context.Context) ([]byte, error)
}

// NewDrawing returns a drawing of a kind. Drawings of the same kind and content are the same bytes; content must
// be all that draw draws, in a form that JSON shows.
func NewDrawing(kind string, content any, draw func(context.Context) ([]byte, error)) (Drawing, error) {
	text, err := json.Marshal(content)
	sum := sha256.Sum256(append([]byte(kind+" "), text...))
	return Drawing{string(sum[:]), draw}, err
}

// Unkept returns a drawing that nobody keeps: it is about a person, or not public.
func Unkept(draw func(context.Context) ([]byte, error)) Drawing { return Drawing{draw: draw} }

// Press draws. Few drawings are made at once, since each keeps a processor busy; few more may wait. What is drawn is kept by its
// content, so that it is drawn once whatever else changes.
type Press struct {
	turns   chan struct{} // holds one token for each drawing that may run
	waiting atomic.Int32
	drawn   atomic.Int64
	kept    *cache.Bounded[[]byte]
}

const (
	mostWaiting = 8
	mostDrawn   = 2000
	drawnBytes  = 32 << 20
)

// NewPress returns a press that leaves half of the processors to others.
func NewPress() *Press {
	p := &Press{turns: make(chan struct{}, min(2, max(1, runtime.NumCPU()/2))), kept: cache.NewBounded[[]byte](mostDrawn, drawnBytes)}
	for range cap(p.turns) {
		p.turns <- struct{}{}
	}
	return p
}

// Print returns the bytes of a drawing, which it draws unless it has kept them. allow is asked before it draws; nil allows. A
// caller whose context ends leaves the queue. A nil press draws at once. Faults: ErrBusy, and those of allow.
func (p *Press) Print(ctx context.Context, d Drawing, allow func() error) ([]byte, error) {
	if p == nil {
		return d.draw(ctx)
	}
	if bytes, ok := p.kept.Get(d.content); ok {
		return bytes, nil
	}
	leave, err := p.queue(ctx, allow)
	if err != nil {
		return nil, err
	}
	defer leave()
	if bytes, ok := p.kept.Get(d.content); ok { // drawn by somebody else meanwhile
		return bytes, nil
	}
	p.drawn.Add(1)
	bytes, err := d.draw(ctx)
	if err == nil && d.content != "" {
		p.kept.Put(d.content, bytes, len(bytes))
	}
	return bytes, err
}

// queue waits for a turn and returns how to give it back.
func (p *Press) queue(ctx context.Context, allow func() error) (leave func(), err error) {
	defer p.waiting.Add(-1)
	if p.waiting.Add(1) > mostWaiting {
		return nil, ErrBusy
	}
	if allow != nil {
		if err := allow(); err != nil {
			return nil, err
		}
	}
	select {
	case <-p.turns:
		return func() { p.turns <- struct{}{} }, nil
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

// Waiting returns how many drawings wait for their turn.
func (p *Press) Waiting() int { return int(p.waiting.Load()) }

// Drawn returns how many drawings were begun since the start.
func (p *Press) Drawn() int64 { return p.drawn.Load() }
