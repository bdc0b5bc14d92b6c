package reminder

import (
	"context"
	"errors"
	"log/slog"
	"sync"
	"time"

	"musikkforalle/internal/db"
)

// ErrClock is the error while a clock cannot be trusted: nothing is planned or sent (F7).
var ErrClock = errors.New("reminder: a clock has jumped or two clocks disagree")

const (
	// jump is the most that a clock may differ from the monotonic clock between two checks; time servers correct by less.
	jump = 2 * time.Minute
	// disagree is the most that the program's and the database's clock may differ.
	disagree = 5 * time.Minute
	// settleTime is how long a clock that jumped must run evenly before its new time is trusted. After a machine slept the
	// jump is right, and a late reminder is better than none; meanwhile the operator is alerted.
	settleTime = 15 * time.Minute
)

// Reading is one reading of all clocks.
type Reading struct {
	Monotonic time.Duration // since the program started; no setting of a clock moves it
	Program   time.Time
	Database  time.Time
}

// Clock guards against a clock that is off by hours or a year (F7): what is due is judged by the database's clock, so a
// jump of it must not send a month of reminders at once, or expire them. Safe for concurrent use.
type Clock struct {
	mu      sync.Mutex
	seen    bool
	offset  time.Duration // of the database's clock from the monotonic one, when it was last trusted
	suspect bool
	since   time.Duration // monotonic time of the jump
	strange time.Duration // the offset that it jumped to
	paused  bool
}

// Look checks a reading. It returns nil if the clocks can be trusted, else ErrClock.
func (c *Clock) Look(r Reading) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	if far(r.Program.Sub(r.Database), disagree) || !c.steady(r) {
		c.paused = true
		return ErrClock
	}
	c.paused = false
	return nil
}

// steady compares the database's clock with the monotonic clock.
func (c *Clock) steady(r Reading) bool {
	offset := time.Duration(r.Database.UnixNano()) - r.Monotonic
	switch {
	case !c.seen || !far(offset-c.offset, jump): // evenly, or back where it was
		c.seen, c.offset, c.suspect = true, offset, false
	case !c.suspect || far(offset-c.strange, jump): // jumped, or jumped again
		c.suspect, c.since, c.strange = true, r.Monotonic, offset
	case r.Monotonic-c.since >= settleTime:
		c.offset, c.suspect = offset, false
	}
	return !c.suspect
}

func far(d, limit time.Duration) bool { return d > limit || d < -limit }

// Paused reports whether the last check found a clock that cannot be trusted.
func (c *Clock) Paused() bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.paused
}

var started = time.Now()

// Check reads the clocks and checks the reading.
func (c *Clock) Check(ctx context.Context, store *db.Store) error {
	var r Reading
	before := time.Now()
	if err := store.Pool.QueryRow(ctx, "select clock_timestamp()").Scan(&r.Database); err != nil {
		return err
	}
	r.Program = before.Round(0).Add(time.Since(before) / 2) // without the monotonic part: the wall clock is what is asked
	r.Monotonic = time.Since(started)
	was := c.Paused()
	err := c.Look(r)
	if err != nil && !was {
		slog.ErrorContext(ctx, "reminders are paused: check the clocks of this machine and of the database",
			"program", r.Program, "database", r.Database)
	}
	if err == nil && was {
		slog.InfoContext(ctx, "the clocks can be trusted again: reminders go on")
	}
	return err
}
