package db

import (
	"context"
	"fmt"
	"log/slog"
	"time"

	"gorm.io/gorm/logger"
)

const slow = 500 * time.Millisecond

// slowLog is a GORM logger for slow statements and GORM's own warnings. It never logs values, which may be personal, nor
// errors, which are all returned to the caller.
type slowLog struct{}

// LogMode implements GORM's logger; there is one mode.
func (l slowLog) LogMode(logger.LogLevel) logger.Interface { return l }

// Info is silent.
func (slowLog) Info(context.Context, string, ...any) {}

// Warn passes GORM's warnings on.
func (slowLog) Warn(ctx context.Context, format string, args ...any) {
	slog.WarnContext(ctx, "gorm", "message", fmt.Sprintf(format, args...))
}

// Error is silent: the caller receives the error.
func (slowLog) Error(context.Context, string, ...any) {}

// ParamsFilter keeps the placeholders of a statement instead of its values.
func (slowLog) ParamsFilter(_ context.Context, sql string, _ ...any) (string, []any) { return sql, nil }

// Trace reports a statement that took long.
func (slowLog) Trace(ctx context.Context, begin time.Time, statement func() (string, int64), _ error) {
	took := time.Since(begin)
	if took < slow {
		return
	}
	sql, rows := statement()
	slog.WarnContext(ctx, "slow statement", "sql", sql, "rows", rows, "took", took)
}
