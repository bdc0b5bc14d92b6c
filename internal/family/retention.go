package family

import (
	"context"

	"github.com/google/uuid"

	"musikkforalle/internal/account"
	"musikkforalle/internal/audit"
	"musikkforalle/internal/db"
)

// KeptMonths is for how many months these are kept: an unused family, answers to past sessions, reminders in the
// ledger, announcements and the audit (P7).
const KeptMonths = 24

// Forget erases the families whose ids the SQL query which returns: those whose retention period is over. It returns
// how many it erased. Several servers may run it at once.
func Forget(ctx context.Context, store *db.Store, which string) (forgotten int, err error) {
	return eraseThose(ctx, store, account.Aged, "family.forgotten", which)
}

// ReapplyErasures erases again the erased families that a restored backup brought back (P6), and returns how many. It
// runs at every start, before anything is sent.
func ReapplyErasures(ctx context.Context, store *db.Store) (erased int, err error) {
	return eraseThose(ctx, store, account.Wished, "family.erased_again",
		"select id from families where sha256(convert_to(id::text, 'UTF8')) in (select person_hash from erasures)")
}

func eraseThose(ctx context.Context, store *db.Store, why account.Why, action, which string) (erased int, err error) {
	return account.EraseEach(ctx, store, which, func(id uuid.UUID) error {
		return store.Tx(ctx, func(tx *db.Tx) error {
			if err := erase(ctx, tx, id, why); err != nil {
				return err
			}
			return audit.Write(tx, audit.Entry{Action: action, By: audit.By{Actor: audit.ByProgram}})
		})
	})
}
