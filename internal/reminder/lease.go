package reminder

import (
	"context"
	"time"

	"github.com/google/uuid"

	"musikkforalle/internal/db"
	"musikkforalle/internal/ledger"
)

const (
	// batch is how many rows are claimed at a time.
	batch = 100
	// leaseTime is the duration of a lease by the database's clock. After it, rows of a killed server can be claimed again.
	leaseTime = 30 * time.Second
	// sendBefore is how long after the claim a send may still begin, so that it ends, with its timeout, before the lease.
	sendBefore = 15 * time.Second
)

// lease is a claim on some rows.
type lease struct {
	id     uuid.UUID
	from   time.Time   // read before the claim, so that our end of the lease is never too late
	abouts []uuid.UUID // the sessions and announcements that the rows are about,
	people []uuid.UUID // and whom they are for
}

// claim leases what is due of a service. Two servers never get the same row.
func claim(ctx context.Context, store *db.Store, service string) (lease, error) {
	l := lease{id: uuid.New(), from: time.Now()}
	var err error
	l.abouts, l.people, err = ledger.Claim(ctx, store, service, l.id, leaseTime, batch)
	return l, err
}

// mayBegin reports whether a send may still begin. A program that was paused (F6) does not notice that its lease ran out, so
// both clocks are checked: the monotonic clock may stand still while a machine sleeps.
func (l lease) mayBegin() bool {
	return time.Since(l.from) < sendBefore && time.Now().Round(0).Sub(l.from.Round(0)) < sendBefore
}

// end returns the time by which all work on the lease must be done.
func (l lease) end() time.Time { return l.from.Add(leaseTime - time.Second) }
