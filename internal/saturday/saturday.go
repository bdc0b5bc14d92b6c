// Package saturday is one session as the team of its place sees it: who comes, what they need and what is still lacking,
// on one screen that follows along while answers arrive.
package saturday

import (
	"musikkforalle/internal/db"
	"musikkforalle/internal/fault"
	"musikkforalle/internal/place"
)

// The faults of the team's screen.
var (
	ErrNone   = fault.New(fault.NotFound, "saturday.none")
	ErrNotNow = fault.New(fault.Conflict, "helps.not_now", "from the day before until the session's end")
)

// leaders see Saturday's numbers and needs.
var leaders = []place.Role{place.Organiser, place.Instructor}

// API answers the operations of the contract's tag "saturday".
type API struct {
	Store *db.Store
}
