package volunteer

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
	"musikkforalle/internal/db"
	"musikkforalle/internal/fault"
)

// BeginPasskey opens the ceremony that adds a passkey to the caller. Authenticators that have one already are excluded.
func (a API) BeginPasskey(ctx context.Context, _ contract.BeginPasskeyRequestObject) (contract.BeginPasskeyResponseObject, error) {
	id, err := account.VolunteerOf(ctx)
	if err != nil {
		return nil, err
	}
	rp, err := a.relyingParty()
	if err != nil {
		return nil, err
	}
	owner, err := ownerOf(a.Store.Gorm.WithContext(ctx), id)
	if err != nil {
		return nil, err
	}
	if len(owner.keys) >= maxPasskeys {
		return nil, fault.ErrTooMany
	}
	options, data, err := rp.BeginRegistration(owner, webauthn.WithExclusions(webauthn.Credentials(owner.keys).CredentialDescriptors()))
	if err != nil {
		return nil, ErrPasskey.Wrap(err)
	}
	c, err := open(ctx, a.Store, &id, data, options.Response)
	return contract.BeginPasskey200JSONResponse{CeremonyOpenedJSONResponse: contract.CeremonyOpenedJSONResponse(c)}, err
}

// FinishPasskey stores the passkey that the phone made. The volunteer is told by mail, in case it was somebody else.
func (a API) FinishPasskey(ctx context.Context, r contract.FinishPasskeyRequestObject) (contract.FinishPasskeyResponseObject, error) {
	id, err := account.VolunteerOf(ctx)
	if err != nil {
		return nil, err
	}
	data, err := use(ctx, a.Store, r.Id, &id)
	if err != nil {
		return nil, err
	}
	owner, err := ownerOf(a.Store.Gorm.WithContext(ctx), id)
	if err != nil {
		return nil, err
	}
	credential, err := a.newCredential(owner, data, r.Body)
	if err != nil {
		return nil, ErrPasskey.Wrap(err)
	}
	return contract.FinishPasskey204Response{}, a.keep(ctx, id, credential)
}

func (a API) newCredential(owner *keyOwner, data webauthn.SessionData, body any) (*webauthn.Credential, error) {
	rp, err := a.relyingParty()
	if err != nil {
		return nil, err
	}
	raw, err := json.Marshal(body)
	if err != nil {
		return nil, err
	}
	parsed, err := protocol.ParseCredentialCreationResponseBytes(raw)
	if err != nil {
		return nil, err
	}
	return rp.CreateCredential(owner, data, parsed)
}

// keep stores a passkey, its audit and the job of the notice together. A key that exists already is nobody's to add.
func (a API) keep(ctx context.Context, volunteer uuid.UUID, credential *webauthn.Credential) error {
	return a.Store.Tx(ctx, func(tx *db.Tx) error {
		err := tx.DB.Create(&Passkey{
			ID: credential.ID, VolunteerID: &volunteer, Credential: *credential, Label: account.From(ctx).Label, CreatedAt: tx.Now,
		}).Error
		if constraint, _ := db.Violation(err); constraint == "passkeys_pkey" {
			return ErrPasskey.Wrap(err)
		}
		if err != nil {
			return err
		}
		if err := account.Audit(tx, account.Entry{Action: "passkey.added", Actor: account.ByVolunteer, ActorID: volunteer}); err != nil {
			return err
		}
		_, err = a.Jobs.InsertTx(ctx, tx.Pgx, PasskeyAdded{Volunteer: volunteer}, nil)
		return err
	})
}

// BeginPasskeySignIn opens the ceremony that signs in with whichever passkey of this site the phone has.
func (a API) BeginPasskeySignIn(ctx context.Context, _ contract.BeginPasskeySignInRequestObject) (contract.BeginPasskeySignInResponseObject, error) {
	rp, err := a.relyingParty()
	if err != nil {
		return nil, err
	}
	options, data, err := rp.BeginDiscoverableLogin()
	if err != nil {
		return nil, ErrPasskey.Wrap(err)
	}
	c, err := open(ctx, a.Store, nil, data, options.Response)
	return contract.BeginPasskeySignIn200JSONResponse{CeremonyOpenedJSONResponse: contract.CeremonyOpenedJSONResponse(c)}, err
}

// FinishPasskeySignIn signs the device in as the volunteer whose passkey signed the challenge, under a new token.
func (a API) FinishPasskeySignIn(ctx context.Context, r contract.FinishPasskeySignInRequestObject) (contract.FinishPasskeySignInResponseObject, error) {
	data, err := use(ctx, a.Store, r.Id, nil)
	if err != nil {
		return nil, err
	}
	raw, err := json.Marshal(r.Body)
	if err != nil {
		return nil, err
	}
	parsed, err := protocol.ParseCredentialRequestResponseBytes(raw)
	if err != nil {
		return nil, ErrPasskey.Wrap(err)
	}
	var w contract.Volunteer
	cloned := false
	err = a.Store.Tx(ctx, func(tx *db.Tx) error {
		owner, credential, err := a.signer(tx, data, parsed)
		if err != nil {
			return err
		}
		if cloned = credential.Authenticator.CloneWarning; cloned {
			return account.Audit(tx, account.Entry{Action: "passkey.cloned", Actor: account.ByVolunteer, ActorID: owner})
		}
		if err := signIn(ctx, tx, owner, credential); err != nil {
			return err
		}
		w, err = read(tx.DB, owner)
		return err
	})
	if err == nil && cloned {
		return nil, ErrPasskey
	}
	return contract.FinishPasskeySignIn200JSONResponse(w), err
}

// signer finds and verifies whose passkey answered. It holds the passkey's row, so that two answers with one counter
// are not both the first.
func (a API) signer(tx *db.Tx, data webauthn.SessionData, parsed *protocol.ParsedCredentialAssertionData) (uuid.UUID, *webauthn.Credential, error) {
	rp, err := a.relyingParty()
	if err != nil {
		return uuid.Nil, nil, err
	}
	var key Passkey
	err = tx.DB.Clauses(clause.Locking{Strength: clause.LockingStrengthUpdate}).Where("id = ?", parsed.RawID).Take(&key).Error
	if errors.Is(err, gorm.ErrRecordNotFound) {
		return uuid.Nil, nil, ErrPasskey
	}
	if err != nil {
		return uuid.Nil, nil, err
	}
	if key.VolunteerID == nil {
		return uuid.Nil, nil, ErrPasskey
	}
	owner, err := ownerOf(tx.DB, *key.VolunteerID)
	if err != nil {
		return uuid.Nil, nil, err
	}
	find := func(_, _ []byte) (webauthn.User, error) { return owner, nil } // the library compares the handle with the owner's
	credential, err := rp.ValidateDiscoverableLogin(find, data, parsed)
	if err != nil {
		return uuid.Nil, nil, ErrPasskey.Wrap(err)
	}
	return owner.ID, credential, nil
}

func signIn(ctx context.Context, tx *db.Tx, volunteer uuid.UUID, credential *webauthn.Credential) error {
	used := tx.DB.Model(&Passkey{}).Where("id = ?", credential.ID).
		Select("Credential", "UsedAt").Updates(&Passkey{Credential: *credential, UsedAt: &tx.Now})
	if used.Error != nil {
		return used.Error
	}
	if err := account.SignIn(ctx, tx, account.Owner{Volunteer: volunteer}, ""); err != nil {
		return err
	}
	return account.Audit(tx, account.Entry{Action: "volunteer.signed_in", Actor: account.ByVolunteer, ActorID: volunteer})
}
