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
	// leaseTime is how long rows are ours by the database's clock; a killed server's rows are free after it.
	leaseTime = 30 * time.Second
	// sendBefore is how long after claiming a send may still begin: it ends, with its timeout, before the lease does.
	sendBefore = 15 * time.Second
)

// lease is a claim on some rows.
type lease struct {
	id     uuid.UUID
	from   time.Time   // taken before claiming, so our idea of its end is never too late
	abouts []uuid.UUID // the sessions and announcements of the rows,
	people []uuid.UUID // and whom they are for
}

// claim leases what is due of a service. Two servers never get the same row.
func claim(ctx context.Context, store *db.Store, service string) (lease, error) {
	l := lease{id: uuid.New(), from: time.Now()}
	var err error
	l.abouts, l.people, err = ledger.Claim(ctx, store, service, l.id, leaseTime, batch)
	return l, err
}

// mayBegin says whether a send may still begin. A paused program (F6) has let its lease run out without noticing: both
// clocks are asked, because the monotonic one may stand still while a machine sleeps.
func (l lease) mayBegin() bool {
	return time.Since(l.from) < sendBefore && time.Now().Round(0).Sub(l.from.Round(0)) < sendBefore
}

// end is when everything of the lease must be over.
func (l lease) end() time.Time { return l.from.Add(leaseTime - time.Second) }
