package season

import (
	"context"
	"time"

	"github.com/google/uuid"

	"musikkforalle/api/contract"
	"musikkforalle/internal/audit"
	"musikkforalle/internal/db"
	"musikkforalle/internal/place"
	"musikkforalle/internal/session"
	"musikkforalle/internal/shift"
)

// CreateSeason implements POST /api/places/{place}/seasons: it makes the draft of a half-year at a place, without dates, and
// returns it. Faults: nobody, not_found and season.exists.
func (a API) CreateSeason(ctx context.Context, r contract.CreateSeasonRequestObject) (contract.CreateSeasonResponseObject, error) {
	plan, err := Create(ctx, a.Store, r.Place, *r.Body)
	return contract.CreateSeason201JSONResponse(plan), err
}

// SetSeasonDates implements PUT /api/seasons/{season}: it replaces the dates of a draft and returns it. Faults: nobody,
// not_found, season.changed, season.published, season.date, season.twice and session.hours.
func (a API) SetSeasonDates(ctx context.Context, r contract.SetSeasonDatesRequestObject) (contract.SetSeasonDatesResponseObject, error) {
	plan, err := SetDates(ctx, a.Store, r.Season, db.Seen(r.Params.IfMatch), r.Body.Dates)
	return contract.SetSeasonDates200JSONResponse(plan), err
}

// DeleteSeason implements DELETE /api/seasons/{season}: it deletes a draft with its dates. Faults: nobody, not_found, and
// season.published.
func (a API) DeleteSeason(ctx context.Context, r contract.DeleteSeasonRequestObject) (contract.DeleteSeasonResponseObject, error) {
	return contract.DeleteSeason204Response{}, Delete(ctx, a.Store, r.Season)
}

// Create stores the draft of a half-year at a place that the caller organises, and returns it.
func Create(ctx context.Context, store *db.Store, slug string, of contract.HalfYear) (plan contract.SeasonPlan, err error) {
	err = store.Tx(ctx, func(tx *db.Tx) error {
		p, member, err := place.OfTeam(ctx, tx.DB, slug, place.Organiser)
		if err != nil {
			return err
		}
		s := planned{Place: *p, member: member}
		if err := s.create(tx, of, "season.created"); err != nil {
			return err
		}
		plan, err = readPlan(tx.DB, &s)
		return err
	})
	return plan, err
}

// SetDates makes the dates those of a draft and returns it.
func SetDates(ctx context.Context, store *db.Store, id uuid.UUID, seen int32, dates []contract.NewSeasonDate) (contract.SeasonPlan, error) {
	return apply(ctx, store, id, seen, "season.dates", func(tx *db.Tx, s *planned) (map[string]any, error) {
		if s.Status == session.Published {
			return nil, ErrPublished
		}
		wanted, err := s.hoursOfAll(dates)
		if err != nil {
			return nil, err
		}
		return map[string]any{"dates": len(wanted)}, s.replace(tx, wanted)
	})
}

// Delete deletes a draft of a place that the caller organises, and writes the audit entry.
func Delete(ctx context.Context, store *db.Store, id uuid.UUID) error {
	return store.Tx(ctx, func(tx *db.Tx) error {
		s, err := ofTeam(ctx, tx.DB, id)
		if err != nil {
			return err
		}
		deleted := tx.DB.Where("id = ? and status = ?", s.ID, session.Draft).Delete(&session.Season{})
		if deleted.Error != nil {
			return deleted.Error
		}
		if deleted.RowsAffected == 0 {
			return ErrPublished
		}
		return audit.Write(tx, audit.Entry{
			Action: "season.deleted", By: audit.Member(s.member).At(s.PlaceID),
			Detail: map[string]any{"season": s.ID, "year": s.Year, "half": s.Half},
		})
	})
}

// create stores the draft of a half-year at the place and its audit entry. It returns ErrExists if the place has that
// one.
func (s *planned) create(tx *db.Tx, of contract.HalfYear, action string) error {
	s.Season = session.Season{PlaceID: s.Place.ID, Year: int16(of.Year), Half: string(of.Half), Status: session.Draft, Version: 1}
	err := tx.DB.Create(&s.Season).Error
	if constraint, _ := db.Violation(err); constraint == "seasons_half_key" {
		return ErrExists
	}
	if err != nil {
		return err
	}
	return audit.Write(tx, audit.Entry{
		Action: action, By: audit.Member(s.member).At(s.PlaceID),
		Detail: map[string]any{"season": s.ID, "year": s.Year, "half": s.Half},
	})
}

// replace makes the wanted dates the draft's dates. A date that stays keeps its row and so its tasks.
func (s *planned) replace(tx *db.Tx, wanted []hours) error {
	var present []session.Session
	if err := tx.DB.Where("season_id = ?", s.ID).Find(&present).Error; err != nil {
		return err
	}
	byDate := map[string]*session.Session{}
	for i := range present {
		byDate[present[i].StartsAt.In(s.Place.Location()).Format(time.DateOnly)] = &present[i]
	}
	for _, h := range wanted {
		old := byDate[h.date]
		delete(byDate, h.date)
		if err := s.setDate(tx, old, h); err != nil {
			return err
		}
	}
	for _, gone := range byDate {
		if err := session.Remove(tx, gone); err != nil {
			return err
		}
	}
	return nil
}

// setDate stores a date of a draft, or updates its hours and capacity if old is not nil. The date's shifts move with its
// start and its end.
func (s *planned) setDate(tx *db.Tx, old *session.Session, h hours) error {
	if old == nil {
		_, err := s.insert(tx, h)
		return err
	}
	if err := shift.Move(tx, old.ID, h.start.Sub(old.StartsAt), h.end.Sub(old.EndsAt)); err != nil {
		return err
	}
	return session.Plan(tx, old, h.start, h.end, h.capacity)
}

// insert stores a new session of the season and returns its id.
func (s *planned) insert(tx *db.Tx, h hours) (uuid.UUID, error) {
	x := session.Session{PlaceID: s.PlaceID, SeasonID: s.ID, StartsAt: h.start, EndsAt: h.end, Status: session.Open, Capacity: h.capacity}
	err := session.Add(tx, &x)
	return x.ID, err
}
