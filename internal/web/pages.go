package web

import (
	"bytes"
	"context"
	"log/slog"
	"regexp"
	"slices"
	"strings"

	"github.com/gofiber/fiber/v2"
	"github.com/google/uuid"

	"musikkforalle/internal/db"
	"musikkforalle/internal/flyer"
	"musikkforalle/internal/i18n"
	"musikkforalle/internal/paper"
	"musikkforalle/internal/season"
)

// Feeds render calendars (RFC 5545).
type Feeds struct {
	Place     func(ctx context.Context, slug, lang string) ([]byte, error)
	Session   func(ctx context.Context, id uuid.UUID, lang string) ([]byte, error)
	Family    func(ctx context.Context, token string) ([]byte, error)
	Volunteer func(ctx context.Context, token string) ([]byte, error)
}

var slugPattern = regexp.MustCompile(`^[a-z][a-z0-9-]{1,39}$`)

// speaks answers 404 for a language that we do not have. Easy Norwegian has flyers and the day in pictures only.
func (s *Server) speaks(c *fiber.Ctx) error {
	lang, path := c.Params("lang"), c.Path()
	if i18n.Known(lang) || lang == i18n.Easy && (strings.Contains(path, "/flyer") || strings.HasSuffix(path, "/day")) {
		return c.Next()
	}
	return fiber.ErrNotFound
}

// staffed redirects from a language that the team's pages do not have to bokmål.
func staffed(c *fiber.Ctx) error {
	if slices.Contains(i18n.Staff, c.Params("lang")) {
		return c.Next()
	}
	_, rest, _ := strings.Cut(strings.TrimPrefix(c.OriginalURL(), "/"), "/")
	return c.Redirect("/nb/"+rest, fiber.StatusFound)
}

// formerSections are the names that sections of a place had while the team's pages stood at /o.
var formerSections = map[string]string{"messages": "announcement", "flyers": "flyer", "team": "members"}

// formerTeamPage redirects for good from where the team's pages stood, at /o: links to there have been mailed.
func formerTeamPage(c *fiber.Ctx) error {
	path, query, _ := strings.Cut(c.OriginalURL(), "?")
	steps := strings.Split(path, "/") // "", language, "o", place, section
	steps[2] = "team"
	if len(steps) > 4 && steps[3] != "join" {
		if name, renamed := formerSections[steps[4]]; renamed {
			steps[4] = name
		}
	}
	to := strings.Join(steps, "/")
	if query != "" {
		to += "?" + query
	}
	return c.Redirect(to, fiber.StatusMovedPermanently)
}

// chosenPlace is the place that the visitor picked on this device, "" for none that there is.
func (s *Server) chosenPlace(c *fiber.Ctx) (string, error) {
	slug := c.Cookies("place")
	if !slugPattern.MatchString(slug) {
		return "", nil
	}
	known, err := s.isWord(c.UserContext(), slug)
	if !known {
		slug = ""
	}
	return slug, err
}

// isWord reports whether an address may hold a word: a place's slug, or a slug and a distributor's word of that place.
func (s *Server) isWord(ctx context.Context, word string) (bool, error) {
	words, err := s.public.read(ctx, "words", s.Flyers.Words)
	return bytes.Contains(words.body, []byte("\n"+word+"\n")), err
}

var viaPattern = regexp.MustCompile(`^[a-z0-9-]{2,40}$`)

// countVia counts one use of a distributor's code. It stores nothing about who used it.
func (s *Server) countVia(c *fiber.Ctx, slug string) {
	via := c.Query("via")
	if slug == "" || !viaPattern.MatchString(via) {
		return
	}
	if err := s.Flyers.CountVia(c.UserContext(), slug, via); err != nil {
		slog.Warn("a distributor's code was not counted", "error", db.Safe(err))
	}
}

func robots(c *fiber.Ctx) error {
	return c.SendString("User-agent: *\nDisallow: /api/\nDisallow: /calendar/\n")
}

// flyerOf returns which flyer is asked for. A word that is none of the place's distributors' is left out.
func (s *Server) flyerOf(c *fiber.Ctx) (flyer.Request, error) {
	r := flyer.Request{Lang: c.Params("lang"), Place: c.Params("place"), Via: c.Query("via")}
	if r.Via == "" {
		return r, nil
	}
	known, err := s.isWord(c.UserContext(), r.Place+" "+r.Via)
	if !known || !viaPattern.MatchString(r.Via) {
		r.Via = ""
	}
	return r, err
}

func (s *Server) flyerPage(c *fiber.Ctx) error {
	s.countVia(c, c.Params("place"))
	r, err := s.flyerOf(c)
	if err != nil {
		return err
	}
	k, err := s.public.read(c.UserContext(), "flyer page "+r.Lang+" "+r.Place+" "+r.Via, func(ctx context.Context) ([]byte, error) {
		return s.Flyers.Page(ctx, r)
	})
	if err != nil {
		return err
	}
	return k.send(c, fiber.MIMETextHTMLCharsetUTF8)
}

func (s *Server) flyerPDF(c *fiber.Ctx) error {
	c.Set(fiber.HeaderContentDisposition, `inline; filename="`+c.Params("place")+"-"+c.Params("lang")+`.pdf"`)
	r, err := s.flyerOf(c)
	if err != nil {
		return err
	}
	return s.drawn(c, "flyer pdf "+r.Lang+" "+r.Place+" "+r.Via, "application/pdf", func(ctx context.Context) (paper.Drawing, error) {
		return s.Flyers.PDF(ctx, r)
	})
}

func (s *Server) flyerPicture(c *fiber.Ctx) error {
	c.Set("Cross-Origin-Resource-Policy", "cross-origin")                // other sites show the picture for a shared link
	r := flyer.Request{Lang: c.Params("lang"), Place: c.Params("place")} // the picture shows no code
	return s.drawn(c, "flyer png "+r.Lang+" "+r.Place, "image/png", func(ctx context.Context) (paper.Drawing, error) {
		return s.Flyers.Picture(ctx, r)
	})
}

// yearSheet serves the printable list of Saturdays as PDF.
func (s *Server) yearSheet(c *fiber.Ctx) error {
	lang, slug := c.Params("lang"), c.Params("place")
	c.Set(fiber.HeaderContentDisposition, `inline; filename="`+slug+"-"+lang+`-year.pdf"`)
	return s.drawn(c, "year "+lang+" "+slug, "application/pdf", func(ctx context.Context) (paper.Drawing, error) {
		return season.YearSheet(ctx, s.Store, s.Config.BaseURL, slug, lang)
	})
}

// flyerFile serves style and script of the flyer's page. Their names hold a hash, so they are cached for a year.
func flyerFile(c *fiber.Ctx) error {
	body, kind, ok := flyer.Asset(c.Params("file"))
	if !ok {
		return fiber.ErrNotFound
	}
	c.Set(fiber.HeaderContentType, kind)
	c.Set(fiber.HeaderCacheControl, "public, max-age=31536000, immutable")
	return c.Send(body)
}

const calendarType = "text/calendar; charset=utf-8"

func icsName(c *fiber.Ctx) (string, error) {
	name, ok := strings.CutSuffix(c.Params("file"), ".ics")
	if !ok {
		return "", fiber.ErrNotFound
	}
	return name, nil
}

func (s *Server) placeCalendar(c *fiber.Ctx) error {
	slug, err := icsName(c)
	if err != nil {
		return err
	}
	lang := c.Query("lang", "nb")
	k, err := s.public.read(c.UserContext(), "ics "+slug+" "+i18n.Get(lang).Code, func(ctx context.Context) ([]byte, error) {
		return s.Feeds.Place(ctx, slug, lang)
	})
	if err != nil {
		return err
	}
	return k.send(c, calendarType)
}

func (s *Server) sessionCalendar(c *fiber.Ctx) error {
	name, err := icsName(c)
	if err != nil {
		return err
	}
	id, err := uuid.Parse(name)
	if err != nil {
		return fiber.ErrNotFound
	}
	body, err := s.Feeds.Session(c.UserContext(), id, c.Query("lang", "nb"))
	if err != nil {
		return err
	}
	c.Set(fiber.HeaderContentDisposition, `attachment; filename="musikk-for-alle.ics"`)
	c.Set(fiber.HeaderContentType, calendarType)
	return c.Send(body)
}

// privateCalendar serves a calendar whose address holds a secret. Nothing on the way may store it, but programs that follow
// it remember its ETag and are sent only what is new.
func (s *Server) privateCalendar(feed func(context.Context, string) ([]byte, error)) fiber.Handler {
	return func(c *fiber.Ctx) error {
		token, err := icsName(c)
		if err != nil {
			return err
		}
		body, err := feed(c.UserContext(), token)
		if err != nil {
			return err
		}
		if unchanged(c, etagOf(body)) {
			return c.SendStatus(fiber.StatusNotModified)
		}
		c.Set(fiber.HeaderContentType, calendarType)
		return c.Send(body)
	}
}
