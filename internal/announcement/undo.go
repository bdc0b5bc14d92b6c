package announcement

import (
	"context"

	"github.com/google/uuid"

	"musikkforalle/api/contract"
	"musikkforalle/internal/account"
	"musikkforalle/internal/db"
)

// UndoAnnouncement implements DELETE /api/announcements/{announcement}: it ends an announcement that still waits.
func (a API) UndoAnnouncement(ctx context.Context, r contract.UndoAnnouncementRequestObject) (contract.UndoAnnouncementResponseObject, error) {
	member, err := account.MemberOf(ctx)
	if err != nil {
		return nil, err
	}
	return contract.UndoAnnouncement204Response{}, undo(ctx, a.Store, r.Announcement, member)
}

// undo ends an announcement that waits. One that was undone already stays so.
func undo(ctx context.Context, store *db.Store, id, member uuid.UUID) error {
	return store.Tx(ctx, func(tx *db.Tx) error {
		n, err := lock(tx.DB.Where(mine, id, member))
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
}
