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
)

// The faults of adjusting one Saturday; the field's rule is the number that it cannot go below.
var (
	ErrHands    = fault.New(fault.Conflict, "season.hands", "volunteers have taken more hands")
	ErrCapacity = fault.New(fault.Conflict, "season.capacity", "families have taken more seats")
)

// PlanSession implements PATCH /api/sessions/{session}/plan.
func (a API) PlanSession(ctx context.Context, r contract.PlanSessionRequestObject) (contract.PlanSessionResponseObject, error) {
	x, _, err := session.OfTeam(ctx, a.Store.Gorm, r.Session, place.Organiser)
	if err != nil {
		return nil, err
	}
	plan, err := a.change(ctx, x.SeasonID, r.Params.IfMatch, "session.planned", func(tx *db.Tx, s *held) (map[string]any, error) {
		x, err := session.Lock(tx, r.Session)
		if err != nil {
			return nil, err
		}
		if x.Status == session.Cancelled {
			return nil, session.ErrCancelled
		}
		if s.Status == session.Published && !x.StartsAt.After(tx.Now) {
			return nil, session.ErrOver
		}
		if err := limit(ctx, tx, x, r.Body.Capacity); err != nil {
			return nil, err
		}
		if err := s.assign(tx, x, r.Body.Tasks); err != nil {
			return nil, err
		}
		return map[string]any{"session": x.ID, "capacity": r.Body.Capacity, "tasks": r.Body.Tasks}, s.refreshOne(tx, x)
	})
	return contract.PlanSession200JSONResponse(plan), err
}

// refreshOne tells every server that the public data of a session are new, once its season is public.
func (s *held) refreshOne(tx *db.Tx, x *session.Session) error {
	if s.Status != session.Published {
		return nil
	}
	return session.Refresh(tx, x)
}

// limit sets the capacity, 0 being none, and offers seats that become free to families that wait.
func limit(ctx context.Context, tx *db.Tx, x *session.Session, wanted *int32) error {
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
	if err := tx.DB.Model(x).Update("capacity", capacity).Error; err != nil {
		return err
	}
	_, err := answer.OfferSeats(ctx, tx, x.ID)
	return err
}

// assign sets how many hands the tasks of a session need. A draft that had no tasks of its own gets the place's first.
func (s *held) assign(tx *db.Tx, x *session.Session, tasks *[]contract.TaskPlan) error {
	if tasks == nil {
		return nil
	}
	if err := ownTasks(tx, x.ID); err != nil {
		return err
	}
	for _, t := range *tasks {
		if err := s.assignOne(tx, x, t); err != nil {
			return err
		}
	}
	return nil
}

// ownTasks copies the place's tasks to a session of a draft that has none.
func ownTasks(tx *db.Tx, id uuid.UUID) error {
	return tx.DB.Exec(`insert into shifts (session_id, task, needed, starts_at, ends_at, needs_certificate)
		select x.id, t.task, t.hands, x.starts_at - t.starts_before, x.ends_at + t.ends_after, t.needs_certificate
		  from sessions x join seasons n on n.id = x.season_id and n.status = 'draft' join tasks t on t.place_id = x.place_id
		 where x.id = ? and x.ends_at + t.ends_after > x.starts_at - t.starts_before
		   and not exists (select from shifts sh where sh.session_id = x.id)`, id).Error
}

// assignOne holds the shift's row, so that nobody takes it meanwhile, and sets its hands: never below those taken.
func (s *held) assignOne(tx *db.Tx, x *session.Session, t contract.TaskPlan) error {
	var shift struct{ ID uuid.UUID }
	err := tx.DB.Table("shifts").Select("id").Where("session_id = ? and task = ?", x.ID, string(t.Task)).Clauses(forUpdate).Take(&shift).Error
	if errors.Is(err, gorm.ErrRecordNotFound) {
		return s.newTask(tx, x, t)
	}
	if err != nil {
		return err
	}
	var taken int32
	if err := tx.DB.Raw("select count(*) from shift_hands where shift_id = ?", shift.ID).Row().Scan(&taken); err != nil {
		return err
	}
	if t.Hands < taken {
		return ErrHands.With(fault.Field{Field: "tasks." + string(t.Task), Rule: fmt.Sprint(taken)})
	}
	if t.Hands == 0 && s.Status == session.Published {
		return tx.DB.Exec("delete from shifts where id = ?", shift.ID).Error
	}
	return tx.DB.Exec("update shifts set needed = ? where id = ?", t.Hands, shift.ID).Error
}

// newTask gives a session a task that it did not have, at the hours that the task has at the place.
func (s *held) newTask(tx *db.Tx, x *session.Session, t contract.TaskPlan) error {
	if t.Hands == 0 {
		return nil
	}
	return tx.DB.Exec(`insert into shifts (session_id, task, needed, starts_at, ends_at, needs_certificate)
		select x.id, ?, ?, x.starts_at - coalesce(t.starts_before, '0'), x.ends_at + coalesce(t.ends_after, '0'), coalesce(t.needs_certificate, false)
		  from sessions x left join tasks t on t.place_id = x.place_id and t.task = ?
		 where x.id = ?`, string(t.Task), t.Hands, string(t.Task), x.ID).Error
}
