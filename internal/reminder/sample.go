package reminder

import (
	"context"
	"fmt"
	"strings"
	"time"

	"github.com/google/uuid"

	"musikkforalle/internal/db"
	"musikkforalle/internal/ledger"
)

// Sample is a rendered notice in one language.
type Sample struct{ Lang, Title, Body string }

// Samples renders the notice about a subject in each language with the code that renders real notices. It inserts rows for
// made-up families, so the caller must roll its transaction back.
func Samples(ctx context.Context, tx *db.Tx, kind ledger.Kind, session, announcement *uuid.UUID, revision int32, langs []string) ([]Sample, error) {
	held := lease{id: uuid.New(), abouts: []uuid.UUID{}, people: []uuid.UUID{}}
	err := tx.DB.Exec(`with reader as (insert into families (lang) select unnest(string_to_array(?, ',')) returning id)
		insert into reminders (session_id, announcement_id, revision, kind, recipient_kind, recipient, channel, target, service, due_at, expires_at, lease)
		select ?, ?, ?, ?, 'family', id, 'mail', id, 'mail', now(), now() + interval '1 day', ? from reader`,
		strings.Join(langs, ","), session, announcement, revision, kind, held.id).Error
	if err != nil {
		return nil, fmt.Errorf("plan samples: %w", err)
	}
	all, err := lettersIn(ctx, tx, held)
	if err != nil {
		return nil, fmt.Errorf("write samples: %w", err)
	}
	samples := make([]Sample, len(all))
	for i := range all {
		said := all[i].say()
		samples[i] = Sample{all[i].Lang, said.title, said.body}
	}
	return samples, nil
}

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
	order by r.due_at desc, r.id`

// Messages returns what organisers told a person in the last month, the newest first. A person with discreet notices gets
// the full text here, because it is not on a lock screen.
func Messages(ctx context.Context, store *db.Store, person uuid.UUID) (messages []Message, err error) {
	err = store.Tx(ctx, func(tx *db.Tx) error {
		all, err := selectLetters(ctx, tx, told, []uuid.UUID{}, []uuid.UUID{}, person, ledger.FromOrganisers)
		if err != nil {
			return fmt.Errorf("read messages: %w", err)
		}
		seen := map[string]bool{} // a person with two phones has two rows of one notice
		for i := range all {
			l := &all[i]
			if seen[l.tag()] {
				continue
			}
			seen[l.tag()], l.Discreet = true, false
			said := l.say()
			messages = append(messages, Message{l.About, l.DueAt, l.PlaceName, said.title, said.body})
		}
		return nil
	})
	return messages, err
}
