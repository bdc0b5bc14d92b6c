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

// planned is a season with its place and the organiser who plans it.
type planned struct {
	session.Season
	Place  place.Place
	member uuid.UUID
}

// ofTeam returns a season of a place that the caller organises. Faults: fault.ErrNobody without a member's sign-in;
// fault.ErrNotFound for every other season.
func ofTeam(ctx context.Context, g *gorm.DB, id uuid.UUID) (*planned, error) {
	member, err := account.MemberOf(ctx)
	if err != nil {
		return nil, err
	}
	s := planned{member: member}
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

// edit is a change of a locked season; it returns the detail of its audit entry.
type edit func(tx *db.Tx, s *planned) (detail map[string]any, err error)

// apply locks a season's row, checks that the organiser has seen its latest version (F21) and that its report is open, makes
// the edit, raises the version and writes the audit entry. It returns the resulting plan. Faults: those of ofTeam, ErrChanged,
// ErrClosed, and those of the edit.
func apply(ctx context.Context, store *db.Store, id uuid.UUID, seen int32, action string, change edit) (contract.SeasonPlan, error) {
	var plan contract.SeasonPlan
	err := store.Tx(ctx, func(tx *db.Tx) error {
		s, err := ofTeam(ctx, tx.DB.Clauses(forUpdate), id)
		if err != nil {
			return err
		}
		if seen != s.Version {
			return ErrChanged
		}
		if s.ClosedAt != nil {
			return ErrClosed
		}
		detail, err := change(tx, s)
		if err != nil {
			return err
		}
		if err := s.raiseVersion(tx, action, detail); err != nil {
			return err
		}
		plan, err = readPlan(tx.DB, s)
		return err
	})
	return plan, err
}

// raiseVersion raises the season's version and writes the audit entry.
func (s *planned) raiseVersion(tx *db.Tx, action string, detail map[string]any) error {
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
func (s *planned) refresh(tx *db.Tx) error {
	if s.Status != session.Published {
		return nil
	}
	return place.Changed(tx, s.Place.Slug)
}
