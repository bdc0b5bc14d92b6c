package family

import (
	"context"
	"time"

	"github.com/google/uuid"

	"musikkforalle/api/contract"
	"musikkforalle/internal/account"
	"musikkforalle/internal/answer"
	"musikkforalle/internal/db"
	"musikkforalle/internal/door"
	"musikkforalle/internal/paper"
	"musikkforalle/internal/session"
)

// A link code is 8 of 31 characters: 39 bits, without look-alikes (0 O, 1 I L).
const (
	linkAlphabet = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
	linkLength   = 8
	linkLife     = 10 * time.Minute
	linkTries    = 20 // per network and hour
)

// CreateLink implements POST /api/me/link. A newer code ends the older one.
func (a API) CreateLink(ctx context.Context, _ contract.CreateLinkRequestObject) (contract.CreateLinkResponseObject, error) {
	id, err := account.FamilyOf(ctx)
	if err != nil {
		return nil, err
	}
	link := contract.Link{Code: account.Random(linkAlphabet, linkLength)}
	err = a.Store.Tx(ctx, func(tx *db.Tx) error {
		f, err := get(tx.DB, id)
		if err != nil {
			return err
		}
		link.Url, link.ExpiresAt = a.BaseURL+"/"+f.Lang+"/link/"+link.Code, tx.Now.Add(linkLife)
		if err := tx.DB.Exec("delete from link_codes where family_id = ?", id).Error; err != nil {
			return err
		}
		return tx.DB.Exec("insert into link_codes (family_id, code_hash, expires_at) values (?, ?, ?)",
			id, account.Hash(link.Code), link.ExpiresAt).Error
	})
	if err != nil {
		return nil, err
	}
	code, err := paper.EncodeQR(link.Url)
	if err != nil {
		return nil, err
	}
	link.Qr, link.Size = code.Path(), new(int32(code.Side()))
	return contract.CreateLink201JSONResponse(link), nil
}

// UseLink implements POST /api/link. A refusal leaves the code as it was, so that the answer to "merge?" can be yes.
func (a API) UseLink(ctx context.Context, r contract.UseLinkRequestObject) (contract.UseLinkResponseObject, error) {
	caller := account.From(ctx)
	if err := account.Limit(ctx, a.Store, "link "+caller.Network, linkTries, time.Hour); err != nil {
		return nil, err
	}
	err := account.Tx(ctx, a.Store, func(tx *db.Tx) error {
		into, err := usedUp(tx, account.Typed(r.Body.Code))
		if err != nil {
			return err
		}
		old := caller.Family
		if old != uuid.Nil && old != into && (r.Body.Merge == nil || !*r.Body.Merge) {
			return ErrOtherFamily
		}
		if err := join(ctx, tx, a.Jobs, old, into); err != nil {
			return err
		}
		return account.Audit(tx, account.Entry{Action: "device.linked", Actor: account.ByFamily, ActorID: into})
	})
	if err != nil {
		return nil, err
	}
	me, err := a.me(ctx)
	return contract.UseLink200JSONResponse(me), err
}

// usedUp takes the code: of several phones that read it at once, one joins.
func usedUp(tx *db.Tx, code string) (into uuid.UUID, err error) {
	var taken []struct{ FamilyID uuid.UUID }
	err = tx.DB.Raw("delete from link_codes where code_hash = ? and expires_at > now() returning family_id", account.Hash(code)).Scan(&taken).Error
	if err == nil && len(taken) == 0 {
		return uuid.Nil, ErrLinkUnknown
	}
	if err != nil {
		return uuid.Nil, err
	}
	return taken[0].FamilyID, nil
}

// join makes the calling device the family's. What its old family answered to coming sessions moves along where the
// joined family has no answer, and the old family is erased; without an old one the device only signs in.
func join(ctx context.Context, tx *db.Tx, queue session.Queue, old, into uuid.UUID) error {
	if old == uuid.Nil || old == into {
		return account.SignIn(ctx, tx, account.Owner{Family: into}, "")
	}
	if err := lock(tx, old, into); err != nil {
		return err
	}
	if err := answer.Move(ctx, tx, queue, old, into); err != nil {
		return err
	}
	if err := door.Move(tx, old, into); err != nil {
		return err
	}
	// The device changes hands before the old family's devices go with it.
	if err := account.SignIn(ctx, tx, account.Owner{Family: into}, ""); err != nil {
		return err
	}
	return erase(ctx, tx, queue, old)
}
