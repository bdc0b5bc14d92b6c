// Package account identifies callers: the cookie of a device, and sign-in by typed codes and passkeys. Nothing here is
// called a session, because a session is a Saturday.
package account

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"time"

	"github.com/google/uuid"

	"musikkforalle/internal/fault"
)

// Caller is who a request comes from. Package web fills it from the cookies and, after the handler, sets or clears
// them.
type Caller struct {
	Device    uuid.UUID     // Nil: the device is nobody's yet
	Family    uuid.UUID     // Nil: not a family's
	Volunteer uuid.UUID     // Nil: not a volunteer's
	Member    uuid.UUID     // of a place's team, signed in with a passkey; Nil: not a member
	Enrolling uuid.UUID     // a member who signed in by a mailed code: may add a passkey, nothing else
	Label     string        // kind of phone and browser, from a short list
	Network   string        // hashed address of the network, for limits only
	Browser   []byte        // hash of the browser's own mark, which binds typed codes to it
	Key       string        // Idempotency-Key of the request; never logged
	Unmarked  bool          // Browser was made for this request
	Proof     string        // that this device once typed a code of an address
	Stale     bool          // came with a cookie that no device has any more; package web takes that cookie back
	Ago       time.Duration // how long ago the person acted, by the phone's clock; 0: the request did not wait for a network

	token  string
	change change
	proved string
}

type change int

const (
	kept change = iota
	issued
	cleared
)

type callerKey struct{}

// With puts the caller into a context.
func With(ctx context.Context, c *Caller) context.Context {
	return context.WithValue(ctx, callerKey{}, c)
}

// From returns the caller in the context, or an empty Caller if there is none.
func From(ctx context.Context) *Caller {
	if c, ok := ctx.Value(callerKey{}).(*Caller); ok {
		return c
	}
	return &Caller{}
}

// FamilyOf returns the calling family, or fault.ErrNobody.
func FamilyOf(ctx context.Context) (uuid.UUID, error) {
	if id := From(ctx).Family; id != uuid.Nil {
		return id, nil
	}
	return uuid.Nil, fault.ErrNobody
}

// VolunteerOf returns the calling volunteer, or fault.ErrNobody.
func VolunteerOf(ctx context.Context) (uuid.UUID, error) {
	if id := From(ctx).Volunteer; id != uuid.Nil {
		return id, nil
	}
	return uuid.Nil, fault.ErrNobody
}

// MemberOf returns the calling member of a team, or fault.ErrNobody.
func MemberOf(ctx context.Context) (uuid.UUID, error) {
	if id := From(ctx).Member; id != uuid.Nil {
		return id, nil
	}
	return uuid.Nil, fault.ErrNobody
}

// Is sets the caller to the device and to everybody who is signed in on it.
func (c *Caller) Is(d Device) {
	c.Device = d.ID
	if d.FamilyID != nil {
		c.Family = *d.FamilyID
	}
	if d.VolunteerID != nil {
		c.Volunteer = *d.VolunteerID
	}
	if d.MemberID != nil {
		c.isMember(*d.MemberID, d.MemberKey)
	}
}

// isMember sets Member if the sign-in was by passkey, else Enrolling.
func (c *Caller) isMember(id uuid.UUID, key bool) {
	if c.Member, c.Enrolling = id, uuid.Nil; !key {
		c.Member, c.Enrolling = uuid.Nil, id
	}
}

// Issue asks package web to set the device's cookie to the token.
func (c *Caller) Issue(token string) { c.token, c.change = token, issued }

// Clear asks package web to clear the cookie and what the browser stored.
func (c *Caller) Clear() { c.token, c.change = "", cleared }

// Issued returns the token to set as a cookie; ok reports whether there is one.
func (c *Caller) Issued() (token string, ok bool) { return c.token, c.change == issued }

// Cleared reports whether package web must clear the cookie.
func (c *Caller) Cleared() bool { return c.change == cleared }

// Proved returns the proof to keep on the device, of an address whose code was typed now; "": none.
func (c *Caller) Proved() string { return c.proved }

// NewToken returns a random URL-safe token of 256 bits.
func NewToken() string {
	b := make([]byte, 32)
	_, _ = rand.Read(b) // never fails (crypto/rand)
	return base64.RawURLEncoding.EncodeToString(b)
}

// Hash returns the SHA-256 of a token or code, which is stored instead of it.
func Hash(token string) []byte {
	h := sha256.Sum256([]byte(token))
	return h[:]
}
