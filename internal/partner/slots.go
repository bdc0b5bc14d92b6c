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

// ErrSlotsMany refuses to promise more hands than a shift needs.
var ErrSlotsMany = fault.New(fault.Conflict, "partner.slots_many", "partners promise more hands than the shift needs")

// ListSlots implements GET /api/partners/{partner}/slots: it lists the place's shifts of the next 120 days with the hands
// that the partner has promised.
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

// SetSlots implements PUT /api/shifts/{shift}/slots/{partner}: it says how many hands of a shift a partner fills; none
// takes them back.
func (a API) SetSlots(ctx context.Context, r contract.SetSlotsRequestObject) (contract.SetSlotsResponseObject, error) {
	l, by, err := a.partner(ctx, r.Partner)
	if err != nil {
		return nil, err
	}
	return contract.SetSlots204Response{}, SetSlots(ctx, a.Store, by, Slots{l.ID, r.Shift, int(r.Body.Slots)})
}

// Slots are the hands that a partner promises for a shift.
type Slots struct {
	Partner, Shift uuid.UUID
	Hands          int
}

// SetSlots writes a promise over the partner's former one. Faults: fault.ErrNotFound for a shift of another place than
// that of by, shift.ErrClosed, ErrSlotsMany.
func SetSlots(ctx context.Context, store *db.Store, by audit.By, s Slots) error {
	return store.Tx(ctx, func(tx *db.Tx) error {
		task, err := promise(tx, by.Place, s)
		if err != nil {
			return err
		}
		return audit.Write(tx, audit.Entry{
			Action: "partner.slots", By: by,
			Detail: map[string]any{"partner": s.Partner, "task": task, "slots": s.Hands},
		})
	})
}

// promise writes the promise under the shift's row lock, which shift_take and other promises take too, and returns the
// shift's task.
func promise(tx *db.Tx, placeID uuid.UUID, s Slots) (task string, err error) {
	var found []struct {
		Task   string
		Needed int
		Over   bool
		Others int
	}
	args := map[string]any{"shift": s.Shift, "partner": s.Partner, "place": placeID}
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
		return "", shift.ErrClosed
	}
	err = tx.DB.Raw("select coalesce(sum(slots), 0) from shift_slots where shift_id = @shift and partner_id <> @partner", args).
		Row().Scan(&found[0].Others)
	if err != nil {
		return "", err
	}
	if s.Hands > 0 && found[0].Others+s.Hands > found[0].Needed {
		return "", ErrSlotsMany
	}
	return found[0].Task, shift.Promise(tx, s.Shift, s.Partner, s.Hands)
}
