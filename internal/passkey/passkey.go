// Package passkey runs the WebAuthn ceremonies: it registers a passkey for a person and verifies a sign-in with one.
// Packages volunteer and team decide whose passkeys they are and what a sign-in grants.
package passkey

import (
	"context"
	"net/url"
	"time"

	"github.com/go-webauthn/webauthn/protocol"
	"github.com/go-webauthn/webauthn/webauthn"
	"github.com/google/uuid"
	"gorm.io/gorm"

	"musikkforalle/internal/audit"
	"musikkforalle/internal/db"
	"musikkforalle/internal/fault"
)

// ErrFailed is the fault of every failed ceremony; a caller does not learn which check failed.
var ErrFailed = fault.New(fault.Unauthorized, "passkey.failed")

const (
	ceremonyLife = 5 * time.Minute
	maxKeys      = 10 // of one person
)

// Key is a WebAuthn credential of a volunteer or of a member of a team.
type Key struct {
	ID          []byte              `gorm:"primaryKey"`
	VolunteerID *uuid.UUID          `gorm:"type:uuid"`
	MemberID    *uuid.UUID          `gorm:"type:uuid"`
	Credential  webauthn.Credential `gorm:"type:jsonb;serializer:json;not null"`
	Label       string              `gorm:"not null"`
	CreatedAt   time.Time           `gorm:"not null"`
	UsedAt      *time.Time
}

// TableName implements GORM's Tabler.
func (Key) TableName() string { return "passkeys" }

// Challenge is an open WebAuthn ceremony: to add a passkey to a person or, without one, to sign in.
type Challenge struct {
	ID          uuid.UUID            `gorm:"type:uuid;primaryKey;default:gen_random_uuid()"`
	VolunteerID *uuid.UUID           `gorm:"type:uuid"`
	MemberID    *uuid.UUID           `gorm:"type:uuid"`
	Data        webauthn.SessionData `gorm:"type:jsonb;serializer:json;not null"`
	ExpiresAt   time.Time            `gorm:"not null"`
}

// TableName implements GORM's Tabler.
func (Challenge) TableName() string { return "passkey_challenges" }

// Person is the owner of passkeys, as shown on the owner's device.
type Person struct {
	ID    uuid.UUID
	Name  string // empty: the address is shown
	Email string
}

// Kind tells volunteers from team members: their columns and the required user verification.
type Kind struct {
	column       string // of both tables
	actor        audit.Actor
	verification protocol.UserVerificationRequirement
}

// Volunteers and Members are the two kinds. Members need user verification (fingerprint, face or PIN): possession of the
// phone alone is not enough.
var (
	Volunteers = Kind{"volunteer_id", audit.ByVolunteer, protocol.VerificationPreferred}
	Members    = Kind{"member_id", audit.ByMember, protocol.VerificationRequired}
)

// owners returns the values of the two owner columns for a person of the kind.
func (k Kind) owners(person uuid.UUID) (volunteer, member *uuid.UUID) {
	if k.column == Members.column {
		return nil, &person
	}
	return &person, nil
}

// Desk is where people of one kind add passkeys and sign in with them.
type Desk struct {
	Kind
	Store   *db.Store
	BaseURL string // of the site: passkeys are bound to its host
	// Find reads a person, or fails with fault.ErrNobody when there is none any more.
	Find func(g *gorm.DB, id uuid.UUID) (Person, error)
}

// Keys lists a person's passkeys, the oldest first.
func (k Kind) Keys(g *gorm.DB, person uuid.UUID) (keys []Key, err error) {
	err = g.Where(k.column+" = ?", person).Order("created_at").Find(&keys).Error
	return keys, err
}

// relyingParty returns the WebAuthn relying party: its id is the host of BaseURL, and only its origin is accepted. It
// returns a fault for an address that cannot have passkeys, such as a bare IP.
func (d Desk) relyingParty() (*webauthn.WebAuthn, error) {
	site, err := url.Parse(d.BaseURL)
	if err != nil {
		return nil, err
	}
	rp, err := webauthn.New(&webauthn.Config{
		RPID: site.Hostname(), RPDisplayName: "Musikk for alle", RPOrigins: []string{site.Scheme + "://" + site.Host},
		AttestationPreference: protocol.PreferNoAttestation,
		AuthenticatorSelection: protocol.AuthenticatorSelection{
			ResidentKey: protocol.ResidentKeyRequirementRequired, RequireResidentKey: protocol.ResidentKeyRequired(),
			UserVerification: d.verification,
		},
		Timeouts: webauthn.TimeoutsConfig{
			Login: webauthn.TimeoutConfig{Timeout: ceremonyLife}, Registration: webauthn.TimeoutConfig{Timeout: ceremonyLife},
		},
	})
	if err != nil {
		return nil, ErrFailed.Wrap(err)
	}
	return rp, nil
}

// holder implements webauthn.User for a person.
type holder struct {
	Person
	keys []webauthn.Credential
}

// holder reads a person and their passkeys.
func (d Desk) holder(ctx context.Context, g *gorm.DB, person uuid.UUID) (*holder, error) {
	g = g.WithContext(ctx)
	p, err := d.Find(g, person)
	if err != nil {
		return nil, err
	}
	keys, err := d.Keys(g, person)
	if err != nil {
		return nil, err
	}
	h := &holder{Person: p}
	for _, key := range keys {
		h.keys = append(h.keys, key.Credential)
	}
	return h, nil
}

// WebAuthnID is the user handle that the authenticator keeps.
func (h *holder) WebAuthnID() []byte { return h.ID[:] }

// WebAuthnName is the account name that the authenticator shows.
func (h *holder) WebAuthnName() string { return h.Email }

// WebAuthnDisplayName is shown on the person's own device.
func (h *holder) WebAuthnDisplayName() string {
	if h.Name == "" {
		return h.Email
	}
	return h.Name
}

// WebAuthnCredentials are the person's passkeys.
func (h *holder) WebAuthnCredentials() []webauthn.Credential { return h.keys }

// Remove deletes a passkey: it signs nobody in any more.
func Remove(tx *db.Tx, id []byte) error {
	return tx.DB.Where("id = ?", id).Delete(&Key{}).Error
}
