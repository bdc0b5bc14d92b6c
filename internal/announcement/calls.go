package announcement

import (
	"context"

	"github.com/google/uuid"

	"musikkforalle/api/contract"
	"musikkforalle/internal/account"
	"musikkforalle/internal/db"
	"musikkforalle/internal/reminder"
)

// OpenCalls implements POST /api/announcements/{announcement}/calls: it answers the phone numbers of those whom nothing reaches, and
// notes in the audit that they were read.
func (a API) OpenCalls(ctx context.Context, r contract.OpenCallsRequestObject) (contract.OpenCallsResponseObject, error) {
	member, err := account.MemberOf(ctx)
	if err != nil {
		return nil, err
	}
	known, err := openCalls(ctx, a.Store, r.Announcement, member)
	if err != nil {
		return nil, err
	}
	calls := make(contract.OpenCalls200JSONResponse, len(known))
	for i, c := range known {
		calls[i] = contract.Call{Phone: c.Phone, Lang: contract.Lang(c.Lang)}
	}
	return calls, nil
}

// openCalls returns the families to ring about an announcement that was sent.
func openCalls(ctx context.Context, store *db.Store, id, member uuid.UUID) (known []reminder.Call, err error) {
	err = store.Tx(ctx, func(tx *db.Tx) error {
		n, err := take(tx.DB.Where(mine, id, member))
		if err != nil || n.State != Sent {
			return err
		}
		if known, err = reminder.Calls(ctx, tx, n.subject()); err != nil {
			return err
		}
		return n.audit(tx, "announcement.calls", member)
	})
	return known, err
}
