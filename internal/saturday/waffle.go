package saturday

import "musikkforalle/api/contract"

// recipePeople is the number of people that a recipe serves.
const recipePeople = 10

// ordinaryRecipe is what a place uses until it has its own: about twelve plates of five hearts.
var ordinaryRecipe = contract.Recipe{
	Flour: 400, Sugar: 120, BakingPowder: 2, Cardamom: 2, Salt: 1, Milk: 700, Eggs: 4, Butter: 125, Jam: 400, BrownCheese: 300,
	HeartsPerPerson: 6, HeartsPerIronHour: 80, ServingMinutes: 60,
}

// Milk and baking powder that replace one egg in batter without eggs.
const (
	milkForEgg         = 50 // ml
	halfTeaspoonForEgg = 1
)

// measure is an amount in the unit's smallest step: grams, millilitres, halves of a teaspoon, pieces.
type measure struct {
	what contract.Ingredient
	n    int
	unit contract.KitchenUnit
}

// batter is one bowl, baked on irons of its own, so that allergens do not get into it.
type batter struct {
	kind     contract.WaffleBatterKind
	portions int
	hearts   int
	irons    int
	amounts  []measure
}

// baked is the batter for a number of people.
type baked struct {
	batters []batter
	hearts  int
	irons   int
	topping []measure
}

// bake returns what to make for heads people, of whom some have a batter of their own. The amounts never shrink as heads
// grow.
func bake(r contract.Recipe, heads int, d contract.Diets) baked {
	var all baked
	special := int(d.GlutenFree + d.MilkFree + d.EggFree)
	for _, bowl := range []struct {
		kind     contract.WaffleBatterKind
		portions int
	}{
		{contract.Ordinary, heads - special}, {contract.GlutenFree, int(d.GlutenFree)},
		{contract.MilkFree, int(d.MilkFree)}, {contract.EggFree, int(d.EggFree)},
	} {
		if bowl.portions <= 0 {
			continue
		}
		b := batter{kind: bowl.kind, portions: bowl.portions, hearts: bowl.portions * int(r.HeartsPerPerson), amounts: mix(r, bowl.kind, bowl.portions)}
		b.irons = upTo(b.hearts*60, int(r.HeartsPerIronHour*r.ServingMinutes))
		all.batters = append(all.batters, b)
		all.hearts, all.irons = all.hearts+b.hearts, all.irons+b.irons
	}
	all.topping = someOf(
		measure{contract.Jam, grams(int(r.Jam)*heads, recipePeople), contract.G},
		measure{contract.BrownCheese, grams(int(r.BrownCheese)*(heads-int(d.MilkFree)), recipePeople), contract.G},
	)
	return all
}

// mix returns one bowl of batter. It scales the recipe to whole eggs.
func mix(r contract.Recipe, kind contract.WaffleBatterKind, portions int) []measure {
	times, of := portions, recipePeople
	if r.Eggs > 0 {
		times, of = upTo(portions*int(r.Eggs), recipePeople), int(r.Eggs)
	}
	flour, milk, butter := contract.Flour, contract.Milk, contract.Butter
	eggs, ml, powder := int(r.Eggs), int(r.Milk), 2*int(r.BakingPowder)
	switch kind {
	case contract.GlutenFree:
		flour = contract.GlutenFreeFlour
	case contract.MilkFree:
		milk, butter = contract.PlantDrink, contract.MilkFreeMargarine
	case contract.EggFree:
		eggs, ml, powder = 0, ml+milkForEgg*eggs, powder+halfTeaspoonForEgg*eggs
	}
	return someOf(
		measure{flour, grams(int(r.Flour)*times, of), contract.G},
		measure{contract.Sugar, grams(int(r.Sugar)*times, of), contract.G},
		measure{contract.BakingPowder, upTo(powder*times, of), contract.Tsp},
		measure{contract.Cardamom, upTo(2*int(r.Cardamom)*times, of), contract.Tsp},
		measure{contract.Salt, upTo(2*int(r.Salt)*times, of), contract.Tsp},
		measure{milk, millilitres(ml*times, of), contract.Ml},
		measure{contract.Eggs, upTo(eggs*times, of), contract.Piece},
		measure{butter, grams(int(r.Butter)*times, of), contract.G},
	)
}

func someOf(all ...measure) (some []measure) {
	for _, m := range all {
		if m.n > 0 {
			some = append(some, m)
		}
	}
	return some
}

// upTo divides and rounds up.
func upTo(n, by int) int { return (n + by - 1) / by }

// steps rounds up to a multiple of small, or of large from limit on; limit is a multiple of both.
func steps(n, limit, small, large int) int {
	if n > limit {
		small = large
	}
	return upTo(n, small) * small
}

// grams rounds up to a step that a kitchen scale shows.
func grams(n, by int) int { return steps(upTo(n, by), 500, 10, 50) }

// millilitres rounds up to a quarter or half of a decilitre.
func millilitres(n, by int) int { return steps(upTo(n, by), 500, 25, 50) }

// packages are the sizes that shops sell, in the order of the list.
var packages = []measure{
	{contract.Flour, 1000, contract.G}, {contract.GlutenFreeFlour, 500, contract.G}, {contract.Sugar, 1000, contract.G},
	{contract.BakingPowder, 100, contract.Tsp}, {contract.Cardamom, 24, contract.Tsp}, {contract.Salt, 200, contract.Tsp},
	{contract.Milk, 1000, contract.Ml}, {contract.PlantDrink, 1000, contract.Ml}, {contract.Eggs, 12, contract.Piece},
	{contract.Butter, 500, contract.G}, {contract.MilkFreeMargarine, 400, contract.G},
	{contract.Jam, 1000, contract.G}, {contract.BrownCheese, 500, contract.G},
}

// bought is one line of the shopping list: a number of packages.
type bought struct {
	pack measure
	n    int
}

// shopping returns the whole packages that cover the batter.
func (b baked) shopping() (list []bought) {
	sum := map[contract.Ingredient]int{}
	for _, bowl := range b.batters {
		for _, m := range bowl.amounts {
			sum[m.what] += m.n
		}
	}
	for _, m := range b.topping {
		sum[m.what] += m.n
	}
	for _, pack := range packages {
		if n := upTo(sum[pack.what], pack.n); n > 0 {
			list = append(list, bought{pack, n})
		}
	}
	return list
}

// inUnits converts the amount to its display unit: half teaspoons become teaspoons.
func (m measure) inUnits() float64 {
	if m.unit == contract.Tsp {
		return float64(m.n) / 2
	}
	return float64(m.n)
}
