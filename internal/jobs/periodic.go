package jobs

import (
	"context"
	"errors"
	"time"

	"github.com/riverqueue/river"

	"musikkforalle/internal/announcement"
	"musikkforalle/internal/answer"
	"musikkforalle/internal/clock"
	"musikkforalle/internal/db"
	"musikkforalle/internal/door"
	"musikkforalle/internal/place"
	"musikkforalle/internal/reminder"
	"musikkforalle/internal/retention"
	"musikkforalle/internal/volunteer"
)

// How often the periodic jobs run. The leader of all servers inserts them; any server works on them.
const (
	planEvery    = 15 * time.Second
	sweepEvery   = 10 * time.Second
	lapseEvery   = 30 * time.Second
	sumEvery     = time.Minute
	overdueEvery = 10 * time.Second
	upkeepEvery  = time.Hour
)

func periodic() []*river.PeriodicJob {
	return []*river.PeriodicJob{
		every(planEvery, reminder.PlanArgs{}),
		every(sweepEvery, reminder.SweepArgs{}),
		every(lapseEvery, lapseArgs{}),
		every(sumEvery, sumArgs{}),
		every(overdueEvery, announcement.OverdueArgs{}),
		every(upkeepEvery, upkeepArgs{}),
		every(upkeepEvery, expiryArgs{}),
	}
}

func every(interval time.Duration, args river.JobArgs) *river.PeriodicJob {
	return river.NewPeriodicJob(river.PeriodicInterval(interval),
		func() (river.JobArgs, *river.InsertOpts) { return args, nil }, &river.PeriodicJobOpts{RunOnStart: true})
}

// trusted does work that cannot be undone, unless a clock cannot be trusted: then it is left for another time (F7).
func trusted(ctx context.Context, store *db.Store, clocks *clock.Clock, do func() error) error {
	switch err := clocks.Check(ctx, store); {
	case errors.Is(err, clock.ErrUntrusted):
		return nil
	case err != nil:
		return err
	default:
		return do()
	}
}

// lapseArgs ends offers of seats whose time is over, settles answers that waited for a confirmation, and moves lines that stand beside free seats.
type lapseArgs struct{}

func (lapseArgs) Kind() string { return "offers_lapse" }

func (lapseArgs) InsertOpts() river.InsertOpts { return river.InsertOpts{MaxAttempts: 1} }

type lapseWorker struct {
	river.WorkerDefaults[lapseArgs]
	store *db.Store
	clock *clock.Clock
}

func (w *lapseWorker) Work(ctx context.Context, _ *river.Job[lapseArgs]) error {
	return trusted(ctx, w.store, w.clock, func() error {
		if _, err := answer.LapseOffers(ctx, w.store); err != nil {
			return err
		}
		if err := answer.SweepUnconfirmed(ctx, w.store); err != nil {
			return err
		}
		return answer.MoveLines(ctx, w.store)
	})
}

// settingsWorker moves the lines of a place whose settings have changed.
type settingsWorker struct {
	river.WorkerDefaults[place.SettingsChanged]
	store *db.Store
}

func (w *settingsWorker) Work(ctx context.Context, job *river.Job[place.SettingsChanged]) error {
	return answer.MoveLinesOf(ctx, w.store, job.Args.Place)
}

// sumArgs adds up sessions that are over.
type sumArgs struct{}

func (sumArgs) Kind() string { return "door_sum" }

func (sumArgs) InsertOpts() river.InsertOpts { return river.InsertOpts{MaxAttempts: 1} }

type sumWorker struct {
	river.WorkerDefaults[sumArgs]
	store *db.Store
	clock *clock.Clock
}

func (w *sumWorker) Work(ctx context.Context, _ *river.Job[sumArgs]) error {
	return trusted(ctx, w.store, w.clock, func() error {
		_, err := door.SumUp(ctx, w.store)
		return err
	})
}

// expiryArgs tells volunteers and organisers of police certificates that run out.
type expiryArgs struct{}

func (expiryArgs) Kind() string { return "certificates_expiry" }

func (expiryArgs) InsertOpts() river.InsertOpts { return river.InsertOpts{MaxAttempts: 1} }

type expiryWorker struct {
	river.WorkerDefaults[expiryArgs]
	store *db.Store
	clock *clock.Clock
}

func (w *expiryWorker) Work(ctx context.Context, _ *river.Job[expiryArgs]) error {
	return trusted(ctx, w.store, w.clock, func() error {
		_, err := volunteer.WarnOfCertificates(ctx, w.store)
		return err
	})
}

// upkeepArgs erases what has been kept for long enough (P1, P7).
type upkeepArgs struct{}

func (upkeepArgs) Kind() string { return "upkeep" }

func (upkeepArgs) InsertOpts() river.InsertOpts { return river.InsertOpts{MaxAttempts: 1} }

type upkeepWorker struct {
	river.WorkerDefaults[upkeepArgs]
	store *db.Store
	clock *clock.Clock
}

func (w *upkeepWorker) Work(ctx context.Context, _ *river.Job[upkeepArgs]) error {
	return trusted(ctx, w.store, w.clock, func() error { return retention.Run(ctx, w.store) })
}
