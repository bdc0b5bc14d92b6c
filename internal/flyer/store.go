package flyer

import (
	"context"
	"database/sql"

	"gorm.io/gorm"

	"musikkforalle/internal/db"
	"musikkforalle/internal/fault"
	"musikkforalle/internal/partner"
	"musikkforalle/internal/place"
	"musikkforalle/internal/session"
)

// edition holds the data of a flyer in all languages.
type edition struct {
	head
	Saturdays []saturday
	Partners  []partner.Partner
	Texts     []Text
}

// head is a place with the flyer of the season that is shown; season and flyer are zero where there is none.
type head struct {
	place.Place
	Flyer Flyer `gorm:"embedded;embeddedPrefix:flyer_"`
}

// saturday is a session of the season shown.
type saturday struct {
	session.Session `gorm:"embedded"`
	Over            bool
}

// The season shown is that of the next session, else the latest. A season that has no flyer yet borrows the words of
// the place's latest: only dates differ.
const headQuery = `select p.*, flyer.id as flyer_id, season.id as flyer_season_id,
		coalesce(flyer.source_lang, '') as flyer_source_lang, coalesce(flyer.source_revision, 0) as flyer_source_revision
	from places p
	left join lateral (
		select s.* from seasons s
		  left join sessions x on x.season_id = s.id and x.ends_at > now()
		 where s.place_id = p.id and s.status = 'published'
		 order by x.starts_at nulls last, s.year desc, s.half limit 1) season on true
	left join lateral (
		select f.* from flyers f join seasons s on s.id = f.season_id and s.status = 'published'
		 where f.place_id = p.id
		 order by f.season_id = season.id desc, s.year desc, s.half limit 1) flyer on true
	where p.slug = ?`

// A flyer's own season may still be a draft: only its writers ask for it by itself.
const proofQuery = `select p.*, f.id as flyer_id, f.season_id as flyer_season_id, f.source_lang as flyer_source_lang,
		f.source_revision as flyer_source_revision
	from flyers f join places p on p.id = f.place_id where f.id = ?`

// read returns the edition of the one place or flyer that a query finds. It runs four statements, whatever the number of
// dates and languages.
func read(ctx context.Context, store *db.Store, query string, key any) (*edition, error) {
	g := store.Gorm.WithContext(ctx)
	var e edition
	found := g.Raw(query, key).Scan(&e.head)
	if found.Error != nil {
		return nil, found.Error
	}
	if found.RowsAffected == 0 {
		return nil, fault.ErrNotFound
	}
	for _, step := range []func(*gorm.DB) error{e.readSaturdays, e.readPartners, e.readTexts} {
		if err := step(g); err != nil {
			return nil, err
		}
	}
	return &e, nil
}

// The season's dates, and those that are published after it: in December a family asks for January.
const saturdaysQuery = `select x.*, x.ends_at <= now() as over
	  from sessions x join seasons s on s.id = x.season_id and (s.status = 'published' or s.id = @season)
	 where x.season_id = @season or x.place_id = @place and x.ends_at > now()
	 order by x.starts_at limit @most`

// mostDates is the most dates that fit on a page with the text: a year of Saturdays.
const mostDates = 12

func (e *edition) readSaturdays(g *gorm.DB) error {
	err := g.Raw(saturdaysQuery, sql.Named("season", e.Flyer.SeasonID), sql.Named("place", e.Place.ID), sql.Named("most", mostDates)).
		Scan(&e.Saturdays).Error
	for i := range e.Saturdays {
		e.Saturdays[i].Place = e.Place
	}
	return err
}

func (e *edition) readPartners(g *gorm.DB) error {
	return g.Where("place_id = ?", e.Place.ID).Order("position, name").Find(&e.Partners).Error
}

func (e *edition) readTexts(g *gorm.DB) error {
	return g.Where("flyer_id = ?", e.Flyer.ID).Find(&e.Texts).Error
}

// next returns the first coming Saturday that is not cancelled, or nil when the season is over.
func (e *edition) next() *saturday {
	for i := range e.Saturdays {
		if s := &e.Saturdays[i]; !s.Over && s.Status == session.Open {
			return s
		}
	}
	return nil
}

// partners returns the names of the partners with a role.
func (e *edition) partners(role string) (names []string) {
	for _, p := range e.Partners {
		if p.Credit() == role {
			names = append(names, p.Name)
		}
	}
	return names
}

const countVia = `insert into via_counts (distributor_id, day, opens)
	select d.id, (now() at time zone p.time_zone)::date, 1
	  from distributors d join places p on p.id = d.place_id where p.slug = ? and d.via = ?
	on conflict (distributor_id, day) do update set opens = via_counts.opens + 1`
