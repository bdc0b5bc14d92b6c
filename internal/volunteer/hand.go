package volunteer

import (
	"context"
	"time"

	"github.com/google/uuid"

	"musikkforalle/api/contract"
	"musikkforalle/internal/account"
	"musikkforalle/internal/audit"
	"musikkforalle/internal/db"
	"musikkforalle/internal/fault"
	"musikkforalle/internal/ledger"
	"musikkforalle/internal/place"
	"musikkforalle/internal/session"
	shifts "musikkforalle/internal/shift"
)

// Why a shift cannot be taken or given back.
var (
	ErrFull        = fault.New(fault.Conflict, "shift.full")
	ErrOverlap     = fault.New(fault.Conflict, "shift.overlap")
	ErrCertificate = fault.New(fault.Forbidden, "shift.certificate", "a police certificate must be shown first")
)

// refusals are the faults by the outcomes of the SQL function shift_take that refuse a shift. "yours" is not among
// them: the volunteer has the shift already.
var refusals = map[string]error{
	"not_found": fault.ErrNotFound, "closed": shifts.ErrClosed, "overlap": ErrOverlap, "certificate": ErrCertificate, "full": ErrFull,
}

// TakeShift implements PUT /api/shifts/{shift}/hand: it gives the caller a shift.
func (a API) TakeShift(ctx context.Context, r contract.TakeShiftRequestObject) (contract.TakeShiftResponseObject, error) {
	id, err := account.VolunteerOf(ctx)
	if err != nil {
		return nil, err
	}
	w, err := Take(ctx, a.Store, id, r.Shift)
	return contract.TakeShift200JSONResponse(w), err
}

// GiveBackShift implements DELETE /api/shifts/{shift}/hand: it takes the caller's hand off a shift.
func (a API) GiveBackShift(ctx context.Context, r contract.GiveBackShiftRequestObject) (contract.GiveBackShiftResponseObject, error) {
	id, err := account.VolunteerOf(ctx)
	if err != nil {
		return nil, err
	}
	w, err := GiveBack(ctx, a.Store, id, r.Shift)
	return contract.GiveBackShift200JSONResponse(w), err
}

// Take gives the shift to the volunteer; doing so twice changes nothing. If two want the last place at once, one gets
// it. Faults: fault.ErrNotFound, shifts.ErrClosed, ErrOverlap, ErrCertificate and ErrFull.
func Take(ctx context.Context, store *db.Store, volunteer, shift uuid.UUID) (contract.Shift, error) {
	return giveShift(ctx, store, asVolunteer(volunteer), volunteer, shift)
}

// GiveBack gives back the volunteer's own shift. If it is later than the place's limit before the start, the organiser
// is told at once. Faults: fault.ErrNotFound, and shifts.ErrClosed if the shift has started.
func GiveBack(ctx context.Context, store *db.Store, volunteer, shift uuid.UUID) (w contract.Shift, err error) {
	err = store.Tx(ctx, func(tx *db.Tx) error {
		told, err := giveBack(ctx, tx, asVolunteer(volunteer), volunteer, shift)
		if err != nil {
			return err
		}
		l, err := shiftSeenBy(tx.DB, volunteer, shift)
		if err != nil {
			return err
		}
		w = l.wire()
		w.OrganiserTold = &told
		return nil
	})
	return w, err
}

// Put gives the shift to a volunteer who asked the team for it, by the rules of Take.
func Put(ctx context.Context, store *db.Store, by audit.By, volunteer, shift uuid.UUID) error {
	_, err := giveShift(ctx, store, by, volunteer, shift)
	return err
}

// asVolunteer is a volunteer as the audit names who acts for themselves.
func asVolunteer(volunteer uuid.UUID) audit.By {
	return audit.By{Actor: audit.ByVolunteer, ID: volunteer}
}

// giveShift gives a shift to a volunteer for by, and invalidates the caches of its session. Faults: those of Take.
func giveShift(ctx context.Context, store *db.Store, by audit.By, volunteer, shift uuid.UUID) (w contract.Shift, err error) {
	err = store.Tx(ctx, func(tx *db.Tx) error {
		var outcome string
		if err := tx.DB.Raw("select shift_take(?, ?)", shift, volunteer).Scan(&outcome).Error; err != nil {
			return err
		}
		if refused, ok := refusals[outcome]; ok {
			return refused
		}
		l, err := shiftSeenBy(tx.DB, volunteer, shift)
		if err != nil {
			return err
		}
		w = l.wire()
		if outcome == "yours" {
			return nil
		}
		return noteHand(tx, "shift.taken", by, l.Session.PlaceID, l.SessionID, l.Task)
	})
	return w, err
}

// TakeOff gives back a volunteer's shift on behalf of a member of the team. The organiser is not told, because the team
// knows. Faults: fault.ErrNotFound, and shifts.ErrClosed if the shift has started.
func TakeOff(ctx context.Context, store *db.Store, by audit.By, volunteer, shift uuid.UUID) error {
	return store.Tx(ctx, func(tx *db.Tx) error {
		_, err := giveBack(ctx, tx, by, volunteer, shift)
		return err
	})
}

// givenBack is a shift that was given back.
type givenBack struct {
	ID        uuid.UUID
	SessionID uuid.UUID
	PlaceID   uuid.UUID
	Task      string
	StartsAt  time.Time
	Revision  int32
	Started   bool
	Late      bool
}

const removeHand = `
	with given as (delete from shift_hands where shift_id = ? and volunteer_id = ? returning shift_id)
	select sh.id, sh.session_id, se.place_id, sh.task, sh.starts_at, se.revision, sh.starts_at <= trusted_now() as started,
	       se.status = 'open' and trusted_now() > sh.starts_at - make_interval(hours => p.give_back_hours) as late
	from given g join shifts sh on sh.id = g.shift_id join sessions se on se.id = sh.session_id join places p on p.id = se.place_id`

// giveBack takes the volunteer's hand off a shift for by; told says that the organiser is told. Faults: those of GiveBack.
func giveBack(ctx context.Context, tx *db.Tx, by audit.By, volunteer, shift uuid.UUID) (told bool, err error) {
	var g givenBack
	r := tx.DB.Raw(removeHand, shift, volunteer).Scan(&g)
	if r.Error != nil {
		return false, r.Error
	}
	if r.RowsAffected == 0 {
		return false, fault.ErrNotFound
	}
	if g.Started {
		return false, shifts.ErrClosed
	}
	if err := noteHand(tx, "shift.given_back", by, g.PlaceID, g.SessionID, g.Task); err != nil {
		return false, err
	}
	if !g.Late || by.Actor == audit.ByMember {
		return false, nil
	}
	return true, tellOrganiser(ctx, tx, &g)
}

// tellOrganiser plans a mail to the place's organiser, worth sending until the shift starts.
func tellOrganiser(ctx context.Context, tx *db.Tx, g *givenBack) error {
	late := ledger.Late{Session: g.SessionID, Shift: g.ID, Place: g.PlaceID, Revision: g.Revision, Until: g.StartsAt}
	if err := ledger.AddLate(tx, late); err != nil {
		return err
	}
	return session.Wake(ctx, tx, g.SessionID)
}

// noteHand writes an audit entry and invalidates the caches of the session, whose page names its volunteers' languages.
func noteHand(tx *db.Tx, action string, by audit.By, placeID, sessionID uuid.UUID, task string) error {
	err := audit.Write(tx, audit.Entry{Action: action, By: by.At(placeID), Session: sessionID, Detail: map[string]any{"task": task}})
	if err != nil {
		return err
	}
	return place.Changed(tx, sessionID.String())
}
