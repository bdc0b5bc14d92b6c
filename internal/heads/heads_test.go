package heads

import (
	"reflect"
	"slices"
	"strings"
	"testing"

	"musikkforalle/api/contract"
)

// These conversions compile only if the contract's types have the same fields.
var (
	_ = Heads(contract.Company{})
	_ = Heads(contract.Headcount{})
	_ = Heads(contract.DoorChange{})
)

func TestHeads(t *testing.T) {
	t.Parallel()
	h := Heads{Children: 1, Young: 2, Parents: 4, Siblings: 8, Supporters: 16, Staff: 32}
	t.Run("AKindIsAFieldAndAFieldIsAKind", func(t *testing.T) {
		var fields []string
		for _, f := range reflect.VisibleFields(reflect.TypeFor[Heads]()) {
			fields = append(fields, strings.ToLower(f.Name))
		}
		kinds := slices.Sorted(slices.Values(Kinds))
		if !slices.Equal(fields, kinds) {
			t.Errorf("fields %v, kinds %v", fields, kinds)
		}
		for _, kind := range Kinds {
			if h.ByKind()[kind] == 0 {
				t.Errorf("%s is lost by kind", kind)
			}
		}
	})
	t.Run("NothingIsLostOnAnyWay", func(t *testing.T) {
		if h.Sum() != 63 || Of(h.ByKind()) != h || len(h.Changes()) != 6 || !slices.Equal(h.Values(), []any{int32(1), int32(2), int32(4), int32(8), int32(16), int32(32)}) {
			t.Errorf("sum %d, values %v, changes %v", h.Sum(), h.Values(), h.Changes())
		}
		if got := Columns("a"); got != "a.children, a.young, a.parents, a.siblings, a.supporters, a.staff" {
			t.Error(got)
		}
	})
}
