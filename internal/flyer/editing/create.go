package editing

import (
	"context"

	"github.com/google/uuid"

	"musikkforalle/api/contract"
	"musikkforalle/internal/audit"
	"musikkforalle/internal/db"
	"musikkforalle/internal/fault"
	"musikkforalle/internal/flyer"
	"musikkforalle/internal/place"
)

// CreateFlyer implements POST /api/places/{place}/flyers: it makes a season's flyer from the texts of the latest one.
func (a API) CreateFlyer(ctx context.Context, r contract.CreateFlyerRequestObject) (contract.CreateFlyerResponseObject, error) {
	made, err := Create(ctx, a.Store, r.Place, r.Body.Season)
	if err != nil {
		return nil, err
	}
	shown, err := flyer.NewShelf(a.Store, a.BaseURL).Shown(ctx, r.Place)
	if err != nil {
		return nil, err
	}
	all, err := editions(a.Store.Gorm.WithContext(ctx).Where("f.id = ?", made.ID))
	if err != nil || len(all) == 0 {
		return nil, err
	}
	return contract.CreateFlyer201JSONResponse(all[0].wire(languages, shown)), nil
}

// Create makes a season's flyer at a place that the caller organises, with the texts, the history and the readers of the
// place's latest one. Faults: fault.ErrNobody, fault.ErrNotFound, ErrExists.
func Create(ctx context.Context, store *db.Store, slug string, season uuid.UUID) (made flyer.Flyer, err error) {
	err = store.Tx(ctx, func(tx *db.Tx) error {
		p, member, err := place.OfTeam(ctx, tx.DB, slug, place.Organiser)
		if err != nil {
			return err
		}
		if made, err = insertFlyer(tx, p.ID, season); err != nil {
			return err
		}
		for _, sql := range copyLatest {
			if err := tx.DB.Exec(sql, made.ID, made.ID, p.ID).Error; err != nil {
				return err
			}
		}
		entry := audit.Entry{Action: "flyer.created", By: audit.Member(member).At(p.ID), Detail: map[string]any{"flyer": made.ID}}
		if err := audit.Write(tx, entry); err != nil {
			return err
		}
		return place.Changed(tx, p.Slug)
	})
	return made, err
}

// insertFlyer stores an empty flyer for a season of the place, with the source language and revision of the place's
// latest flyer. Faults: ErrExists, fault.ErrNotFound.
func insertFlyer(tx *db.Tx, placeID, season uuid.UUID) (made flyer.Flyer, err error) {
	found := tx.DB.Raw(`insert into flyers (place_id, season_id, source_lang, source_revision)
		select s.place_id, s.id, coalesce(last.source_lang, 'nb'), coalesce(last.source_revision, 1)
		  from seasons s left join lateral (`+latestFlyer+`) last on true
		 where s.id = ? and s.place_id = ? returning *`, uuid.Nil, placeID, season, placeID).Scan(&made)
	if constraint, _ := db.Violation(found.Error); constraint == "flyers_season_key" {
		return made, ErrExists
	}
	if found.Error == nil && found.RowsAffected == 0 {
		return made, fault.ErrNotFound
	}
	return made, found.Error
}

// latestFlyer selects the latest flyer of a place other than the given one.
const latestFlyer = `select f.* from flyers f join seasons x on x.id = f.season_id
	where f.id <> ? and f.place_id = ? order by x.year desc, x.half limit 1`

// copyLatest copies the texts, the source's history and the readers of the place's latest flyer to the new one.
var copyLatest = []string{
	`insert into flyer_texts (flyer_id, lang, title, what, who, happens, thanks, readers, source_revision, revision, machine, written_by, updated_at)
		select ?, t.lang, t.title, t.what, t.who, t.happens, t.thanks, t.readers, t.source_revision, t.revision, t.machine, t.written_by, t.updated_at
		from flyer_texts t join (` + latestFlyer + `) last on last.id = t.flyer_id`,
	`insert into flyer_history (flyer_id, revision, title, what, who, happens, thanks, changed_at)
		select ?, h.revision, h.title, h.what, h.who, h.happens, h.thanks, h.changed_at
		from flyer_history h join (` + latestFlyer + `) last on last.id = h.flyer_id`,
	`insert into flyer_reads (flyer_id, lang, member_id, source_revision, at)
		select ?, r.lang, r.member_id, r.source_revision, r.at from flyer_reads r join (` + latestFlyer + `) last on last.id = r.flyer_id`,
}
