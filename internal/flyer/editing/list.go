package editing

import (
	"context"
	"slices"

	"github.com/google/uuid"
	"gorm.io/gorm"

	"musikkforalle/api/contract"
	"musikkforalle/internal/flyer"
	"musikkforalle/internal/place"
	"musikkforalle/internal/session"
)

// ListFlyers implements GET /api/places/{place}/flyers: it lists a place's flyers with the state of each language that
// the caller may write, the one that is shown first, and the seasons without a flyer.
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
	w.Without, err = seasonsWithoutFlyer(g, p.ID)
	return w, err
}

// edition is a flyer with its season, published texts and drafts.
type edition struct {
	flyer.Flyer `gorm:"embedded"`
	Year        int16
	Half        string
	Texts       []flyer.Text `gorm:"foreignKey:FlyerID"`
	Drafts      []Draft      `gorm:"foreignKey:FlyerID"`
}

// seasonsWithoutFlyer returns the seasons of a place that have no flyer.
func seasonsWithoutFlyer(g *gorm.DB, placeID uuid.UUID) ([]contract.FlyerSeason, error) {
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
