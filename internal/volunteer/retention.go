package volunteer

import (
	"context"

	"github.com/google/uuid"

	"musikkforalle/internal/account"
	"musikkforalle/internal/audit"
	"musikkforalle/internal/db"
)

// KeptMonths is for how many months an inactive volunteer is kept, and who took which shift (P7).
const KeptMonths = 24

// Forget erases the volunteers whose ids the SQL query which returns: those whose retention period is over. It returns
// how many it erased. Several servers may run it at once.
func Forget(ctx context.Context, store *db.Store, which string) (forgotten int, err error) {
	return eraseThose(ctx, store, account.Aged, which)
}

// ReapplyErasures erases again the erased volunteers that a restored backup brought back (P6), and returns how many. It
// runs at every start, before anything is sent.
func ReapplyErasures(ctx context.Context, store *db.Store) (erased int, err error) {
	return eraseThose(ctx, store, account.Wished,
		"select id from volunteers where sha256(convert_to(id::text, 'UTF8')) in (select person_hash from erasures)")
}

func eraseThose(ctx context.Context, store *db.Store, why account.Why, which string) (erased int, err error) {
	return account.EraseEach(ctx, store, which, func(id uuid.UUID) error {
		return erase(ctx, store, id, why, audit.ByProgram)
	})
}
