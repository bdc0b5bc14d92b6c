package reminder

import (
	"context"
	"time"

	"github.com/google/uuid"
	"github.com/riverqueue/river"

	"musikkforalle/internal/session"
)

// workTime is the timeout of one job. The next sweep finds what it leaves.
const workTime = 45 * time.Second

// PlanArgs is the periodic job that plans for all sessions and delivers what became due.
type PlanArgs struct{}

// Kind names the job in the queue.
func (PlanArgs) Kind() string { return "reminder_plan" }

// InsertOpts tries once: the next period comes soon.
func (PlanArgs) InsertOpts() river.InsertOpts { return river.InsertOpts{MaxAttempts: 1} }

// SweepArgs is the periodic job that delivers due rows, such as those left by a crash, an outage or a pause.
type SweepArgs struct{}

// Kind names the job in the queue.
func (SweepArgs) Kind() string { return "reminder_sweep" }

// InsertOpts tries once: the next period comes soon.
func (SweepArgs) InsertOpts() river.InsertOpts { return river.InsertOpts{MaxAttempts: 1} }

// Announced is the job that plans and sends at once the notices of an announcement.
type Announced struct {
	Announcement uuid.UUID `json:"announcement"`
}

// Kind names the job in the queue.
func (Announced) Kind() string { return "announcement_left" }

// Register adds the workers of this package.
func (c *Courier) Register(workers *river.Workers) {
	river.AddWorker(workers, &planWorker{courier: c})
	river.AddWorker(workers, &sweepWorker{courier: c})
	river.AddWorker(workers, &changedWorker{courier: c})
	river.AddWorker(workers, &announcedWorker{courier: c})
}

type planWorker struct {
	river.WorkerDefaults[PlanArgs]
	courier *Courier
}

func (*planWorker) Timeout(*river.Job[PlanArgs]) time.Duration { return workTime }

func (w *planWorker) Work(ctx context.Context, _ *river.Job[PlanArgs]) error {
	n, err := w.courier.Plan(ctx)
	if err != nil || n == 0 {
		return err
	}
	return w.courier.Sweep(ctx)
}

type sweepWorker struct {
	river.WorkerDefaults[SweepArgs]
	courier *Courier
}

func (*sweepWorker) Timeout(*river.Job[SweepArgs]) time.Duration { return workTime }

func (w *sweepWorker) Work(ctx context.Context, _ *river.Job[SweepArgs]) error {
	return w.courier.Sweep(ctx)
}

// changedWorker tells at once what changed about one session. In queues of releases before 00022 the id may be an
// announcement's: planning takes either.
type changedWorker struct {
	river.WorkerDefaults[session.Changed]
	courier *Courier
}

func (*changedWorker) Timeout(*river.Job[session.Changed]) time.Duration { return workTime }

func (w *changedWorker) Work(ctx context.Context, job *river.Job[session.Changed]) error {
	return w.courier.tell(ctx, job.Args.Session)
}

type announcedWorker struct {
	river.WorkerDefaults[Announced]
	courier *Courier
}

func (*announcedWorker) Timeout(*river.Job[Announced]) time.Duration { return workTime }

func (w *announcedWorker) Work(ctx context.Context, job *river.Job[Announced]) error {
	return w.courier.tell(ctx, job.Args.Announcement)
}

// tell plans the notices of one session or announcement and sends what is due.
func (c *Courier) tell(ctx context.Context, about uuid.UUID) error {
	if _, err := c.Plan(ctx, about); err != nil {
		return err
	}
	return c.Sweep(ctx)
}
