package web

import (
	"log/slog"
	"net/http"
	"net/http/pprof"
	"strconv"
	"time"

	"github.com/gofiber/fiber/v2"
	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/promhttp"

	"musikkforalle/internal/fault"
)

// healthy is the liveness probe. It does not depend on the database, whose outage must not restart the process (F3).
func (s *Server) healthy(c *fiber.Ctx) error { return c.SendString("alive") }

// ready is the readiness probe: the database answers on a connection of its own (F4).
func (s *Server) ready(c *fiber.Ctx) error {
	if err := s.Store.Ping(c.UserContext()); err != nil {
		return fault.ErrDatabase.Wrap(err)
	}
	return c.SendString("ready")
}

// metrics registers the HTTP metrics. No label takes a value from outside.
type metrics struct {
	requests *prometheus.CounterVec
	seconds  *prometheus.HistogramVec
}

func newMetrics() *metrics {
	m := &metrics{
		requests: prometheus.NewCounterVec(prometheus.CounterOpts{Name: "http_requests_total", Help: "Requests by route and status."}, []string{"method", "route", "status"}),
		seconds:  prometheus.NewHistogramVec(prometheus.HistogramOpts{Name: "http_request_seconds", Help: "Time to answer by route.", Buckets: prometheus.DefBuckets}, []string{"route"}),
	}
	for _, c := range []prometheus.Collector{m.requests, m.seconds} {
		if err := prometheus.Register(c); err != nil {
			prometheus.Unregister(c) // a second server in one process (tests) starts counting anew
			_ = prometheus.Register(c)
		}
	}
	return m
}

func (m *metrics) observe(method, route string, status int, took time.Duration) {
	m.requests.WithLabelValues(method, route, strconv.Itoa(status)).Inc()
	m.seconds.WithLabelValues(route).Observe(took.Seconds())
}

// Ops serves metrics and profiles on a private address of their own.
func (s *Server) Ops() *http.Server {
	mux := http.NewServeMux()
	mux.Handle("GET /metrics", promhttp.Handler())
	mux.HandleFunc("GET /debug/pprof/", pprof.Index)
	mux.HandleFunc("GET /debug/pprof/profile", pprof.Profile)
	mux.HandleFunc("GET /debug/pprof/trace", pprof.Trace)
	mux.HandleFunc("GET /debug/pprof/symbol", pprof.Symbol)
	return &http.Server{Addr: s.Config.OpsAddr, Handler: mux, ReadHeaderTimeout: 5 * time.Second,
		ErrorLog: slog.NewLogLogger(slog.Default().Handler(), slog.LevelWarn)}
}
