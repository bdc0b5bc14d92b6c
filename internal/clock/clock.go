// Package clock decides whether the time can be trusted (F7, R11). Three clocks are compared with each other and with the
// newest time that was trusted, which the database keeps: what deletes, lapses, signs out or sends asks here first.
package clock

import (
	"errors"
	"sync"
	"time"
)

// ErrUntrusted is the error while a clock cannot be trusted: nothing is deleted, lapses, is signed out or sent (F7).
var ErrUntrusted = errors.New("clock: a clock has jumped or two clocks disagree")

const (
	// jump is the most that a clock may differ from the monotonic clock between two checks; time servers correct by less.
	jump = 2 * time.Minute
	// disagree is the most that the program's and the database's clock may differ, and that a start may be before the newest
	// trusted time.
	disagree = 5 * time.Minute
	// longestRest is how long the program may have been off before a start is doubted: the clocks of its machine may be a year ahead.
	longestRest = 30 * 24 * time.Hour
	// settleTime is how long a clock that jumped must run evenly before its new time is trusted. After a machine slept the
	// jump is right, and a late reminder is better than none; meanwhile the operator is alerted.
	settleTime = 15 * time.Minute
	// settleLong is settleTime for a jump longer than longestRest, after which most of what is kept would be due.
	settleLong = 24 * time.Hour
)

// Reading is one reading of all clocks.
type Reading struct {
	Monotonic time.Duration // since the program started; no setting of a clock moves it
	Program   time.Time
	Database  time.Time
	Newest    time.Time // the newest time that any server trusted, or that the operator did; zero: none yet
}

// Clock guards against a clock that is off by hours or years (F7): what is due is judged by the database's clock, so a
// jump of it must not send a month of reminders at once, let them expire, or delete what is kept. Safe for concurrent use.
type Clock struct {
	mu      sync.Mutex
	known   bool          // this program has trusted a time
	offset  time.Duration // of the database's clock from the monotonic one, when it was last trusted
	suspect bool
	since   time.Duration // monotonic time of the jump
	strange time.Duration // the offset that it jumped to
	settle  time.Duration // how long that offset must stay
	paused  bool
	stored  time.Duration // monotonic time at which this program last stored the trusted time
}

// Look checks a reading. It returns nil if the clocks can be trusted, else ErrUntrusted.
func (c *Clock) Look(r Reading) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	if far(r.Program.Sub(r.Database), disagree) || !c.steady(r) {
		c.paused = true
		return ErrUntrusted
	}
	c.paused = false
	return nil
}

// steady compares the database's clock with the monotonic clock, at a start with the newest trusted time.
func (c *Clock) steady(r Reading) bool {
	offset := time.Duration(r.Database.UnixNano()) - r.Monotonic
	switch {
	case c.expected(r, offset):
		c.known, c.offset, c.suspect = true, offset, false
	case !c.suspect || far(offset-c.strange, jump): // jumped, or jumped again
		c.suspect, c.since, c.strange, c.settle = true, r.Monotonic, offset, c.settling(r, offset)
	case r.Monotonic-c.since >= c.settle:
		c.known, c.offset, c.suspect = true, offset, false
	}
	return !c.suspect
}

// expected reports whether the database's clock is where it should be: evenly on, back where it was, or where another
// server or the operator trusts it.
func (c *Clock) expected(r Reading, offset time.Duration) bool {
	rest := r.Database.Sub(r.Newest)
	if !c.known {
		return r.Newest.IsZero() || rest >= -disagree && rest <= longestRest
	}
	return !far(offset-c.offset, jump) || !r.Newest.IsZero() && !far(rest, jump)
}

// settling returns how long the time of a reading must stay before it is trusted.
func (c *Clock) settling(r Reading, offset time.Duration) time.Duration {
	moved := offset - c.offset
	if !c.known {
		moved = r.Database.Sub(r.Newest)
	}
	if far(moved, longestRest) {
		return settleLong
	}
	return settleTime
}

func far(d, limit time.Duration) bool { return d > limit || d < -limit }

// Paused reports whether the last check found a clock that cannot be trusted.
func (c *Clock) Paused() bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.paused
}
