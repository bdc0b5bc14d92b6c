// Package season lets organisers plan a half-year: it proposes dates, reads pasted ones, stores drafts, publishes them
// and keeps the season's goals.
package season

import (
	"context"
	"errors"

	"github.com/google/uuid"
	"gorm.io/gorm"
	"gorm.io/gorm/clause"

	"musikkforalle/api/contract"
	"musikkforalle/internal/account"
	"musikkforalle/internal/audit"
	"musikkforalle/internal/db"
	"musikkforalle/internal/fault"
	"musikkforalle/internal/place"
	"musikkforalle/internal/session"
)

// API implements the planning operations of the contract. All of them require an organiser of the place.
type API struct {
	Store *db.Store
}

// The faults of planning.
var (
	ErrChanged   = fault.New(fault.Precondition, "season.changed", "another organiser changed the plan meanwhile")
	ErrExists    = fault.New(fault.Conflict, "season.exists", "the place has that half year already")
	ErrPublished = fault.New(fault.Conflict, "season.published")
	ErrDraft     = fault.New(fault.Conflict, "season.draft")
	ErrEmpty     = fault.New(fault.Conflict, "season.empty", "a season without dates")
	ErrDateTaken = fault.New(fault.Conflict, "season.date_taken", "the place has a Saturday on that day")
	ErrTwice     = fault.New(fault.Invalid, "season.twice", "a date stands twice in the list")
	ErrDate      = fault.New(fault.Invalid, "season.date")
	ErrClosed    = fault.New(fault.Conflict, "report.closed", "the season's report is closed")
)

var forUpdate = clause.Locking{Strength: clause.LockingStrengthUpdate}

// held is a season with its place and the organiser who calls.
type held struct {
	session.Season
	Place  place.Place
	member uuid.UUID
}

// ofTeam returns a season of a place that the caller organises. Faults: fault.ErrNobody without a member's sign-in;
// fault.ErrNotFound for every other season.
func ofTeam(ctx context.Context, g *gorm.DB, id uuid.UUID) (*held, error) {
	member, err := account.MemberOf(ctx)
	if err != nil {
		return nil, err
	}
	s := held{member: member}
	g = g.WithContext(ctx)
	err = g.Where("id = ? and member_may(?, place_id, '{organiser}')", id, member).Take(&s.Season).Error
	if errors.Is(err, gorm.ErrRecordNotFound) {
		return nil, fault.ErrNotFound
	}
	if err != nil {
		return nil, err
	}
	return &s, g.Session(&gorm.Session{NewDB: true}).Where("id = ?", s.PlaceID).Take(&s.Place).Error
}

// rule changes a locked season in a transaction and returns the detail of its audit entry.
type rule func(tx *db.Tx, s *held) (detail map[string]any, err error)

// change locks a season's row, checks that ifMatch names its latest version (F21) and that its report is open, runs the
// rule, raises the version and writes the audit entry. It returns the resulting plan.
func (a API) change(ctx context.Context, id uuid.UUID, ifMatch string, action string, do rule) (contract.SeasonPlan, error) {
	var plan contract.SeasonPlan
	err := a.Store.Tx(ctx, func(tx *db.Tx) error {
		s, err := ofTeam(ctx, tx.DB.Clauses(forUpdate), id)
		if err != nil {
			return err
		}
		if db.Seen(ifMatch) != s.Version {
			return ErrChanged
		}
		if s.ClosedAt != nil {
			return ErrClosed
		}
		detail, err := do(tx, s)
		if err != nil {
			return err
		}
		if err := s.keep(tx, action, detail); err != nil {
			return err
		}
		plan, err = readPlan(tx.DB, s)
		return err
	})
	return plan, err
}

// keep raises the season's version and writes the audit entry.
func (s *held) keep(tx *db.Tx, action string, detail map[string]any) error {
	s.Version++
	if err := tx.DB.Model(&session.Season{}).Where("id = ?", s.ID).Update("version", s.Version).Error; err != nil {
		return err
	}
	if detail == nil {
		detail = map[string]any{}
	}
	detail["season"] = s.ID
	return audit.Write(tx, audit.Entry{Action: action, By: audit.Member(s.member).At(s.PlaceID), Detail: detail})
}

// refresh tells every server that the public data of the place have changed, if the season is published.
func (s *held) refresh(tx *db.Tx) error {
	if s.Status != session.Published {
		return nil
	}
	return place.Changed(tx, s.Place.Slug)
}
