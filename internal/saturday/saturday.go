// Package saturday shows one session to the team of its place: who comes, what they need and what is still missing, on a
// screen that is updated while answers arrive.
package saturday

import (
	"musikkforalle/internal/db"
	"musikkforalle/internal/fault"
	"musikkforalle/internal/place"
)

// Faults of the team's screen.
var (
	ErrNone   = fault.New(fault.NotFound, "saturday.none")
	ErrNotNow = fault.New(fault.Conflict, "helps.not_now", "from the day before until the session's end")
)

// leaders are the roles that may see a session's numbers and needs.
var leaders = []place.Role{place.Organiser, place.Instructor}

// API answers the operations of the contract's tag "saturday".
type API struct {
	Store *db.Store
}
