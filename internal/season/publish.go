package season

import (
	"context"
	"database/sql"

	"github.com/google/uuid"

	"musikkforalle/api/contract"
	"musikkforalle/internal/db"
	"musikkforalle/internal/fault"
	"musikkforalle/internal/session"
	"musikkforalle/internal/shift"
)

// PublishSeason implements POST /api/seasons/{season}/publish: it makes a draft visible to families and volunteers, with the
// shifts of its dates, and returns it. It is idempotent. Faults: nobody, not_found, season.changed, season.empty and
// season.date_taken.
func (a API) PublishSeason(ctx context.Context, r contract.PublishSeasonRequestObject) (contract.PublishSeasonResponseObject, error) {
	plan, err := Publish(ctx, a.Store, r.Season, db.Seen(r.Params.IfMatch))
	return contract.PublishSeason200JSONResponse(plan), err
}

// AddSession implements POST /api/seasons/{season}/sessions: it adds a date to a published season and returns the season.
// Faults: nobody, not_found, season.changed, season.draft, season.date, season.date_taken, session.hours, session.past and
// report.closed.
func (a API) AddSession(ctx context.Context, r contract.AddSessionRequestObject) (contract.AddSessionResponseObject, error) {
	plan, err := AddSession(ctx, a.Store, r.Season, db.Seen(r.Params.IfMatch), *r.Body)
	return contract.AddSession201JSONResponse(plan), err
}

// Publish publishes a draft of a place that the caller organises, and returns it. A published season stays as it is.
func Publish(ctx context.Context, store *db.Store, id uuid.UUID, seen int32) (plan contract.SeasonPlan, err error) {
	err = store.Tx(ctx, func(tx *db.Tx) error {
		s, err := ofTeam(ctx, tx.DB.Clauses(forUpdate), id)
		if err != nil {
			return err
		}
		if s.Status == session.Draft {
			if err := s.publish(tx, seen); err != nil {
				return err
			}
		}
		plan, err = readPlan(tx.DB, s)
		return err
	})
	return plan, err
}

// AddSession stores a date of a published season with its shifts, and returns the season.
func AddSession(ctx context.Context, store *db.Store, id uuid.UUID, seen int32, date contract.NewSeasonDate) (contract.SeasonPlan, error) {
	return apply(ctx, store, id, seen, "session.added", func(tx *db.Tx, s *planned) (map[string]any, error) {
		if s.Status == session.Draft {
			return nil, ErrDraft
		}
		wanted, err := s.hoursOf(date, "")
		if err != nil {
			return nil, err
		}
		if !wanted.start.After(tx.Now) {
			return nil, session.ErrPast
		}
		id, err := s.insert(tx, wanted)
		if err != nil {
			return nil, err
		}
		if err := s.requireFreeDay(tx); err != nil {
			return nil, err
		}
		if err := shift.SetUp(tx, s.ID, id); err != nil {
			return nil, err
		}
		return map[string]any{"session": id}, s.refresh(tx)
	})
}

// publish makes a draft visible to families and volunteers. It returns ErrChanged if the latest version was not seen (F21),
// ErrEmpty without dates, and ErrDateTaken.
func (s *planned) publish(tx *db.Tx, seen int32) error {
	if seen != s.Version {
		return ErrChanged
	}
	var dates int64
	if err := tx.DB.Model(&session.Session{}).Where("season_id = ?", s.ID).Count(&dates).Error; err != nil {
		return err
	}
	if dates == 0 {
		return ErrEmpty
	}
	if err := s.requireFreeDay(tx); err != nil {
		return err
	}
	s.Status = session.Published
	if err := tx.DB.Model(&session.Season{}).Where("id = ?", s.ID).Update("status", s.Status).Error; err != nil {
		return err
	}
	if err := shift.SetUp(tx, s.ID, uuid.Nil); err != nil {
		return err
	}
	if err := s.raiseVersion(tx, "season.published", map[string]any{"dates": dates}); err != nil {
		return err
	}
	return s.refresh(tx)
}

// requireFreeDay returns ErrDateTaken if the season has an open session on a day on which the place has another one, of this
// season or of a published one. The rule of the fault's field is the date.
func (s *planned) requireFreeDay(tx *db.Tx) error {
	var date string
	err := tx.DB.Raw(`select coalesce(min(to_char(x.starts_at at time zone @zone, 'YYYY-MM-DD')), '') from sessions x
		 where x.season_id = @season and x.status = 'open' and exists (
			select from sessions o join seasons n on n.id = o.season_id
			 where o.place_id = x.place_id and o.id <> x.id and o.status = 'open' and (n.id = x.season_id or n.status = 'published')
			   and (o.starts_at at time zone @zone)::date = (x.starts_at at time zone @zone)::date)`,
		sql.Named("zone", s.Place.TimeZone), sql.Named("season", s.ID)).Row().Scan(&date)
	if err == nil && date != "" {
		return ErrDateTaken.With(fault.Field{Field: "date", Rule: date})
	}
	return err
}

// Close ends a published season for good when its report is closed: nothing that was counted changes any more.
func Close(tx *db.Tx, id uuid.UUID) error {
	return tx.DB.Exec("update seasons set closed_at = now() where id = ?", id).Error
}
