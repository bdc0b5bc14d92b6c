package web

import (
	"context"
	"encoding/json"
	"net/url"
	"strings"

	"github.com/gofiber/fiber/v2"

	"musikkforalle/internal/i18n"
)

// readers returns the language that the reader chose on this device, else the phone's best match among ours, and false
// if there is neither.
func readers(c *fiber.Ctx) (string, bool) {
	if chosen := c.Cookies("lang"); i18n.Known(chosen) {
		return chosen, true
	}
	return i18n.Match(c.Get(fiber.HeaderAcceptLanguage))
}

// entrance redirects an address without a language to the same page in the reader's language, or to the page where a
// language is chosen. The answer depends on the reader, so nothing may store it.
func (s *Server) entrance(c *fiber.Ctx) error {
	return s.enter(c, strings.TrimSuffix(c.Path(), "/"))
}

func (s *Server) enter(c *fiber.Ctx, path string) error {
	query := string(c.Request().URI().QueryString())
	if query != "" {
		query = "?" + query
	}
	to, ok := readers(c)
	if !ok {
		slug, _, _ := strings.Cut(strings.TrimPrefix(path, "/p/"), "/")
		s.countVia(c, slug) // the page of languages does not carry the word on
		to, query = "nb/language", ""
		if path != "" {
			query = "?back=" + url.QueryEscape(path)
		}
		path = ""
	}
	c.Set(fiber.HeaderCacheControl, noStore)
	c.Vary(fiber.HeaderAcceptLanguage, fiber.HeaderCookie)
	return c.Redirect("/"+to+path+query, fiber.StatusFound)
}

// typedLetters are letters of Norwegian places as they stand in addresses.
var typedLetters = strings.NewReplacer("æ", "ae", "ø", "o", "å", "a")

// placeEntrance redirects "/lorenskog", as people type and print it, to the page of that place.
func (s *Server) placeEntrance(c *fiber.Ctx) error {
	name, err := url.PathUnescape(c.Params("place"))
	if err != nil || i18n.Known(name) || name == i18n.Easy {
		return c.Next()
	}
	slug := typedLetters.Replace(strings.ToLower(name))
	if !slugPattern.MatchString(slug) {
		return c.Next()
	}
	switch known, err := s.isPlace(c.UserContext(), slug); {
	case err != nil:
		return err
	case !known:
		return c.Next()
	}
	return s.enter(c, "/p/"+slug)
}

// isPlace asks the list of places, which is cached whole: guessed names reach neither the cache nor the database.
func (s *Server) isPlace(ctx context.Context, slug string) (bool, error) {
	key, fetch := s.places(nil)
	list, err := s.public.read(ctx, key, fetch)
	if err != nil {
		return false, err
	}
	var places []struct{ Slug string }
	if err := json.Unmarshal(list.body, &places); err != nil {
		return false, err
	}
	for _, p := range places {
		if p.Slug == slug {
			return true, nil
		}
	}
	return false, nil
}

// enterPages registers every page and every file of a flyer without a language.
func (s *Server) enterPages(app *fiber.App) {
	for _, p := range s.pages {
		if p.Path != "" {
			app.Get(p.Path, s.entrance)
		}
		if p.Team {
			app.Get(p.Path+"/*", s.entrance)
		}
	}
	for _, file := range []string{"flyer", "flyer.pdf", "flyer.png", "year.pdf"} {
		app.Get("/p/:place/"+file, s.entrance)
	}
	app.Get("/:place", s.placeEntrance)
}
