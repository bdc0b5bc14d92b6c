package season

import (
	"context"
	"database/sql"

	"github.com/google/uuid"

	"musikkforalle/api/contract"
	"musikkforalle/internal/db"
	"musikkforalle/internal/fault"
	"musikkforalle/internal/session"
)

// PublishSeason implements POST /api/seasons/{season}/publish. A second publishing finds nothing to do.
func (a API) PublishSeason(ctx context.Context, r contract.PublishSeasonRequestObject) (contract.PublishSeasonResponseObject, error) {
	var plan contract.SeasonPlan
	err := a.Store.Tx(ctx, func(tx *db.Tx) error {
		s, err := ofTeam(ctx, tx.DB.Clauses(forUpdate), r.Season)
		if err != nil {
			return err
		}
		if s.Status == session.Draft {
			if err := s.publish(tx, r.Params.IfMatch); err != nil {
				return err
			}
		}
		plan, err = readPlan(tx.DB, s)
		return err
	})
	return contract.PublishSeason200JSONResponse(plan), err
}

// publish shows a draft to families and volunteers: what the organiser saw, and nothing that came in between (F21).
func (s *held) publish(tx *db.Tx, ifMatch string) error {
	if db.Seen(ifMatch) != s.Version {
		return ErrChanged
	}
	var dates int64
	if err := tx.DB.Model(&session.Session{}).Where("season_id = ?", s.ID).Count(&dates).Error; err != nil {
		return err
	}
	if dates == 0 {
		return ErrEmpty
	}
	if err := s.dayTaken(tx); err != nil {
		return err
	}
	s.Status = session.Published
	if err := tx.DB.Model(&session.Season{}).Where("id = ?", s.ID).Update("status", s.Status).Error; err != nil {
		return err
	}
	if err := s.setUp(tx, uuid.Nil); err != nil {
		return err
	}
	if err := s.keep(tx, "season.published", map[string]any{"dates": dates}); err != nil {
		return err
	}
	return s.refresh(tx)
}

// dayTaken refuses a date on which another published season of the place has a Saturday.
func (s *held) dayTaken(tx *db.Tx) error {
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

// setUp gives the dates of the season, or only one, the place's tasks where they have none of their own, with the hands
// that partners promised at the last Saturday before. A task that needs no hands is none.
func (s *held) setUp(tx *db.Tx, only uuid.UUID) error {
	for _, statement := range []string{
		`insert into shifts (session_id, task, needed, starts_at, ends_at, needs_certificate)
			select x.id, t.task, t.hands, x.starts_at - t.starts_before, x.ends_at + t.ends_after, t.needs_certificate
			  from sessions x join tasks t using (place_id)
			 where x.season_id = @season and cast(@only as uuid) in (x.id, cast(@all as uuid)) and x.ends_at + t.ends_after > x.starts_at - t.starts_before
			   and not exists (select from shifts sh where sh.session_id = x.id)`,
		`delete from shifts sh using sessions x where x.id = sh.session_id and x.season_id = @season and cast(@only as uuid) in (x.id, cast(@all as uuid))
			and sh.needed = 0 and not exists (select from shift_hands h where h.shift_id = sh.id)`,
		`insert into shift_slots (shift_id, partner_id, slots)
			select sh.id, sl.partner_id, sl.slots
			  from sessions x join shifts sh on sh.session_id = x.id
			 cross join lateral (
				select y.id from sessions y join seasons n on n.id = y.season_id and n.status = 'published'
				 where y.place_id = x.place_id and y.starts_at < x.starts_at and (y.season_id <> x.season_id or cast(@only as uuid) = x.id)
				   and exists (select from shifts z where z.session_id = y.id)
				 order by y.starts_at desc limit 1) before
			  join shifts o on o.session_id = before.id and o.task = sh.task
			  join shift_slots sl on sl.shift_id = o.id
			 where x.season_id = @season and cast(@only as uuid) in (x.id, cast(@all as uuid)) and not exists (select from shift_slots own where own.shift_id = sh.id)`,
	} {
		if err := tx.DB.Exec(statement, sql.Named("season", s.ID), sql.Named("only", only), sql.Named("all", uuid.Nil)).Error; err != nil {
			return err
		}
	}
	return nil
}

// AddSession implements POST /api/seasons/{season}/sessions.
func (a API) AddSession(ctx context.Context, r contract.AddSessionRequestObject) (contract.AddSessionResponseObject, error) {
	plan, err := a.change(ctx, r.Season, r.Params.IfMatch, "session.added", func(tx *db.Tx, s *held) (map[string]any, error) {
		if s.Status == session.Draft {
			return nil, ErrDraft
		}
		wanted, err := s.hoursOf(*r.Body, "")
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
		if err := s.dayTaken(tx); err != nil {
			return nil, err
		}
		if err := s.setUp(tx, id); err != nil {
			return nil, err
		}
		return map[string]any{"session": id}, s.refresh(tx)
	})
	return contract.AddSession201JSONResponse(plan), err
}
