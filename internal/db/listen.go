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
	quietTooLong = 30 * time.Second // without a notification; then the connection is pinged
	longestPause = 5 * time.Second
)

// Channels maps the name of a NOTIFY channel to the function that receives the payloads.
type Channels map[string]func(payload string)

// Listen calls the function of a channel for each of its notifications until ctx ends. It uses a connection of its own.
// After each connect, the first included, it calls every function with "": notifications may have been missed, so caches
// must be dropped.
func Listen(ctx context.Context, pool *pgxpool.Pool, heard Channels) {
	pause := 100 * time.Millisecond
	for ctx.Err() == nil {
		connected, err := listenOnce(ctx, pool, heard)
		if ctx.Err() != nil {
			return
		}
		if connected {
			pause = 100 * time.Millisecond
		}
		slog.WarnContext(ctx, "listening again soon", "error", err)
		select {
		case <-ctx.Done():
		case <-time.After(pause + rand.N(pause)): // a pause is no secret
		}
		pause = min(2*pause, longestPause)
	}
}

func listenOnce(ctx context.Context, pool *pgxpool.Pool, heard Channels) (connected bool, err error) {
	conn, err := pgx.ConnectConfig(ctx, pool.Config().ConnConfig)
	if err != nil {
		return false, err
	}
	defer func() { _ = conn.Close(context.WithoutCancel(ctx)) }()
	for channel := range heard {
		if _, err := conn.Exec(ctx, "listen "+pgx.Identifier{channel}.Sanitize()); err != nil {
			return false, err
		}
	}
	for _, tell := range heard {
		tell("")
	}
	for {
		notification, err := nextNotification(ctx, conn)
		if err != nil {
			return true, err
		}
		if notification != nil {
			heard[notification.Channel](notification.Payload)
		}
	}
}

// nextNotification returns the next notification, or nil after quietTooLong if the connection still answers.
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
