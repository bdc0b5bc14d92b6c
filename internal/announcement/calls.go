package announcement

import (
	"context"
	"slices"

	"github.com/google/uuid"

	"musikkforalle/api/contract"
	"musikkforalle/internal/account"
	"musikkforalle/internal/db"
	"musikkforalle/internal/fault"
	"musikkforalle/internal/ledger"
	"musikkforalle/internal/place"
	"musikkforalle/internal/reminder"
	"musikkforalle/internal/session"
)

// OpenCalls implements POST /api/announcements/{announcement}/calls: it answers the phone numbers of families that neither push
// nor mail reaches in time, with words for them, and notes in the audit that they were read.
func (a API) OpenCalls(ctx context.Context, r contract.OpenCallsRequestObject) (contract.OpenCallsResponseObject, error) {
	calls, err := openCalls(ctx, a.Store, r.Announcement)
	return contract.OpenCalls200JSONResponse(calls), err
}

// TickCall implements PUT /api/announcements/{announcement}/calls/{family}: it notes for all organisers that a family was rung.
func (a API) TickCall(ctx context.Context, r contract.TickCallRequestObject) (contract.TickCallResponseObject, error) {
	calls, err := tickCall(ctx, a.Store, r.Announcement, r.Family, r.Body.Done)
	return contract.TickCall200JSONResponse(calls), err
}

func openCalls(ctx context.Context, store *db.Store, id uuid.UUID) ([]contract.Call, error) {
	return withCalls(ctx, store, id, func(tx *db.Tx, n *Announcement, _ []reminder.Call, member uuid.UUID) error {
		return n.audit(tx, "announcement.calls", member)
	})
}

func tickCall(ctx context.Context, store *db.Store, id, family uuid.UUID, done bool) ([]contract.Call, error) {
	return withCalls(ctx, store, id, func(tx *db.Tx, n *Announcement, known []reminder.Call, _ uuid.UUID) error {
		i := slices.IndexFunc(known, func(c reminder.Call) bool { return c.Family == family })
		if i < 0 {
			return fault.ErrNotFound
		}
		call := ledger.Called{Revision: n.subject().Revision, Kind: known[i].Kind, Family: family, Until: n.ExpiresAt}
		if n.Revision != nil {
			call.Session = n.SessionID
		} else {
			call.Announcement = &n.ID
		}
		known[i].Done = done
		return call.Tick(tx, done)
	})
}

// withCalls does something about the calls of an announcement of one of the calling member's places, and returns them as
// they are then.
func withCalls(ctx context.Context, store *db.Store, id uuid.UUID,
	do func(tx *db.Tx, n *Announcement, known []reminder.Call, member uuid.UUID) error,
) (list []contract.Call, err error) {
	member, err := account.MemberOf(ctx)
	if err != nil {
		return nil, err
	}
	err = store.Tx(ctx, func(tx *db.Tx) error {
		n, known, err := callsOf(ctx, tx, id, member)
		if err != nil {
			return err
		}
		if err := do(tx, n, known, member); err != nil {
			return err
		}
		list, err = n.wireCalls(tx, known)
		return err
	})
	return list, err
}

// callsOf returns an announcement of one of the member's places and whom to ring about it: nobody before it was sent.
func callsOf(ctx context.Context, tx *db.Tx, id, member uuid.UUID) (*Announcement, []reminder.Call, error) {
	n, err := take(tx.DB.Where(mine, id, member))
	if err != nil || n.State != Sent {
		return n, nil, err
	}
	known, err := reminder.Calls(ctx, tx, n.subject())
	return n, known, err
}

// wireCalls adds to each call what to say, in the words of the notice that did not arrive.
func (n *Announcement) wireCalls(tx *db.Tx, known []reminder.Call) ([]contract.Call, error) {
	d := draft{Announcement: *n, place: &place.Place{}}
	if err := tx.DB.Take(d.place, "id = ?", n.PlaceID).Error; err != nil {
		return nil, err
	}
	if err := tx.DB.Order("lang").Find(&d.texts, "announcement_id = ?", n.ID).Error; err != nil {
		return nil, err
	}
	var about *session.Session
	if n.SessionID != nil {
		about = &session.Session{}
		if err := tx.DB.Take(about, "id = ?", *n.SessionID).Error; err != nil {
			return nil, err
		}
	}
	calls := make([]contract.Call, len(known))
	for i, c := range known {
		in := func(lang string) string {
			said := d.notice(lang, about, tx.Now).Say(c.Kind)
			return said.Title + "\n" + said.Body
		}
		calls[i] = contract.Call{
			Family: c.Family, Phone: c.Phone, Lang: contract.Lang(c.Lang), Text: in(c.Lang), Norwegian: in("nb"),
			Bounced: c.Bounced, Done: c.Done,
		}
	}
	return calls, nil
}
