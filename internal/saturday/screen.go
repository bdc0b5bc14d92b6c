package saturday

import (
	"context"
	_ "embed" // the statements of this file
	"errors"
	"strings"
	"time"

	"github.com/google/uuid"
	"gorm.io/gorm"

	"musikkforalle/api/contract"
	"musikkforalle/internal/account"
	"musikkforalle/internal/answer"
	"musikkforalle/internal/door"
	"musikkforalle/internal/fault"
	"musikkforalle/internal/heads"
	"musikkforalle/internal/place"
	"musikkforalle/internal/reminder"
	"musikkforalle/internal/session"
)

var (
	//go:embed sql/find.sql
	findSQL string
	//go:embed sql/counts.sql
	countsSQL string
)

// countsQuery is counts.sql with the kinds of people.
var countsQuery = strings.NewReplacer("{columns of a}", heads.Columns("a"), "{sums}", heads.Sums()).Replace(countsSQL)

// seen is a session together with the member who reads it.
type seen struct {
	session.Session `gorm:"embedded"`
	AsOf            time.Time
	Over            bool
	Organises       bool
	Earlier, Later  *uuid.UUID
}

// counts is the result of counts.sql.
type counts struct {
	Families     contract.SaturdayFamilies `gorm:"serializer:json"`
	Coming       contract.Headcount        `gorm:"serializer:json"`
	Languages    []spoken                  `gorm:"serializer:json"`
	Interpreters []asked                   `gorm:"serializer:json"`
	Allergies    []string                  `gorm:"-"` // sealed in the database
	Helps        int32
	Shifts       []contract.SaturdayShift `gorm:"serializer:json"`
}

type spoken = struct {
	Families int32         `json:"families"`
	Lang     contract.Lang `json:"lang"`
}

type asked = struct {
	Families int32         `json:"families"`
	Lang     contract.Lang `json:"lang"`
	Speakers int32         `json:"speakers"`
}

// GetSaturday implements GET /api/places/{place}/saturday: it returns the numbers of one session, or of the nearest, for the
// place's team: who comes, what they need and which hands are missing; for organisers also what became of its reminders, and
// on the day who has arrived. Faults: nobody, not_found, and saturday.none for a place without sessions.
func (a API) GetSaturday(ctx context.Context, r contract.GetSaturdayRequestObject) (contract.GetSaturdayResponseObject, error) {
	s, err := find(ctx, a.Store.Gorm, r.Place, r.Params.Session)
	if err != nil {
		return nil, err
	}
	var c counts
	err = a.Store.Gorm.WithContext(ctx).Raw(countsQuery, map[string]any{"session": s.ID, "organises": s.Organises}).Scan(&c).Error
	if err != nil {
		return nil, err
	}
	if c.Allergies, err = answer.Allergies(a.Store.Gorm.WithContext(ctx), s.ID); err != nil {
		return nil, err
	}
	w := s.wire(c)
	if s.Organises {
		if w.Reminders, err = a.reminders(ctx, s); err != nil {
			return nil, err
		}
	}
	if w.Arrived, err = a.arrived(ctx, s); err != nil {
		return nil, err
	}
	return contract.GetSaturday200JSONResponse(w), nil
}

func (a API) reminders(ctx context.Context, s *seen) (*contract.SaturdayReminders, error) {
	told, err := reminder.OfSession(ctx, a.Store, s.ID)
	return &contract.SaturdayReminders{
		Sent: int32(told.Sent), Waiting: int32(told.Waiting), Failed: int32(told.Failed), Unreachable: int32(told.Unreachable),
	}, err
}

// arrived returns who has come so far, or nil before the day and until the first count.
func (a API) arrived(ctx context.Context, s *seen) (*contract.DoorTotals, error) {
	if s.AsOf.Before(dayOf(&s.Session)) {
		return nil, nil
	}
	totals, err := door.Arrived(ctx, a.Store.Gorm, s.ID)
	if err != nil || !totals.Counted {
		return nil, err
	}
	return new(totals.Wire()), nil
}

// dayOf returns the start of the session's day in the place's time zone.
func dayOf(s *session.Session) time.Time {
	start, _ := s.Local()
	return time.Date(start.Year(), start.Month(), start.Day(), 0, 0, 0, 0, start.Location())
}

// find returns a session of the place by its id, or without an id the nearest one. Faults: nobody; not_found; saturday.none
// for a place of the caller's that has no session yet.
func find(ctx context.Context, g *gorm.DB, slug string, id *uuid.UUID) (*seen, error) {
	member, err := account.MemberOf(ctx)
	if err != nil {
		return nil, err
	}
	var s seen
	g = g.WithContext(ctx)
	err = g.Table("(?) as seen", g.Raw(findSQL, map[string]any{"place": slug, "member": member, "session": id})).InnerJoins("Place").Take(&s).Error
	if !errors.Is(err, gorm.ErrRecordNotFound) {
		return &s, err
	}
	if _, _, err := place.OfTeam(ctx, g, slug, leaders...); err != nil {
		return nil, err
	}
	if id != nil {
		return nil, fault.ErrNotFound
	}
	return nil, ErrNone
}

func (s *seen) wire(c counts) contract.Saturday {
	return contract.Saturday{
		Session: session.Brief(&s.Session), AsOf: s.AsOf, Over: s.Over, Organises: s.Organises,
		HelpsFrom: helpsFrom(&s.Session), Earlier: s.Earlier, Later: s.Later,
		Families: c.Families, Coming: c.Coming, Capacity: s.Capacity, SeatsTaken: s.SeatsTaken,
		Languages: c.Languages, Interpreters: c.Interpreters, Allergies: c.Allergies, Helps: c.Helps, Shifts: c.Shifts,
	}
}
