package account

import (
	"context"
	"encoding/hex"

	"musikkforalle/internal/db"
	"musikkforalle/internal/fault"
)

// ErrErasures is the fault of a list that Erasures did not write.
var ErrErasures = fault.New(fault.BadRequest, "erasures", "a line is not a hash that `musikkforalle erasures` has printed; nothing was read")

// Erasures returns the hashes of the ids of erased people. A backup lacks those who were erased after it was made, so
// the list is kept elsewhere and read back with Remember after a restore.
func Erasures(ctx context.Context, store *db.Store) (hashes []string, err error) {
	err = store.Gorm.WithContext(ctx).Raw("select encode(person_hash, 'hex') from erasures order by id").Scan(&hashes).Error
	return hashes, err
}

// Remember stores the hashes of a list of Erasures that the database lacks, all or none, and returns how many it added.
// Fault: ErrErasures.
func Remember(ctx context.Context, store *db.Store, hashes []string) (added int, err error) {
	err = store.Tx(ctx, func(tx *db.Tx) error {
		added = 0
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
