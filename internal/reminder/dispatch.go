package reminder

import (
	"context"
	"log/slog"
	"sync"
	"sync/atomic"
	"time"

	"musikkforalle/internal/db"
	"musikkforalle/internal/ledger"
	"musikkforalle/internal/mail"
	"musikkforalle/internal/push"
)

const (
	// pushWorkers is the number of concurrent requests to one push service.
	pushWorkers = 32
	// mailWorkers is the number of SMTP connections; each carries mailsAtOnce mails.
	mailWorkers = 2
	mailsAtOnce = 10
	// maxTTL is what push services keep a message for (RFC 8030 leaves it to them).
	maxTTL = 28 * 24 * time.Hour
	// drain is how long sends that have begun may still take when the program stops (F2).
	drain = 6 * time.Second
	// settlePause is the pause between attempts to settle while the database is unavailable.
	settlePause = 500 * time.Millisecond
)

// dispatch is the sending of one claimed batch.
type dispatch struct {
	*Courier
	held     lease
	service  string
	stopping context.Context // only asked whether the program stops
	verdicts chan verdict
	accepted atomic.Bool // the service has taken something
	halted   atomic.Bool // the service wants to be left alone
}

// send gives every letter a verdict, by sending it or without, and closes verdicts.
func (d *dispatch) send(ctx context.Context, all []letter) {
	defer close(d.verdicts)
	var open []*letter
	for i := range all {
		if v, decided := judge(&all[i]); decided {
			d.verdicts <- v
		} else {
			open = append(open, &all[i])
		}
	}
	workers, atOnce := pushWorkers, 1
	if d.service == ledger.MailService {
		workers, atOnce = mailWorkers, mailsAtOnce
	}
	parcels := make(chan []*letter, len(open))
	for ; len(open) > 0; open = open[min(atOnce, len(open)):] {
		parcels <- open[:min(atOnce, len(open))]
	}
	close(parcels)
	d.work(ctx, workers, parcels)
}

// work sends parcels until none is left. When the program stops, sends that have begun may still finish.
func (d *dispatch) work(ctx context.Context, workers int, parcels <-chan []*letter) {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	defer context.AfterFunc(d.stopping, func() { time.AfterFunc(drain, cancel) })() // stopping is the program's own end
	var done sync.WaitGroup
	for range workers {
		done.Go(func() {
			for parcel := range parcels {
				d.post(ctx, parcel)
			}
		})
	}
	done.Wait()
}

// post sends one parcel, unless the lease, the service or the program forbids to begin.
func (d *dispatch) post(ctx context.Context, parcel []*letter) {
	if !d.held.mayBegin() || d.halted.Load() || d.stopping.Err() != nil {
		for _, l := range parcel {
			d.verdicts <- released(l)
		}
		return
	}
	if d.service == ledger.MailService {
		d.postMail(ctx, parcel)
		return
	}
	for _, l := range parcel {
		v := d.postPush(ctx, l)
		if v.reaction == push.Accepted {
			d.accepted.Store(true)
		}
		if v.pause > 0 && !d.accepted.Load() {
			d.halted.Store(true)
		}
		d.verdicts <- v
	}
}

func (d *dispatch) postPush(ctx context.Context, l *letter) verdict {
	n := l.notification(d.Base)
	payload, err := n.Payload()
	if err != nil {
		return d.mistake(ctx, l, err)
	}
	message := push.Message{
		Payload: payload, Topic: l.tag(), Urgency: push.UrgencyHigh,
		TTL: min(l.OverAt.Sub(l.Now), maxTTL),
	}
	result := d.Push.Send(ctx, l.subscription(), message)
	if result.Reaction == push.TooLarge {
		if message.Payload, err = n.Shorten(); err != nil {
			return d.mistake(ctx, l, err)
		}
		result = d.Push.Send(ctx, l.subscription(), message)
	}
	d.Metrics.attempt(l.Service, result.Reaction.String())
	v := afterPush(l, result)
	if v.state == ledger.Failed {
		slog.ErrorContext(ctx, "a reminder can never be sent", "kind", l.Kind, "service", l.Service, "reason", result.Reason)
	}
	return v
}

func (d *dispatch) postMail(ctx context.Context, parcel []*letter) {
	var ready []*letter
	var messages []mail.Message
	for _, l := range parcel {
		message, err := l.mail(d.Base)
		if err != nil {
			d.verdicts <- d.mistake(ctx, l, err)
			continue
		}
		ready, messages = append(ready, l), append(messages, message)
	}
	for i, result := range d.Mail.SendAll(ctx, messages) {
		d.Metrics.attempt(ledger.MailService, result.Outcome.String())
		d.verdicts <- afterMail(ready[i], result)
	}
}

func (d *dispatch) mistake(ctx context.Context, l *letter, err error) verdict {
	slog.ErrorContext(ctx, "a reminder could not be written", "kind", l.Kind, "lang", l.Lang, "error", err)
	return settled(l, ledger.Failed, "not written")
}

// settleAll settles verdicts in batches of as many as have gathered, so that a kill repeats few and a thousand cost little.
func (d *dispatch) settleAll(ctx context.Context) error {
	var lost error
	for first := range d.verdicts {
		gathered := []verdict{first}
		for len(d.verdicts) > 0 {
			if v, more := <-d.verdicts; more {
				gathered = append(gathered, v)
			}
		}
		if err := d.settleSurely(ctx, gathered); err != nil {
			lost = err
		}
	}
	return lost
}

// settleSurely retries until the lease ends. After that the rows are due again and are sent with the same tag.
func (d *dispatch) settleSurely(ctx context.Context, gathered []verdict) error {
	for {
		err := settle(ctx, d.Store, d.held.id, d.service, gathered)
		if err == nil {
			for _, v := range gathered {
				d.Metrics.settle(v.letter.Channel, v.state)
			}
			return nil
		}
		if ctx.Err() != nil || !db.Unavailable(err) {
			return err
		}
		select {
		case <-ctx.Done():
		case <-time.After(settlePause):
		}
	}
}
