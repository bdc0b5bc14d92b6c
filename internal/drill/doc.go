// Package drill holds fault drills: tests that run the built program as a process and kill, pause, starve and flood it,
// while the test plays its push services, mail server, database server and phones.
//
// A drill waits for real clocks (a lease of a killed server lasts thirty seconds), so they run side by side. The number
// of rounds is small unless DRILL=1 asks for the full one, with which the promises are shown.
package drill
