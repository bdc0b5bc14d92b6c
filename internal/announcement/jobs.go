package announcement

import (
	"context"
	"errors"
	"time"

	"github.com/google/uuid"
	"github.com/riverqueue/river"

	"musikkforalle/internal/db"
)

// nap is the longest snooze of a job. River wakes a job that snoozes for less than five seconds without its leader, which
// may just have been killed.
const nap = 4 * time.Second

// SendArgs is the job that sends one announcement.
type SendArgs struct {
	Announcement uuid.UUID `json:"announcement"`
}

// Kind implements river.JobArgs.
func (SendArgs) Kind() string { return "announcement_leave" }

// OverdueArgs is the periodic job that sends announcements whose own job a killed server held.
type OverdueArgs struct{}

// Kind implements river.JobArgs.
func (OverdueArgs) Kind() string { return "announcement_overdue" }

// InsertOpts allows one attempt, because the next period comes soon.
func (OverdueArgs) InsertOpts() river.InsertOpts { return river.InsertOpts{MaxAttempts: 1} }

// Register adds the workers of this package.
func Register(workers *river.Workers, store *db.Store) {
	river.AddWorker(workers, &sendWorker{store: store})
	river.AddWorker(workers, &overdueWorker{store: store})
}

type sendWorker struct {
	river.WorkerDefaults[SendArgs]
	store *db.Store
}

func (w *sendWorker) Work(ctx context.Context, job *river.Job[SendArgs]) error {
	wait, err := Send(ctx, w.store, job.Args.Announcement)
	if err != nil || wait <= 0 {
		return err
	}
	return river.JobSnooze(min(wait, nap))
}

type overdueWorker struct {
	river.WorkerDefaults[OverdueArgs]
	store *db.Store
}

// Work sends every overdue announcement, also if one of them fails.
func (w *overdueWorker) Work(ctx context.Context, _ *river.Job[OverdueArgs]) error {
	var overdue []uuid.UUID
	err := w.store.Gorm.WithContext(ctx).Raw("select id from announcements where state = 'waiting' and leaves_at <= trusted_now() order by leaves_at").Scan(&overdue).Error
	failures := []error{err}
	for _, id := range overdue {
		_, err := Send(ctx, w.store, id)
		failures = append(failures, err)
	}
	return errors.Join(failures...)
}
