package session

import (
	"context"
	"errors"

	"github.com/google/uuid"
	"gorm.io/gorm"
	"gorm.io/gorm/clause"

	"musikkforalle/internal/db"
	"musikkforalle/internal/fault"
	"musikkforalle/internal/partner"
	"musikkforalle/internal/place"
)

// Sessions count as coming until three hours after their start. Cancelled ones are shown too, for those who missed the
// notice.
const (
	coming    = "sessions.starts_at > now() - interval '3 hours'"
	published = "sessions.season_id in (select id from seasons where status = 'published')"
)

// Get reads a published session with its place.
func Get(ctx context.Context, store *db.Store, id uuid.UUID) (*Session, error) {
	return take(store.Gorm.WithContext(ctx).Joins("Place").Where("sessions.id = ? and "+published, id))
}

// ReadPublished reads a published session with its place in a transaction.
func ReadPublished(tx *db.Tx, id uuid.UUID) (*Session, error) {
	return take(tx.DB.InnerJoins("Place").Where("sessions.id = ? and "+published, id))
}

// Lock reads a session with its place and locks its row until the transaction ends.
func Lock(tx *db.Tx, id uuid.UUID) (*Session, error) {
	held := clause.Locking{Strength: clause.LockingStrengthUpdate, Table: clause.Table{Name: "sessions"}}
	return take(tx.DB.Clauses(held).InnerJoins("Place").Where("sessions.id = ?", id))
}

// read reads a session with its place, also one of a season that is not published.
func read(tx *db.Tx, id uuid.UUID) (*Session, error) {
	return take(tx.DB.InnerJoins("Place").Where("sessions.id = ?", id))
}

func take(query *gorm.DB) (*Session, error) {
	var s Session
	switch err := query.Take(&s).Error; {
	case errors.Is(err, gorm.ErrRecordNotFound):
		return nil, fault.ErrNotFound
	case err != nil:
		return nil, err
	}
	return &s, nil
}

// Coming lists the published coming sessions of a place by start, with the place.
func Coming(ctx context.Context, store *db.Store, p *place.Place) ([]Session, error) {
	var sessions []Session
	err := store.Gorm.WithContext(ctx).Where("place_id = ? and "+coming+" and "+published, p.ID).Order("starts_at").Find(&sessions).Error
	for i := range sessions {
		sessions[i].Place = *p
	}
	return sessions, err
}

// next returns the first coming session of every place, with the place.
func next(ctx context.Context, store *db.Store) (map[uuid.UUID]*Session, error) {
	var sessions []Session
	err := store.Gorm.WithContext(ctx).Joins("Place").
		Where("sessions.id in (select distinct on (place_id) id from sessions where " + coming + " and " + published +
			" order by place_id, starts_at)").Find(&sessions).Error
	byPlace := make(map[uuid.UUID]*Session, len(sessions))
	for i := range sessions {
		byPlace[sessions[i].PlaceID] = &sessions[i]
	}
	return byPlace, err
}

// page is a place with its coming sessions, season and flyer.
type page struct {
	place.Place
	Partners       []partner.Partner `gorm:"serializer:json"`
	FlyerLanguages []string          `gorm:"serializer:json"`
	Year           int16
	Half           string
}

// The season shown is that of the next session, else the latest; the flyer is that of the latest season that has one.
const pageQuery = `select p.*, coalesce(season.year, 0) as year, coalesce(season.half, '') as half,
	(select coalesce(jsonb_agg(jsonb_build_object('Name', x.name, 'Role', x.role) order by x.role desc, x.position, x.name), '[]')
	   from partners x where x.place_id = p.id) as partners,
	(select coalesce(jsonb_agg(t.lang order by t.lang), '[]') from flyer_texts t where t.flyer_id = (
		select f.id from flyers f join seasons fs on fs.id = f.season_id and fs.status = 'published'
		 where f.place_id = p.id order by fs.year desc, fs.half limit 1)) as flyer_languages
	from places p left join lateral (
		select s.year, s.half from seasons s
		  left join sessions on sessions.season_id = s.id and ` + coming + `
		 where s.place_id = p.id and s.status = 'published'
		 order by sessions.starts_at nulls last, s.year desc, s.half limit 1) season on true
	where p.slug = ?`

func readPage(ctx context.Context, store *db.Store, slug string) (*page, error) {
	var p page
	found := store.Gorm.WithContext(ctx).Raw(pageQuery, slug).Scan(&p)
	if found.Error != nil {
		return nil, found.Error
	}
	if found.RowsAffected == 0 {
		return nil, fault.ErrNotFound
	}
	return &p, nil
}

// languages returns the languages that the volunteers on shift at a session speak, without who speaks which.
func languages(ctx context.Context, store *db.Store, id uuid.UUID) ([]string, error) {
	var spoken []string
	err := store.Gorm.WithContext(ctx).Raw(`select distinct unnest(v.speaks) from shifts sh
		join shift_hands h on h.shift_id = sh.id join volunteers v on v.id = h.volunteer_id
		where sh.session_id = ? order by 1`, id).Scan(&spoken).Error
	return spoken, err
}
