package editing

import (
	"context"
	"slices"

	"github.com/google/uuid"
	"gorm.io/gorm"

	"musikkforalle/api/contract"
	"musikkforalle/internal/audit"
	"musikkforalle/internal/db"
	"musikkforalle/internal/fault"
	"musikkforalle/internal/flyer"
	"musikkforalle/internal/place"
	"musikkforalle/internal/session"
)

// edition is a flyer with its season, published texts and drafts.
type edition struct {
	flyer.Flyer `gorm:"embedded"`
	Year        int16
	Half        string
	Texts       []flyer.Text `gorm:"foreignKey:FlyerID"`
	Drafts      []Draft      `gorm:"foreignKey:FlyerID"`
}

// ListFlyers implements GET /api/places/{place}/flyers.
func (a API) ListFlyers(ctx context.Context, r contract.ListFlyersRequestObject) (contract.ListFlyersResponseObject, error) {
	g := a.Store.Gorm.WithContext(ctx)
	p, member, err := place.OfTeam(ctx, g, r.Place, place.Organiser, place.Translator)
	if err != nil {
		return nil, err
	}
	langs, err := languagesOf(ctx, g, p, member)
	if err != nil {
		return nil, err
	}
	shown, err := flyer.NewShelf(a.Store, a.BaseURL).Shown(ctx, p.Slug)
	if err != nil {
		return nil, err
	}
	w := contract.ListFlyers200JSONResponse{Flyers: []contract.Flyer{}}
	all, err := editions(g.Where("f.place_id = ?", p.ID))
	if err != nil {
		return nil, err
	}
	for i := range all {
		at := len(w.Flyers)
		if all[i].ID == shown {
			at = 0
		}
		w.Flyers = slices.Insert(w.Flyers, at, all[i].wire(langs, shown))
	}
	w.Without, err = without(g, p.ID)
	return w, err
}

// without returns the seasons of a place that have no flyer.
func without(g *gorm.DB, placeID uuid.UUID) ([]contract.FlyerSeason, error) {
	var seasons []session.Season
	err := g.Where("place_id = ? and not exists (select from flyers f where f.season_id = seasons.id)", placeID).
		Order("year desc, half").Find(&seasons).Error
	w := make([]contract.FlyerSeason, len(seasons))
	for i, s := range seasons {
		w[i] = seasonOf(s.ID, s.Year, s.Half)
	}
	return w, err
}

// editions returns the flyers that g selects (as table f) with their texts and drafts, the latest season first.
func editions(g *gorm.DB) ([]edition, error) {
	var all []edition
	err := g.Table("flyers f").Select("f.*, s.year, s.half").Joins("join seasons s on s.id = f.season_id").
		Order("s.year desc, s.half").Preload("Texts").Preload("Drafts").Find(&all).Error
	return all, err
}

func seasonOf(id uuid.UUID, year int16, half string) contract.FlyerSeason {
	return contract.FlyerSeason{Id: id, Year: int32(year), Half: contract.FlyerSeasonHalf(half)}
}

func (e *edition) wire(langs []string, shown uuid.UUID) contract.Flyer {
	w := contract.Flyer{Id: e.ID, Season: seasonOf(e.SeasonID, e.Year, e.Half), SourceLang: e.SourceLang, Shown: e.ID == shown, Languages: []contract.FlyerState{}}
	for _, lang := range langs {
		w.Languages = append(w.Languages, e.state(lang))
	}
	return w
}

// state returns the state of a language.
func (e *edition) state(lang string) contract.FlyerState {
	text := flyer.Text{Lang: lang}
	for _, t := range e.Texts {
		if t.Lang == lang {
			text = t
		}
	}
	s := stateOf(&e.Flyer, &text)
	for _, d := range e.Drafts {
		s.Drafted = s.Drafted || d.Lang == lang
	}
	return s
}

// stateOf returns the state of a published text; revision 0 means that there is none.
func stateOf(f *flyer.Flyer, text *flyer.Text) contract.FlyerState {
	s := contract.FlyerState{Lang: text.Lang, State: contract.FlyerMissing, Review: contract.FlyerNoReview}
	if text.Revision == 0 {
		return s
	}
	s.UpdatedAt = &text.UpdatedAt
	switch {
	case text.Lang == f.SourceLang:
		s.State = contract.FlyerIsSource
		return s
	case text.SourceRevision < f.SourceRevision:
		s.State = contract.FlyerOutdated
	default:
		s.State = contract.FlyerCurrent
	}
	s.Review = contract.FlyerStateReview(text.Review())
	return s
}

// CreateFlyer implements POST /api/places/{place}/flyers.
func (a API) CreateFlyer(ctx context.Context, r contract.CreateFlyerRequestObject) (contract.CreateFlyerResponseObject, error) {
	var made flyer.Flyer
	err := a.Store.Tx(ctx, func(tx *db.Tx) error {
		p, member, err := place.OfTeam(ctx, tx.DB, r.Place, place.Organiser)
		if err != nil {
			return err
		}
		if made, err = insertFlyer(tx, p.ID, r.Body.Season); err != nil {
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
