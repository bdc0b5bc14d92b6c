package announcement

import (
	"context"

	"github.com/google/uuid"

	"musikkforalle/api/contract"
	"musikkforalle/internal/account"
	"musikkforalle/internal/audit"
	"musikkforalle/internal/db"
	"musikkforalle/internal/fault"
	"musikkforalle/internal/place"
	"musikkforalle/internal/reminder"
)

// API implements the operations of the contract's tag "announcement", and the messages that families and volunteers read.
type API struct {
	Store *db.Store
}

// PreviewAnnouncement implements POST /api/places/{place}/announcements/preview.
func (a API) PreviewAnnouncement(ctx context.Context, r contract.PreviewAnnouncementRequestObject) (contract.PreviewAnnouncementResponseObject, error) {
	d, err := a.draft(ctx, r.Place, r.Body)
	if err != nil {
		return nil, err
	}
	w, err := d.preview(ctx, a.Store)
	return contract.PreviewAnnouncement200JSONResponse(w), err
}

// Announce implements POST /api/places/{place}/announcements. What cannot be done now is refused at once; what may have
// become impossible when it leaves is seen then.
func (a API) Announce(ctx context.Context, r contract.AnnounceRequestObject) (contract.AnnounceResponseObject, error) {
	d, err := a.draft(ctx, r.Place, r.Body)
	if err != nil {
		return nil, err
	}
	nothing := func(*db.Tx, *draft, []reminder.Group) error { return nil }
	if err := d.rehearse(ctx, a.Store, nothing); err != nil {
		return nil, err
	}
	err = a.Store.Tx(ctx, func(tx *db.Tx) error {
		d.CreatedAt, d.LeavesAt = tx.Now, tx.Now.Add(undoTime)
		if err := d.store(tx); err != nil {
			return err
		}
		if err := tx.Enqueue(ctx, SendArgs{Announcement: d.ID}); err != nil {
			return err
		}
		return d.audit(tx, "announcement.made", *d.CreatedBy)
	})
	if err != nil {
		return nil, err
	}
	w, err := one(a.Store.Gorm.WithContext(ctx), d.ID, *d.CreatedBy)
	return contract.Announce201JSONResponse(w), err
}

func (a API) draft(ctx context.Context, slug string, body *contract.NewAnnouncement) (*draft, error) {
	p, member, err := place.OfTeam(ctx, a.Store.Gorm, slug, place.Organiser)
	if err != nil {
		return nil, err
	}
	return newDraft(ctx, a.Store, p, member, body)
}

// UndoAnnouncement implements DELETE /api/announcements/{announcement}.
func (a API) UndoAnnouncement(ctx context.Context, r contract.UndoAnnouncementRequestObject) (contract.UndoAnnouncementResponseObject, error) {
	member, err := account.MemberOf(ctx)
	if err != nil {
		return nil, err
	}
	err = a.Store.Tx(ctx, func(tx *db.Tx) error {
		n, err := lock(tx.DB.Where(mine, r.Announcement, member))
		switch {
		case err != nil || n.State == Undone:
			return err
		case n.State != Waiting:
			return ErrSent
		}
		if err := tx.DB.Model(n).Update("state", Undone).Error; err != nil {
			return err
		}
		return n.audit(tx, "announcement.undone", member)
	})
	return contract.UndoAnnouncement204Response{}, err
}

// GetAnnouncement implements GET /api/announcements/{announcement}.
func (a API) GetAnnouncement(ctx context.Context, r contract.GetAnnouncementRequestObject) (contract.GetAnnouncementResponseObject, error) {
	member, err := account.MemberOf(ctx)
	if err != nil {
		return nil, err
	}
	w, err := one(a.Store.Gorm.WithContext(ctx), r.Announcement, member)
	return contract.GetAnnouncement200JSONResponse(w), err
}

// ListAnnouncements implements GET /api/places/{place}/announcements.
func (a API) ListAnnouncements(ctx context.Context, r contract.ListAnnouncementsRequestObject) (contract.ListAnnouncementsResponseObject, error) {
	p, _, err := place.OfTeam(ctx, a.Store.Gorm, r.Place, place.Organiser)
	if err != nil {
		return nil, err
	}
	list, err := log(a.Store.Gorm.WithContext(ctx), "n.place_id = ?", p.ID)
	return contract.ListAnnouncements200JSONResponse(list), err
}

// OpenCalls implements POST /api/announcements/{announcement}/calls. Reading the numbers is noted in the audit.
func (a API) OpenCalls(ctx context.Context, r contract.OpenCallsRequestObject) (contract.OpenCallsResponseObject, error) {
	member, err := account.MemberOf(ctx)
	if err != nil {
		return nil, err
	}
	calls := contract.OpenCalls200JSONResponse{}
	err = a.Store.Tx(ctx, func(tx *db.Tx) error {
		n, err := take(tx.DB.Where(mine, r.Announcement, member))
		if err != nil || n.State != Sent {
			return err
		}
		known, err := reminder.Calls(ctx, tx, n.subject())
		if err != nil {
			return err
		}
		for _, c := range known {
			calls = append(calls, contract.Call{Phone: c.Phone, Lang: contract.Lang(c.Lang)})
		}
		return n.audit(tx, "announcement.calls", member)
	})
	return calls, err
}

// ListMessages implements GET /api/me/messages: what the family, the volunteer or both that call were told.
func (a API) ListMessages(ctx context.Context, _ contract.ListMessagesRequestObject) (contract.ListMessagesResponseObject, error) {
	caller := account.From(ctx)
	if caller.Family == uuid.Nil && caller.Volunteer == uuid.Nil {
		return nil, fault.ErrNobody
	}
	w := contract.ListMessages200JSONResponse{}
	for _, person := range []uuid.UUID{caller.Family, caller.Volunteer} {
		messages, err := reminder.Messages(ctx, a.Store, person)
		if err != nil {
			return nil, err
		}
		for _, m := range messages {
			w = append(w, contract.Message{Id: m.ID, At: m.At, PlaceName: m.PlaceName, Title: m.Title, Body: m.Body})
		}
	}
	return w, nil
}

// mine is the condition for announcements of places where the member is an organiser.
const mine = "id = ? and member_may(?, place_id, '{organiser}')"

// audit writes an audit entry about the announcement, without its words and recipients.
func (n *Announcement) audit(tx *db.Tx, action string, member uuid.UUID) error {
	entry := audit.Entry{
		Action: action, By: audit.Member(member).At(n.PlaceID),
		Detail: map[string]any{"kind": n.Kind, "audience": n.Audience, "announcement": n.ID},
	}
	if n.SessionID != nil {
		entry.Session = *n.SessionID
	}
	return audit.Write(tx, entry)
}
