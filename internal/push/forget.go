package push

import (
	"context"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
)

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
