package announcement

import (
	"context"

	"github.com/google/uuid"

	"musikkforalle/api/contract"
	"musikkforalle/internal/account"
	"musikkforalle/internal/fault"
	"musikkforalle/internal/reminder"
)

// ListMessages implements GET /api/me/messages: it answers what the family, the volunteer or both that call were told.
func (a API) ListMessages(ctx context.Context, _ contract.ListMessagesRequestObject) (contract.ListMessagesResponseObject, error) {
	caller := account.From(ctx)
	if caller.Family == uuid.Nil && caller.Volunteer == uuid.Nil {
		return nil, fault.ErrNobody
	}
	w := contract.ListMessages200JSONResponse{}
	for _, person := range []uuid.UUID{caller.Family, caller.Volunteer} {
		messages, err := reminder.Messages(ctx, a.Store, person, caller.Device)
		if err != nil {
			return nil, err
		}
		for _, m := range messages {
			w = append(w, contract.Message{Id: m.ID, At: m.At, PlaceName: m.PlaceName, Title: m.Title, Body: m.Body})
		}
	}
	return w, nil
}
