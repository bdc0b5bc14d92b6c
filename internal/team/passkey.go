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
	"musikkforalle/internal/passkey"
)

// ErrLastPasskey refuses to remove a member's only passkey, since the member could no longer sign in.
var ErrLastPasskey = fault.New(fault.Conflict, "team.last_passkey")

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
		return tell(ctx, tx, keyAdded, id)
	})
	if err != nil {
		return nil, err
	}
	w, err := a.caller(ctx)
	return contract.FinishTeamPasskey200JSONResponse(w), err
}

// RemoveTeamPasskey implements DELETE /api/team/passkeys/{key}: it removes one of the caller's passkeys, never the only
// one.
func (a API) RemoveTeamPasskey(ctx context.Context, r contract.RemoveTeamPasskeyRequestObject) (contract.RemoveTeamPasskeyResponseObject, error) {
	member, err := account.MemberOf(ctx)
	if err != nil {
		return nil, err
	}
	key, err := base64.RawURLEncoding.DecodeString(r.Key)
	if err != nil {
		return nil, fault.ErrNotFound
	}
	return contract.RemoveTeamPasskey204Response{}, RemovePasskey(ctx, a.Store, member, key)
}

// RemovePasskey removes a passkey of a member. It locks the member's row, so that two removals at once cannot remove the
// last two passkeys. Faults: fault.ErrNotFound for another's passkey, ErrLastPasskey.
func RemovePasskey(ctx context.Context, store *db.Store, member uuid.UUID, key []byte) error {
	return store.Tx(ctx, func(tx *db.Tx) error {
		if err := tx.DB.Exec("select from members where id = ? for update", member).Error; err != nil {
			return err
		}
		keys, err := passkey.Members.Keys(tx.DB, member)
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
		return tell(ctx, tx, keyRemoved, member)
	})
}

// desk returns the passkey service for members.
func (a API) desk() passkey.Desk {
	return passkey.Desk{Kind: passkey.Members, Store: a.Store, BaseURL: a.BaseURL, Find: keyHolder}
}

func keyHolder(g *gorm.DB, id uuid.UUID) (passkey.Person, error) {
	m, err := find(g, id)
	return passkey.Person{ID: m.ID, Name: m.Name, Email: m.Email}, err
}

func wireKeys(keys []passkey.Key) []contract.TeamPasskey {
	w := make([]contract.TeamPasskey, len(keys))
	for n, k := range keys {
		w[n] = contract.TeamPasskey{Id: base64.RawURLEncoding.EncodeToString(k.ID), Label: k.Label, Since: k.CreatedAt, UsedAt: k.UsedAt}
	}
	return w
}
