// Package account is how a person is known: a device's cookie, the codes and keys that sign a device in, and limits on
// trying. Nothing here is called a session; that word is the Saturday's.
package account

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"

	"github.com/google/uuid"

	"musikkforalle/internal/fault"
)

// Caller is who a request comes from. Package web fills it from the cookie and, after the handler, writes what changed.
type Caller struct {
	Device    uuid.UUID // Nil: the device is nobody's yet
	Family    uuid.UUID // Nil: not a family's
	Volunteer uuid.UUID // Nil: not a volunteer's
	Member    uuid.UUID // of a place's team, signed in with a passkey; Nil: not a member
	Enrolling uuid.UUID // a member who signed in by a mailed code: may add a passkey, nothing else
	Label     string    // kind of phone and browser, from a short list
	Network   string    // hashed address of the network, for limits only
	Browser   []byte    // hash of the browser's own mark, which binds typed codes to it
	Key       string    // Idempotency-Key of the request; never logged
	Stale     bool      // came with a cookie that no device has any more; package web takes that cookie back

	token  string
	change change
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

// From gives the caller; without one, nobody.
func From(ctx context.Context) *Caller {
	if c, ok := ctx.Value(callerKey{}).(*Caller); ok {
		return c
	}
	return &Caller{}
}

// FamilyOf gives the calling family, or fault.ErrNobody.
func FamilyOf(ctx context.Context) (uuid.UUID, error) {
	if id := From(ctx).Family; id != uuid.Nil {
		return id, nil
	}
	return uuid.Nil, fault.ErrNobody
}

// VolunteerOf gives the calling volunteer, or fault.ErrNobody.
func VolunteerOf(ctx context.Context) (uuid.UUID, error) {
	if id := From(ctx).Volunteer; id != uuid.Nil {
		return id, nil
	}
	return uuid.Nil, fault.ErrNobody
}

// MemberOf gives the calling member of a team, or fault.ErrNobody.
func MemberOf(ctx context.Context) (uuid.UUID, error) {
	if id := From(ctx).Member; id != uuid.Nil {
		return id, nil
	}
	return uuid.Nil, fault.ErrNobody
}

// Is makes the caller whoever a device is signed in as.
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

// isMember notes a member by how the sign-in was proved.
func (c *Caller) isMember(id uuid.UUID, key bool) {
	if c.Member, c.Enrolling = id, uuid.Nil; !key {
		c.Member, c.Enrolling = uuid.Nil, id
	}
}

// Issue asks package web to set the device's cookie to the token.
func (c *Caller) Issue(token string) { c.token, c.change = token, issued }

// Clear asks package web to clear the cookie and what the browser stored.
func (c *Caller) Clear() { c.token, c.change = "", cleared }

// Issued gives the token to set, if the request signed the device in.
func (c *Caller) Issued() (token string, ok bool) { return c.token, c.change == issued }

// Cleared says that the request signed the device out.
func (c *Caller) Cleared() bool { return c.change == cleared }

// NewToken makes a random token of 256 bits, URL-safe.
func NewToken() string {
	b := make([]byte, 32)
	_, _ = rand.Read(b) // never fails (crypto/rand)
	return base64.RawURLEncoding.EncodeToString(b)
}

// Hash is what is stored of a token or code.
func Hash(token string) []byte {
	h := sha256.Sum256([]byte(token))
	return h[:]
}
