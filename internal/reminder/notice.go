package reminder

import (
	"time"

	"musikkforalle/internal/i18n"
	"musikkforalle/internal/place"
	"musikkforalle/internal/session"
)

// Notice is all that the words of a notice are made of, as values: a reader, a session, a place and a change. A row of the
// ledger is read as one (sql/letters.sql), and About makes one of what has not happened yet.
type Notice struct {
	Now time.Time // when it is sent, by the database's clock

	Lang     string // the reader's
	Discreet bool

	StartsAt     time.Time
	MovedFrom    *time.Time
	CancelledFor string
	DoorKind     *string // nil: the usual door
	DoorName     *string
	DoorFloor    *int16

	PlaceName  string
	Venue      string
	Street     string
	Postcode   string
	Town       string
	Latitude   float64
	Longitude  float64
	TimeZone   string
	UsualKind  string
	UsualName  string
	UsualFloor *int16
	Lift       bool

	OfferExpiresAt *time.Time
	Task           string
	ShiftStartsAt  *time.Time
	Lacking        int // hands, for a late give-back

	ChangedFor string // the organiser's reason, as a name of session.Reasons; empty: none
	OwnText    string // the organiser's own words in OwnLang: the reader's language, else Norwegian; empty: none
	OwnLang    string
	OwnMachine bool
}

// About returns the notice about a session at a place, which is sent at a time. A nil session is none.
func About(p *place.Place, s *session.Session, now time.Time) Notice {
	n := Notice{
		Now: now, StartsAt: now, CancelledFor: "other",
		PlaceName: p.Name, Venue: p.Venue, Street: p.Street, Postcode: p.Postcode, Town: p.Town,
		Latitude: p.Latitude, Longitude: p.Longitude, TimeZone: p.TimeZone,
		UsualKind: p.DoorKind, UsualName: p.DoorName, UsualFloor: p.DoorFloor, Lift: p.Lift,
	}
	if s == nil {
		return n
	}
	n.StartsAt, n.MovedFrom = s.StartsAt, s.MovedFrom
	n.DoorKind, n.DoorName, n.DoorFloor = s.DoorKind, s.DoorName, s.DoorFloor
	if s.Reason != nil {
		n.CancelledFor = *s.Reason
	}
	return n
}

func (n *Notice) catalogue() *i18n.Catalogue { return i18n.Get(n.Lang) }

func (n *Notice) location() *time.Location {
	p := place.Place{TimeZone: n.TimeZone}
	return p.Location()
}

// start returns when the reader must be there, in the place's time zone.
func (n *Notice) start() time.Time {
	if n.ShiftStartsAt != nil {
		return n.ShiftStartsAt.In(n.location())
	}
	return n.StartsAt.In(n.location())
}

func (n *Notice) door() place.Door {
	door := place.Door{Kind: n.UsualKind, Name: n.UsualName, Floor: n.UsualFloor, Lift: n.Lift}
	if n.DoorKind == nil {
		return door
	}
	door.Kind, door.Name, door.Floor = *n.DoorKind, "", n.DoorFloor
	if n.DoorName != nil {
		door.Name = *n.DoorName
	}
	return door
}
