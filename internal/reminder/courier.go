package reminder

import (
	"context"
	"errors"
	"fmt"
	"sync"

	"github.com/google/uuid"

	"musikkforalle/internal/clock"
	"musikkforalle/internal/db"
	"musikkforalle/internal/ledger"
	"musikkforalle/internal/mail"
	"musikkforalle/internal/push"
)

// Courier plans and delivers reminders. If Push or Mail is nil, their rows wait. Safe for concurrent use.
type Courier struct {
	Store   *db.Store
	Push    *push.Sender
	Mail    *mail.Mailer
	Base    string // public address, for links
	Clock   *clock.Clock
	Metrics *Metrics // nil counts nothing

	turns turns
}

// Plan plans the reminders of these sessions and announcements, or of all. Fault: clock.ErrUntrusted.
func (c *Courier) Plan(ctx context.Context, about ...uuid.UUID) (int, error) {
	if err := c.Clock.Check(ctx, c.Store); err != nil {
		return 0, err
	}
	done, err := plan(ctx, c.Store, about)
	if err != nil {
		return 0, err
	}
	c.Metrics.plan(done)
	return done.due, nil
}

// Sweep delivers the due rows of every service, each service in a goroutine of its own, and skips services that another
// sweep is delivering to. It returns when its own services are done; a slow one does not keep the next sweep from the others.
func (c *Courier) Sweep(ctx context.Context) error {
	var services []string
	err := c.Store.Gorm.WithContext(ctx).Raw(
		"select distinct service from reminders where state = 'due' and next_try_at <= trusted_now()").Scan(&services).Error
	if err != nil {
		return fmt.Errorf("find due reminders: %w", err)
	}
	var all sync.WaitGroup
	failures := make([]error, len(services))
	for i, service := range services {
		all.Go(func() { failures[i] = c.Deliver(ctx, service) })
	}
	all.Wait()
	return errors.Join(failures...)
}

// Deliver sends the due rows of one service until none is left or ctx ends. Even then it settles or releases the rows that
// it has claimed.
func (c *Courier) Deliver(ctx context.Context, service string) error {
	if service == ledger.MailService && c.Mail == nil || service != ledger.MailService && c.Push == nil {
		return nil
	}
	if !c.turns.take(service) {
		return nil
	}
	for {
		err := c.deliverAll(ctx, service)
		if c.turns.done(service, err == nil && ctx.Err() == nil) {
			return err
		}
	}
}

func (c *Courier) deliverAll(ctx context.Context, service string) error {
	for ctx.Err() == nil {
		claimed, err := c.deliverBatch(ctx, service)
		if err != nil || claimed == 0 {
			return err
		}
	}
	return nil
}

func (c *Courier) deliverBatch(ctx context.Context, service string) (claimed int, err error) {
	if err := c.Clock.Check(ctx, c.Store); err != nil {
		return 0, err
	}
	held, err := claim(ctx, c.Store, service)
	if err != nil || len(held.abouts) == 0 {
		return 0, err
	}
	// What is claimed is settled or given back even when the program stops meanwhile.
	whole, cancel := context.WithDeadline(context.WithoutCancel(ctx), held.end())
	defer cancel()
	all, err := letters(whole, c.Store, held)
	if err != nil {
		return 0, err
	}
	d := dispatch{Courier: c, held: held, service: service, stopping: ctx, verdicts: make(chan verdict, len(all))}
	go d.send(whole, all)
	return len(all), d.settleAll(whole)
}
