package passkey

import (
	"context"
	"encoding/json"

	"github.com/go-webauthn/webauthn/webauthn"
	"github.com/google/uuid"
	"gorm.io/gorm/clause"

	"musikkforalle/api/contract"
	"musikkforalle/internal/account"
	"musikkforalle/internal/db"
	"musikkforalle/internal/limit"
)

// openCeremony stores a ceremony's challenge for five minutes and deletes expired ones. A challenge without a person is a sign-in.
func (d Desk) openCeremony(ctx context.Context, person uuid.UUID, data *webauthn.SessionData, options any) (contract.Ceremony, error) {
	if err := limit.Ceremonies.Count(ctx, d.Store, account.From(ctx).Network); err != nil {
		return contract.Ceremony{}, err
	}
	publicKey, err := jsonObject(options)
	if err != nil {
		return contract.Ceremony{}, err
	}
	c := Challenge{Data: *data}
	if person != uuid.Nil {
		c.VolunteerID, c.MemberID = d.owners(person)
	}
	err = d.Store.Tx(ctx, func(tx *db.Tx) error {
		c.ExpiresAt = tx.Now.Add(ceremonyLife)
		if err := tx.DB.Exec("delete from passkey_challenges where expires_at <= trusted_now()").Error; err != nil {
			return err
		}
		return tx.DB.Create(&c).Error
	})
	return contract.Ceremony{Id: c.ID, PublicKey: publicKey}, err
}

// consumeChallenge deletes and returns a ceremony's challenge, so that it can be tried only once, whatever the outcome. The kind of
// people decides which user verification is required.
func (d Desk) consumeChallenge(ctx context.Context, id, person uuid.UUID) (webauthn.SessionData, error) {
	var volunteer, member *uuid.UUID
	if person != uuid.Nil {
		volunteer, member = d.owners(person)
	}
	var used []Challenge
	err := d.Store.Gorm.WithContext(ctx).Clauses(clause.Returning{}).
		Where(`id = ? and volunteer_id is not distinct from ? and member_id is not distinct from ? and expires_at > trusted_now()`,
			id, volunteer, member).Delete(&used).Error
	if err != nil {
		return webauthn.SessionData{}, err
	}
	if len(used) == 0 {
		return webauthn.SessionData{}, ErrFailed
	}
	data := used[0].Data
	data.UserVerification = d.verification
	return data, nil
}

func jsonObject(v any) (object map[string]any, err error) {
	raw, err := json.Marshal(v)
	if err != nil {
		return nil, err
	}
	return object, json.Unmarshal(raw, &object)
}
