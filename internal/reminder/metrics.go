package reminder

import (
	"github.com/prometheus/client_golang/prometheus"

	"musikkforalle/internal/clock"
	"musikkforalle/internal/ledger"
)

// Metrics counts the outcomes of reminders. Labels are kinds, states and services, never people.
type Metrics struct {
	planned  prometheus.Counter
	late     prometheus.Counter
	attempts *prometheus.CounterVec
	settled  *prometheus.CounterVec
	clock    prometheus.GaugeFunc
}

// NewMetrics registers the counters, and a gauge that is 1 while an untrusted clock pauses everything.
func NewMetrics(registry prometheus.Registerer, clocks *clock.Clock) *Metrics {
	m := &Metrics{
		planned: prometheus.NewCounter(prometheus.CounterOpts{
			Name: "reminders_planned_total", Help: "Rows of the ledger that were planned in time.",
		}),
		late: prometheus.NewCounter(prometheus.CounterOpts{
			Name: "reminders_planned_too_late_total", Help: "Rows noted as expired because nobody planned them before the start.",
		}),
		attempts: prometheus.NewCounterVec(prometheus.CounterOpts{
			Name: "reminder_attempts_total", Help: "Attempts to send, by service and by what it answered.",
		}, []string{"service", "reaction"}),
		settled: prometheus.NewCounterVec(prometheus.CounterOpts{
			Name: "reminders_settled_total", Help: "Rows settled, by channel and state.",
		}, []string{"channel", "state"}),
		clock: prometheus.NewGaugeFunc(prometheus.GaugeOpts{
			Name: "reminders_clock_paused", Help: "1 while a clock cannot be trusted and nothing is planned or sent.",
		}, func() float64 {
			if clocks.Paused() {
				return 1
			}
			return 0
		}),
	}
	registry.MustRegister(m.planned, m.late, m.attempts, m.settled, m.clock)
	return m
}

func (m *Metrics) plan(p planned) {
	if m != nil {
		m.planned.Add(float64(p.due))
		m.late.Add(float64(p.expired))
	}
}

func (m *Metrics) attempt(service, reaction string) {
	if m != nil {
		m.attempts.WithLabelValues(service, reaction).Inc()
	}
}

func (m *Metrics) settle(channel string, state ledger.State) {
	if m != nil && state != ledger.Due {
		m.settled.WithLabelValues(channel, string(state)).Inc()
	}
}
