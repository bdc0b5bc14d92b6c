package clock

import (
	"errors"
	"testing"
	"time"

	"musikkforalle/internal/db"
	"musikkforalle/internal/pgtest"
)

// clocks is a machine whose clocks can be set.
type clocks struct {
	*testing.T
	guard    Clock
	mono     time.Duration
	program  time.Time
	database time.Time
	newest   time.Time
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
	err := c.guard.Look(Reading{c.mono, c.program, c.database, c.newest})
	if err == nil && !c.newest.IsZero() {
		c.newest = c.database // as Check stores it
	}
	if errors.Is(err, ErrUntrusted) != paused || c.guard.Paused() != paused {
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
	for name, jumped := range map[string]time.Duration{"AYear": 365 * 24 * time.Hour, "ThreeYears": 3 * 365 * 24 * time.Hour, "FiveHours": 5 * time.Hour, "BackADay": -24 * time.Hour, "BackThreeYears": -3 * 365 * 24 * time.Hour} {
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

// A start has no clock of its own to compare with: the newest trusted time says what is likely.
func TestStart(t *testing.T) {
	t.Parallel()
	const year = 365 * 24 * time.Hour
	start := func(t *testing.T, off time.Duration) *clocks {
		t.Helper()
		c := newClocks(t)
		c.newest = c.database
		c.program, c.database = c.program.Add(off), c.database.Add(off)
		return c
	}
	for name, off := range map[string]time.Duration{"AMinute": time.Minute, "ANight": 10 * time.Hour, "AHoliday": 25 * 24 * time.Hour} {
		t.Run("F11/IsTrustedAfter"+name, func(t *testing.T) {
			start(t, off).want(false)
		})
	}
	for name, off := range map[string]time.Duration{"AYear": year, "ThreeYears": 3 * year, "BackThreeHours": -3 * time.Hour, "BackAYear": -year, "BackThreeYears": -3 * year} {
		t.Run("F7/WithAllClocksOffBy"+name+"PausesUntilTheyAreRight", func(t *testing.T) {
			c := start(t, off)
			c.want(true)
			c.pass(settleTime - time.Second)
			c.want(true)
			c.program, c.database = c.program.Add(-off), c.database.Add(-off)
			c.want(false)
		})
	}
	t.Run("F7/AYearIsBelievedOnlyAfterADay", func(t *testing.T) {
		c := start(t, year)
		c.want(true)
		c.pass(settleLong - time.Second)
		c.want(true)
		c.pass(time.Second)
		c.want(false)
	})
	t.Run("F7/WhatTheOperatorOrAnotherServerTrustsIsBelievedAtOnce", func(t *testing.T) {
		c := start(t, year)
		c.want(true)
		c.newest = c.database
		c.want(false)
		c.program, c.database = c.program.Add(8*time.Hour), c.database.Add(8*time.Hour)
		c.want(true)
		c.newest = c.database
		c.want(false)
	})
}

// guard is a database and a clock that checks it.
type guard struct {
	*testing.T
	store *db.Store
	clock Clock
}

func (g *guard) exec(sql string, args ...any) {
	g.Helper()
	if err := g.store.Gorm.Exec(sql, args...).Error; err != nil {
		g.Fatal(err)
	}
}

func (g *guard) is(expression string) {
	g.Helper()
	var holds bool
	if err := g.store.Gorm.Raw("select " + expression + " from clock").Row().Scan(&holds); err != nil || !holds {
		g.Errorf("%s: %t, %v", expression, holds, err)
	}
}

func TestCheck(t *testing.T) {
	t.Parallel()
	newGuard := func(t *testing.T) *guard {
		t.Parallel()
		return &guard{T: t, store: pgtest.New(t)}
	}
	t.Run("R11/KeepsTheNewestTrustedTime", func(t *testing.T) {
		g := newGuard(t)
		if err := g.clock.Check(t.Context(), g.store); err != nil {
			t.Fatal(err)
		}
		g.is("trusted_now() = now() and now() - trusted_at < interval '1 minute' and ran = 0")
	})
	for name, off := range map[string]string{"AYearAhead": "-1 year", "ThreeYearsBehind": "3 years", "ThreeHoursBehind": "3 hours"} {
		t.Run("R11/AStart"+name+"ChangesNothing", func(t *testing.T) {
			g := newGuard(t)
			g.exec("insert into clock (trusted_at) values (now() + ?::interval)", off)
			if err := g.clock.Check(t.Context(), g.store); !errors.Is(err, ErrUntrusted) {
				t.Errorf("got %v", err)
			}
			g.is("trusted_now() = trusted_at")
			if _, err := Trust(t.Context(), g.store); err != nil {
				t.Error(err)
			}
			if err := g.clock.Check(t.Context(), g.store); err != nil {
				t.Errorf("after the operator has looked: %v", err)
			}
		})
	}
	t.Run("R11/SeveralServersCountOnceAndNoSettingCounts", func(t *testing.T) {
		g := newGuard(t)
		g.exec("insert into clock (trusted_at) values (now())")
		now := time.Now()
		servers := []*Clock{{stored: time.Second}, {stored: time.Second}}
		for minute := range 3 {
			for i, s := range servers {
				now, mono := now.Add(time.Duration(minute+1)*time.Minute+time.Duration(i)*time.Second), time.Second+time.Duration(minute+1)*time.Minute
				if err := s.store(t.Context(), g.store, Reading{Monotonic: mono, Database: now}); err != nil {
					t.Fatal(err)
				}
			}
		}
		g.is("ran between 178 and 182")
		again := Clock{stored: time.Second}
		if err := again.store(t.Context(), g.store, Reading{Monotonic: 32 * time.Second, Database: now.AddDate(3, 0, 0)}); err != nil {
			t.Fatal(err)
		}
		g.is("ran between 209 and 214")
	})
}
