package ledger

import (
	"time"

	"github.com/google/uuid"

	"musikkforalle/internal/db"
)

// Called is a call by an organiser: its row is never due, and says as others do that a family was told.
type Called struct {
	Session, Announcement *uuid.UUID // what was told of: one of the two
	Revision              int32
	Kind                  Kind
	Family                uuid.UUID
	Until                 time.Time // when the notice expires
}

// Tick notes that a family was rung, or takes the note back.
func (c Called) Tick(tx *db.Tx, done bool) error {
	state := Sent
	if !done {
		state = Withdrawn
	}
	return tx.DB.Exec(`insert into reminders
		(session_id, announcement_id, revision, kind, recipient_kind, recipient, channel, target, service, due_at, expires_at, state, settled_at)
		values (?, ?, ?, ?, 'family', ?, ?, ?, ?, trusted_now(), ?, ?, trusted_now())
		on conflict on constraint reminders_once_key do update set state = excluded.state, settled_at = trusted_now()`,
		c.Session, c.Announcement, c.Revision, c.Kind, c.Family, ByCall, c.Family, ByCall, c.Until, state).Error
}
