package announcement

import (
	"context"
	"errors"
	"time"

	"github.com/google/uuid"
	"github.com/riverqueue/river"

	"musikkforalle/internal/db"
)

// nap is how long a job sleeps at most: River wakes what sleeps for less than five seconds without asking its leader,
// who may just have been killed.
const nap = 4 * time.Second

// LeaveArgs is the job that lets one announcement go.
type LeaveArgs struct {
	Announcement uuid.UUID `json:"announcement"`
}

// Kind names the job in the queue.
func (LeaveArgs) Kind() string { return "announcement_leave" }

// OverdueArgs is the periodic job that lets go what a killed server had in its hands.
type OverdueArgs struct{}

// Kind names the job in the queue.
func (OverdueArgs) Kind() string { return "announcement_overdue" }

// InsertOpts tries once: the next period comes soon.
func (OverdueArgs) InsertOpts() river.InsertOpts { return river.InsertOpts{MaxAttempts: 1} }

// Register adds the workers of this package.
func Register(workers *river.Workers, store *db.Store) {
	river.AddWorker(workers, &leaveWorker{store: store})
	river.AddWorker(workers, &overdueWorker{store: store})
}

type leaveWorker struct {
	river.WorkerDefaults[LeaveArgs]
	store *db.Store
}

func (w *leaveWorker) Work(ctx context.Context, job *river.Job[LeaveArgs]) error {
	wait, err := Leave(ctx, w.store, job.Args.Announcement)
	if err != nil || wait <= 0 {
		return err
	}
	return river.JobSnooze(min(wait, nap))
}

type overdueWorker struct {
	river.WorkerDefaults[OverdueArgs]
	store *db.Store
}

// Work lets every overdue announcement go, also when one of them fails.
func (w *overdueWorker) Work(ctx context.Context, _ *river.Job[OverdueArgs]) error {
	var overdue []uuid.UUID
	err := w.store.Gorm.WithContext(ctx).Raw("select id from announcements where state = 'waiting' and leaves_at <= now() order by leaves_at").Scan(&overdue).Error
	failures := []error{err}
	for _, id := range overdue {
		_, err := Leave(ctx, w.store, id)
		failures = append(failures, err)
	}
	return errors.Join(failures...)
}
