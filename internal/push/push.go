package push

import (
	"context"

	"github.com/google/uuid"

	"musikkforalle/internal/db"
	"musikkforalle/internal/fault"
)

// API implements the operations of the contract's tag "push". Sender and Keys are nil where push is not configured.
type API struct {
	Store    *db.Store
	Keys     *Keys
	Services Services
	Sender   *Sender
	Base     string // public address, for links and icons
	// Reached is told of a family that can be reached from now on; nil: nobody is told.
	Reached func(ctx context.Context, family uuid.UUID) error
}

// The faults of web push.
var (
	ErrNotAllowed  = fault.New(fault.Invalid, "push.not_allowed", "not an address of a push service")
	ErrBadKeys     = fault.New(fault.Invalid, "push.bad_keys", "the keys of the subscription cannot be used")
	ErrNoneHere    = fault.New(fault.NotFound, "push.none")
	ErrGone        = fault.New(fault.Conflict, "push.gone", "the push service no longer knows this device")
	ErrUnreachable = fault.New(fault.Unavailable, "push.unreachable")
)
