package announcement

import (
	"context"
	"slices"
	"time"

	"github.com/google/uuid"

	"musikkforalle/api/contract"
	"musikkforalle/internal/account"
	"musikkforalle/internal/db"
)

// undoTime is how long an announcement can be undone before it is sent.
const undoTime = 8 * time.Second

// Announce implements POST /api/places/{place}/announcements: it stores an announcement, which is sent when its time to
// undo is over. What cannot be done now is refused at once; what has become impossible when it leaves is refused then.
func (a API) Announce(ctx context.Context, r contract.AnnounceRequestObject) (contract.AnnounceResponseObject, error) {
	member, err := account.MemberOf(ctx)
	if err != nil {
		return nil, err
	}
	id, err := announce(ctx, a.Store, r.Place, r.Body)
	if err != nil {
		return nil, err
	}
	w, err := one(a.Store.Gorm.WithContext(ctx), id, member)
	return contract.Announce201JSONResponse(w), err
}

func announce(ctx context.Context, store *db.Store, place string, body *contract.NewAnnouncement) (id uuid.UUID, err error) {
	err = store.Tx(ctx, func(tx *db.Tx) error {
		d, err := newDraft(ctx, tx, place, body)
		if err != nil {
			return err
		}
		if _, err := d.suppose(tx); err != nil {
			return err
		}
		if err := d.store(tx); err != nil {
			return err
		}
		id = d.ID
		if err := tx.Enqueue(ctx, SendArgs{Announcement: id}); err != nil {
			return err
		}
		return d.audit(tx, "announcement.made", *d.CreatedBy)
	})
	return id, err
}

// store writes the announcement with its words.
func (d *draft) store(tx *db.Tx) error {
	err := tx.DB.Create(&d.Announcement).Error
	if constraint, _ := db.Violation(err); constraint == "announcements_waiting_key" {
		return ErrWaiting
	}
	if err != nil || len(d.texts) == 0 {
		return err
	}
	texts := slices.Clone(d.texts)
	for i := range texts {
		texts[i].AnnouncementID = d.ID
	}
	return tx.DB.Create(&texts).Error
}
