package family

import (
	"context"

	"github.com/google/uuid"

	"musikkforalle/internal/account"
	"musikkforalle/internal/audit"
	"musikkforalle/internal/db"
)

// KeptMonths is how long a family that does not use the program is kept, its answers to past sessions, the ledger of
// its reminders and the audit (P7).
const KeptMonths = 24

// Forget erases the families whose ids a query gives, which were not seen for long enough. Several servers may run it at
// once. It returns how many families were forgotten.
func Forget(ctx context.Context, store *db.Store, which string) (forgotten int, err error) {
	return eraseThose(ctx, store, "family.forgotten", which)
}

// ReapplyErasures erases again whom a restored backup brought back (P6). It runs at every start, before anything is
// sent, and returns how many families it erased.
func ReapplyErasures(ctx context.Context, store *db.Store) (erased int, err error) {
	return eraseThose(ctx, store, "family.erased_again",
		"select id from families where sha256(convert_to(id::text, 'UTF8')) in (select person_hash from erasures)")
}

func eraseThose(ctx context.Context, store *db.Store, action, which string) (erased int, err error) {
	return account.EraseEach(ctx, store, which, func(id uuid.UUID) error {
		return store.Tx(ctx, func(tx *db.Tx) error {
			if err := erase(ctx, tx, id); err != nil {
				return err
			}
			return audit.Write(tx, audit.Entry{Action: action, By: audit.By{Actor: audit.ByProgram}})
		})
	})
}
