package web

import (
	"strings"

	"github.com/gofiber/fiber/v2"
	"github.com/google/uuid"

	"musikkforalle/internal/fault"
	"musikkforalle/internal/flyer/editing"
)

// framedPolicy is the CSP of a proof: the editor may frame it, and no script runs.
var framedPolicy = strings.NewReplacer("script-src 'self'; ", "", "frame-ancestors 'none'", "frame-ancestors 'self'").Replace(policy)

func (s *Server) editing() editing.API {
	return editing.API{Store: s.Store, BaseURL: s.Config.BaseURL, Press: s.Press}
}

// proof renders a flyer's unpublished text for its writers: ar.html, ar.pdf, ar.png or ar.a4.png.
func (s *Server) proof(c *fiber.Ctx) error {
	id, err := uuid.Parse(c.Params("flyer"))
	lang, form, _ := strings.Cut(c.Params("file"), ".")
	if err != nil {
		return fault.ErrNotFound
	}
	p, err := s.editing().Proof(c.UserContext(), id, lang, form)
	if err != nil {
		return err
	}
	c.Set(fiber.HeaderContentSecurityPolicy, framedPolicy)
	c.Set(fiber.HeaderXFrameOptions, "SAMEORIGIN")
	c.Set(fiber.HeaderContentType, p.Type)
	return c.Send(p.Body)
}

// pack renders a place's flyers as one PDF for a distributor: ?via=ahus&langs=nb,ar,so.
func (s *Server) pack(c *fiber.Ctx) error {
	place := c.Params("place")
	via := c.Query("via")
	if via != "" && !viaPattern.MatchString(via) {
		return fault.ErrNotFound
	}
	body, err := s.editing().Pack(c.UserContext(), place, via, strings.Split(c.Query("langs"), ","))
	if err != nil {
		return err
	}
	c.Attachment(place + "-flyers.pdf")
	c.Set(fiber.HeaderContentType, "application/pdf")
	return c.Send(body)
}

// code renders the QR code of a distributor: ahus.svg or ahus.png?lang=ar.
func (s *Server) code(c *fiber.Ctx) error {
	via, form, _ := strings.Cut(c.Params("file"), ".")
	if !viaPattern.MatchString(via) {
		return fault.ErrNotFound
	}
	p, err := s.editing().Code(c.UserContext(), c.Params("place"), via, c.Query("lang", "nb"), form)
	if err != nil {
		return err
	}
	c.Set(fiber.HeaderContentType, p.Type)
	return c.Send(p.Body)
}
