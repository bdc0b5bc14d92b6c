package web

import (
	"context"

	"github.com/gofiber/fiber/v2"

	"musikkforalle/api/contract"
	"musikkforalle/internal/limit"
)

// routes registers every address of the program, in the order in which guards apply.
func (s *Server) routes(app *fiber.App) error {
	names := cookiesFor(s.Config.Secure())
	keeps, err := keepsContract()
	if err != nil {
		return err
	}
	app.Use(s.logged, recovered(), headers(s.Config.Secure()), readable)

	app.Get("/healthz", s.healthy)
	app.Get("/readyz", s.ready)

	// Public reads, the same for everybody: cached as bytes.
	app.Get("/api/places", s.cached(s.places))
	app.Get("/api/places/:place", s.cached(s.place))
	app.Get("/api/sessions/:session", s.cached(s.session))

	// Calendars: a private one is addressed by its secret token.
	app.Get("/calendar/place/:file", s.placeCalendar)
	app.Get("/calendar/session/:file", s.sessionCalendar)
	app.Get("/calendar/family/:file", private, s.privateCalendar(s.Feeds.Family))
	app.Get("/calendar/volunteer/:file", private, s.privateCalendar(s.Feeds.Volunteer))

	app.Use("/api", private, sameSite(s.Config.BaseURL), bounded, onlyJSON, caller(s.Store, names, s.proxies), keeps,
		limited(s.Store, limit.Writes), s.idempotent)
	app.Get("/api/sessions/:session/live", s.live) // before the contract's handlers: this answer streams
	app.Get("/api/flyers/:flyer/preview/:file", s.proof)
	app.Get("/api/places/:place/pack.pdf", s.pack)
	app.Get("/api/places/:place/codes/:file", s.code)
	contract.RegisterHandlers(app, contract.NewStrictHandler(s.API, []contract.StrictMiddlewareFunc{validated}))

	// Files of the app.
	app.Get("/assets/*", s.files.asset)
	app.Get("/sw.js", s.files.worker)
	app.Get("/manifest/:file", s.manifest)
	app.Get("/flyer/:file", flyerFile)
	for _, name := range s.files.root() {
		app.Get(name, s.files.plain)
	}

	// Pages, rendered by the server in the reader's language.
	app.Get("/", s.entrance)
	app.Get("/robots.txt", robots)
	s.enterPages(app)
	page := app.Group("/:lang", s.speaks, guarded)
	page.Get("/p/:place/flyer", s.flyerPage)
	page.Get("/p/:place/flyer.pdf", s.flyerPDF)
	page.Get("/p/:place/flyer.png", s.flyerPicture)
	page.Get("/p/:place/year.pdf", s.yearSheet)
	for name, p := range s.pages {
		switch {
		case p.Team:
			page.Get(p.Path, staffed, s.page(name))
			page.Get(p.Path+"/*", private, staffed, s.page(name))
		case p.Secret:
			page.Get(p.Path, private, s.page(name))
		default:
			page.Get(p.Path, s.page(name))
		}
	}
	page.Get("/o", formerTeamPage)
	page.Get("/o/*", private, formerTeamPage)
	page.Get("/offline-shell", s.page("offline"))
	return nil
}

// cached serves a public read from the cache.
func (s *Server) cached(read func(c *fiber.Ctx) (key string, fetch func(context.Context) ([]byte, error))) fiber.Handler {
	return func(c *fiber.Ctx) error {
		key, fetch := read(c)
		k, err := s.public.read(c.UserContext(), key, fetch)
		if err != nil {
			return err
		}
		return k.send(c, fiber.MIMEApplicationJSON)
	}
}
