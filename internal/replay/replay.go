// Package replay keeps the outcomes of writes that carried an Idempotency-Key, so that a replay has one effect and one
// answer. It stores no answer of a success, which would be a second copy of what somebody may change or withdraw.
package replay

import (
	"bytes"
	"context"
	"database/sql"
	"encoding/json"
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

// Kept is what is stored of a key. Status is null while the first request is in flight.
type Kept struct {
	RequestHash []byte
	Status      sql.NullInt16
	ContentType sql.NullString
	Body        []byte // of a refusal
	Outcome     []byte // of a success: an Outcome
}

// Outcome names what a success made, if anything.
type Outcome struct {
	ID  uuid.UUID `json:"id,omitzero"`
	Via string    `json:"via,omitempty"` // the word of a distributor, which has no id

	// OrganiserTold says of a shift that was given back whether the organiser heard of it at once.
	OrganiserTold *bool `json:"organiserTold,omitempty"`
}

// Of returns the request's outcome, as it stands in an answer's JSON.
func Of(body []byte) Outcome {
	var o Outcome
	_ = json.Unmarshal(body, &o) // another kind of answer names nothing
	return o
}

// Is reports whether the request is the one that the key came with first.
func (a Kept) Is(k Key) bool { return len(a.RequestHash) == 0 || bytes.Equal(a.RequestHash, k.Request) }

// Made returns what the first request made.
func (a Kept) Made() Outcome { return Of(a.Outcome) }

// Claim inserts the key, or takes over one whose first request was cut off a minute ago. The key is the first column
// because GORM expands a byte slice that follows a parenthesis.
func (k Key) Claim(ctx context.Context, store *db.Store) (mine bool, err error) {
	r := store.Gorm.WithContext(ctx).Exec(`insert into idempotency (key, owner, request_hash) values (?, ?, ?)
		on conflict (owner, key) do update set created_at = trusted_now()
		where idempotency.status is null and idempotency.created_at < trusted_now() - interval '1 minute'
		  and idempotency.request_hash in (excluded.request_hash, '')`, k.Key, k.Owner, k.Request)
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

// Keep stores how the request ended: the outcome of a success, the problem document of a refusal. It is about a device, or
// about none that is still known.
func (k Key) Keep(ctx context.Context, store *db.Store, status int, contentType string, body []byte, device uuid.UUID) error {
	var outcome *string
	if status < 300 {
		made, err := json.Marshal(Of(body))
		if err != nil {
			return err
		}
		outcome, body = new(string(made)), nil
	}
	return store.Gorm.WithContext(ctx).Exec(
		`update idempotency set status = ?, content_type = ?, body = ?, outcome = ?, device_id = (select id from devices where id = ?)
		where key = ? and owner = ?`, status, contentType, body, outcome, device, k.Key, k.Owner).Error
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
		`update idempotency set status = 401, content_type = null, body = null, outcome = null
			where device_id in (select id from devices where ? in (family_id, volunteer_id, member_id))`,
	} {
		if err := tx.DB.Exec(sql, person).Error; err != nil {
			return err
		}
	}
	return nil
}
