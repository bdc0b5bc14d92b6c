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
	f, status := faultOf(c, err)
	note(c, f, err)
	c.Vary(fiber.HeaderAcceptLanguage, fiber.HeaderCookie)
	html, err := s.faultPage(c, f)
	if err != nil {
		return err
	}
	return c.Status(status).Type("html", "utf-8").Send(html)
}

func opensPage(c *fiber.Ctx) bool {
	return c.Method() == fiber.MethodGet && strings.Contains(c.Get(fiber.HeaderAccept), fiber.MIMETextHTML) &&
		!strings.HasPrefix(c.Path(), "/api/") && !strings.HasPrefix(c.Path(), "/calendar/")
}

// ofAddress returns the language of the address, and false if it has none.
func ofAddress(c *fiber.Ctx) (string, bool) {
	first, _, _ := strings.Cut(strings.TrimPrefix(c.Path(), "/"), "/")
	return first, i18n.Known(first)
}

// faultPage renders the fault with a link home, in the language of the address and in the reader's where that is another.
// It needs neither the app nor the database.
func (s *Server) faultPage(c *fiber.Ctx, f *fault.Fault) ([]byte, error) {
	own, known := readers(c)
	lang, ok := ofAddress(c)
	if !ok {
		lang = own // none of ours: the source language
	}
	cat := i18n.Get(lang)
	text := textOf(f, cat)
	v := view{s: s, c: cat, route: "home"}
	v.boot = boot{Lang: cat.Code, Dir: cat.Dir(), Route: "home", Data: map[string]json.RawMessage{}}
	v.shell = shell{
		Lang: cat.HTMLLang(), Dir: cat.Dir(), Title: text, Manifest: "/manifest/" + cat.Code + ".webmanifest",
		Style: s.build.Style, Facts: facts{Heading: text, Links: []link{{"/" + cat.Code, cat.T("nav.home")}}},
	}
	if reader := i18n.Get(own); known && reader.Code != cat.Code {
		v.shell.Facts.Own = &ownWords{reader.HTMLLang(), reader.Dir(), textOf(f, reader), link{"/" + reader.Code, reader.T("nav.home")}}
	}
	return v.html()
}

// textOf says a fault to a person.
func textOf(f *fault.Fault, c *i18n.Catalogue) string {
	switch f.Kind {
	case fault.NotFound:
		return c.T("page.not_found")
	case fault.Unavailable:
		if errors.Is(f, paper.ErrBusy) {
			return c.T("page.busy")
		}
		return c.T("err.unavailable")
	case fault.TooMany:
		return c.T("err.too_many")
	default:
		return c.T("err.unknown")
	}
}
