// Package reminder notifies families and volunteers once and in time: on the day before, on the same morning, at once if a
// session is moved, is cancelled or gets a new door, if a seat becomes free, or if an organiser writes to them.
//
// Plan writes one row of the ledger for everyone who is to be told and can be reached. Deliver sends the rows and settles
// each once. One query over the present state (sql/expected.sql) decides who is to be told; it runs when a row is planned
// and again right before it is sent. So nothing is rescheduled, and nothing stale is sent (R4).
package reminder
