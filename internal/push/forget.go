package push

import (
	"context"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"musikkforalle/api/contract"
	"musikkforalle/internal/account"
	"musikkforalle/internal/db"
	"musikkforalle/internal/fault"
)

// DeletePush implements DELETE /api/me/push: it forgets the subscription of the calling device; there need not be one.
func (a API) DeletePush(ctx context.Context, _ contract.DeletePushRequestObject) (contract.DeletePushResponseObject, error) {
	device := account.From(ctx).Device
	if device == uuid.Nil {
		return nil, fault.ErrNobody
	}
	if err := forget(ctx, a.Store, device); err != nil {
		return nil, err
	}
	return contract.DeletePush204Response{}, nil
}

func forget(ctx context.Context, store *db.Store, device uuid.UUID) error {
	return store.Gorm.WithContext(ctx).Where("device_id = ?", device).Delete(&Stored{}).Error
}

// gone deletes a subscription after 404 or 410, unless the device has renewed it since it was read.
func gone(ctx context.Context, store *db.Store, s *Stored) error {
	return store.Gorm.WithContext(ctx).Where("device_id = ? and endpoint = ?", s.DeviceID, s.Endpoint).Delete(&Stored{}).Error
}

// Forget deletes the subscriptions of devices whose services no longer know them. endpoints are those that were tried,
// one per device: a subscription that was renewed meanwhile stays.
func Forget(ctx context.Context, tx pgx.Tx, devices []uuid.UUID, endpoints []string) error {
	if len(devices) == 0 {
		return nil
	}
	_, err := tx.Exec(ctx, `delete from push_subscriptions s using unnest($1::uuid[], $2::text[]) as g(device, endpoint)
		where s.device_id = g.device and s.endpoint = g.endpoint`, devices, endpoints)
	return err
}
