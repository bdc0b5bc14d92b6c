package saturday

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/google/go-cmp/cmp"

	"musikkforalle/api/contract"
	"musikkforalle/internal/answer"
	"musikkforalle/internal/db"
	"musikkforalle/internal/fault"
	"musikkforalle/internal/pgtest"
	"musikkforalle/internal/place"
)

func TestModelsAgreeWithTheSchema(t *testing.T) {
	t.Parallel()
	differences, err := db.Agree(pgtest.New(t).Gorm, &Recipe{})
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range differences {
		t.Error(d)
	}
}

func (b *bundle) waffles(ctx context.Context, params contract.GetWafflesParams) (contract.GetWaffles200JSONResponse, error) {
	r, err := b.api.GetWaffles(ctx, contract.GetWafflesRequestObject{Session: b.session.ID, Params: params})
	if err != nil {
		return contract.GetWaffles200JSONResponse{}, err
	}
	return r.(contract.GetWaffles200JSONResponse), nil
}

func (b *bundle) setRecipe(ctx context.Context, version int, flour int32) error {
	recipe := ordinaryRecipe
	recipe.Flour = flour
	_, err := b.api.SetRecipe(ctx, contract.SetRecipeRequestObject{
		Place: b.Place.Slug, Params: contract.SetRecipeParams{IfMatch: fmt.Sprintf(`"v%d"`, version)}, Body: &recipe,
	})
	return err
}

func TestWaffles(t *testing.T) {
	t.Parallel()
	t.Run("SuggestsFromWhoComesAndDecidesNothing", func(t *testing.T) {
		t.Parallel()
		b := newBundle(t, day)
		b.wishes(b.family("nb", answer.Company{Children: 1, Parents: 2}), "", "cøliaki", "")
		b.wishes(b.family("ar", answer.Company{Children: 2}), "", "البيض", "")
		ctx := b.as(place.Organiser)
		w, err := b.waffles(ctx, contract.GetWafflesParams{})
		b.Must(err)
		if w.Heads != 5 || w.Diets != (contract.Diets{GlutenFree: 1, EggFree: 1}) || len(w.Batters) != 3 || len(w.Allergies) != 2 {
			t.Errorf("%+v", w)
		}
		w, err = b.waffles(ctx, contract.GetWafflesParams{Heads: new(int32(20)), GlutenFree: new(int32(0)), EggFree: new(int32(0))})
		b.Must(err)
		if w.Heads != 20 || len(w.Batters) != 1 || w.SuggestedHeads != 5 || w.SuggestedDiets.GlutenFree != 1 {
			t.Errorf("%+v", w)
		}
	})
	t.Run("ADietIsAHeads", func(t *testing.T) {
		t.Parallel()
		b := newBundle(t, day)
		_, err := b.waffles(b.as(place.Organiser), contract.GetWafflesParams{Heads: new(int32(2)), MilkFree: new(int32(3))})
		if !errors.Is(err, ErrTooManyDiets) {
			t.Error(err)
		}
	})
	t.Run("S10_ForOrganisersAlone", func(t *testing.T) {
		t.Parallel()
		b := newBundle(t, day)
		if _, err := b.waffles(b.as(place.Instructor), contract.GetWafflesParams{}); !errors.Is(err, fault.ErrNotFound) {
			t.Error(err)
		}
		if err := b.setRecipe(b.as(place.Instructor), 0, 500); !errors.Is(err, fault.ErrNotFound) || b.Number("select count(*) from recipes") != 0 {
			t.Error(err)
		}
	})
}

func TestRecipe(t *testing.T) {
	t.Parallel()
	t.Run("ThePlacesOwnIsUsedAndItsChangeIsNoted", func(t *testing.T) {
		t.Parallel()
		b := newBundle(t, day)
		ctx := b.as(place.Organiser)
		b.Must(b.setRecipe(ctx, 0, 500))
		b.Must(b.setRecipe(ctx, 1, 600))
		w, err := b.waffles(ctx, contract.GetWafflesParams{Heads: new(int32(10))})
		b.Must(err)
		if w.Kept.Version != 2 || w.Kept.Recipe.Flour != 600 || w.Batters[0].Amounts[0].Amount != 600 {
			t.Errorf("%+v", w)
		}
		if diff := cmp.Diff(ordinaryRecipe.Eggs, w.Kept.Recipe.Eggs); diff != "" || b.Number("select count(*) from audit where action = 'recipe.changed'") != 2 {
			t.Error(diff)
		}
	})
	t.Run("F21_OfTwoAtOnceOneIsKept", func(t *testing.T) {
		t.Parallel()
		b := newBundle(t, day)
		ctx := b.as(place.Organiser)
		for version := range 2 {
			var kept, refused atomic.Int32
			var all sync.WaitGroup
			for i := range 6 {
				all.Go(func() {
					switch err := b.setRecipe(ctx, version, int32(100+i)); {
					case err == nil:
						kept.Add(1)
					case errors.Is(err, ErrRecipeChanged):
						refused.Add(1)
					}
				})
			}
			all.Wait()
			if kept.Load() != 1 || refused.Load() != 5 {
				t.Errorf("version %d: %d kept, %d refused", version, kept.Load(), refused.Load())
			}
		}
	})
}
