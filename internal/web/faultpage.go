package web

import (
	"encoding/json"
	"errors"
	"strings"

	"github.com/gofiber/fiber/v2"

	"musikkforalle/internal/fault"
	"musikkforalle/internal/i18n"
	"musikkforalle/internal/paper"
)

// answerFault answers a browser's navigation with a page in its language, since people follow old links and paper. Other
// callers get a problem document.
func (s *Server) answerFault(c *fiber.Ctx, err error) error {
	if !opensPage(c) {
		return answerProblem(c, err)
	}
	f, status := faultOf(err)
	note(c, f, err)
	html, err := s.faultPage(language(c), f)
	if err != nil {
		return err
	}
	return c.Status(status).Type("html", "utf-8").Send(html)
}

func opensPage(c *fiber.Ctx) bool {
	return c.Method() == fiber.MethodGet && strings.Contains(c.Get(fiber.HeaderAccept), fiber.MIMETextHTML) &&
		!strings.HasPrefix(c.Path(), "/api/") && !strings.HasPrefix(c.Path(), "/calendar/")
}

// language returns the language of the address, else the chosen one, else the best match of Accept-Language.
func language(c *fiber.Ctx) string {
	first, _, _ := strings.Cut(strings.TrimPrefix(c.Path(), "/"), "/")
	if i18n.Known(first) {
		return first
	}
	if chosen := c.Cookies("lang"); i18n.Known(chosen) {
		return chosen
	}
	preferred, _ := i18n.Match(c.Get(fiber.HeaderAcceptLanguage)) // none of ours: the source language
	return preferred
}

// faultPage renders the fault with a link home. It needs neither the app nor the database.
func (s *Server) faultPage(lang string, f *fault.Fault) ([]byte, error) {
	cat := i18n.Get(lang)
	text := cat.T("err.unknown")
	switch f.Kind {
	case fault.NotFound:
		text = cat.T("page.not_found")
	case fault.Unavailable:
		text = cat.T("err.unavailable")
		if errors.Is(f, paper.ErrBusy) {
			text = cat.T("page.busy")
		}
	case fault.TooMany:
		text = cat.T("err.too_many")
	}
	v := view{s: s, c: cat, route: "home"}
	v.boot = boot{Lang: cat.Code, Dir: cat.Dir(), Route: "home", Data: map[string]json.RawMessage{}}
	v.shell = shell{
		Lang: cat.HTMLLang(), Dir: cat.Dir(), Title: text, Manifest: "/manifest/" + cat.Code + ".webmanifest",
		Style: s.build.Style, Facts: facts{Heading: text, Links: []link{{"/" + cat.Code, cat.T("nav.home")}}},
	}
	return v.html()
}
