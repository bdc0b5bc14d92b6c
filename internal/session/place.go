package session

import (
	"context"

	"github.com/google/uuid"

	"musikkforalle/api/contract"
	"musikkforalle/internal/db"
	"musikkforalle/internal/fault"
	"musikkforalle/internal/partner"
	"musikkforalle/internal/place"
)

// ListPlaces implements GET /api/places: it lists every place by name, with its next session. It is public.
func (a API) ListPlaces(ctx context.Context, _ contract.ListPlacesRequestObject) (contract.ListPlacesResponseObject, error) {
	places, err := place.List(ctx, a.Store)
	if err != nil {
		return nil, err
	}
	first, err := next(ctx, a.Store)
	if err != nil {
		return nil, err
	}
	list := make(contract.ListPlaces200JSONResponse, len(places))
	for i, p := range places {
		list[i] = contract.PlaceBrief{Slug: p.Slug, Name: p.Name, Town: p.Town}
		if s := first[p.ID]; s != nil {
			brief := Brief(s)
			list[i].Next = &brief
		}
	}
	return list, nil
}

// GetPlace implements GET /api/places/{place}: it returns one place with its coming sessions, its partners and the
// languages of its flyer. It is public. Fault: not_found.
func (a API) GetPlace(ctx context.Context, r contract.GetPlaceRequestObject) (contract.GetPlaceResponseObject, error) {
	wire, err := describe(ctx, a.Store, r.Place)
	if err != nil {
		return nil, err
	}
	return contract.GetPlace200JSONResponse(wire), nil
}

// describe returns a place with its coming sessions as the contract sends it.
func describe(ctx context.Context, store *db.Store, slug string) (contract.Place, error) {
	p, err := readPage(ctx, store, slug)
	if err != nil {
		return contract.Place{}, err
	}
	sessions, err := Coming(ctx, store, &p.Place)
	return p.wire(sessions), err
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

// readPage returns a place's page, or fault.ErrNotFound.
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
