package saturday

import (
	"context"

	"musikkforalle/api/contract"
	"musikkforalle/internal/place"
)

// Kept returns the recipe of a place that the caller organises.
func (a API) Kept(ctx context.Context, slug string) (contract.KeptRecipe, error) {
	g := a.Store.Gorm.WithContext(ctx)
	p, _, err := place.OfTeam(ctx, g, slug, place.Organiser)
	if err != nil {
		return contract.KeptRecipe{}, err
	}
	r, err := recipeOf(g, p.ID)
	return r.wire(), err
}
