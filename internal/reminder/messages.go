package reminder

import (
	"context"
	"fmt"
	"time"

	"github.com/google/uuid"

	"musikkforalle/internal/db"
	"musikkforalle/internal/ledger"
)

// Message is a notice to a person, as shown in the app.
type Message struct {
	ID          uuid.UUID // of what it is about
	At          time.Time
	PlaceName   string
	Title, Body string
}

// told is the condition for what organisers told a person in the last month: announcements, and changes of sessions.
const told = ` where r.recipient = $4 and r.state <> 'withdrawn' and r.due_at > now() - interval '31 days'
	and r.kind = any ($5)
	order by r.due_at desc, r.target = $6 desc, r.id`

// Messages returns what organisers told a person in the last month, the newest first, in the language of the device where it
// was told there. A person with discreet notices gets
// the full text here, because it is not on a lock screen.
func Messages(ctx context.Context, store *db.Store, person, device uuid.UUID) (messages []Message, err error) {
	err = store.Tx(ctx, func(tx *db.Tx) error {
		messages = nil
		all, err := selectLetters(ctx, tx, told, []uuid.UUID{}, []uuid.UUID{}, person, ledger.FromOrganisers, device)
		if err != nil {
			return fmt.Errorf("read messages: %w", err)
		}
		seen := map[string]bool{} // a person with two phones has two rows of one notice
		for i := range all {
			l := &all[i]
			notice := l.About.String() + string(l.Kind)
			if seen[notice] {
				continue
			}
			seen[notice], l.Discreet = true, false
			said := l.say()
			messages = append(messages, Message{l.About, l.DueAt, l.PlaceName, said.Title, said.Body})
		}
		return nil
	})
	return messages, err
}
