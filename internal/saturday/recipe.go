package saturday

import (
	"context"
	"time"

	"github.com/google/uuid"
	"gorm.io/gorm"
	"gorm.io/gorm/clause"

	"musikkforalle/api/contract"
	"musikkforalle/internal/answer"
	"musikkforalle/internal/audit"
	"musikkforalle/internal/db"
	"musikkforalle/internal/fault"
	"musikkforalle/internal/place"
	"musikkforalle/internal/session"
)

// Faults of the recipe.
var (
	ErrRecipeChanged = fault.New(fault.Precondition, "recipe.changed")
	ErrTooManyDiets  = fault.New(fault.Invalid, "waffles.more_diets_than_heads")
)

// Recipe is a place's own recipe; a place without one uses ordinaryRecipe. The contract checks the bounds of the amounts.
type Recipe struct {
	PlaceID   uuid.UUID       `gorm:"type:uuid;primaryKey"`
	Amounts   contract.Recipe `gorm:"type:jsonb;serializer:json;not null"`
	Version   int32           `gorm:"not null"`
	UpdatedAt time.Time       `gorm:"not null"`
}

// SetRecipe implements PUT /api/places/{place}/recipe: it replaces a place's waffle recipe, for its organisers, and returns
// it. Faults: nobody, not_found, and recipe.changed if somebody else wrote it meanwhile (F21).
func (a API) SetRecipe(ctx context.Context, r contract.SetRecipeRequestObject) (contract.SetRecipeResponseObject, error) {
	stored, err := SetRecipe(ctx, a.Store, r.Place, *r.Body, db.Seen(r.Params.IfMatch))
	return contract.SetRecipe200JSONResponse(stored.wire()), err
}

// GetWaffles implements GET /api/sessions/{session}/waffles: it works out how much batter to make and what to buy, for the
// organisers of a session: for those who said yes and for the allergies that they wrote, or for the numbers of the request.
// Faults: nobody, not_found and waffles.more_diets_than_heads.
func (a API) GetWaffles(ctx context.Context, r contract.GetWafflesRequestObject) (contract.GetWafflesResponseObject, error) {
	g := a.Store.Gorm.WithContext(ctx)
	s, _, err := session.OfTeam(ctx, g, r.Session, place.Organiser)
	if err != nil {
		return nil, err
	}
	eaters, err := eatersOf(g, s.ID)
	if err != nil {
		return nil, err
	}
	recipe, err := recipeOf(g, s.PlaceID)
	if err != nil {
		return nil, err
	}
	w := contract.Waffles{Allergies: eaters.Allergies, SuggestedHeads: eaters.Heads, Kept: recipe.wire()}
	w.Heads = or(r.Params.Heads, w.SuggestedHeads)
	w.SuggestedDiets = suggest(eaters.Allergies, int(w.Heads))
	w.Diets = contract.Diets{
		GlutenFree: or(r.Params.GlutenFree, w.SuggestedDiets.GlutenFree),
		MilkFree:   or(r.Params.MilkFree, w.SuggestedDiets.MilkFree),
		EggFree:    or(r.Params.EggFree, w.SuggestedDiets.EggFree),
	}
	if w.Diets.GlutenFree+w.Diets.MilkFree+w.Diets.EggFree > w.Heads {
		return nil, ErrTooManyDiets
	}
	bake(recipe.Amounts, int(w.Heads), w.Diets).into(&w)
	return contract.GetWaffles200JSONResponse(w), nil
}

// SetRecipe stores the version of a recipe that follows the one the calling organiser has seen, and writes the audit entry.
func SetRecipe(ctx context.Context, store *db.Store, slug string, amounts contract.Recipe, seen int32) (Recipe, error) {
	recipe := Recipe{Amounts: amounts, Version: seen + 1}
	err := store.Tx(ctx, func(tx *db.Tx) error {
		p, member, err := place.OfTeam(ctx, tx.DB, slug, place.Organiser)
		if err != nil {
			return err
		}
		recipe.PlaceID, recipe.UpdatedAt = p.ID, tx.Now
		if err := storeRecipe(tx, &recipe); err != nil {
			return err
		}
		return audit.Write(tx, audit.Entry{Action: "recipe.changed", By: audit.Member(member).At(p.ID)})
	})
	return recipe, err
}

// storeRecipe writes the version after the last: the first is inserted, every later one replaces the one before.
func storeRecipe(tx *db.Tx, r *Recipe) error {
	write := tx.DB.Clauses(clause.OnConflict{DoNothing: true}).Create
	if r.Version != 1 {
		write = tx.DB.Model(r).Where("version = ?", r.Version-1).Select("amounts", "version", "updated_at").Updates
	}
	written := write(r)
	if written.Error == nil && written.RowsAffected == 0 {
		return ErrRecipeChanged
	}
	return written.Error
}

func (r Recipe) wire() contract.KeptRecipe {
	return contract.KeptRecipe{Recipe: r.Amounts, Version: r.Version}
}

// recipeOf returns a place's recipe, or the ordinary one as version 0.
func recipeOf(g *gorm.DB, p uuid.UUID) (Recipe, error) {
	r := Recipe{PlaceID: p, Amounts: ordinaryRecipe}
	return r, g.Where("place_id = ?", p).Limit(1).Find(&r).Error
}

func or(given *int32, suggested int32) int32 {
	if given != nil {
		return *given
	}
	return suggested
}

// eaters holds who comes, and what they wrote about food.
type eaters struct {
	Heads     int32
	Allergies []string `gorm:"-"` // sealed in the database
}

func eatersOf(g *gorm.DB, id uuid.UUID) (e eaters, err error) {
	if err := g.Raw("select coalesce(sum(seats), 0) as heads from answers where session_id = ? and state = 'coming'", id).Scan(&e).Error; err != nil {
		return e, err
	}
	e.Allergies, err = answer.Allergies(g, id)
	return e, err
}

// into converts what is baked and bought to the contract's type.
func (b baked) into(w *contract.Waffles) {
	w.Hearts, w.Irons = int32(b.hearts), int32(b.irons)
	w.Batters, w.Shopping = []contract.WaffleBatter{}, []contract.WafflePackage{}
	for _, bowl := range b.batters {
		wire := contract.WaffleBatter{Kind: bowl.kind, Portions: int32(bowl.portions), Irons: int32(bowl.irons), Amounts: []contract.WaffleAmount{}}
		for _, m := range bowl.amounts {
			wire.Amounts = append(wire.Amounts, contract.WaffleAmount{What: m.what, Amount: m.inUnits(), Unit: m.unit})
		}
		w.Batters = append(w.Batters, wire)
	}
	for _, x := range b.shopping() {
		w.Shopping = append(w.Shopping, contract.WafflePackage{What: x.pack.what, Packages: int32(x.n), Size: x.pack.inUnits(), Unit: x.pack.unit})
	}
}
