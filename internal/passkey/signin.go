package passkey

import (
	"context"
	"encoding/json"
	"errors"

	"github.com/go-webauthn/webauthn/protocol"
	"github.com/go-webauthn/webauthn/webauthn"
	"github.com/google/uuid"
	"gorm.io/gorm"
	"gorm.io/gorm/clause"

	"musikkforalle/api/contract"
	"musikkforalle/internal/account"
	"musikkforalle/internal/audit"
	"musikkforalle/internal/db"
)

// BeginSignIn opens the ceremony that signs in with whichever passkey of this site the phone has.
func (d Desk) BeginSignIn(ctx context.Context) (contract.Ceremony, error) {
	rp, err := d.relyingParty()
	if err != nil {
		return contract.Ceremony{}, err
	}
	options, data, err := rp.BeginDiscoverableLogin()
	if err != nil {
		return contract.Ceremony{}, ErrFailed.Wrap(err)
	}
	return d.openCeremony(ctx, uuid.Nil, data, options.Response)
}

// FinishSignIn verifies the assertion and calls arrive for the passkey's owner in the same transaction. A signature
// counter that did not increase may mean a cloned key (WebAuthn, section 6.1.1): the sign-in is refused and audited.
func (d Desk) FinishSignIn(ctx context.Context, ceremony uuid.UUID, answer any, arrive func(*db.Tx, uuid.UUID) error) error {
	data, err := d.consumeChallenge(ctx, ceremony, uuid.Nil)
	if err != nil {
		return err
	}
	raw, err := json.Marshal(answer)
	if err != nil {
		return err
	}
	parsed, err := protocol.ParseCredentialRequestResponseBytes(raw)
	if err != nil {
		return ErrFailed.Wrap(err)
	}
	cloned := false
	err = account.Tx(ctx, d.Store, func(tx *db.Tx) error {
		person, credential, err := d.signer(ctx, tx, data, parsed)
		if err != nil {
			return err
		}
		if cloned = credential.Authenticator.CloneWarning; cloned {
			return audit.Write(tx, audit.Entry{Action: "passkey.cloned", By: audit.By{Actor: d.actor, ID: person}})
		}
		if err := noteUse(tx, credential); err != nil {
			return err
		}
		return arrive(tx, person)
	})
	if err == nil && cloned {
		return ErrFailed
	}
	return err
}

// signer finds the owner of the asserted passkey and verifies the assertion. It locks the passkey's row, so that two
// assertions with the same counter cannot both succeed.
func (d Desk) signer(ctx context.Context, tx *db.Tx, data webauthn.SessionData, parsed *protocol.ParsedCredentialAssertionData) (uuid.UUID, *webauthn.Credential, error) {
	rp, err := d.relyingParty()
	if err != nil {
		return uuid.Nil, nil, err
	}
	var key Key
	err = tx.DB.Clauses(clause.Locking{Strength: clause.LockingStrengthUpdate}).
		Where("id = ? and "+d.column+" is not null", parsed.RawID).Take(&key).Error
	if errors.Is(err, gorm.ErrRecordNotFound) {
		return uuid.Nil, nil, ErrFailed
	}
	if err != nil {
		return uuid.Nil, nil, err
	}
	person := key.VolunteerID
	if person == nil {
		person = key.MemberID
	}
	h, err := d.holder(ctx, tx.DB, *person)
	if err != nil {
		return uuid.Nil, nil, err
	}
	find := func(_, _ []byte) (webauthn.User, error) { return h, nil } // the library compares the handle with the holder's
	credential, err := rp.ValidateDiscoverableLogin(find, data, parsed)
	if err != nil {
		return uuid.Nil, nil, ErrFailed.Wrap(err)
	}
	return h.ID, credential, nil
}

// noteUse stores the authenticator's counter and the time of use.
func noteUse(tx *db.Tx, credential *webauthn.Credential) error {
	return tx.DB.Model(&Key{}).Where("id = ?", credential.ID).
		Select("Credential", "UsedAt").Updates(&Key{Credential: *credential, UsedAt: &tx.Now}).Error
}
