package ledger

import (
	"github.com/google/uuid"

	"musikkforalle/internal/db"
)

// Forget settles what was planned for a person who is being erased and makes every row of the person anonymous, so that
// the ledger still adds up and says nothing about anybody.
func Forget(tx *db.Tx, person uuid.UUID) error {
	return tx.DB.Exec(`update reminders set
			recipient = gen_random_uuid(), target = gen_random_uuid(),
			settled_at = case when state = 'due' then now() else settled_at end,
			reason     = case when state = 'due' then 'erased' else reason end,
			state      = case when state = 'due' then 'withdrawn' else state end,
			lease = null, lease_until = null
		where recipient = ?`, person).Error
}

// Merge gives the rows of one person to another, except those that the other has too. What was sent counts as sent:
// nobody is told a second time on the phone that was the first one's.
func Merge(tx *db.Tx, from, into uuid.UUID) error {
	return tx.DB.Exec(`update reminders r set recipient = @into, target = case when r.target = @old then @into else r.target end
		where r.recipient = @old and not exists (
			select from reminders o where o.recipient = @into and o.about = r.about and o.kind = r.kind and o.channel = r.channel
			and o.revision = r.revision and o.target = case when r.target = @old then @into else r.target end)`,
		map[string]any{"old": from, "into": into}).Error
}
