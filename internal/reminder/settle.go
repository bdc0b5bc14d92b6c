package reminder

import (
	"context"
	"fmt"
	"log/slog"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"musikkforalle/internal/db"
	family "musikkforalle/internal/family/arrival"
	"musikkforalle/internal/ledger"
	"musikkforalle/internal/push"
	volunteer "musikkforalle/internal/volunteer/arrival"
)

const (
	// refusedPause is the first pause after a service refuses our key; it doubles up to longestPause.
	refusedPause = time.Minute
	longestPause = 10 * time.Minute
)

// settle stores verdicts in one transaction: it settles the rows still under the lease, deletes subscriptions that are gone,
// plans mails for people whom no device reached, notes addresses that bounced, and stores the pause that the service asks for.
func settle(ctx context.Context, store *db.Store, lease uuid.UUID, service string, verdicts []verdict) error {
	err := pgx.BeginFunc(ctx, store.Pool, func(tx pgx.Tx) error {
		if err := forgetGone(ctx, tx, verdicts); err != nil {
			return err
		}
		noted := make([]ledger.Verdict, len(verdicts))
		for i, v := range verdicts {
			noted[i] = ledger.Verdict{ID: v.letter.ID, State: v.state, Reason: v.reason, Wait: v.wait, Climb: v.inVain(), Told: v.told()}
		}
		if err := ledger.Settle(ctx, tx, lease, noted); err != nil {
			return err
		}
		if err := noteBounces(ctx, tx, verdicts); err != nil {
			return err
		}
		return pause(ctx, tx, service, verdicts)
	})
	if err != nil {
		return fmt.Errorf("settle reminders: %w", err)
	}
	return nil
}

// forgetGone deletes subscriptions on a 404 or 410 and on nothing else.
func forgetGone(ctx context.Context, tx pgx.Tx, verdicts []verdict) error {
	var devices []uuid.UUID
	var endpoints []string
	for _, v := range verdicts {
		if v.reaction == push.Gone {
			devices, endpoints = append(devices, v.letter.Target), append(endpoints, v.letter.Endpoint)
		}
	}
	return push.Forget(ctx, tx, devices, endpoints)
}

// noteBounces stops mails to addresses that a server refused for good, until their owners confirm one again.
func noteBounces(ctx context.Context, tx pgx.Tx, verdicts []verdict) error {
	for _, v := range verdicts {
		if !v.bounced {
			continue
		}
		var err error
		switch v.letter.RecipientKind {
		case "family":
			err = family.Bounced(ctx, tx, v.letter.Recipient, *v.letter.Email)
		case "volunteer":
			err = volunteer.Bounced(ctx, tx, v.letter.Recipient, *v.letter.Email)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// pause stores a service's pause, and ends it when the service accepts a message. If a service accepts one message and
// refuses another in the same batch, only that row waits.
func pause(ctx context.Context, tx pgx.Tx, service string, verdicts []verdict) error {
	var longest verdict
	for _, v := range verdicts {
		if v.reaction == push.Accepted {
			_, err := tx.Exec(ctx, "delete from push_services where service = $1", service)
			return err
		}
		if v.pause > longest.pause {
			longest = v
		}
	}
	if longest.pause == 0 {
		return nil
	}
	slog.ErrorContext(ctx, "push service paused", "service", service, "reaction", longest.reaction.String(), "reason", longest.reason)
	_, err := tx.Exec(ctx, `insert into push_services as s (service, paused_until, reason, failures)
		values ($1, trusted_now() + make_interval(secs => $2), $3, 1)
		on conflict (service) do update set reason = excluded.reason, failures = s.failures + 1, updated_at = trusted_now(),
		    paused_until = trusted_now() + make_interval(secs => least($2 * 2 ^ least(s.failures, 10), $4))`,
		service, longest.pause.Seconds(), longest.reason, longestPause.Seconds())
	return err
}
