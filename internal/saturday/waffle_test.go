package saturday

import (
	"slices"
	"testing"

	"pgregory.net/rapid"

	"musikkforalle/api/contract"
)

// amountsOf lists a bowl as the contract has it.
func amountsOf(b batter) map[contract.Ingredient]float64 {
	all := map[contract.Ingredient]float64{}
	for _, m := range b.amounts {
		all[m.what] = m.inUnits()
	}
	return all
}

func TestBake(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		heads  int
		diets  contract.Diets
		kind   contract.WaffleBatterKind
		irons  int // of all bowls
		hearts int
		want   map[contract.Ingredient]float64
	}{
		"TenPeopleAreTheRecipe": {10, contract.Diets{}, contract.Ordinary, 1, 60, map[contract.Ingredient]float64{
			contract.Flour: 400, contract.Sugar: 120, contract.BakingPowder: 2, contract.Cardamom: 2, contract.Salt: 1,
			contract.Milk: 700, contract.Eggs: 4, contract.Butter: 130}},
		"OneWithoutGlutenIsOneEgg": {10, contract.Diets{GlutenFree: 1}, contract.GlutenFree, 2, 60, map[contract.Ingredient]float64{
			contract.GlutenFreeFlour: 100, contract.Sugar: 30, contract.BakingPowder: 0.5, contract.Cardamom: 0.5, contract.Salt: 0.5,
			contract.Milk: 175, contract.Eggs: 1, contract.Butter: 40}},
		"WithoutMilkThereIsNoButterEither": {5, contract.Diets{MilkFree: 5}, contract.MilkFree, 1, 30, map[contract.Ingredient]float64{
			contract.Flour: 200, contract.Sugar: 60, contract.BakingPowder: 1, contract.Cardamom: 1, contract.Salt: 0.5,
			contract.PlantDrink: 350, contract.Eggs: 2, contract.MilkFreeMargarine: 70}},
		"WithoutEggsThereIsMoreMilkAndPowder": {10, contract.Diets{EggFree: 10}, contract.EggFree, 1, 60, map[contract.Ingredient]float64{
			contract.Flour: 400, contract.Sugar: 120, contract.BakingPowder: 4, contract.Cardamom: 2, contract.Salt: 1,
			contract.Milk: 900, contract.Butter: 130}},
		"AFullHall": {200, contract.Diets{GlutenFree: 2, MilkFree: 3}, contract.Ordinary, 17, 1200, map[contract.Ingredient]float64{
			contract.Flour: 7800, contract.Sugar: 2350, contract.BakingPowder: 39, contract.Cardamom: 39, contract.Salt: 19.5,
			contract.Milk: 13650, contract.Eggs: 78, contract.Butter: 2450}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			b := bake(ordinaryRecipe, c.heads, c.diets)
			if b.irons != c.irons || b.hearts != c.hearts {
				t.Errorf("%d irons for %d hearts, want %d for %d", b.irons, b.hearts, c.irons, c.hearts)
			}
			at := slices.IndexFunc(b.batters, func(x batter) bool { return x.kind == c.kind })
			for what, want := range c.want {
				if got := amountsOf(b.batters[at])[what]; got != want {
					t.Errorf("%s: %v, want %v", what, got, want)
				}
			}
			if n := len(b.batters[at].amounts); n != len(c.want) {
				t.Errorf("%d things in the bowl, want %d", n, len(c.want))
			}
		})
	}
	t.Run("NobodyNeedsNothing", func(t *testing.T) {
		t.Parallel()
		if b := bake(ordinaryRecipe, 0, contract.Diets{}); len(b.batters)+len(b.topping)+len(b.shopping())+b.irons+b.hearts != 0 {
			t.Errorf("%+v", b)
		}
	})
	t.Run("WholePackages", func(t *testing.T) {
		t.Parallel()
		packs := map[contract.Ingredient]int{}
		for _, x := range bake(ordinaryRecipe, 60, contract.Diets{MilkFree: 60}).shopping() {
			packs[x.pack.what] = x.n
		}
		if packs[contract.Flour] != 3 || packs[contract.PlantDrink] != 5 || packs[contract.Eggs] != 2 || packs[contract.Jam] != 3 || packs[contract.BrownCheese] != 0 {
			t.Error(packs)
		}
	})
}

func drawRecipe(t *rapid.T) contract.Recipe {
	most := func(n int32, name string) int32 { return rapid.Int32Range(0, n).Draw(t, name) }
	return contract.Recipe{
		Flour: most(3000, "flour"), Sugar: most(3000, "sugar"), BakingPowder: most(50, "powder"), Cardamom: most(50, "cardamom"),
		Salt: most(50, "salt"), Milk: most(5000, "milk"), Eggs: most(50, "eggs"), Butter: most(3000, "butter"),
		Jam: most(5000, "jam"), BrownCheese: most(5000, "cheese"), HeartsPerPerson: 1 + most(29, "hearts"),
		HeartsPerIronHour: 10 + most(490, "iron"), ServingMinutes: 10 + most(290, "minutes"),
	}
}

// totals are everything that may not become less: amounts, packages, irons, hearts.
func totals(b baked) map[string]int {
	all := map[string]int{"irons": b.irons, "hearts": b.hearts}
	for _, bowl := range b.batters {
		for _, m := range bowl.amounts {
			all[string(bowl.kind)+" "+string(m.what)] += m.n
		}
	}
	for _, m := range b.topping {
		all[string(m.what)] += m.n
	}
	for _, x := range b.shopping() {
		all["packages of "+string(x.pack.what)] = x.n
	}
	return all
}

func TestBakeHolds(t *testing.T) {
	t.Parallel()
	t.Run("MorePeopleNeverNeedLess", func(t *testing.T) {
		t.Parallel()
		rapid.Check(t, func(t *rapid.T) {
			r := drawRecipe(t)
			people := rapid.Int32Range(0, 900)
			d := contract.Diets{GlutenFree: people.Draw(t, "gluten"), MilkFree: people.Draw(t, "milk"), EggFree: people.Draw(t, "egg")}
			heads := int(d.GlutenFree+d.MilkFree+d.EggFree) + int(people.Draw(t, "others"))
			before, more := totals(bake(r, heads, d)), d
			*rapid.SampledFrom([]*int32{&more.GlutenFree, &more.MilkFree, &more.EggFree, new(int32)}).Draw(t, "who") += 1
			after := totals(bake(r, heads+1, more))
			for what, n := range before {
				if after[what] < n {
					t.Fatalf("%s: %d, with one more %d", what, n, after[what])
				}
			}
		})
	})
	t.Run("EnoughIsMadeAndBought", func(t *testing.T) {
		t.Parallel()
		rapid.Check(t, func(t *rapid.T) {
			r, heads := drawRecipe(t), rapid.IntRange(1, 3000).Draw(t, "heads")
			b := bake(r, heads, contract.Diets{})
			have := amountsOf(b.batters[0])
			if have[contract.Flour]*recipePeople < float64(int(r.Flour)*heads) || have[contract.Milk]*recipePeople < float64(int(r.Milk)*heads) {
				t.Fatalf("%v for %d", have, heads)
			}
			if made := b.irons * int(r.HeartsPerIronHour*r.ServingMinutes); made < heads*int(r.HeartsPerPerson)*60 {
				t.Fatalf("%d irons are too few", b.irons)
			}
			for _, x := range b.shopping() {
				if x.n*x.pack.n < totals(b)["ordinary "+string(x.pack.what)] {
					t.Fatalf("%d packages of %s", x.n, x.pack.what)
				}
			}
		})
	})
}
