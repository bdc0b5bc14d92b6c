package push

import (
	"context"
	"errors"

	"github.com/google/uuid"
	"gorm.io/gorm/clause"

	"musikkforalle/api/contract"
	"musikkforalle/internal/account"
	"musikkforalle/internal/db"
	"musikkforalle/internal/fault"
)

// SetPush implements PUT /api/me/push: it keeps or renews the subscription of the calling device.
func (a API) SetPush(ctx context.Context, r contract.SetPushRequestObject) (contract.SetPushResponseObject, error) {
	device := account.From(ctx).Device
	if device == uuid.Nil {
		return nil, fault.ErrNobody
	}
	if a.Keys == nil {
		return nil, ErrNotAllowed
	}
	sub, err := ParseSubscription(a.Services, r.Body.Endpoint, r.Body.P256dh, r.Body.Auth)
	if err != nil {
		return nil, unusable(err)
	}
	err = keep(ctx, a.Store, r.Body.Lang, Stored{
		DeviceID: device, Endpoint: sub.Endpoint, Service: a.Services.Group(sub.Endpoint),
		P256dh: sub.P256dh, Auth: sub.Auth, VapidKey: a.Keys.Current().PublicKey(),
	})
	if err == nil {
		err = a.reached(ctx)
	}
	if err != nil {
		return nil, err
	}
	return contract.SetPush204Response{}, nil
}

func (a API) reached(ctx context.Context) error {
	family := account.From(ctx).Family
	if family == uuid.Nil || a.Reached == nil {
		return nil
	}
	return a.Reached(ctx, family)
}

// unusable maps what ParseSubscription refuses to the two answers of the contract.
func unusable(err error) error {
	if errors.Is(err, ErrKey) || errors.Is(err, ErrAuth) {
		return ErrBadKeys.Wrap(err)
	}
	return ErrNotAllowed.Wrap(err)
}

// keep stores a device's subscription, and its language if it says one, and replaces an earlier one. If another device holds the endpoint, that row is
// replaced too: it is the same browser under a new sign-in.
func keep(ctx context.Context, store *db.Store, lang *contract.Lang, s Stored) error {
	return store.Tx(ctx, func(tx *db.Tx) error {
		if err := tx.DB.Exec("select pg_advisory_xact_lock(hashtextextended(?, 0))", s.Endpoint).Error; err != nil {
			return err
		}
		if err := tx.DB.Where("endpoint = ? and device_id <> ?", s.Endpoint, s.DeviceID).Delete(&Stored{}).Error; err != nil {
			return err
		}
		if lang != nil {
			if err := account.Speaks(tx, s.DeviceID, string(*lang)); err != nil {
				return err
			}
		}
		s.CreatedAt, s.CheckedAt = tx.Now, tx.Now
		return tx.DB.Clauses(clause.OnConflict{
			Columns:   []clause.Column{{Name: "device_id"}},
			DoUpdates: clause.AssignmentColumns([]string{"endpoint", "service", "p256dh", "auth", "vapid_key", "checked_at"}),
		}).Create(&s).Error
	})
}
