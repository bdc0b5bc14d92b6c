package reminder

import (
	"errors"
	"testing"
	"time"
)

// clocks is a machine whose clocks can be set.
type clocks struct {
	*testing.T
	guard    Clock
	mono     time.Duration
	program  time.Time
	database time.Time
}

func newClocks(t *testing.T) *clocks {
	now := time.Date(2027, 3, 28, 0, 30, 0, 0, time.UTC)
	return &clocks{T: t, program: now, database: now}
}

func (c *clocks) pass(d time.Duration) {
	c.mono += d
	c.program, c.database = c.program.Add(d), c.database.Add(d)
}

func (c *clocks) want(paused bool) {
	c.Helper()
	err := c.guard.Look(Reading{c.mono, c.program, c.database})
	if errors.Is(err, ErrClock) != paused || c.guard.Paused() != paused {
		c.Errorf("after %v: got %v, want paused %t", c.mono, err, paused)
	}
}

// R11: after a jump nothing leaves until the clock is right again, or has stayed as it is for long enough.
func TestClock(t *testing.T) {
	t.Parallel()
	both := func(c *clocks, d time.Duration) { c.program, c.database = c.program.Add(d), c.database.Add(d) }
	t.Run("RunsEvenlyForMonths", func(t *testing.T) {
		c := newClocks(t)
		for range 1000 {
			c.want(false)
			c.pass(15 * time.Second)
			both(c, 50*time.Millisecond) // a slow crystal, corrected by a time server
		}
	})
	for name, jumped := range map[string]time.Duration{"AYear": 365 * 24 * time.Hour, "FiveHours": 5 * time.Hour, "BackADay": -24 * time.Hour} {
		t.Run("F7/JumpOf"+name+"PausesUntilTheClockIsRightAgain", func(t *testing.T) {
			c := newClocks(t)
			c.want(false)
			c.pass(time.Minute)
			both(c, jumped)
			c.want(true)
			c.pass(time.Minute)
			c.want(true)
			both(c, -jumped)
			c.want(false)
		})
	}
	t.Run("F7/ProgramAndDatabaseThatDisagreePause", func(t *testing.T) {
		c := newClocks(t)
		c.program = c.program.Add(time.Hour)
		c.want(true)
		c.program = c.program.Add(-time.Hour)
		c.want(false)
	})
	t.Run("F7/NewTimeIsBelievedWhenItStays", func(t *testing.T) {
		c := newClocks(t)
		c.want(false)
		both(c, 8*time.Hour) // a laptop that slept
		c.want(true)
		c.pass(settleTime / 2)
		c.want(true)
		c.pass(settleTime / 2)
		c.want(false)
	})
	t.Run("F7/ClockThatKeepsJumpingIsNeverBelieved", func(t *testing.T) {
		c := newClocks(t)
		c.want(false)
		for range 10 {
			both(c, time.Hour)
			c.want(true)
			c.pass(settleTime - time.Second)
			c.want(true)
		}
	})
}

func TestClockPausesTheCourier(t *testing.T) {
	t.Parallel()
	h := newHall(t)
	h.family(1)
	h.plan()
	h.courier.Clock.offset += time.Hour // as if the database's clock had jumped since
	if _, err := h.courier.Plan(t.Context()); !errors.Is(err, ErrClock) {
		t.Errorf("planning: %v", err)
	}
	if err := h.courier.Sweep(t.Context()); !errors.Is(err, ErrClock) {
		t.Errorf("delivering: %v", err)
	}
	h.wantStates(map[string]int{"day_before due": 1})
}
