package volunteer

import (
	"context"
	"errors"
	"time"

	"github.com/google/uuid"
	"gorm.io/gorm"

	"musikkforalle/api/contract"
	"musikkforalle/internal/account"
	"musikkforalle/internal/db"
	"musikkforalle/internal/fault"
	"musikkforalle/internal/session"
)

// Task is a kind of volunteer work at a place, with what a session's shift starts from.
type Task struct {
	PlaceID          uuid.UUID `gorm:"type:uuid;primaryKey"`
	Task             string    `gorm:"primaryKey"`
	Hands            int16     `gorm:"not null"`
	StartsBefore     string    `gorm:"type:interval;not null"`
	EndsAfter        string    `gorm:"type:interval;not null"`
	NeedsCertificate bool      `gorm:"not null"`
}

// Shift is a task at one session, with the number of hands needed.
type Shift struct {
	ID               uuid.UUID       `gorm:"type:uuid;primaryKey;default:gen_random_uuid()"`
	SessionID        uuid.UUID       `gorm:"type:uuid;not null"`
	Session          session.Session `gorm:"foreignKey:SessionID"` // filled, with its place, where shifts are listed
	Task             string          `gorm:"not null"`
	Needed           int16           `gorm:"not null"`
	StartsAt         time.Time       `gorm:"not null"`
	EndsAt           time.Time       `gorm:"not null"`
	NeedsCertificate bool            `gorm:"not null"`
}

// ShiftSlot is the number of hands that a partner has promised for a shift. Slots that its volunteers have not taken
// five days before are open to all.
type ShiftSlot struct {
	ShiftID   uuid.UUID `gorm:"type:uuid;primaryKey"`
	PartnerID uuid.UUID `gorm:"type:uuid;primaryKey"`
	Slots     int16     `gorm:"not null"`
}

// ShiftHand is a volunteer who has taken a shift, perhaps in a partner's slot.
type ShiftHand struct {
	ShiftID     uuid.UUID  `gorm:"type:uuid;primaryKey"`
	VolunteerID uuid.UUID  `gorm:"type:uuid;primaryKey"`
	PartnerID   *uuid.UUID `gorm:"type:uuid"`
	TakenAt     time.Time  `gorm:"not null"`
}

// ListShifts implements GET /api/volunteer/shifts: it lists the coming shifts, each with why the caller cannot take it,
// if so.
func (a API) ListShifts(ctx context.Context, r contract.ListShiftsRequestObject) (contract.ListShiftsResponseObject, error) {
	id, err := account.VolunteerOf(ctx)
	if err != nil {
		return nil, err
	}
	slug := ""
	if r.Params.Place != nil {
		slug = *r.Params.Place
	}
	shifts, err := comingShifts(a.Store.Gorm.WithContext(ctx), id, slug)
	return contract.ListShifts200JSONResponse(wire(shifts)), err
}

// listed is a shift as one volunteer sees it.
type listed struct {
	Shift      `gorm:"embedded"`
	Open       int32   // hands lacking that the volunteer may fill
	Mine       bool    // taken by the volunteer
	Blocked    *string // why it cannot be taken; nil when nothing is in the way
	LateAfter  time.Time
	ReleasedAt *time.Time // nil: no partner has empty slots that are still its own
	Partners   []slots    `gorm:"serializer:json"`
}

type slots struct {
	Name  string `json:"name"`
	Slots int32  `json:"slots"`
	Taken int32  `json:"taken"`
}

// asSeen is every published shift as one volunteer sees it. The database says what blocks a shift, by the rule that
// shift_take follows.
const asSeen = `select sh.*, seen.mine, seen.open, seen.blocked, seen.late_after, seen.released_at, slots.partners
	from shifts_seen_by(?) seen
	join shifts sh on sh.id = seen.shift_id
	cross join lateral (
		select coalesce(jsonb_agg(jsonb_build_object('name', p.name, 'slots', sl.slots, 'taken',
			(select count(*) from shift_hands h where h.shift_id = sh.id and h.partner_id = p.id)) order by p.name), '[]') as partners
		from shift_slots sl join partners p on p.id = sl.partner_id where sl.shift_id = sh.id) slots`

// seenBy begins the one query of every list of shifts: by start, each with its session and place.
func seenBy(g *gorm.DB, volunteer uuid.UUID) *gorm.DB {
	return g.Table("(?) as listed", g.Raw(asSeen, volunteer)).InnerJoins("Session").InnerJoins("Session.Place").
		Order("listed.starts_at, listed.session_id, listed.task")
}

// comingShifts lists the shifts of the next 120 days, at one place or, with an empty slug, everywhere. Those of a cancelled
// session are shown to whom they belong.
func comingShifts(g *gorm.DB, volunteer uuid.UUID, slug string) (shifts []listed, err error) {
	query := seenBy(g, volunteer).
		Where("listed.ends_at > now() and listed.starts_at < now() + interval '120 days'").
		Where(`"Session".status = ? or listed.mine`, session.Open)
	if slug != "" {
		query = query.Where(`"Session__Place".slug = ?`, slug)
	}
	err = query.Find(&shifts).Error
	return shifts, err
}

// Coming returns a place's coming shifts as the volunteer sees them: which are theirs, and why others cannot be taken.
func Coming(ctx context.Context, store *db.Store, volunteer uuid.UUID, slug string) ([]contract.Shift, error) {
	shifts, err := comingShifts(store.Gorm.WithContext(ctx), volunteer, slug)
	return wire(shifts), err
}

// shiftsOf lists the volunteer's own coming shifts.
func shiftsOf(g *gorm.DB, volunteer uuid.UUID) (shifts []listed, err error) {
	err = seenBy(g, volunteer).Where("listed.mine and listed.ends_at > now()").Find(&shifts).Error
	return shifts, err
}

// shiftSeenBy returns a shift as the volunteer sees it, past or coming, or fault.ErrNotFound.
func shiftSeenBy(g *gorm.DB, volunteer, shift uuid.UUID) (l listed, err error) {
	err = seenBy(g, volunteer).Where("listed.id = ?", shift).Take(&l).Error
	if errors.Is(err, gorm.ErrRecordNotFound) {
		return l, fault.ErrNotFound
	}
	return l, err
}

func wire(shifts []listed) []contract.Shift {
	w := make([]contract.Shift, len(shifts))
	for i := range shifts {
		w[i] = shifts[i].wire()
	}
	return w
}

func (l *listed) wire() contract.Shift {
	w := contract.Shift{
		Id: l.ID, Session: session.Brief(&l.Session), Place: l.Session.Place.Slug, PlaceName: l.Session.Place.Name,
		Task: contract.Task(l.Task), StartsAt: l.StartsAt, EndsAt: l.EndsAt, Needed: int32(l.Needed), Open: l.Open,
		Mine: l.Mine, LateAfter: &l.LateAfter, ReleasedAt: l.ReleasedAt,
	}
	if l.Blocked != nil {
		w.Blocked = new(contract.ShiftBlocked(*l.Blocked))
	}
	w.Partners = make([]contract.ShiftPartner, len(l.Partners))
	for i, p := range l.Partners {
		w.Partners[i] = contract.ShiftPartner(p)
	}
	return w
}
