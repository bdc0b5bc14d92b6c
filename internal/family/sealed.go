package family

import (
	"context"

	"github.com/google/uuid"
	"gorm.io/gorm"

	"musikkforalle/internal/db"
	"musikkforalle/internal/seal"
)

// phoneOf names where a family's telephone number belongs.
func phoneOf(id uuid.UUID) string { return seal.At("families", "phone", id) }

// open decrypts the number of a family that was read.
func (f *Family) open(g *gorm.DB) (err error) {
	f.Phone, err = seal.Of(g).Text(phoneOf(f.ID), f.Phone, f.PhoneSealed)
	return err
}

// setPhone adds to set a number as it is stored; nil for none.
func setPhone(g *gorm.DB, set map[string]any, id uuid.UUID, number *string) error {
	sealed, err := seal.Of(g).Seal(phoneOf(id), number)
	set["phone"], set["phone_sealed"] = nil, sealed
	return err
}

// SealPhones seals with the newest key all numbers that are stored plain or under an older key, a few in a transaction, and
// returns how many it changed. It may be stopped and run again at any time.
func SealPhones(ctx context.Context, store *db.Store) (changed int, err error) {
	return store.Batches(ctx, sealSome)
}

func sealSome(tx *db.Tx) (int, error) {
	var all []Family
	err := tx.DB.Raw(`select id, phone, phone_sealed from families where phone is not null
		or encode(substring(phone_sealed for 4), 'hex') <> ? limit 100 for update skip locked`, seal.Of(tx.DB).Active()).Scan(&all).Error
	if err != nil {
		return 0, err
	}
	for i := range all {
		set := map[string]any{}
		if err := all[i].open(tx.DB); err != nil {
			return 0, err
		}
		if err := setPhone(tx.DB, set, all[i].ID, all[i].Phone); err != nil {
			return 0, err
		}
		if err := tx.DB.Model(&all[i]).Updates(set).Error; err != nil {
			return 0, err
		}
	}
	return len(all), nil
}

// KeysInUse returns the ids of the keys under which numbers are sealed.
func KeysInUse(ctx context.Context, store *db.Store) (ids []string, err error) {
	err = store.Gorm.WithContext(ctx).Raw("select distinct encode(substring(phone_sealed for 4), 'hex') from families where phone_sealed is not null").Scan(&ids).Error
	return ids, err
}
