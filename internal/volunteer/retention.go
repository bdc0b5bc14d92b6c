package volunteer

import (
	"context"
	"fmt"

	"github.com/google/uuid"

	"musikkforalle/internal/account"
	"musikkforalle/internal/db"
	"musikkforalle/internal/session"
)

// KeptMonths is how long a volunteer who does not use the program is kept, and who took which shift (P7).
const KeptMonths = 24

// outdated deletes what has no more use: old shifts' hands, and certificates that no place counts any more. For two months
// an organiser sees that one ran out.
var outdated = []string{
	fmt.Sprintf("delete from shift_hands using shifts sh where sh.id = shift_id and sh.ends_at < now() - interval '%d months'", KeptMonths),
	`delete from certificates where coalesce(shown_on, asked_on)
		< current_date - (select make_interval(months => max(certificate_months) + 2) from places)`,
}

// Forget erases volunteers that were not seen for KeptMonths, and deletes what has no more use. It runs daily; several
// servers may run it at once. It returns how many volunteers were forgotten.
func Forget(ctx context.Context, store *db.Store, queue session.Queue) (forgotten int, err error) {
	for _, sql := range outdated {
		if err := store.Gorm.WithContext(ctx).Exec(sql).Error; err != nil {
			return 0, err
		}
	}
	return eraseThose(ctx, store, queue,
		fmt.Sprintf("select id from volunteers where seen_at < now() - interval '%d months'", KeptMonths))
}

// ReapplyErasures erases again whom a restored backup brought back (P6). It runs at every start, before anything is
// sent, and returns how many volunteers it erased.
func ReapplyErasures(ctx context.Context, store *db.Store, queue session.Queue) (erased int, err error) {
	return eraseThose(ctx, store, queue,
		"select id from volunteers where sha256(convert_to(id::text, 'UTF8')) in (select person_hash from erasures)")
}

func eraseThose(ctx context.Context, store *db.Store, queue session.Queue, which string) (erased int, err error) {
	return account.EraseEach(ctx, store, which, func(id uuid.UUID) error {
		return Erase(ctx, store, queue, id, account.ByProgram)
	})
}
