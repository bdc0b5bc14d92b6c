package account

import (
	"context"
	"encoding/hex"

	"musikkforalle/internal/db"
	"musikkforalle/internal/fault"
)

// ErrErasures is the answer to a list that Erasures did not write.
var ErrErasures = fault.New(fault.BadRequest, "erasures", "a line is not a hash that `musikkforalle erasures` has printed; nothing was read")

// Erasures lists, as hashes, who was erased. A backup knows only those who were erased before it was made: the list is
// kept elsewhere, and read back after a restore.
func Erasures(ctx context.Context, store *db.Store) (hashes []string, err error) {
	err = store.Gorm.WithContext(ctx).Raw("select encode(person_hash, 'hex') from erasures order by id").Scan(&hashes).Error
	return hashes, err
}

// Remember adds what the database does not know of a list that Erasures made, all of it or nothing, and says how many.
func Remember(ctx context.Context, store *db.Store, hashes []string) (added int, err error) {
	err = store.Tx(ctx, func(tx *db.Tx) error {
		for _, text := range hashes {
			if hash, err := hex.DecodeString(text); err != nil || len(hash) != len(Hash("")) {
				return ErrErasures
			}
			r := tx.DB.Exec(`insert into erasures (person_hash) select new.hash from (select decode(?, 'hex')) as new (hash)
				where not exists (select from erasures e where e.person_hash = new.hash)`, text)
			if r.Error != nil {
				return r.Error
			}
			added += int(r.RowsAffected)
		}
		return nil
	})
	return added, err
}
