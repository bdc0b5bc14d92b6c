// Package reminder tells people what they must know, in time and once: the day before, the same morning, at once when a
// session moved, was cancelled or has a new door, when a seat came free, when an organiser writes to them.
//
// Plan writes one row of the ledger for everyone who is to be told and can be reached; Deliver sends the rows and settles
// each once. Who is to be told is one query over the present state (sql/expected.sql), asked when a row is planned and
// asked again right before it is sent. Nothing needs to be rescheduled, and nothing stale goes out.
package reminder

import "musikkforalle/internal/ledger"

// The kinds. Those of volunteers are about their shift; LateGiveBack goes to the organiser of a place; the last three are
// an organiser's announcements.
const (
	DayBefore      ledger.Kind = "day_before"
	Morning        ledger.Kind = "morning"
	WillYouCome    ledger.Kind = "will_you_come"
	Moved          ledger.Kind = "moved"
	Cancelled      ledger.Kind = "cancelled"
	Door           ledger.Kind = "door"
	SeatOffer      ledger.Kind = "seat_offer"
	ShiftDayBefore ledger.Kind = "shift_day_before"
	ShiftMorning   ledger.Kind = "shift_morning"
	ShiftMoved     ledger.Kind = "shift_moved"
	ShiftCancelled ledger.Kind = "shift_cancelled"
	ShiftDoor      ledger.Kind = "shift_door"
	LateGiveBack   ledger.Kind = "late_give_back"
	News           ledger.Kind = "news"
	Hands          ledger.Kind = "hands"
	Thanks         ledger.Kind = "thanks"
)
