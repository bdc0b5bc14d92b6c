package answer

import (
	"context"
	"slices"

	"github.com/google/uuid"
	"gorm.io/gorm"

	"musikkforalle/internal/db"
	"musikkforalle/internal/seal"
)

// sealed returns the wishes as they are stored: health words encrypted, under a new id.
func (w *Wishes) sealed(ring *seal.Ring) (stored Wishes, err error) {
	stored = *w
	stored.Allergies, stored.Helps = nil, nil
	if stored.AllergiesSealed, err = ring.Seal(seal.At("wishes", "allergies", w.ID), w.Allergies); err != nil {
		return stored, err
	}
	stored.HelpsSealed, err = ring.Seal(seal.At("wishes", "helps", w.ID), w.Helps)
	return stored, err
}

// Open decrypts the health words of wishes that were read.
func (w *Wishes) Open(g *gorm.DB) (err error) {
	if w == nil {
		return nil
	}
	ring := seal.Of(g)
	if w.Allergies, err = ring.Text(seal.At("wishes", "allergies", w.ID), w.Allergies, w.AllergiesSealed); err != nil {
		return err
	}
	w.Helps, err = ring.Text(seal.At("wishes", "helps", w.ID), w.Helps, w.HelpsSealed)
	return err
}

// SealWishes seals with the newest key all health words that are stored plain or under an older key, a few in a transaction,
// and returns how many wishes it changed. It may be stopped and run again at any time.
func SealWishes(ctx context.Context, store *db.Store) (changed int, err error) {
	return store.Batches(ctx, sealSome)
}

func sealSome(tx *db.Tx) (int, error) {
	ring := seal.Of(tx.DB)
	var all []Wishes
	err := tx.DB.Raw(`select * from wishes where allergies is not null or helps is not null
		or encode(substring(allergies_sealed for 4), 'hex') <> @key or encode(substring(helps_sealed for 4), 'hex') <> @key
		limit 100 for update skip locked`, map[string]any{"key": ring.Active()}).Scan(&all).Error
	if err != nil {
		return 0, err
	}
	for i := range all {
		if err := all[i].Open(tx.DB); err != nil {
			return 0, err
		}
		stored, err := all[i].sealed(ring)
		if err != nil {
			return 0, err
		}
		if err := tx.DB.Model(&stored).Select("allergies", "allergies_sealed", "helps", "helps_sealed").Updates(&stored).Error; err != nil {
			return 0, err
		}
	}
	return len(all), nil
}

// Allergies returns the texts of those who come to a session, in alphabetical order, which tells nothing of the families.
func Allergies(g *gorm.DB, id uuid.UUID) ([]string, error) {
	var all []Wishes
	err := g.Raw(`select w.id, w.allergies, w.allergies_sealed from wishes w join answers a using (session_id, family_id)
		where a.session_id = ? and a.state = 'coming' and (w.allergies is not null or w.allergies_sealed is not null)`, id).Scan(&all).Error
	if err != nil {
		return nil, err
	}
	texts := make([]string, len(all))
	for i := range all {
		if err := all[i].Open(g); err != nil {
			return nil, err
		}
		texts[i] = *all[i].Allergies
	}
	slices.Sort(texts)
	return texts, nil
}

// KeysInUse returns the ids of the keys under which health words are sealed.
func KeysInUse(ctx context.Context, store *db.Store) (ids []string, err error) {
	err = store.Gorm.WithContext(ctx).Raw(`select distinct encode(substring(x for 4), 'hex')
		from (select allergies_sealed as x from wishes union all select helps_sealed from wishes) sealed where x is not null`).Scan(&ids).Error
	return ids, err
}
