package team

import (
	"context"
	"encoding/base64"
	"slices"

	"github.com/google/uuid"
	"gorm.io/gorm"

	"musikkforalle/api/contract"
	"musikkforalle/internal/account"
	"musikkforalle/internal/audit"
	"musikkforalle/internal/db"
	"musikkforalle/internal/fault"
	"musikkforalle/internal/i18n"
	"musikkforalle/internal/passkey"
)

// ErrLastPasskey refuses to remove a member's only passkey, since the member could no longer sign in.
var ErrLastPasskey = fault.New(fault.Conflict, "team.last_passkey")

// desk returns the passkey service for members.
func (a API) desk() passkey.Desk {
	return passkey.Desk{Kind: passkey.Members, Store: a.Store, BaseURL: a.BaseURL, Find: keyHolder}
}

func keyHolder(g *gorm.DB, id uuid.UUID) (passkey.Person, error) {
	m, err := find(g, id)
	return passkey.Person{ID: m.ID, Name: m.Name, Email: m.Email}, err
}

// SendTeamCode implements POST /api/team/sign-in/code: it mails a code to a member who has no passkey at hand. Nobody
// learns whether the address is a member's.
func (a API) SendTeamCode(ctx context.Context, r contract.SendTeamCodeRequestObject) (contract.SendTeamCodeResponseObject, error) {
	id, err := account.SendCode(ctx, a.Store, account.AsMember, r.Body.Email, staffLang(r.Body.Lang))
	return contract.SendTeamCode202JSONResponse{Id: id}, err
}

// staffLang returns the language if the team's texts exist in it, else the first one in which they do.
func staffLang(lang contract.Lang) string {
	if slices.Contains(i18n.Staff, string(lang)) {
		return string(lang)
	}
	return i18n.Staff[0]
}

// UseTeamCode implements POST /api/team/sign-in/code/{id}: it lets who typed the code add a passkey, and gives the role
// of the invitation that was answered, if any.
func (a API) UseTeamCode(ctx context.Context, r contract.UseTeamCodeRequestObject) (contract.UseTeamCodeResponseObject, error) {
	err := account.UseCode(ctx, a.Store, r.Id, r.Body.Code, func(tx *db.Tx, code account.Code) error {
		switch {
		case code.Purpose != account.AsMember:
			return account.ErrCodeOver
		case code.InvitationID != nil:
			return a.join(ctx, tx, code)
		default:
			return a.recover(ctx, tx, code.Email)
		}
	})
	if err != nil {
		return nil, err
	}
	w, err := a.caller(ctx)
	return contract.UseTeamCode200JSONResponse(w), err
}

// recover lets the member of an address, who has lost the passkey, add another one, and notifies the member and the
// organisers. It returns account.ErrCodeOver if the address is no member's.
func (a API) recover(ctx context.Context, tx *db.Tx, email string) error {
	var m Member
	found := tx.DB.Where("email = ?", email).Limit(1).Find(&m)
	if found.Error != nil {
		return found.Error
	}
	if found.RowsAffected == 0 {
		return account.ErrCodeOver
	}
	if err := enrol(ctx, tx, m.ID); err != nil {
		return err
	}
	return a.tell(ctx, tx, codeUsed, m.ID)
}

// enrol signs the device in as a member who may only add a passkey. It does nothing if the member is already signed in
// with a passkey on this device.
func enrol(ctx context.Context, tx *db.Tx, member uuid.UUID) error {
	if account.From(ctx).Member == member {
		return nil
	}
	if err := account.SignIn(ctx, tx, account.Owner{Member: member}, ""); err != nil {
		return err
	}
	return audit.Write(tx, audit.Entry{Action: "member.used_code", By: audit.Member(member)})
}

// BeginTeamPasskey implements POST /api/team/passkeys/register: it opens the ceremony that adds a passkey to the
// caller.
func (a API) BeginTeamPasskey(ctx context.Context, _ contract.BeginTeamPasskeyRequestObject) (contract.BeginTeamPasskeyResponseObject, error) {
	id, err := mayEnrol(ctx)
	if err != nil {
		return nil, err
	}
	c, err := a.desk().BeginAdding(ctx, id)
	return contract.BeginTeamPasskey200JSONResponse{CeremonyOpenedJSONResponse: contract.CeremonyOpenedJSONResponse(c)}, err
}

// FinishTeamPasskey implements POST /api/team/passkeys/register/{id}: it stores the passkey. Who was enrolling has now
// proved to hold one, and is signed in.
func (a API) FinishTeamPasskey(ctx context.Context, r contract.FinishTeamPasskeyRequestObject) (contract.FinishTeamPasskeyResponseObject, error) {
	id, err := mayEnrol(ctx)
	if err != nil {
		return nil, err
	}
	err = a.desk().FinishAdding(ctx, id, r.Id, r.Body, func(tx *db.Tx) error {
		if account.From(ctx).Enrolling != uuid.Nil {
			if err := account.SignIn(ctx, tx, account.Owner{Member: id, Key: true}, ""); err != nil {
				return err
			}
		}
		return a.tell(ctx, tx, keyAdded, id)
	})
	if err != nil {
		return nil, err
	}
	w, err := a.caller(ctx)
	return contract.FinishTeamPasskey200JSONResponse(w), err
}

// BeginTeamSignIn implements POST /api/team/passkeys/sign-in: it opens the ceremony that signs in with whichever
// passkey of this site the device has.
func (a API) BeginTeamSignIn(ctx context.Context, _ contract.BeginTeamSignInRequestObject) (contract.BeginTeamSignInResponseObject, error) {
	c, err := a.desk().BeginSignIn(ctx)
	return contract.BeginTeamSignIn200JSONResponse{CeremonyOpenedJSONResponse: contract.CeremonyOpenedJSONResponse(c)}, err
}

// FinishTeamSignIn implements POST /api/team/passkeys/sign-in/{id}: it signs the device in as the member whose passkey
// signed the challenge, under a new token.
func (a API) FinishTeamSignIn(ctx context.Context, r contract.FinishTeamSignInRequestObject) (contract.FinishTeamSignInResponseObject, error) {
	err := a.desk().FinishSignIn(ctx, r.Id, r.Body, func(tx *db.Tx, member uuid.UUID) error {
		if err := account.SignIn(ctx, tx, account.Owner{Member: member, Key: true}, ""); err != nil {
			return err
		}
		return audit.Write(tx, audit.Entry{Action: "member.signed_in", By: audit.Member(member)})
	})
	if err != nil {
		return nil, err
	}
	w, err := a.caller(ctx)
	return contract.FinishTeamSignIn200JSONResponse(w), err
}

// RemoveTeamPasskey implements DELETE /api/team/passkeys/{key}: it removes one of the caller's passkeys, never the only
// one. It locks the member's row, so that two removals at once cannot remove the last two passkeys.
func (a API) RemoveTeamPasskey(ctx context.Context, r contract.RemoveTeamPasskeyRequestObject) (contract.RemoveTeamPasskeyResponseObject, error) {
	member, err := account.MemberOf(ctx)
	if err != nil {
		return nil, err
	}
	key, err := base64.RawURLEncoding.DecodeString(r.Key)
	if err != nil {
		return nil, fault.ErrNotFound
	}
	return contract.RemoveTeamPasskey204Response{}, a.Store.Tx(ctx, func(tx *db.Tx) error {
		if err := tx.DB.Exec("select from members where id = ? for update", member).Error; err != nil {
			return err
		}
		keys, err := a.desk().Keys(tx.DB, member)
		if err != nil {
			return err
		}
		if !slices.ContainsFunc(keys, func(k passkey.Key) bool { return slices.Equal(k.ID, key) }) {
			return fault.ErrNotFound
		}
		if len(keys) == 1 {
			return ErrLastPasskey
		}
		if err := passkey.Remove(tx, key); err != nil {
			return err
		}
		if err := audit.Write(tx, audit.Entry{Action: "passkey.removed", By: audit.Member(member)}); err != nil {
			return err
		}
		return a.tell(ctx, tx, keyRemoved, member)
	})
}
