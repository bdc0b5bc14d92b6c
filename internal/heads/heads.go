// Package heads is people by kind: in an answer, as a family's usual company, and counted at the door. The kinds stand in
// kinds.json, which the web app reads too; a new kind needs a column in each table of heads, and a field here.
package heads

import (
	_ "embed"
	"encoding/json"
	"fmt"
	"strings"
)

//go:embed kinds.json
var kindsFile []byte

// Kinds are the kinds of people in the order in which a family counts itself: the columns of every table of heads, the keys
// of session_counts, and the fields of the contract.
var Kinds = readKinds()

func readKinds() (kinds []string) {
	if err := json.Unmarshal(kindsFile, &kinds); err != nil {
		panic(fmt.Sprintf("heads: kinds.json: %v", err)) // the file is part of the program
	}
	return kinds
}

// Heads are people by kind: so many, or in a correction so many more or fewer. A table has one column for each field. The
// fields are those of the contract's Company, Headcount and DoorChange, in the same order, so that Go converts one to another.
type Heads struct {
	Children   int32 `gorm:"type:smallint;not null"`
	Parents    int32 `gorm:"type:smallint;not null"`
	Siblings   int32 `gorm:"type:smallint;not null"`
	Staff      int32 `gorm:"type:smallint;not null"`
	Supporters int32 `gorm:"type:smallint;not null"`
	Young      int32 `gorm:"type:smallint;not null"`
}

// ByKind returns the heads under the names of their kinds.
func (h Heads) ByKind() map[string]int32 {
	return map[string]int32{
		"children": h.Children, "young": h.Young, "parents": h.Parents,
		"siblings": h.Siblings, "supporters": h.Supporters, "staff": h.Staff,
	}
}

// Of returns heads from numbers under the names of their kinds, as ByKind returns them.
func Of(byKind map[string]int32) Heads {
	return Heads{
		Children: byKind["children"], Young: byKind["young"], Parents: byKind["parents"],
		Siblings: byKind["siblings"], Supporters: byKind["supporters"], Staff: byKind["staff"],
	}
}

// Sum is how many people they are.
func (h Heads) Sum() (all int) {
	for _, n := range h.ByKind() {
		all += int(n)
	}
	return all
}

// Values are the heads in the order of Kinds and Columns, as arguments of a statement.
func (h Heads) Values() []any {
	byKind, values := h.ByKind(), make([]any, len(Kinds))
	for i, kind := range Kinds {
		values[i] = byKind[kind]
	}
	return values
}

// Changes are the columns with their values, for an update.
func (h Heads) Changes() map[string]any {
	changes := make(map[string]any, len(Kinds))
	for kind, n := range h.ByKind() {
		changes[kind] = n
	}
	return changes
}

// Columns lists the columns for a statement, of an alias unless it is empty: "a.children, a.young, …".
func Columns(alias string) string {
	return each(func(kind string) string { return column(alias, kind) })
}

// Object is an SQL expression for the heads of one row, as JSON by kind.
func Object(alias string) string {
	return "jsonb_build_object(" + each(func(kind string) string { return "'" + kind + "', " + column(alias, kind) }) + ")"
}

// Sums is an SQL expression for the heads of all rows, as JSON by kind; without rows they are zero.
func Sums() string {
	return "jsonb_build_object(" + each(func(kind string) string { return "'" + kind + "', coalesce(sum(" + kind + "), 0)" }) + ")"
}

func column(alias, kind string) string {
	if alias == "" {
		return kind
	}
	return alias + "." + kind
}

func each(write func(kind string) string) string {
	parts := make([]string, len(Kinds))
	for i, kind := range Kinds {
		parts[i] = write(kind)
	}
	return strings.Join(parts, ", ")
}
