package place

import (
	"musikkforalle/api/contract"
	"musikkforalle/internal/i18n"
)

// Kinds of door: the main one, the pavilion beside the building of that name, the door from the street of that name.
const (
	MainDoor     = "main"
	PavilionDoor = "pavilion"
	StreetDoor   = "street"
)

// DoorName is the rule for the name of a door.
var DoorName = i18n.Text{Field: "door", Most: 120}

// Door is the way in, as data.
type Door struct {
	Kind  string
	Name  string
	Floor *int16
	Lift  bool
}

// Text describes the door in the catalogue's language: "Inngang fra Fabrikkgata · 2. etasje · Det er heis".
func (d Door) Text(c *i18n.Catalogue) string { return c.Facts(d.Parts(c)) }

// Parts returns the descriptions of the door, its floor and the lift, one by one.
func (d Door) Parts(c *i18n.Catalogue) []string {
	parts := []string{c.T("entrance."+d.Kind, "name", i18n.Isolate(d.Name))}
	if d.Floor != nil {
		parts = append(parts, c.T("entrance.floor", "n", int(*d.Floor)))
	}
	if d.Lift {
		parts = append(parts, c.T("entrance.lift"))
	}
	return parts
}

// Same reports whether two doors are equal.
func (d Door) Same(other Door) bool {
	return d.Kind == other.Kind && d.Name == other.Name && d.Lift == other.Lift && floor(d.Floor) == floor(other.Floor)
}

// Wire is the door as the contract sends it.
func (d Door) Wire() contract.Door {
	w := contract.Door{Kind: contract.DoorKind(d.Kind), Name: d.Name, Lift: d.Lift}
	if d.Floor != nil {
		n := int32(*d.Floor)
		w.Floor = &n
	}
	return w
}

const noFloor = -1 << 15

func floor(n *int16) int16 {
	if n == nil {
		return noFloor
	}
	return *n
}

// Valid reports whether the door can be rendered: a known kind, with the name that its sentence needs.
func (d Door) Valid() bool {
	switch d.Kind {
	case MainDoor:
		return true
	case PavilionDoor, StreetDoor:
		return d.Name != ""
	}
	return false
}
