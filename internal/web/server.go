// Package web is the HTTP server: routes, middleware, the one mapping from faults to answers, and the HTML shell of the
// app.
package web

import (
	"context"
	"fmt"
	"log/slog"
	"os"
	"time"

	"github.com/gofiber/fiber/v2"
	rescue "github.com/gofiber/fiber/v2/middleware/recover"
	"github.com/google/uuid"

	"musikkforalle/api/contract"
	"musikkforalle/internal/config"
	"musikkforalle/internal/db"
	"musikkforalle/internal/flyer"
	"musikkforalle/internal/limit"
	"musikkforalle/internal/paper"
	"musikkforalle/internal/place"
	"musikkforalle/internal/saturday"
	"musikkforalle/pwa"
)

// API implements every operation of the contract; Join builds it from the domains' parts.
type API = contract.StrictServerInterface

// Server holds what the routes need.
type Server struct {
	Config  config.Config
	Version string // of the program, named in every page
	Store   *db.Store
	API     API
	Feeds   Feeds
	Flyers  *flyer.Shelf
	Press   *paper.Press

	public  *public
	pacer   *limit.Pacer // of sheets and pictures
	proxies proxies
	screens *saturday.Screens
	metrics *metrics
	files   *files
	build   pwa.Build
	pages   map[string]pwa.Page
}

const (
	bodyLimit  = 160 << 10 // a partner's logo
	usualLimit = 64 << 10  // of every other body; see bounded
	readBuffer = 16 << 10  // headers; a push endpoint may be long
	readLimit  = 10 * time.Second
	writeLimit = 30 * time.Second
	idleLimit  = 60 * time.Second
	requestID  = "request"
)

// App returns the Fiber app with all routes.
func (s *Server) App() (*fiber.App, error) {
	var err error
	if s.pages, err = pwa.Pages(); err != nil {
		return nil, err
	}
	dist := pwa.Dist()
	if s.Config.DevDist != "" {
		dist = os.DirFS(s.Config.DevDist)
	}
	if s.build, err = pwa.ReadBuildOf(dist); err != nil {
		return nil, fmt.Errorf("%w: run `make build`", err)
	}
	if s.files, err = readFiles(dist); err != nil {
		return nil, err
	}
	s.proxies = proxiesOf(s.Config.TrustedProxies)
	s.pacer = limit.Files.Pace()
	s.public, s.screens, s.metrics = newPublic(), saturday.NewScreens(), newMetrics()
	app := fiber.New(fiber.Config{
		AppName: "musikkforalle", DisableStartupMessage: true, ErrorHandler: answerProblem,
		Immutable: true, CaseSensitive: true, StrictRouting: true, UnescapePath: false,
		BodyLimit: bodyLimit, ReadBufferSize: readBuffer, ReadTimeout: readLimit, WriteTimeout: writeLimit, IdleTimeout: idleLimit,
		EnableTrustedProxyCheck: true, ServerHeader: "", StreamRequestBody: false, // proxies: see network.go
	})
	return app, s.routes(app)
}

// Follow listens for changes in the database, and invalidates cached public answers and live screens. It returns when ctx is
// done.
func (s *Server) Follow(ctx context.Context) {
	db.Listen(ctx, s.Store.Pool, db.Channels{place.Channel: s.public.drop, saturday.Channel: s.screens.Changed})
}

// logged writes one line per request. It logs the route's pattern, never the address, which may hold a token.
func (s *Server) logged(c *fiber.Ctx) error {
	start := time.Now()
	c.Locals(requestID, uuid.NewString())
	ctx, cancel := context.WithTimeout(c.UserContext(), s.Config.RequestTimeout)
	defer cancel()
	c.SetUserContext(ctx)
	if err := c.Next(); err != nil {
		if err := s.answerFault(c, err); err != nil {
			return err
		}
	}
	took, status := time.Since(start), c.Response().StatusCode()
	s.metrics.observe(c.Method(), c.Route().Path, status, took)
	slog.Debug("request", "method", c.Method(), "route", c.Route().Path, "status", status, "ms", took.Milliseconds(), "request", c.Locals(requestID))
	return nil
}

func recovered() fiber.Handler {
	return rescue.New(rescue.Config{EnableStackTrace: true, StackTraceHandler: func(c *fiber.Ctx, e any) {
		slog.Error("panic", "route", c.Route().Path, "request", c.Locals(requestID), "kind", fmt.Sprintf("%T", e))
	}})
}
