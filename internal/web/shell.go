package web

import (
	"bytes"
	"context"
	_ "embed"
	"encoding/json"
	"html/template"
	"strings"
	"time"

	"github.com/gofiber/fiber/v2"

	"musikkforalle/api/contract"
	"musikkforalle/internal/i18n"
	"musikkforalle/internal/place"
)

//go:embed shell.html
var shellSource string

var shellTemplate = template.Must(template.New("shell").Parse(shellSource))

// shell is the data of a page's HTML template. Until the app replaces the content of #app, and without JavaScript, the
// facts are readable there.
type shell struct {
	Version                                                     string
	Lang, Dir, Title, Description, Canonical, Picture, Manifest string
	Entry, Style                                                string
	Modules, Texts                                              []string // asked for at once: entry → texts → page is one step
	Alternates                                                  []alternate
	Index                                                       bool
	Boot                                                        template.JS
	Facts                                                       facts
}

type alternate struct{ Lang, URL string }

// facts are the content of a page without the app.
type facts struct {
	Own     *ownWords
	Heading string
	Lines   []string
	Links   []link
}

// ownWords say the heading again in the reader's language, where the page is in another.
type ownWords struct {
	Lang, Dir, Text string
	Home            link
}

type link struct{ URL, Text string }

// boot is the data embedded in the page, so that the app's first view needs no request.
type boot struct {
	Lang  string                     `json:"lang"`
	Dir   string                     `json:"dir"`
	Route string                     `json:"route"`
	Place string                     `json:"place,omitempty"`
	Data  map[string]json.RawMessage `json:"data"`
}

// view is one page while it is being built.
type view struct {
	s     *Server
	c     *i18n.Catalogue
	route string
	path  string // after the language
	shell shell
	boot  boot
}

// page serves a route's HTML; public pages are cached as bytes.
func (s *Server) page(route string) fiber.Handler {
	return func(c *fiber.Ctx) error {
		lang := c.Params("lang")
		slug, session := c.Params("place"), strings.ToLower(c.Params("session"))
		if route == "home" {
			var err error
			if slug, err = s.chosenPlace(c); err != nil {
				return err
			}
		}
		s.countVia(c, slug)
		path := strings.ToLower(strings.TrimPrefix(c.Path(), "/"+lang))
		key := "page " + lang + " " + route + " " + slug + " " + session
		k, err := s.public.read(c.UserContext(), key, func(ctx context.Context) ([]byte, error) {
			return s.write(ctx, i18n.Get(lang), route, path, slug, session)
		})
		if err != nil {
			return err
		}
		return k.send(c, fiber.MIMETextHTMLCharsetUTF8)
	}
}

func (s *Server) write(ctx context.Context, c *i18n.Catalogue, route, path, slug, session string) ([]byte, error) {
	v := view{s: s, c: c, route: route, path: path}
	v.boot = boot{Lang: c.Code, Dir: c.Dir(), Route: route, Place: slug, Data: map[string]json.RawMessage{}}
	v.shell = shell{
		Version: s.Version,
		Lang:    c.HTMLLang(), Dir: c.Dir(), Title: c.T("page.home.title"), Description: c.T("page.home.description"),
		Manifest: "/manifest/" + c.Code + ".webmanifest", Entry: s.build.Entry, Style: s.build.Style,
		Facts: facts{Heading: c.T("app.name")},
	}
	if err := v.fill(ctx, slug, session); err != nil {
		return nil, err
	}
	return v.html()
}

// fill adds the route's data and facts to the page.
func (v *view) fill(ctx context.Context, slug, session string) error {
	page := v.s.pages[v.route]
	v.shell.Index = page.Public
	if page.Heading != "" {
		v.shell.Facts.Heading = v.c.T(page.Heading)
	}
	if page.Secret || page.Team {
		v.path = "" // the address may hold a secret, which must not appear in the canonical link
	}
	switch v.route {
	case "home":
		return v.home(ctx, slug)
	case "place", "day":
		return v.place(ctx, slug)
	case "session":
		return v.session(ctx, session)
	case "pulse":
		if err := v.session(ctx, session); err != nil {
			return err
		}
		v.shell.Title, v.shell.Facts.Heading = v.c.T(page.Heading), v.c.T(page.Heading)
	case "offline":
		v.boot.Route = "home"
	case "language":
		for _, code := range i18n.All {
			v.shell.Facts.Links = append(v.shell.Facts.Links, link{"/" + code, i18n.Name(code)})
		}
	}
	return nil
}

func (v *view) home(ctx context.Context, slug string) error {
	key, fetch := v.s.places(nil)
	var places []contract.PlaceBrief
	if err := v.hand(ctx, key, fetch, &places); err != nil {
		return err
	}
	if slug != "" {
		if err := v.place(ctx, slug); err == nil {
			v.shell.Title = v.c.T("page.home.title")
			return nil
		}
		v.boot.Place = ""
	}
	for _, p := range places {
		v.shell.Facts.Links = append(v.shell.Facts.Links, link{"/" + v.c.Code + "/p/" + p.Slug, p.Name})
	}
	return nil
}

func (v *view) place(ctx context.Context, slug string) error {
	key, fetch := v.s.placeNamed(slug)
	var p contract.Place
	if err := v.hand(ctx, key, fetch, &p); err != nil {
		return err
	}
	var next *contract.SessionBrief
	for i := range p.Sessions {
		if p.Sessions[i].Status == contract.SessionBriefStatusOpen {
			next = &p.Sessions[i]
			break
		}
	}
	v.describe(p, next, "place")
	return nil
}

func (v *view) session(ctx context.Context, id string) error {
	key, fetch := v.s.sessionNamed(id)
	var x contract.Session
	if err := v.hand(ctx, key, fetch, &x); err != nil {
		return err
	}
	v.boot.Place = x.Place.Slug
	v.describe(x.Place, &x.Session, "session")
	return nil
}

// describe writes title, description and facts of a place and one of its sessions.
func (v *view) describe(p contract.Place, x *contract.SessionBrief, kind string) {
	c, sh := v.c, &v.shell
	loc, err := time.LoadLocation(p.TimeZone)
	if err != nil {
		loc = time.UTC
	}
	args := []any{"place", p.Name, "venue", p.Venue, "street", p.Street, "town", p.Town}
	door := p.Door
	if x != nil {
		from, to := x.StartsAt.In(loc), x.EndsAt.In(loc)
		args = append(args, "date", c.Date(from), "from", c.Time(from), "to", c.Time(to))
		sh.Facts.Lines = append(sh.Facts.Lines, c.Date(from), c.T("when.time", "from", c.Time(from), "to", c.Time(to)))
		if x.Status == contract.SessionBriefStatusCancelled {
			sh.Facts.Lines = append(sh.Facts.Lines, c.T("when.cancelled"))
		}
		door = x.Door
	}
	sh.Facts.Lines = append(sh.Facts.Lines, p.Venue, p.Street+", "+p.Postcode+" "+p.Town, doorOf(door).Text(c), c.T("is.free"))
	sh.Title = c.T("page.place.title", args...)
	if kind == "session" {
		sh.Title = c.T("page.session.title", args...)
	}
	if x != nil {
		sh.Description = c.T("page."+kind+".description", args...)
	}
	sh.Facts.Heading = sh.Title
	sh.Facts.Links = []link{{"/" + c.Code + "/p/" + p.Slug + "/flyer", c.T("nav.flyer")}}
	sh.Picture = v.s.Config.BaseURL + "/" + c.Code + "/p/" + p.Slug + "/flyer.png"
}

// doorOf reads a door back from the contract.
func doorOf(d contract.Door) place.Door {
	door := place.Door{Kind: string(d.Kind), Name: d.Name, Lift: d.Lift}
	if d.Floor != nil {
		n := int16(*d.Floor) // it came from a smallint
		door.Floor = &n
	}
	return door
}

// hand embeds a public answer in the page's data and decodes it for the page's facts.
func (v *view) hand(ctx context.Context, key string, fetch maker, read any) error {
	k, err := v.s.public.read(ctx, key, fetch)
	if err != nil {
		return err
	}
	v.boot.Data[key] = k.body
	return json.Unmarshal(k.body, read)
}

func (v *view) html() ([]byte, error) {
	raw, err := json.Marshal(v.boot) // escapes <, > and &, so it cannot end the script element
	if err != nil {
		return nil, err
	}
	sh := &v.shell
	sh.Boot = template.JS(raw) // JSON with escaped angle brackets
	sh.Canonical = v.s.Config.BaseURL + "/" + v.c.Code + v.path
	sh.Modules, sh.Texts = v.preloads()
	if sh.Index {
		for _, code := range i18n.All {
			sh.Alternates = append(sh.Alternates, alternate{i18n.Get(code).HTMLLang(), v.s.Config.BaseURL + "/" + code + v.path})
		}
	}
	var b bytes.Buffer
	err = shellTemplate.Execute(&b, sh)
	return b.Bytes(), err
}

// preloads returns the modules of entry, texts and page, so that the browser requests all of them at once.
func (v *view) preloads() (modules, texts []string) {
	build := v.s.build
	all := build.Catalogues[v.c.Code]
	texts = []string{all["core"]}
	if part := v.s.pages[v.route].Texts; part != "" {
		texts = append(texts, all[part])
	}
	return append(append([]string{}, build.Imports...), build.Routes[v.boot.Route]...), texts
}
