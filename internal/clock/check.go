package clock

import (
	"context"
	"errors"
	"log/slog"
	"time"

	"musikkforalle/internal/db"
)

const (
	// checkEvery is how often Keep checks; trusted_now() of the database believes its clock for ten minutes after a check.
	checkEvery = 20 * time.Second
	// storeEvery is how often a program stores the trusted time.
	storeEvery = 30 * time.Second
	// countMost is the most running time that is counted at once, however long a machine slept between two checks.
	countMost = 2 * time.Minute
)

var started = time.Now()

// Check reads the clocks and checks the reading. If it can be trusted, its time is stored as the newest trusted one. It
// returns ErrUntrusted if it cannot.
func (c *Clock) Check(ctx context.Context, store *db.Store) error {
	r, err := read(ctx, store)
	if err != nil {
		return err
	}
	was := c.Paused()
	err = c.Look(r)
	switch {
	case err != nil && !was:
		slog.ErrorContext(ctx, "paused: check the clocks of this machine and of the database; nothing is sent or deleted, no offer and no sign-in ends",
			"program", r.Program, "database", r.Database, "trusted", r.Newest)
	case err == nil && was:
		slog.InfoContext(ctx, "the clocks can be trusted again: reminders and deletion go on")
	}
	if err != nil {
		return err
	}
	return c.store(ctx, store, r)
}

func read(ctx context.Context, store *db.Store) (r Reading, err error) {
	var newest *time.Time
	before := time.Now()
	if err := store.Pool.QueryRow(ctx, "select clock_timestamp(), (select trusted_at from clock)").Scan(&r.Database, &newest); err != nil {
		return r, err
	}
	r.Program = before.Round(0).Add(time.Since(before) / 2) // without the monotonic part: the wall clock is what is asked
	r.Monotonic = time.Since(started)
	if newest != nil {
		r.Newest = *newest
	}
	return r, nil
}

// store writes a trusted reading, now and then. The running time that it counts is the least of what this program's
// monotonic clock says and what no server has counted yet: several servers count once, and setting a clock counts nothing.
func (c *Clock) store(ctx context.Context, store *db.Store, r Reading) error {
	ran, due := c.runSince(r.Monotonic)
	if !due {
		return nil
	}
	_, err := store.Pool.Exec(ctx, `insert into clock as c (trusted_at) values ($1)
		on conflict (id) do update set trusted_at = excluded.trusted_at,
		    ran = c.ran + greatest(least($2, extract(epoch from excluded.trusted_at - c.trusted_at)), 0)::bigint
		where excluded.trusted_at not between c.trusted_at - interval '20 seconds' and c.trusted_at + interval '20 seconds'`,
		r.Database, ran.Seconds())
	return err
}

// runSince returns for how long the program has run since it last stored the time, and whether it should store it again.
func (c *Clock) runSince(now time.Duration) (ran time.Duration, due bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.stored != 0 && now-c.stored < storeEvery {
		return 0, false
	}
	if c.stored != 0 {
		ran = min(now-c.stored, countMost)
	}
	c.stored = now
	return ran, true
}

// Keep checks the clocks until ctx ends.
func (c *Clock) Keep(ctx context.Context, store *db.Store) {
	for {
		if err := c.Check(ctx, store); err != nil && !errors.Is(err, ErrUntrusted) && ctx.Err() == nil {
			slog.WarnContext(ctx, "the clocks could not be checked", "error", db.Safe(err))
		}
		select {
		case <-ctx.Done():
			return
		case <-time.After(checkEvery):
		}
	}
}

// Trust stores the database's time as the newest trusted one, because the operator has looked at the clocks. All servers
// go on by it. It returns ErrUntrusted if the clocks of the program and of the database disagree.
func Trust(ctx context.Context, store *db.Store) (time.Time, error) {
	r, err := read(ctx, store)
	if err != nil {
		return time.Time{}, err
	}
	if far(r.Program.Sub(r.Database), disagree) {
		return time.Time{}, ErrUntrusted
	}
	_, err = store.Pool.Exec(ctx, "insert into clock (trusted_at) values ($1) on conflict (id) do update set trusted_at = excluded.trusted_at", r.Database)
	return r.Database, err
}
