package report

import (
	"musikkforalle/internal/disclosure"
	"musikkforalle/internal/door"
)

// reach is the number of different people who came, each counted at the first visit within the span. It is rounded before
// it is shown, because a difference of one could be one known family.
type reach struct {
	Families, Children, People int
}

func reachOf(first disclosure.Counts) reach {
	r := reach{Families: first[door.KeyFamilies], Children: first["children"] + first["young"]}
	r.People = first.Sum() - r.Families
	return r
}

func (r reach) plus(o reach) reach {
	return reach{r.Families + o.Families, r.Children + o.Children, r.People + o.People}
}

// Round numbers: "about 50", and "180–200".
const (
	roundTo   = 10
	rangeWide = 20
)

// about rounds to the nearest ten. A number below ten becomes 0, which is shown as "fewer than ten".
func about(n int) int {
	if n < roundTo {
		return 0
	}
	return (n + roundTo/2) / roundTo * roundTo
}

// between returns the round range that contains a number.
func between(n int) (from, to int) {
	from = n / rangeWide * rangeWide
	return from, from + rangeWide
}
