package volunteer

import (
	"context"
	"time"

	"github.com/google/uuid"

	"musikkforalle/internal/db"
)

// Hours is a shift that was worked: taken, over, at a session that was held.
type Hours struct {
	ShiftID  uuid.UUID
	PlaceID  uuid.UUID
	Task     string
	StartsAt time.Time
	EndsAt   time.Time
	Minutes  int
}

// Worked lists the shifts that a volunteer worked, by start: at one place or, with uuid.Nil, everywhere. They are kept
// for KeptMonths.
func Worked(ctx context.Context, store *db.Store, volunteer, at uuid.UUID) (hours []Hours, err error) {
	err = store.Gorm.WithContext(ctx).Raw(`select shift_id, place_id, task, starts_at, ends_at, minutes from hands_held
		where volunteer_id = @volunteer and (place_id = @place or @everywhere) order by starts_at, task`,
		map[string]any{"volunteer": volunteer, "place": at, "everywhere": at == uuid.Nil}).Scan(&hours).Error
	return hours, err
}
