package main

import (
	"context"
	"fmt"
	"time"

	"musikkforalle/internal/reminder"
)

const (
	recipients = 100_000
	sample     = 5_000 // of them are really sent to
)

// measureFanOut plans the reminders of one session for many families, and sends those of some.
func measureFanOut(ctx context.Context, b *bench) error {
	service, err := newNoop(b.folder)
	if err != nil {
		return err
	}
	defer service.Close()
	if err := b.crowd(ctx, service); err != nil {
		return err
	}
	if err := b.measurePlanning(ctx); err != nil {
		return err
	}
	if err := b.exec(ctx, "delete from reminders", fmt.Sprintf("delete from answers where ctid not in (select ctid from answers limit %d)", sample), "vacuum analyze"); err != nil {
		return err
	}
	return b.measureDelivery(ctx, service)
}

func (b *bench) exec(ctx context.Context, statements ...string) error {
	for _, sql := range statements {
		if _, err := b.store.Pool.Exec(ctx, sql); err != nil {
			return err
		}
	}
	return nil
}

// crowd stores many families that come to a session late tomorrow, each with a subscription. They share one key pair, which
// costs as much to encrypt for as their own.
func (b *bench) crowd(ctx context.Context, service *noop) error {
	p256dh, auth, err := newKeys()
	if err != nil {
		return err
	}
	err = b.exec(ctx,
		"update places set ask_enabled = false, remind_at = greatest(time '00:00', ((now() - interval '1 minute') at time zone time_zone)::time)",
		`insert into sessions (id, place_id, season_id, starts_at, ends_at)
		select gen_random_uuid(), s.place_id, s.id, x.at, x.at + interval '2 hours' from (select * from seasons order by year desc, half limit 1) s,
		(select (((now() - interval '1 minute') at time zone 'Europe/Oslo')::date + 1 + time '23:59') at time zone 'Europe/Oslo' as at) x`,
		fmt.Sprintf("insert into families (lang) select 'nb' from generate_series(1, %d)", recipients),
		`insert into answers (session_id, family_id, state, children) select s.id, f.id, 'coming', 1
		from families f, (select id from sessions order by created_at desc limit 1) s`,
		"insert into devices (family_id, token_hash) select id, sha256(id::text::bytea) from families",
	)
	if err != nil {
		return err
	}
	_, err = b.store.Pool.Exec(ctx, `insert into push_subscriptions (device_id, endpoint, p256dh, auth, service, vapid_key)
		select id, $1 || '/' || id, $2, $3, $4, '' from devices`, service.URL, p256dh, auth, service.name())
	if err != nil {
		return err
	}
	return b.exec(ctx, "vacuum analyze")
}

// measurePlanning compares planning with writing the same rows by one bare insert.
func (b *bench) measurePlanning(ctx context.Context) error {
	var wal, bareWal []float64
	plan := func() (float64, error) {
		if err := b.exec(ctx, "truncate reminders"); err != nil {
			return 0, err
		}
		seconds, bytes, err := b.timed(ctx, func() error {
			n, err := reminder.Plan(ctx, b.store)
			if err == nil && n != recipients {
				err = fmt.Errorf("planned %d", n)
			}
			return err
		})
		wal = append(wal, bytes)
		return seconds, err
	}
	bare := func() (float64, error) {
		if err := b.exec(ctx, "drop table if exists bare", "create table bare (like reminders including all)"); err != nil {
			return 0, err
		}
		seconds, bytes, err := b.timed(ctx, func() error {
			return b.exec(ctx, `insert into bare (session_id, revision, kind, recipient_kind, recipient, channel, target, service, due_at, expires_at)
				select a.session_id, 0, 'day_before', 'family', a.family_id, 'push', d.id, p.service, now(), now()
				  from answers a join devices d on d.family_id = a.family_id join push_subscriptions p on p.device_id = d.id`)
		})
		bareWal = append(bareWal, bytes)
		return seconds, err
	}
	const against = "one bare insert of the same rows with the same indexes"
	if err := b.compare(row{Name: "plan 100,000 reminders", Unit: "s", Better: lower, Against: against}, 3, plan, bare); err != nil {
		return err
	}
	return b.compare(row{Name: "WAL of a planned reminder", Unit: "bytes", Better: lower, Against: against}, 3, inTurn(wal), inTurn(bareWal))
}

// timed returns how many seconds do took and how many bytes of WAL it wrote per recipient.
func (b *bench) timed(ctx context.Context, do func() error) (seconds, bytes float64, err error) {
	var before string
	if err := b.store.Pool.QueryRow(ctx, "select pg_current_wal_insert_lsn()::text").Scan(&before); err != nil {
		return 0, 0, err
	}
	begun := time.Now()
	if err := do(); err != nil {
		return 0, 0, err
	}
	seconds = time.Since(begun).Seconds()
	err = b.store.Pool.QueryRow(ctx, "select pg_wal_lsn_diff(pg_current_wal_insert_lsn(), $1::pg_lsn)::float8", before).Scan(&bytes)
	return seconds, bytes / recipients, err
}

// measureDelivery lets the program send to a push service that does nothing, and compares with bare posts of bodies of
// the same size: no database, no encryption.
func (b *bench) measureDelivery(ctx context.Context, service *noop) error {
	var peak float64
	deliver := func() (float64, error) {
		if err := b.exec(ctx, "truncate reminders"); err != nil {
			return 0, err
		}
		var p *process
		rate, err := service.perSecond(sample, func() (err error) {
			p, err = b.program(service.settings()...)
			return err
		})
		if p != nil {
			defer p.stop()
		}
		if err != nil {
			return 0, err
		}
		high, err := p.memory("VmHWM")
		peak = max(peak, high)
		return rate, err
	}
	bare := func() (float64, error) {
		return service.perSecond(sample, func() error { return service.post(sample, 512) })
	}
	r := row{Name: "send 5,000 reminders", Unit: "messages/s", Better: higher, Against: "as many bare posts of 512 bytes over HTTP/2 from one Go client"}
	if err := b.compare(r, 2, deliver, bare); err != nil {
		return err
	}
	idle, err := b.program("WORKERS=false")
	if err != nil {
		return err
	}
	defer idle.stop()
	calm, err := idle.memory("VmHWM")
	if err != nil {
		return err
	}
	b.rows = append(b.rows, row{Name: "peak memory while sending", Unit: "MB", Ours: peak, Baseline: calm, Ratio: peak / calm, Better: lower,
		Against: "the same program without a worker"})
	return nil
}
