// Package heads counts people by kind: in an answer, as a family's usual company, and at the door. kinds.json lists the
// kinds, also for the web app. A new kind needs a column in each table of heads and a field in Heads.
package heads

import (
	_ "embed"
	"encoding/json"
	"fmt"
	"strings"
)

//go:embed kinds.json
var kindsFile []byte

// Kinds are the kinds of people, in the order in which the app asks a family for them. They are also the columns of
// every table of heads, keys of session_counts, and fields of the contract.
var Kinds = readKinds()

func readKinds() (kinds []string) {
	if err := json.Unmarshal(kindsFile, &kinds); err != nil {
		panic(fmt.Sprintf("heads: kinds.json: %v", err)) // the file is part of the program
	}
	return kinds
}

// Heads is the number of people of each kind; in a correction the numbers are differences and may be negative. A table
// of heads has one column for each field. The fields have the names, types and order of those of the contract's
// Company, Headcount and DoorChange, so that Go converts between these types.
type Heads struct {
	Children   int32 `gorm:"type:smallint;not null"`
	Parents    int32 `gorm:"type:smallint;not null"`
	Siblings   int32 `gorm:"type:smallint;not null"`
	Staff      int32 `gorm:"type:smallint;not null"`
	Supporters int32 `gorm:"type:smallint;not null"`
	Young      int32 `gorm:"type:smallint;not null"`
}

// ByKind returns the numbers, keyed by kind.
func (h Heads) ByKind() map[string]int32 {
	return map[string]int32{
		"children": h.Children, "young": h.Young, "parents": h.Parents,
		"siblings": h.Siblings, "supporters": h.Supporters, "staff": h.Staff,
	}
}

// Of returns the heads of a map keyed by kind, as ByKind returns it; a kind that is missing is 0.
func Of(byKind map[string]int32) Heads {
	return Heads{
		Children: byKind["children"], Young: byKind["young"], Parents: byKind["parents"],
		Siblings: byKind["siblings"], Supporters: byKind["supporters"], Staff: byKind["staff"],
	}
}

// Sum returns the number of people of all kinds.
func (h Heads) Sum() (all int) {
	for _, n := range h.ByKind() {
		all += int(n)
	}
	return all
}

// Values returns the numbers in the order of Kinds and Columns, as arguments of an SQL statement.
func (h Heads) Values() []any {
	byKind, values := h.ByKind(), make([]any, len(Kinds))
	for i, kind := range Kinds {
		values[i] = byKind[kind]
	}
	return values
}

// Changes returns the values by column, for an update.
func (h Heads) Changes() map[string]any {
	changes := make(map[string]any, len(Kinds))
	for kind, n := range h.ByKind() {
		changes[kind] = n
	}
	return changes
}

// Columns returns the columns for an SQL statement, prefixed with the alias unless it is empty: "a.children, a.young,
// …".
func Columns(alias string) string {
	return each(func(kind string) string { return column(alias, kind) })
}

// Object returns an SQL expression for the heads of one row as a JSON object keyed by kind.
func Object(alias string) string {
	return "jsonb_build_object(" + each(func(kind string) string { return "'" + kind + "', " + column(alias, kind) }) + ")"
}

// Sums returns an SQL expression for the sums over all rows as a JSON object keyed by kind; without rows the sums are
// 0.
func Sums() string {
	return "jsonb_build_object(" + each(func(kind string) string { return "'" + kind + "', coalesce(sum(" + kind + "), 0)" }) + ")"
}

func column(alias, kind string) string {
	if alias == "" {
		return kind
	}
	return alias + "." + kind
}

// each joins what write returns for every kind, separated by commas.
func each(write func(kind string) string) string {
	parts := make([]string, len(Kinds))
	for i, kind := range Kinds {
		parts[i] = write(kind)
	}
	return strings.Join(parts, ", ")
}
