package push

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"time"

	"github.com/google/uuid"
	"gorm.io/gorm"

	"musikkforalle/internal/db"
)

// Stored is the row of a subscription. A device has at most one, and a subscription belongs to one device.
type Stored struct {
	DeviceID  uuid.UUID `gorm:"type:uuid;primaryKey"`
	Endpoint  string    `gorm:"not null"`
	Service   string    `gorm:"not null"` // group of Services
	P256dh    string    `gorm:"column:p256dh;not null"`
	Auth      string    `gorm:"not null"`
	VapidKey  string    `gorm:"not null"`
	CreatedAt time.Time `gorm:"not null"`
	CheckedAt time.Time `gorm:"not null"`
}

// TableName implements GORM's Tabler.
func (Stored) TableName() string { return "push_subscriptions" }

// Subscription returns the part that Sender.Send needs.
func (s *Stored) Subscription() Subscription {
	return Subscription{Endpoint: s.Endpoint, P256dh: s.P256dh, Auth: s.Auth, Key: s.VapidKey}
}

// endpointHash lets a browser compare its subscription with ours without our sending the endpoint.
func (s *Stored) endpointHash() string {
	sum := sha256.Sum256([]byte(s.Endpoint))
	return hex.EncodeToString(sum[:])[:16]
}

// errNone is the error for a device without a subscription.
var errNone = errors.New("push: no subscription")

func stored(ctx context.Context, store *db.Store, device uuid.UUID) (*Stored, error) {
	var s Stored
	err := store.Gorm.WithContext(ctx).Where("device_id = ?", device).Take(&s).Error
	if errors.Is(err, gorm.ErrRecordNotFound) {
		return nil, errNone
	}
	return &s, err
}

// keyPair is the stored form of a VAPID pair. The first of the stored list is the current one.
type keyPair struct {
	Private string `json:"private"`
	Public  string `json:"public"`
}

const keysSetting = "vapid_keys"

// OpenKeys returns the program's VAPID pairs and creates them at the first start. The subject is the contact address for
// push services (RFC 8292, section 2.1).
func OpenKeys(ctx context.Context, store *db.Store, subject string) (*Keys, error) {
	var pairs []keyPair
	err := store.Tx(ctx, func(tx *db.Tx) error {
		return db.Setting(ctx, tx, keysSetting, &pairs, func() (any, error) {
			private, public, err := GenerateKeys()
			return []keyPair{{private, public}}, err
		})
	})
	if err != nil {
		return nil, err
	}
	if len(pairs) == 0 {
		return nil, ErrKeyPair
	}
	vapid := make([]*VAPID, len(pairs))
	for i, p := range pairs {
		if vapid[i], err = NewVAPID(p.Private, p.Public, subject); err != nil {
			return nil, err
		}
	}
	return NewKeys(vapid[0], vapid[1:]...), nil
}
