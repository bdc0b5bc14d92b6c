package db

import (
	"context"
	"errors"
	"log/slog"
	"math/rand/v2"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
	"github.com/jackc/pgx/v5/pgxpool"
)

const (
	quietTooLong = 30 * time.Second // then the listening connection is asked whether it still lives
	longestPause = 5 * time.Second
)

// Listen calls heard with the payload of every NOTIFY on channel until ctx ends, on a connection of its own.
// After each connect, the first too, it calls heard(""): whatever was said meanwhile is lost, so forget everything.
func Listen(ctx context.Context, pool *pgxpool.Pool, channel string, heard func(payload string)) {
	pause := 100 * time.Millisecond
	for ctx.Err() == nil {
		connected, err := listenOnce(ctx, pool, channel, heard)
		if ctx.Err() != nil {
			return
		}
		if connected {
			pause = 100 * time.Millisecond
		}
		slog.WarnContext(ctx, "listening again soon", "channel", channel, "error", err)
		select {
		case <-ctx.Done():
		case <-time.After(pause + rand.N(pause)): //nolint:gosec // a pause is no secret
		}
		pause = min(2*pause, longestPause)
	}
}

func listenOnce(ctx context.Context, pool *pgxpool.Pool, channel string, heard func(string)) (connected bool, err error) {
	conn, err := pgx.ConnectConfig(ctx, pool.Config().ConnConfig)
	if err != nil {
		return false, err
	}
	defer func() { _ = conn.Close(context.WithoutCancel(ctx)) }()
	if _, err := conn.Exec(ctx, "listen "+pgx.Identifier{channel}.Sanitize()); err != nil {
		return false, err
	}
	heard("")
	for {
		notification, err := nextNotification(ctx, conn)
		if err != nil {
			return true, err
		}
		if notification != nil {
			heard(notification.Payload)
		}
	}
}

// nextNotification returns nil after a quiet while in which the connection was found alive.
func nextNotification(ctx context.Context, conn *pgx.Conn) (*pgconn.Notification, error) {
	waiting, cancel := context.WithTimeout(ctx, quietTooLong)
	defer cancel()
	notification, err := conn.WaitForNotification(waiting)
	if !errors.Is(err, context.DeadlineExceeded) {
		return notification, err
	}
	alive, cancelPing := context.WithTimeout(ctx, pingTimeout)
	defer cancelPing()
	return nil, conn.Ping(alive)
}
