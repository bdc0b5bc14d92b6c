package volunteer

import (
	"context"
	"errors"

	"github.com/google/uuid"
	"gorm.io/gorm"

	"musikkforalle/api/contract"
	"musikkforalle/internal/account"
	"musikkforalle/internal/audit"
	"musikkforalle/internal/db"
	"musikkforalle/internal/fault"
	"musikkforalle/internal/passkey"
)

// BeginPasskey implements POST /api/passkeys/register: it opens the ceremony that adds a passkey to the caller.
func (a API) BeginPasskey(ctx context.Context, _ contract.BeginPasskeyRequestObject) (contract.BeginPasskeyResponseObject, error) {
	id, err := account.VolunteerOf(ctx)
	if err != nil {
		return nil, err
	}
	c, err := a.desk().BeginAdding(ctx, id)
	return contract.BeginPasskey200JSONResponse{CeremonyOpenedJSONResponse: contract.CeremonyOpenedJSONResponse(c)}, err
}

// FinishPasskey implements POST /api/passkeys/register/{id}: it stores the passkey that the phone made. The volunteer
// is told by mail, in case it was somebody else.
func (a API) FinishPasskey(ctx context.Context, r contract.FinishPasskeyRequestObject) (contract.FinishPasskeyResponseObject, error) {
	id, err := account.VolunteerOf(ctx)
	if err != nil {
		return nil, err
	}
	return contract.FinishPasskey204Response{}, a.desk().FinishAdding(ctx, id, r.Id, r.Body, func(tx *db.Tx) error {
		return tx.Enqueue(ctx, PasskeyAdded{Volunteer: id})
	})
}

// BeginPasskeySignIn implements POST /api/passkeys/sign-in: it opens the ceremony that signs in with whichever passkey
// of this site the phone has.
func (a API) BeginPasskeySignIn(ctx context.Context, _ contract.BeginPasskeySignInRequestObject) (contract.BeginPasskeySignInResponseObject, error) {
	c, err := a.desk().BeginSignIn(ctx)
	return contract.BeginPasskeySignIn200JSONResponse{CeremonyOpenedJSONResponse: contract.CeremonyOpenedJSONResponse(c)}, err
}

// FinishPasskeySignIn implements POST /api/passkeys/sign-in/{id}: it signs the device in as the volunteer whose passkey
// signed the challenge, under a new token.
func (a API) FinishPasskeySignIn(ctx context.Context, r contract.FinishPasskeySignInRequestObject) (contract.FinishPasskeySignInResponseObject, error) {
	var w contract.Volunteer
	err := a.desk().FinishSignIn(ctx, r.Id, r.Body, func(tx *db.Tx, volunteer uuid.UUID) (err error) {
		if err := account.SignIn(ctx, tx, account.Owner{Volunteer: volunteer}, ""); err != nil {
			return err
		}
		if w, err = profileOf(tx.DB, volunteer); err != nil {
			return err
		}
		return audit.Write(tx, audit.Entry{Action: "volunteer.signed_in", By: audit.By{Actor: audit.ByVolunteer, ID: volunteer}})
	})
	return contract.FinishPasskeySignIn200JSONResponse(w), err
}

// desk returns the passkey.Desk at which volunteers add passkeys and sign in with them.
func (a API) desk() passkey.Desk {
	return passkey.Desk{Kind: passkey.Volunteers, Store: a.Store, BaseURL: a.BaseURL, Find: keyHolder}
}

// keyHolder returns the volunteer as the owner of a passkey, or fault.ErrNobody.
func keyHolder(g *gorm.DB, id uuid.UUID) (passkey.Person, error) {
	var v Volunteer
	err := g.Where("id = ?", id).Take(&v).Error
	if errors.Is(err, gorm.ErrRecordNotFound) {
		return passkey.Person{}, fault.ErrNobody
	}
	return passkey.Person{ID: v.ID, Name: v.Name, Email: v.Email}, err
}
