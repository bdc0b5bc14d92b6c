package web

import (
	"encoding/json"
	"regexp"
	"strings"

	"github.com/gofiber/fiber/v2"

	"musikkforalle/internal/i18n"
)

type manifestIcon struct {
	Src     string `json:"src"`
	Sizes   string `json:"sizes"`
	Type    string `json:"type"`
	Purpose string `json:"purpose,omitempty"`
}

type shortcut struct {
	Name  string         `json:"name"`
	URL   string         `json:"url"`
	Icons []manifestIcon `json:"icons"`
}

type webManifest struct {
	ID              string         `json:"id"`
	Name            string         `json:"name"`
	ShortName       string         `json:"short_name"`
	Description     string         `json:"description"`
	Lang            string         `json:"lang"`
	Dir             string         `json:"dir"`
	StartURL        string         `json:"start_url"`
	Scope           string         `json:"scope"`
	Display         string         `json:"display"`
	BackgroundColor string         `json:"background_color"`
	ThemeColor      string         `json:"theme_color"`
	Categories      []string       `json:"categories"`
	Icons           []manifestIcon `json:"icons"`
	Shortcuts       []shortcut     `json:"shortcuts"`
}

// homeCode is a code of family.CreateHomeLink.
var homeCode = regexp.MustCompile(`^[A-Z0-9]{26}$`)

// manifest describes the installed app in one language; the id is the same for all, so it stays one app. A code for the
// home screen is handed on in the start address, by which an iPhone's app opens as who installed it.
func (s *Server) manifest(c *fiber.Ctx) error {
	lang, ok := strings.CutSuffix(c.Params("file"), ".webmanifest")
	if !ok || !i18n.Known(lang) {
		return fiber.ErrNotFound
	}
	cat := i18n.Get(lang)
	icon := manifestIcon{Src: "/icons/icon-192.png", Sizes: "192x192", Type: "image/png"}
	m := webManifest{
		ID: "/", Name: cat.T("app.name"), ShortName: cat.T("app.name"), Description: cat.T("page.home.description"),
		Lang: cat.HTMLLang(), Dir: cat.Dir(), StartURL: "/" + lang, Scope: "/", Display: "standalone",
		BackgroundColor: "#fffaf3", ThemeColor: "#fffaf3", Categories: []string{"lifestyle", "kids"},
		Icons: []manifestIcon{icon,
			{Src: "/icons/icon-512.png", Sizes: "512x512", Type: "image/png"},
			{Src: "/icons/maskable-512.png", Sizes: "512x512", Type: "image/png", Purpose: "maskable"}},
		Shortcuts: []shortcut{
			{Name: cat.T("when.next"), URL: "/" + lang, Icons: []manifestIcon{icon}},
			{Name: cat.T("nav.family"), URL: "/" + lang + "/me", Icons: []manifestIcon{icon}}},
	}
	c.Set(fiber.HeaderCacheControl, "no-cache")
	if code := c.Query("home"); homeCode.MatchString(code) {
		m.StartURL += "?home=" + code
		if slug := c.Query("place"); slugPattern.MatchString(slug) {
			m.StartURL += "&place=" + slug
		}
		c.Set(fiber.HeaderCacheControl, noStore)
	}
	body, err := json.Marshal(m)
	if err != nil {
		return err
	}
	c.Set(fiber.HeaderContentType, "application/manifest+json")
	return c.Send(body)
}
