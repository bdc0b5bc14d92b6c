// Package reminder tells people what they must know, in time and once: the day before, the same morning, at once when a
// session moved, was cancelled or has a new door, when a seat came free, when an organiser writes to them.
//
// Plan writes one row of the ledger for everyone who is to be told and can be reached; Deliver sends the rows and settles
// each once. Who is to be told is one query over the present state (sql/expected.sql), asked when a row is planned and
// asked again right before it is sent. Nothing needs to be rescheduled, and nothing stale goes out.
package reminder

import "musikkforalle/internal/ledger"

// The kinds that the code names; ledger/kinds.json has all, and how each is told.
const (
	Moved          ledger.Kind = "moved"
	Cancelled      ledger.Kind = "cancelled"
	ShiftMoved     ledger.Kind = "shift_moved"
	ShiftCancelled ledger.Kind = "shift_cancelled"
	News           ledger.Kind = "news"
)
