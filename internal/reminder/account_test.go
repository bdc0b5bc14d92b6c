package reminder

import (
	"strings"
	"testing"

	"github.com/prometheus/client_golang/prometheus"
)

func TestMetricsShowTheLedgerAndNoPeople(t *testing.T) {
	t.Parallel()
	h := newHall(t)
	registry := prometheus.NewRegistry()
	h.courier.Metrics = NewMetrics(registry, h.courier.Clock)
	registry.MustRegister(Gauges{h.Store})
	h.family(0)
	family := h.family(1)
	h.plan()
	h.sweep()
	families, err := registry.Gather()
	h.Must(err)
	var all strings.Builder
	for _, f := range families {
		all.WriteString(f.String())
		all.WriteByte('\n')
	}
	for _, want := range []string{"reminders_planned_total", "reminder_attempts_total", "reminders_settled_total",
		"reminders_ledger_rows", "reminders_unreachable", "reminders_clock_paused"} {
		if !strings.Contains(all.String(), want) {
			t.Errorf("%s is missing", want)
		}
	}
	if strings.Contains(all.String(), family.String()) {
		t.Error("a person is named")
	}
}
