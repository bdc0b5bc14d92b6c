package push

import (
	"context"
	"errors"

	"github.com/google/uuid"

	"musikkforalle/api/contract"
	"musikkforalle/internal/account"
)

// GetPush implements GET /api/me/push: it tells the key to subscribe with, and whether this device is subscribed.
func (a API) GetPush(ctx context.Context, _ contract.GetPushRequestObject) (contract.GetPushResponseObject, error) {
	var state contract.GetPush200JSONResponse
	if a.Keys != nil {
		state.Key = a.Keys.Current().PublicKey()
	}
	device := account.From(ctx).Device
	if device == uuid.Nil {
		return state, nil
	}
	lang, err := account.LanguageOf(ctx, a.Store, device)
	if err != nil {
		return nil, err
	}
	state.Lang = (*contract.Lang)(lang)
	s, err := stored(ctx, a.Store, device)
	if errors.Is(err, errNone) {
		return state, nil
	}
	if err != nil {
		return nil, err
	}
	hash := s.endpointHash()
	state.Subscribed, state.EndpointHash = true, &hash
	return state, nil
}
