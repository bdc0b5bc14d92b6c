// Package jobs registers workers and periodic jobs with River, and nothing else. The jobs themselves live with their
// subjects; what is to be sent stands in the ledger of package reminder, and jobs only wake up whoever works through it.
package jobs

import (
	"context"
	"fmt"
	"log/slog"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/riverqueue/river"
	"github.com/riverqueue/river/riverdriver/riverpgxv5"

	"musikkforalle/internal/account"
	"musikkforalle/internal/announcement"
	"musikkforalle/internal/db"
	"musikkforalle/internal/mail"
	"musikkforalle/internal/reminder"
	"musikkforalle/internal/team"
	"musikkforalle/internal/volunteer"
)

// Client runs jobs once it is started; transactions insert them (db.Tx.Enqueue).
type Client = river.Client[pgx.Tx]

// Deps are what the workers need.
type Deps struct {
	Courier *reminder.Courier
	Mailer  *mail.Mailer // nil: codes and notices wait in the queue
}

const (
	// workers bounds how many jobs run at once; each needs a connection now and then, and there are about twelve.
	workers = 8
	// fetchPoll bounds how long a job waits whose NOTIFY was lost.
	fetchPoll = time.Second
	// jobTime bounds a job that sets no time of its own; a killed server's jobs are taken up again after rescueAfter.
	jobTime     = 50 * time.Second
	rescueAfter = time.Minute
	// kept is how long finished jobs are kept to look at.
	kept = time.Hour
)

// New sets up the client with all workers and periodic jobs; Work runs it.
func New(store *db.Store, deps Deps) (*Client, error) {
	bundle := river.NewWorkers()
	register(bundle, store, deps)
	client, err := river.NewClient(riverpgxv5.New(store.Pool), &river.Config{
		Queues:                      map[string]river.QueueConfig{river.QueueDefault: {MaxWorkers: workers}},
		Workers:                     bundle,
		PeriodicJobs:                periodic(),
		FetchCooldown:               db.FetchCooldown,
		FetchPollInterval:           fetchPoll,
		JobTimeout:                  jobTime,
		RescueStuckJobsAfter:        rescueAfter,
		CompletedJobRetentionPeriod: kept,
		CancelledJobRetentionPeriod: kept,
		Logger:                      logger(),
	})
	if err != nil {
		return nil, fmt.Errorf("set up jobs: %w", err)
	}
	return client, nil
}

// Work runs the client until ctx ends; jobs that have begun then get the time of drain to finish (F2).
func Work(ctx context.Context, client *Client, drain time.Duration) error {
	if err := client.Start(context.WithoutCancel(ctx)); err != nil {
		return fmt.Errorf("start jobs: %w", err)
	}
	// After a crash it may take the servers twenty seconds to agree on who inserts the periodic jobs; people may not wait.
	if _, err := client.InsertMany(ctx, []river.InsertManyParams{{Args: reminder.PlanArgs{}}, {Args: reminder.SweepArgs{}}}); err != nil {
		slog.WarnContext(ctx, "the first reminders wait for the periodic jobs", "error", err)
	}
	<-ctx.Done()
	stopping, cancel := context.WithTimeout(context.WithoutCancel(ctx), drain)
	defer cancel()
	if err := client.StopAndCancel(stopping); err != nil {
		return fmt.Errorf("stop jobs: %w", err)
	}
	return nil
}

func register(bundle *river.Workers, store *db.Store, deps Deps) {
	deps.Courier.Register(bundle)
	announcement.Register(bundle, store)
	clocks := deps.Courier.Clock
	river.AddWorker(bundle, &lapseWorker{store: store, clock: clocks})
	river.AddWorker(bundle, &settingsWorker{store: store})
	river.AddWorker(bundle, &sumWorker{store: store, clock: clocks})
	river.AddWorker(bundle, &expiryWorker{store: store, clock: clocks})
	river.AddWorker(bundle, &upkeepWorker{store: store, clock: clocks})
	var mailer account.Mailer = noMailer{}
	if deps.Mailer != nil {
		mailer = deps.Mailer
	}
	river.AddWorker(bundle, &account.CodeWorker{Store: store, Mailer: mailer})
	river.AddWorker(bundle, &volunteer.CertificateEndsWorker{Store: store, Mailer: mailer})
	river.AddWorker(bundle, &volunteer.CertificatesEndingWorker{Store: store, Mailer: mailer})
	river.AddWorker(bundle, &volunteer.PasskeyAddedWorker{Store: store, Mailer: mailer})
	river.AddWorker(bundle, &team.NoticeWorker{Store: store, Mailer: mailer})
}

// noMailer replaces the mailer if no mail server is set; mails are retried later.
type noMailer struct{}

// Send sends nothing.
func (noMailer) Send(context.Context, mail.Message) mail.Result {
	return mail.Result{Outcome: mail.Retry, Reason: "no mail server is set"}
}

// logger lets River's warnings through and keeps its chatter out.
func logger() *slog.Logger {
	return slog.New(warnings{slog.Default().Handler()})
}

type warnings struct{ slog.Handler }

// Enabled drops what is below a warning.
func (w warnings) Enabled(ctx context.Context, level slog.Level) bool {
	return level >= slog.LevelWarn && w.Handler.Enabled(ctx, level)
}

// WithAttrs keeps the bar.
func (w warnings) WithAttrs(attrs []slog.Attr) slog.Handler {
	return warnings{w.Handler.WithAttrs(attrs)}
}

// WithGroup keeps the bar.
func (w warnings) WithGroup(name string) slog.Handler { return warnings{w.Handler.WithGroup(name)} }
