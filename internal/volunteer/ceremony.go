package volunteer

import (
	"context"
	"encoding/json"
	"errors"
	"net/url"
	"time"

	"github.com/go-webauthn/webauthn/protocol"
	"github.com/go-webauthn/webauthn/webauthn"
	"github.com/google/uuid"
	"gorm.io/gorm"
	"gorm.io/gorm/clause"

	"musikkforalle/api/contract"
	"musikkforalle/internal/account"
	"musikkforalle/internal/db"
	"musikkforalle/internal/fault"
)

// ErrPasskey is the one answer to everything that can be wrong with a passkey, so that nobody learns which it was.
var ErrPasskey = fault.New(fault.Unauthorized, "passkey.failed")

const (
	ceremonyLife      = 5 * time.Minute
	ceremoniesAllowed = 30 // per network in ceremonyLife
	maxPasskeys       = 10
)

// Passkey is a WebAuthn credential of a volunteer.
type Passkey struct {
	ID          []byte              `gorm:"primaryKey"`
	VolunteerID *uuid.UUID          `gorm:"type:uuid"`
	MemberID    *uuid.UUID          `gorm:"type:uuid"`
	Credential  webauthn.Credential `gorm:"type:jsonb;serializer:json;not null"`
	Label       string              `gorm:"not null"`
	CreatedAt   time.Time           `gorm:"not null"`
	UsedAt      *time.Time
}

// Challenge is an open WebAuthn ceremony: to add a passkey to a volunteer or, without one, to sign in.
type Challenge struct {
	ID          uuid.UUID            `gorm:"type:uuid;primaryKey;default:gen_random_uuid()"`
	VolunteerID *uuid.UUID           `gorm:"type:uuid"`
	MemberID    *uuid.UUID           `gorm:"type:uuid"`
	Data        webauthn.SessionData `gorm:"type:jsonb;serializer:json;not null"`
	ExpiresAt   time.Time            `gorm:"not null"`
}

// TableName says more in the schema than here.
func (Challenge) TableName() string { return "passkey_challenges" }

// relyingParty is the site as WebAuthn knows it: keys belong to its host and answer to its origin alone. An address
// that cannot have passkeys, such as a bare IP, has none.
func (a API) relyingParty() (*webauthn.WebAuthn, error) {
	site, err := url.Parse(a.BaseURL)
	if err != nil {
		return nil, err
	}
	rp, err := webauthn.New(&webauthn.Config{
		RPID: site.Hostname(), RPDisplayName: "Musikk for alle", RPOrigins: []string{site.Scheme + "://" + site.Host},
		AttestationPreference: protocol.PreferNoAttestation,
		AuthenticatorSelection: protocol.AuthenticatorSelection{
			ResidentKey: protocol.ResidentKeyRequirementRequired, RequireResidentKey: protocol.ResidentKeyRequired(),
			UserVerification: protocol.VerificationPreferred,
		},
		Timeouts: webauthn.TimeoutsConfig{
			Login: webauthn.TimeoutConfig{Timeout: ceremonyLife}, Registration: webauthn.TimeoutConfig{Timeout: ceremonyLife},
		},
	})
	if err != nil {
		return nil, ErrPasskey.Wrap(err)
	}
	return rp, nil
}

// open keeps a ceremony's challenge for five minutes, and sweeps out those whose time is over.
func open(ctx context.Context, store *db.Store, volunteer *uuid.UUID, data *webauthn.SessionData, options any) (contract.Ceremony, error) {
	ok, err := account.Allow(ctx, store, "passkey:"+account.From(ctx).Network, ceremoniesAllowed, ceremonyLife)
	if err != nil {
		return contract.Ceremony{}, err
	}
	if !ok {
		return contract.Ceremony{}, fault.ErrTooMany
	}
	publicKey, err := jsonObject(options)
	if err != nil {
		return contract.Ceremony{}, err
	}
	c := Challenge{VolunteerID: volunteer, Data: *data}
	err = store.Tx(ctx, func(tx *db.Tx) error {
		c.ExpiresAt = tx.Now.Add(ceremonyLife)
		if err := tx.DB.Exec("delete from passkey_challenges where expires_at <= now()").Error; err != nil {
			return err
		}
		return tx.DB.Create(&c).Error
	})
	return contract.Ceremony{Id: c.ID, PublicKey: publicKey}, err
}

// use takes a ceremony's challenge, once: whatever the answer to it turns out to be, it cannot be tried again.
func use(ctx context.Context, store *db.Store, id uuid.UUID, volunteer *uuid.UUID) (webauthn.SessionData, error) {
	var used []Challenge
	err := store.Gorm.WithContext(ctx).Clauses(clause.Returning{}).
		Where("id = ? and volunteer_id is not distinct from ? and expires_at > now()", id, volunteer).Delete(&used).Error
	if err != nil {
		return webauthn.SessionData{}, err
	}
	if len(used) == 0 {
		return webauthn.SessionData{}, ErrPasskey
	}
	return used[0].Data, nil
}

func jsonObject(v any) (object map[string]any, err error) {
	raw, err := json.Marshal(v)
	if err != nil {
		return nil, err
	}
	return object, json.Unmarshal(raw, &object)
}

// keyOwner is a volunteer as the WebAuthn library asks for one.
type keyOwner struct {
	Volunteer
	keys []webauthn.Credential
}

// ownerOf reads a volunteer with its passkeys; fault.ErrNobody when it is erased.
func ownerOf(g *gorm.DB, volunteer uuid.UUID) (*keyOwner, error) {
	var o keyOwner
	err := g.Where("id = ?", volunteer).Take(&o.Volunteer).Error
	if errors.Is(err, gorm.ErrRecordNotFound) {
		return nil, fault.ErrNobody
	}
	if err != nil {
		return nil, err
	}
	var passkeys []Passkey
	if err := g.Where("volunteer_id = ?", volunteer).Order("created_at").Find(&passkeys).Error; err != nil {
		return nil, err
	}
	for _, p := range passkeys {
		o.keys = append(o.keys, p.Credential)
	}
	return &o, nil
}

// WebAuthnID is the user handle that the authenticator keeps.
func (o *keyOwner) WebAuthnID() []byte { return o.ID[:] }

// WebAuthnName tells the volunteer's keys apart on the volunteer's own device.
func (o *keyOwner) WebAuthnName() string { return o.Email }

// WebAuthnDisplayName is shown on the volunteer's own device.
func (o *keyOwner) WebAuthnDisplayName() string {
	if o.Name == "" {
		return o.Email
	}
	return o.Name
}

// WebAuthnCredentials are the volunteer's passkeys.
func (o *keyOwner) WebAuthnCredentials() []webauthn.Credential { return o.keys }
