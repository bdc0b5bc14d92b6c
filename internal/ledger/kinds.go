package ledger

import (
	_ "embed" // the list of kinds
	"encoding/json"
	"fmt"
	"slices"
)

// Kind is what a person is told.
type Kind string

// The kinds that code names; kinds.json has all.
const (
	Moved          Kind = "moved"
	Cancelled      Kind = "cancelled"
	Door           Kind = "door"
	ShiftMoved     Kind = "shift_moved"
	ShiftCancelled Kind = "shift_cancelled"
	News           Kind = "news"
	Hands          Kind = "hands"  // asks those who can fill open shifts
	Thanks         Kind = "thanks" // to those who were on shift
)

// Told is how people are told of a kind: one entry of kinds.json. A new kind begins there.
type Told struct {
	Kind     Kind     `json:"kind"`
	To       string   `json:"to"`       // family, volunteer, place (its organiser), or audience: as the announcement says
	About    string   `json:"about"`    // session, shift or announcement
	Change   bool     `json:"change"`   // an organiser changed the session
	Words    Texts    `json:"words"`    // keys of the catalogue
	Discreet Texts    `json:"discreet"` // for those whose lock screen must tell nothing
	Buttons  []string `json:"buttons"`  // coming, cannot, directions
	Mail     []string `json:"mail"`     // what a mail adds: facts (when, where, which door), way (a map)
}

// Texts are keys of a title and a body; a body without a key is the organiser's own words alone.
type Texts struct{ Title, Body string }

//go:embed kinds.json
var kindsJSON []byte

// Kinds lists everything that people are told.
var Kinds = readKinds()

func readKinds() (all []Told) {
	if err := json.Unmarshal(kindsJSON, &all); err != nil {
		panic(fmt.Sprintf("ledger: kinds.json: %v", err))
	}
	return all
}

// Told is the kind's entry. A kind that is not in the list is told of in no words.
func (k Kind) Told() Told {
	i := slices.IndexFunc(Kinds, func(t Told) bool { return t.Kind == k })
	if i < 0 {
		return Told{Kind: k}
	}
	return Kinds[i]
}

// Changes are the kinds that tell of a changed session.
var Changes = kindsOf(func(t Told) bool { return t.Change })

// FromOrganisers are the kinds that an organiser causes: changes and announcements.
var FromOrganisers = kindsOf(func(t Told) bool { return t.Change || t.About == "announcement" })

func kindsOf(which func(Told) bool) (kinds []Kind) {
	for _, t := range Kinds {
		if which(t) {
			kinds = append(kinds, t.Kind)
		}
	}
	return kinds
}
