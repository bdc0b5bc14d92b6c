package web

import (
	"context"
	"strings"

	"github.com/gofiber/fiber/v2"
	"github.com/google/uuid"

	"musikkforalle/api/contract"
	"musikkforalle/internal/fault"
)

// maker fetches the bytes of a public answer.
type maker = func(context.Context) ([]byte, error)

func (s *Server) places(*fiber.Ctx) (string, maker) { return "/api/places", asJSON(s.readPlaces) }

func (s *Server) place(c *fiber.Ctx) (string, maker) { return s.placeNamed(c.Params("place")) }

func (s *Server) placeNamed(slug string) (string, maker) {
	return "/api/places/" + slug, asJSON(func(ctx context.Context) (contract.Place, error) { return s.readPlace(ctx, slug) })
}

func (s *Server) session(c *fiber.Ctx) (string, maker) { return s.sessionNamed(c.Params("session")) }

func (s *Server) sessionNamed(id string) (string, maker) {
	return "/api/sessions/" + strings.ToLower(id), asJSON(func(ctx context.Context) (contract.Session, error) { return s.readSession(ctx, id) })
}

func (s *Server) readPlaces(ctx context.Context) (contract.ListPlaces200JSONResponse, error) {
	r, err := s.API.ListPlaces(ctx, contract.ListPlacesRequestObject{})
	return answered[contract.ListPlaces200JSONResponse](r, err)
}

func (s *Server) readPlace(ctx context.Context, slug string) (contract.Place, error) {
	r, err := s.API.GetPlace(ctx, contract.GetPlaceRequestObject{Place: slug})
	p, err := answered[contract.GetPlace200JSONResponse](r, err)
	return contract.Place(p), err
}

func (s *Server) readSession(ctx context.Context, id string) (contract.Session, error) {
	parsed, err := uuid.Parse(id)
	if err != nil || len(id) != 36 {
		return contract.Session{}, fault.ErrNotFound
	}
	r, err := s.API.GetSession(ctx, contract.GetSessionRequestObject{Session: parsed})
	x, err := answered[contract.GetSession200JSONResponse](r, err)
	return contract.Session(x), err
}

// answered unwraps the successful answer from the contract's sum type; every other outcome is an error.
func answered[T any](r any, err error) (T, error) {
	if err != nil {
		var none T
		return none, err
	}
	return r.(T), nil
}
