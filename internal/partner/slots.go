package partner

import (
	"context"

	"github.com/google/uuid"

	"musikkforalle/api/contract"
	"musikkforalle/internal/audit"
	"musikkforalle/internal/db"
	"musikkforalle/internal/fault"
	"musikkforalle/internal/shift"
)

// Why hands of a shift cannot be promised.
var (
	ErrSlotsMany   = fault.New(fault.Conflict, "partner.slots_many", "partners promise more hands than the shift needs")
	ErrShiftClosed = fault.New(fault.Conflict, "shift.closed", "the session is cancelled, or the shift has started")
)

// ListSlots implements GET /api/partners/{partner}/slots.
func (a API) ListSlots(ctx context.Context, r contract.ListSlotsRequestObject) (contract.ListSlotsResponseObject, error) {
	l, _, err := a.partner(ctx, r.Partner)
	if err != nil {
		return nil, err
	}
	w := contract.ListSlots200JSONResponse{}
	err = a.Store.Gorm.WithContext(ctx).Raw(`select sh.id as shift, sh.task, sh.starts_at, sh.ends_at, sh.needed,
			coalesce(sl.slots, 0) as slots,
			(select count(*) from shift_hands h where h.shift_id = sh.id and h.partner_id = @partner) as taken
		from shifts sh join sessions se on se.id = sh.session_id
		left join shift_slots sl on sl.shift_id = sh.id and sl.partner_id = @partner
		where se.place_id = @place and se.status = 'open' and sh.needed > 0
		  and sh.starts_at > now() and sh.starts_at < now() + interval '120 days'
		order by sh.starts_at, sh.task`, map[string]any{"partner": l.ID, "place": l.PlaceID}).Scan(&w).Error
	return w, err
}

// SetSlots implements PUT /api/shifts/{shift}/slots/{partner}.
func (a API) SetSlots(ctx context.Context, r contract.SetSlotsRequestObject) (contract.SetSlotsResponseObject, error) {
	l, member, err := a.partner(ctx, r.Partner)
	if err != nil {
		return nil, err
	}
	return contract.SetSlots204Response{}, a.Store.Tx(ctx, func(tx *db.Tx) error {
		task, err := keepSlots(tx, l, r.Shift, int(r.Body.Slots))
		if err != nil {
			return err
		}
		return audit.Write(tx, audit.Entry{
			Action: "partner.slots", By: audit.Member(member).At(l.PlaceID),
			Detail: map[string]any{"partner": l.ID, "task": task, "slots": r.Body.Slots},
		})
	})
}

// keepSlots writes the promise under the shift's row lock, which shift_take and other promises take too.
func keepSlots(tx *db.Tx, l *listed, id uuid.UUID, slots int) (task string, err error) {
	var found []struct {
		Task   string
		Needed int
		Over   bool
		Others int
	}
	args := map[string]any{"shift": id, "partner": l.ID, "place": l.PlaceID}
	err = tx.DB.Raw(`select sh.task, sh.needed, sh.starts_at <= now() or se.status <> 'open' as over
		from shifts sh join sessions se on se.id = sh.session_id
		where sh.id = @shift and se.place_id = @place for update of sh`, args).Scan(&found).Error
	if err != nil {
		return "", err
	}
	if len(found) == 0 {
		return "", fault.ErrNotFound
	}
	if found[0].Over {
		return "", ErrShiftClosed
	}
	err = tx.DB.Raw("select coalesce(sum(slots), 0) from shift_slots where shift_id = @shift and partner_id <> @partner", args).
		Row().Scan(&found[0].Others)
	if err != nil {
		return "", err
	}
	if slots > 0 && found[0].Others+slots > found[0].Needed {
		return "", ErrSlotsMany
	}
	return found[0].Task, shift.Promise(tx, id, l.ID, slots)
}
