// Package replay keeps the answers to writes that carried an Idempotency-Key, so that a replay has one effect and one
// answer.
package replay

import (
	"context"
	"database/sql"
	"errors"

	"github.com/google/uuid"
	"gorm.io/gorm"

	"musikkforalle/internal/db"
)

// Key is a key under which a request came: its hash, whose it is, and a hash of the request.
type Key struct {
	Owner   []byte
	Key     string
	Request []byte
}

// Kept is the stored answer of a key. Status is null while the first request is in flight.
type Kept struct {
	RequestHash []byte
	Status      sql.NullInt16
	ContentType sql.NullString
	Body        []byte
}

// Claim inserts the key, or takes over one whose first request was cut off a minute ago. The key is the first column
// because GORM expands a byte slice that follows a parenthesis.
func (k Key) Claim(ctx context.Context, store *db.Store) (mine bool, err error) {
	r := store.Gorm.WithContext(ctx).Exec(`insert into idempotency (key, owner, request_hash) values (?, ?, ?)
		on conflict (owner, key) do update set created_at = now()
		where idempotency.status is null and idempotency.created_at < now() - interval '1 minute'
		  and idempotency.request_hash = excluded.request_hash`, k.Key, k.Owner, k.Request)
	return r.RowsAffected == 1, r.Error
}

// Find reads what is stored of the key, if anything is.
func (k Key) Find(ctx context.Context, store *db.Store) (a Kept, found bool, err error) {
	err = store.Gorm.WithContext(ctx).Table("idempotency").Where("owner = ? and key = ?", k.Owner, k.Key).Take(&a).Error
	if errors.Is(err, gorm.ErrRecordNotFound) {
		return a, false, nil
	}
	return a, err == nil, err
}

// Keep stores the answer, which is about a device or about none that is still known.
func (k Key) Keep(ctx context.Context, store *db.Store, status int, contentType string, body []byte, device uuid.UUID) error {
	return store.Gorm.WithContext(ctx).Exec(
		`update idempotency set status = ?, content_type = ?, body = ?, device_id = (select id from devices where id = ?)
		where key = ? and owner = ?`, status, contentType, body, device, k.Key, k.Owner).Error
}

// Drop deletes a key that has no answer: a retry may get one.
func (k Key) Drop(ctx context.Context, store *db.Store) error {
	return store.Gorm.WithContext(ctx).Exec("delete from idempotency where owner = ? and key = ? and status is null", k.Owner, k.Key).Error
}

// Forget deletes what a person who is being erased was answered, and empties what the person's devices were: a replay
// must not bring the person back.
func Forget(tx *db.Tx, person uuid.UUID) error {
	for _, sql := range []string{
		`delete from idempotency where owner = uuid_send(?::uuid)`,
		`delete from idempotency where owner in (select uuid_send(id) from devices where ? in (family_id, volunteer_id, member_id))`,
		`update idempotency set status = 401, content_type = null, body = null
			where device_id in (select id from devices where ? in (family_id, volunteer_id, member_id))`,
	} {
		if err := tx.DB.Exec(sql, person).Error; err != nil {
			return err
		}
	}
	return nil
}
