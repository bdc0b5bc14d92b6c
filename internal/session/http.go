package session

import (
	"context"

	"musikkforalle/api/contract"
	"musikkforalle/internal/db"
	"musikkforalle/internal/place"
)

// API implements the public reads of the contract: places, one place, one session.
type API struct {
	Store *db.Store
}

// ListPlaces implements GET /api/places: it answers every place with its next session, by name.
func (a API) ListPlaces(ctx context.Context, _ contract.ListPlacesRequestObject) (contract.ListPlacesResponseObject, error) {
	places, err := place.List(ctx, a.Store)
	if err != nil {
		return nil, err
	}
	first, err := next(ctx, a.Store)
	if err != nil {
		return nil, err
	}
	list := make(contract.ListPlaces200JSONResponse, len(places))
	for i, p := range places {
		list[i] = contract.PlaceBrief{Slug: p.Slug, Name: p.Name, Town: p.Town}
		if s := first[p.ID]; s != nil {
			brief := Brief(s)
			list[i].Next = &brief
		}
	}
	return list, nil
}

// GetPlace implements GET /api/places/{place}: it answers one place with its coming sessions.
func (a API) GetPlace(ctx context.Context, r contract.GetPlaceRequestObject) (contract.GetPlaceResponseObject, error) {
	wire, err := a.place(ctx, r.Place)
	if err != nil {
		return nil, err
	}
	return contract.GetPlace200JSONResponse(wire), nil
}

// GetSession implements GET /api/sessions/{session}: it answers one session with its place and the languages that its
// volunteers speak.
func (a API) GetSession(ctx context.Context, r contract.GetSessionRequestObject) (contract.GetSessionResponseObject, error) {
	s, err := Get(ctx, a.Store, r.Session)
	if err != nil {
		return nil, err
	}
	wire := contract.GetSession200JSONResponse{Session: Brief(s), Languages: []contract.Lang{}}
	if wire.Place, err = a.place(ctx, s.Place.Slug); err != nil {
		return nil, err
	}
	spoken, err := languages(ctx, a.Store, s.ID)
	for _, lang := range spoken {
		wire.Languages = append(wire.Languages, contract.Lang(lang))
	}
	return wire, err
}

func (a API) place(ctx context.Context, slug string) (contract.Place, error) {
	p, err := readPage(ctx, a.Store, slug)
	if err != nil {
		return contract.Place{}, err
	}
	sessions, err := Coming(ctx, a.Store, &p.Place)
	return p.wire(sessions), err
}
