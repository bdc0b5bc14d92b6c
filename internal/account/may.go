package account

import (
	"context"
	"encoding/base64"

	"github.com/google/uuid"

	"musikkforalle/internal/db"
	"musikkforalle/internal/fault"
	"musikkforalle/internal/limit"
)

// mayAsk counts a code that is asked for. Who has proved the address before on this device meets the device's own limit
// alone: no stranger can use that up. Fault: too_many.
func mayAsk(ctx context.Context, store *db.Store, email string) error {
	caller := From(ctx)
	proved, err := proves(ctx, store, email)
	if err != nil {
		return err
	}
	if proved {
		return limit.Codes.Count(ctx, store, caller.Proof)
	}
	if err := limit.Codes.Count(ctx, store, deviceOf(caller)+" "+email); err != nil {
		return err
	}
	if err := limit.CodesNetwork.Count(ctx, store, caller.Network); err != nil {
		return err
	}
	near, err := limit.CodesNear.Add(store.Gorm.WithContext(ctx), caller.Network+" "+email, 1)
	if err != nil {
		return err
	}
	if near > limit.CodesNear.Most {
		return fault.ErrTooMany
	}
	// Mails from everywhere to one address are bounded, but nobody can lock it: each network may ask once.
	if err := limit.CodesAddress.Count(ctx, store, email); err != nil && near > 1 {
		return err
	}
	return nil
}

// deviceOf names the calling device in counters: signed in, or known by the mark of its browser. Browsers without one are one
// device of their network, since a stranger can throw a mark away.
func deviceOf(c *Caller) string {
	switch {
	case c.Device != uuid.Nil:
		return c.Device.String()
	case c.Unmarked:
		return c.Network
	}
	return base64.RawURLEncoding.EncodeToString(c.Browser)
}

// provedAddress is the purpose of the signature that a device keeps of an address.
const provedAddress = "proved address"

// proves reports whether the calling device has typed a code of the address before.
func proves(ctx context.Context, store *db.Store, email string) (yes bool, err error) {
	caller := From(ctx)
	if caller.Proof == "" {
		return false, nil
	}
	err = store.Tx(ctx, func(tx *db.Tx) error {
		secret, err := Secret(ctx, tx)
		yes = err == nil && Signed(secret, provedAddress, email, caller.Proof)
		return err
	})
	return yes, err
}

// proofOf returns what a device keeps that has typed a code of an address. It tells nobody the address.
func proofOf(ctx context.Context, tx *db.Tx, email string) (string, error) {
	secret, err := Secret(ctx, tx)
	if err != nil {
		return "", err
	}
	return Sign(secret, provedAddress, email), nil
}
