package reminder

import (
	"context"
	"log/slog"
	"time"

	"github.com/prometheus/client_golang/prometheus"

	"musikkforalle/internal/db"
	"musikkforalle/internal/ledger"
)

// scrapeTime is the timeout of the query behind a scrape.
const scrapeTime = 2 * time.Second

var (
	ledgerRows = prometheus.NewDesc("reminders_ledger_rows", "Rows of the ledger by state.", []string{"state"}, nil)
	unplanned  = prometheus.NewDesc("reminders_unplanned", "Should be told, can be reached and have no row; 0 after every planning.", nil, nil)
	unreached  = prometheus.NewDesc("reminders_unreachable", "Should be told and have neither a subscription nor an address.", nil, nil)
	oldest     = prometheus.NewDesc("reminders_oldest_due_seconds", "How long the row that waits longest has been due.", nil, nil)
)

// Gauges is a Prometheus collector of the ledger's account, read at each scrape.
type Gauges struct{ Store *db.Store }

// Describe implements prometheus.Collector.
func (g Gauges) Describe(to chan<- *prometheus.Desc) {
	for _, d := range []*prometheus.Desc{ledgerRows, unplanned, unreached, oldest} {
		to <- d
	}
}

// Collect implements prometheus.Collector. It sends nothing while the database is unavailable.
func (g Gauges) Collect(to chan<- prometheus.Metric) {
	ctx, cancel := context.WithTimeout(context.Background(), scrapeTime)
	defer cancel()
	l, err := Account(ctx, g.Store)
	if err != nil {
		slog.WarnContext(ctx, "no account of reminders", "error", err)
		return
	}
	gauge := func(d *prometheus.Desc, value float64, labels ...string) {
		to <- prometheus.MustNewConstMetric(d, prometheus.GaugeValue, value, labels...)
	}
	states := map[ledger.State]int{ledger.Due: l.Waiting, ledger.Sent: l.Sent, ledger.Gone: l.Gone, ledger.Withdrawn: l.Withdrawn, ledger.Expired: l.Expired, ledger.Failed: l.Failed}
	for state, n := range states {
		gauge(ledgerRows, float64(n), string(state))
	}
	gauge(unplanned, float64(l.Unplanned))
	gauge(unreached, float64(l.Unreachable))
	waits := 0.0
	if l.OldestDue != nil {
		waits = time.Since(*l.OldestDue).Seconds()
	}
	gauge(oldest, waits)
}
