package family

import (
	"context"
	"fmt"

	"github.com/google/uuid"

	"musikkforalle/internal/account"
	"musikkforalle/internal/db"
	"musikkforalle/internal/session"
)

// KeptMonths is how long a family that does not use the program is kept, its answers to past sessions, the ledger of
// its reminders and the audit (P7).
const KeptMonths = 24

// outdated deletes what has no more use, by kind (P7).
var outdated = []string{
	"delete from push_subscriptions where checked_at < now() - interval '1 year'",
	"delete from devices where num_nonnulls(family_id, volunteer_id, member_id) = 0",
	fmt.Sprintf("delete from devices where seen_at < now() - interval '%d seconds'", int(account.DeviceLife.Seconds())),
	fmt.Sprintf("delete from answers using sessions s where s.id = session_id and s.ends_at < now() - interval '%d months'", KeptMonths),
	fmt.Sprintf("delete from reminders where state <> 'due' and expires_at < now() - interval '%d months'", KeptMonths),
	fmt.Sprintf("delete from announcements where expires_at < now() - interval '%d months'", KeptMonths),
	fmt.Sprintf("delete from audit where at < now() - interval '%d months'", KeptMonths),
	"delete from idempotency where created_at < now() - interval '7 days'",
	"delete from email_codes where expires_at < now() - interval '1 hour'",
	"delete from link_codes where expires_at < now()",
	"delete from passkey_challenges where expires_at < now()",
	"delete from rates where window_start < now() - interval '1 day'",
}

// Forget erases families that were not seen for KeptMonths, and deletes what has no more use. It runs daily; several
// servers may run it at once. It returns how many families were forgotten.
func Forget(ctx context.Context, store *db.Store, queue session.Queue) (forgotten int, err error) {
	for _, sql := range outdated {
		if err := store.Gorm.WithContext(ctx).Exec(sql).Error; err != nil {
			return 0, err
		}
	}
	return eraseThose(ctx, store, queue, "family.forgotten",
		fmt.Sprintf("select id from families where seen_at < now() - interval '%d months'", KeptMonths))
}

// ReapplyErasures erases again whom a restored backup brought back (P6). It runs at every start, before anything is
// sent, and returns how many families it erased.
func ReapplyErasures(ctx context.Context, store *db.Store, queue session.Queue) (erased int, err error) {
	return eraseThose(ctx, store, queue, "family.erased_again",
		"select id from families where sha256(convert_to(id::text, 'UTF8')) in (select person_hash from erasures)")
}

func eraseThose(ctx context.Context, store *db.Store, queue session.Queue, action, which string) (erased int, err error) {
	return account.EraseEach(ctx, store, which, func(id uuid.UUID) error {
		return store.Tx(ctx, func(tx *db.Tx) error {
			if err := erase(ctx, tx, queue, id); err != nil {
				return err
			}
			return account.Audit(tx, account.Entry{Action: action, Actor: account.ByProgram})
		})
	})
}
