package ledger

import (
	"github.com/google/uuid"

	"musikkforalle/internal/db"
)

// Forget withdraws the due rows of a person who is being erased and makes all rows of the person anonymous. No row is
// deleted, so that the ledger still adds up.
func Forget(tx *db.Tx, person uuid.UUID) error {
	return tx.DB.Exec(`update reminders set
			recipient = gen_random_uuid(), target = gen_random_uuid(),
			settled_at = case when state = 'due' then (select trusted_now()) else settled_at end,
			reason     = case when state = 'due' then 'erased' else reason end,
			state      = case when state = 'due' then 'withdrawn' else state end,
			lease = null, lease_until = null
		where recipient = ?`, person).Error
}

// Merge transfers the rows of one person to another, except those that the other has too. Rows that were sent stay sent, so
// that no notice is repeated on a phone of the first person.
func Merge(tx *db.Tx, from, into uuid.UUID) error {
	return tx.DB.Exec(`update reminders r set recipient = @into, target = case when r.target = @old then @into else r.target end
		where r.recipient = @old and not exists (
			select from reminders o where o.recipient = @into and o.about = r.about and o.kind = r.kind and o.channel = r.channel
			and o.revision = r.revision and o.target = case when r.target = @old then @into else r.target end)`,
		map[string]any{"old": from, "into": into}).Error
}
