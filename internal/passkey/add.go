package passkey

import (
	"context"
	"encoding/json"

	"github.com/go-webauthn/webauthn/protocol"
	"github.com/go-webauthn/webauthn/webauthn"
	"github.com/google/uuid"

	"musikkforalle/api/contract"
	"musikkforalle/internal/account"
	"musikkforalle/internal/audit"
	"musikkforalle/internal/db"
	"musikkforalle/internal/fault"
)

// BeginAdding starts the WebAuthn registration of a passkey for a person. It excludes authenticators that hold one already.
func (d Desk) BeginAdding(ctx context.Context, person uuid.UUID) (contract.Ceremony, error) {
	rp, err := d.relyingParty()
	if err != nil {
		return contract.Ceremony{}, err
	}
	h, err := d.holder(ctx, d.Store.Gorm, person)
	if err != nil {
		return contract.Ceremony{}, err
	}
	if len(h.keys) >= maxKeys {
		return contract.Ceremony{}, fault.ErrTooMany
	}
	options, data, err := rp.BeginRegistration(h, webauthn.WithExclusions(webauthn.Credentials(h.keys).CredentialDescriptors()))
	if err != nil {
		return contract.Ceremony{}, ErrFailed.Wrap(err)
	}
	return d.openCeremony(ctx, person, data, options.Response)
}

// FinishAdding verifies and stores the new passkey. It calls tell in the same transaction, for notices that must go out
// with it.
func (d Desk) FinishAdding(ctx context.Context, person, ceremony uuid.UUID, answer any, tell func(*db.Tx) error) error {
	data, err := d.consumeChallenge(ctx, ceremony, person)
	if err != nil {
		return err
	}
	h, err := d.holder(ctx, d.Store.Gorm, person)
	if err != nil {
		return err
	}
	credential, err := d.newCredential(h, data, answer)
	if err != nil {
		return ErrFailed.Wrap(err)
	}
	return account.Tx(ctx, d.Store, func(tx *db.Tx) error {
		if err := d.insertKey(ctx, tx, person, credential); err != nil {
			return err
		}
		return tell(tx)
	})
}

func (d Desk) newCredential(h *holder, data webauthn.SessionData, answer any) (*webauthn.Credential, error) {
	rp, err := d.relyingParty()
	if err != nil {
		return nil, err
	}
	raw, err := json.Marshal(answer)
	if err != nil {
		return nil, err
	}
	parsed, err := protocol.ParseCredentialCreationResponseBytes(raw)
	if err != nil {
		return nil, err
	}
	return rp.CreateCredential(h, data, parsed)
}

// insertKey stores a passkey and its audit entry. A credential id that exists already is refused.
func (d Desk) insertKey(ctx context.Context, tx *db.Tx, person uuid.UUID, credential *webauthn.Credential) error {
	key := Key{ID: credential.ID, Credential: *credential, Label: account.From(ctx).Label, CreatedAt: tx.Now}
	key.VolunteerID, key.MemberID = d.owners(person)
	err := tx.DB.Create(&key).Error
	if constraint, _ := db.Violation(err); constraint == "passkeys_pkey" {
		return ErrFailed.Wrap(err)
	}
	if err != nil {
		return err
	}
	return audit.Write(tx, audit.Entry{Action: "passkey.added", By: audit.By{Actor: d.actor, ID: person}})
}
