package season

import (
	"context"
	"errors"
	"fmt"

	"github.com/google/uuid"
	"gorm.io/gorm"

	"musikkforalle/api/contract"
	"musikkforalle/internal/answer"
	"musikkforalle/internal/db"
	"musikkforalle/internal/fault"
	"musikkforalle/internal/place"
	"musikkforalle/internal/session"
	"musikkforalle/internal/shift"
)

// The faults of changing one session's plan. The rule of the fault's field is the number below which it cannot go.
var (
	ErrHands    = fault.New(fault.Conflict, "season.hands", "volunteers have taken more hands")
	ErrCapacity = fault.New(fault.Conflict, "season.capacity", "families have taken more seats")
)

// PlanSession implements PATCH /api/sessions/{session}/plan: it sets how many people one session has room for and how many
// hands its tasks need, and returns the season. Free seats are offered to families that wait. Faults: nobody, not_found,
// season.changed, season.capacity, season.hands, session.cancelled, session.over and report.closed.
func (a API) PlanSession(ctx context.Context, r contract.PlanSessionRequestObject) (contract.PlanSessionResponseObject, error) {
	plan, err := PlanSession(ctx, a.Store, r.Session, db.Seen(r.Params.IfMatch), *r.Body)
	return contract.PlanSession200JSONResponse(plan), err
}

// PlanSession changes the capacity and the tasks of a session that the caller organises, and returns its season.
func PlanSession(ctx context.Context, store *db.Store, id uuid.UUID, seen int32, wanted contract.SessionPlan) (contract.SeasonPlan, error) {
	of, _, err := session.OfTeam(ctx, store.Gorm, id, place.Organiser)
	if err != nil {
		return contract.SeasonPlan{}, err
	}
	return apply(ctx, store, of.SeasonID, seen, "session.planned", func(tx *db.Tx, s *planned) (map[string]any, error) {
		x, err := session.Lock(tx, id)
		if err != nil {
			return nil, err
		}
		if x.Status == session.Cancelled {
			return nil, session.ErrCancelled
		}
		if s.Status == session.Published && !x.StartsAt.After(tx.Now) {
			return nil, session.ErrOver
		}
		if err := setCapacity(ctx, tx, x, wanted.Capacity); err != nil {
			return nil, err
		}
		if err := s.assign(tx, x, wanted.Tasks); err != nil {
			return nil, err
		}
		return map[string]any{"session": x.ID, "capacity": wanted.Capacity, "tasks": wanted.Tasks}, s.refreshSession(tx, x)
	})
}

// refreshSession tells every server that the public data of a session have changed, if the season is published.
func (s *planned) refreshSession(tx *db.Tx, x *session.Session) error {
	if s.Status != session.Published {
		return nil
	}
	return session.Refresh(tx, x)
}

// setCapacity sets the session's capacity, where 0 means unlimited and nil means unchanged, and offers free seats to the
// families on the waiting list; those whom the session has no room for any more block nobody. It returns ErrCapacity if more seats are taken.
func setCapacity(ctx context.Context, tx *db.Tx, x *session.Session, wanted *int32) error {
	if wanted == nil {
		return nil
	}
	capacity := wanted
	if *wanted == 0 {
		capacity = nil
	}
	if capacity != nil && *capacity < x.SeatsTaken {
		return ErrCapacity.With(fault.Field{Field: "capacity", Rule: fmt.Sprint(x.SeatsTaken)})
	}
	if err := session.SetCapacity(tx, x, capacity); err != nil {
		return err
	}
	offered, err := answer.OfferSeats(ctx, tx, x.ID)
	if err != nil || len(offered) > 0 || x.FamiliesWaiting == 0 {
		return err
	}
	return session.Wake(ctx, tx, x.ID) // whoever waits with more people than there is room for now is told
}

// assign sets how many hands the tasks of a session need; nil changes nothing. A draft session without tasks first gets
// the place's.
func (s *planned) assign(tx *db.Tx, x *session.Session, tasks *[]contract.TaskPlan) error {
	if tasks == nil {
		return nil
	}
	if err := shift.Own(tx, x.ID); err != nil {
		return err
	}
	for _, t := range *tasks {
		if err := s.assignTask(tx, x, t); err != nil {
			return err
		}
	}
	return nil
}

// assignTask locks the shift's row, so that nobody takes it meanwhile, and sets how many hands it needs. It returns
// ErrHands if more are taken.
func (s *planned) assignTask(tx *db.Tx, x *session.Session, t contract.TaskPlan) error {
	var present struct{ ID uuid.UUID }
	err := tx.DB.Table("shifts").Select("id").Where("session_id = ? and task = ?", x.ID, string(t.Task)).Clauses(forUpdate).Take(&present).Error
	if errors.Is(err, gorm.ErrRecordNotFound) {
		return newTask(tx, x, t)
	}
	if err != nil {
		return err
	}
	var taken int32
	if err := tx.DB.Raw("select count(*) from shift_hands where shift_id = ?", present.ID).Row().Scan(&taken); err != nil {
		return err
	}
	if t.Hands < taken {
		return ErrHands.With(fault.Field{Field: "tasks." + string(t.Task), Rule: fmt.Sprint(taken)})
	}
	if t.Hands == 0 && s.Status == session.Published {
		return shift.Remove(tx, present.ID)
	}
	return shift.Need(tx, present.ID, t.Hands)
}

// newTask adds a shift of the task to a session, at the hours of the place's task of that name or else of the session.
func newTask(tx *db.Tx, x *session.Session, t contract.TaskPlan) error {
	if t.Hands == 0 {
		return nil
	}
	return shift.Add(tx, x.ID, string(t.Task), t.Hands)
}
