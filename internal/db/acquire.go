package db

import (
	"context"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
)

// boundedAcquire limits how long anyone waits for a free connection. The pool has no such setting of its own,
// but it asks its tracer for the context of every wait, also for those of GORM and River.
type boundedAcquire struct{ wait time.Duration }

type cancelKey struct{}

// TraceAcquireStart implements pgxpool.AcquireTracer: it sets a deadline on the context of the wait.
func (b boundedAcquire) TraceAcquireStart(ctx context.Context, _ *pgxpool.Pool, _ pgxpool.TraceAcquireStartData) context.Context {
	ctx, cancel := context.WithTimeout(ctx, b.wait)
	return context.WithValue(ctx, cancelKey{}, cancel)
}

// TraceAcquireEnd implements pgxpool.AcquireTracer: it releases the deadline's timer.
func (b boundedAcquire) TraceAcquireEnd(ctx context.Context, _ *pgxpool.Pool, _ pgxpool.TraceAcquireEndData) {
	if cancel, ok := ctx.Value(cancelKey{}).(context.CancelFunc); ok {
		cancel()
	}
}

// TraceQueryStart does nothing; a pool accepts its tracer only as a query tracer.
func (b boundedAcquire) TraceQueryStart(ctx context.Context, _ *pgx.Conn, _ pgx.TraceQueryStartData) context.Context {
	return ctx
}

// TraceQueryEnd does nothing; see TraceQueryStart.
func (b boundedAcquire) TraceQueryEnd(context.Context, *pgx.Conn, pgx.TraceQueryEndData) {}
