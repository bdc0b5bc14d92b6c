package family

import (
	"context"
	"slices"
	"time"

	"github.com/google/uuid"

	"musikkforalle/api/contract"
	"musikkforalle/internal/account"
	"musikkforalle/internal/audit"
	"musikkforalle/internal/db"
	"musikkforalle/internal/limit"
	"musikkforalle/internal/paper"
)

// A link code is 8 of 31 characters: 39 bits, without look-alikes (0 O, 1 I L).
const (
	linkAlphabet = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
	linkLength   = 8
	linkLife     = 10 * time.Minute
)

// A code for the home screen is 26 of the same characters: nobody types it, and it lives until the app is first opened.
const (
	homeLength = 26
	homeLife   = 24 * time.Hour
)

// CreateLink implements POST /api/me/link: it makes a code, with its address and QR code, by which a second device, or the
// app on this device's home screen, becomes one of the caller's family. A newer code ends the older one. Fault: nobody.
func (a API) CreateLink(ctx context.Context, r contract.CreateLinkRequestObject) (contract.CreateLinkResponseObject, error) {
	id, err := account.FamilyOf(ctx)
	if err != nil {
		return nil, err
	}
	create := CreateLink
	if r.Params.For != nil && *r.Params.For == contract.CreateLinkParamsForHome {
		create = CreateHomeLink
	}
	link, err := create(ctx, a.Store, a.BaseURL, id)
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

// UseLink implements POST /api/link: it signs the calling device in as the family that shows the code and returns who the
// caller is now. If the device is another family's, that family is merged into this one, when the request allows it.
// Faults: too_many, link.unknown and link.other_family; a refusal leaves the code usable.
func (a API) UseLink(ctx context.Context, r contract.UseLinkRequestObject) (contract.UseLinkResponseObject, error) {
	if err := limit.Links.Count(ctx, a.Store, account.From(ctx).Network); err != nil {
		return nil, err
	}
	if err := UseLink(ctx, a.Store, account.Typed(r.Body.Code), r.Body.Merge != nil && *r.Body.Merge); err != nil {
		return nil, err
	}
	me, err := a.me(ctx)
	return contract.UseLink200JSONResponse(me), err
}

// CreateLink stores a new code that a device of the family shows, and returns it with its address and the time at which it
// ends. The one before it ends.
func CreateLink(ctx context.Context, store *db.Store, baseURL string, id uuid.UUID) (contract.Link, error) {
	return createLink(ctx, store, id, linkLength, linkLife, uuid.NullUUID{}, func(lang, code string) string {
		return baseURL + "/" + lang + "/link/#" + code
	})
}

// CreateHomeLink stores a new code for the app on the calling device's home screen, and returns it with the address that
// the app starts at. The one before it ends, those of other devices stay. Without the device the code is gone too.
func CreateHomeLink(ctx context.Context, store *db.Store, baseURL string, id uuid.UUID) (contract.Link, error) {
	device := uuid.NullUUID{UUID: account.From(ctx).Device, Valid: true}
	return createLink(ctx, store, id, homeLength, homeLife, device, func(lang, code string) string {
		return baseURL + "/" + lang + "?home=" + code
	})
}

func createLink(ctx context.Context, store *db.Store, id uuid.UUID, length int, life time.Duration, device uuid.NullUUID,
	address func(lang, code string) string) (contract.Link, error) {
	link := contract.Link{Code: account.Random(linkAlphabet, length)}
	err := store.Tx(ctx, func(tx *db.Tx) error {
		f, err := get(tx.DB, id)
		if err != nil {
			return err
		}
		link.Url, link.ExpiresAt = address(f.Lang, link.Code), tx.Now.Add(life)
		if err := tx.DB.Exec("delete from link_codes where family_id = ? and device_id is not distinct from ?", id, device).Error; err != nil {
			return err
		}
		return tx.DB.Exec("insert into link_codes (family_id, device_id, code_hash, expires_at) values (?, ?, ?, ?)",
			id, device, account.Hash(link.Code), link.ExpiresAt).Error
	})
	return link, err
}

// UseLink signs the calling device in as the family that shows the code, and uses the code up. Faults: ErrLinkUnknown, and
// ErrOtherFamily if the device is another family's and merge is false.
func UseLink(ctx context.Context, store *db.Store, code string, merge bool) error {
	caller := account.From(ctx)
	return account.Tx(ctx, store, func(tx *db.Tx) error {
		into, err := shownBy(tx, code)
		if err != nil {
			return err
		}
		if caller.Family != uuid.Nil && caller.Family != into && !merge {
			return ErrOtherFamily
		}
		if err := lockBoth(tx, caller.Family, into); err != nil {
			return err
		}
		if err := useUp(tx, code); err != nil {
			return err
		}
		if err := join(ctx, tx, caller.Family, into); err != nil {
			return err
		}
		return audit.Write(tx, audit.Entry{Action: "device.linked", By: audit.By{Actor: audit.ByFamily, ID: into}})
	})
}

// shownBy returns the family that shows the code, or ErrLinkUnknown if no family does or the code has expired.
func shownBy(tx *db.Tx, code string) (into uuid.UUID, err error) {
	var found []struct{ FamilyID uuid.UUID }
	err = tx.DB.Raw("select family_id from link_codes where code_hash = ? and expires_at > trusted_now()", account.Hash(code)).Scan(&found).Error
	if err == nil && len(found) == 0 {
		err = ErrLinkUnknown
	}
	if err != nil {
		return uuid.Nil, err
	}
	return found[0].FamilyID, nil
}

// lockBoth locks the families of a link before the code, in the order of their ids, so that two phones that read each
// other's codes at the same moment do not deadlock. It fails with ErrLinkUnknown if the family that showed the code was
// erased or merged meanwhile, and with ErrOtherFamily if the caller's was.
func lockBoth(tx *db.Tx, old, into uuid.UUID) error {
	var held []uuid.UUID
	err := tx.DB.Raw("select id from families where id in (?, ?) order by id for update", old, into).Scan(&held).Error
	switch {
	case err != nil:
		return err
	case !slices.Contains(held, into):
		return ErrLinkUnknown
	case old != uuid.Nil && !slices.Contains(held, old):
		return ErrOtherFamily
	}
	return nil
}

// useUp deletes the code, so that only one of several phones that read it at the same moment joins. The others get
// ErrLinkUnknown.
func useUp(tx *db.Tx, code string) error {
	r := tx.DB.Exec("delete from link_codes where code_hash = ?", account.Hash(code))
	if r.Error == nil && r.RowsAffected == 0 {
		return ErrLinkUnknown
	}
	return r.Error
}
