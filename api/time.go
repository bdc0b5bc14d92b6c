package main

import (
	"context"
	"fmt"
	"time"

	"musikkforalle/internal/audit"
	"musikkforalle/internal/clock"
	"musikkforalle/internal/retention"
)

// trustClock says whether the clocks can be trusted, or makes the time now the trusted one.
func trustClock(ctx context.Context, p *program, args []string) error {
	if err := p.open(ctx); err != nil {
		return err
	}
	switch {
	case len(args) == 0:
		return p.print(p.clockFinding(ctx))
	case len(args) > 1 || args[0] != "trust":
		return errUsage
	}
	now, err := clock.Trust(ctx, p.store)
	if err != nil {
		return err
	}
	_, err = fmt.Fprintf(p.out, "It is %s: everything goes on by this time.\n", now.Format(time.RFC1123))
	return err
}

func (p *program) clockFinding(ctx context.Context) finding {
	if err := p.clocks.Check(ctx, p.store); err != nil {
		return finding{"clocks", "paused: check the clocks of this machine and of the database",
			"nothing is sent or deleted, no offer and no sign-in ends; it goes on by itself when they are right, or after `musikkforalle clock trust`"}
	}
	return finding{"clocks", "can be trusted", ""}
}

// allowRetention lists what is stopped because too much was due at once, or lets a kind go on.
func allowRetention(ctx context.Context, p *program, args []string) error {
	if err := p.open(ctx); err != nil {
		return err
	}
	if len(args) == 2 && args[0] == "allow" {
		if err := retention.Allow(ctx, p.store, args[1], audit.CommandLine); err != nil {
			return err
		}
		_, err := fmt.Fprintln(p.out, "It goes on within the hour.")
		return err
	}
	if len(args) > 0 {
		return errUsage
	}
	stopped, err := p.stops(ctx)
	if err == nil && len(stopped) == 0 {
		stopped = []finding{{"deletion", "nothing is stopped", ""}}
	}
	if err != nil {
		return err
	}
	return p.print(stopped...)
}

// stops is a finding for each kind of which nothing is deleted because too much was due at once.
func (p *program) stops(ctx context.Context) (all []finding, err error) {
	stops, err := retention.Stops(ctx, p.store)
	for _, s := range stops {
		all = append(all, finding{"deletion", fmt.Sprintf("stopped for %s: %d of %d are due at once", s.Kind, s.Due, s.Kept),
			"look whether that can be, then `musikkforalle retention allow " + s.Kind + "`"})
	}
	return all, err
}
