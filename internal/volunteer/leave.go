package volunteer

import (
	"context"

	"github.com/google/uuid"

	"musikkforalle/internal/audit"
	"musikkforalle/internal/db"
	"musikkforalle/internal/fault"
)

// ceased are the SQL statements that remove a volunteer from a place. They delete the certificates unless the volunteer
// belongs to another place (P11).
var ceased = []string{
	`insert into departures (place_id, volunteer_id, left_at) values (@place, @volunteer, trusted_now() + (clock_timestamp() - now()))
		on conflict (place_id, volunteer_id) do update set left_at = excluded.left_at`,
	`update volunteers set place_id = null where id = @volunteer and place_id = @place`,
	`delete from certificates where volunteer_id = @volunteer
		and not exists (select from place_volunteers where volunteer_id = @volunteer)`,
}

// Leave removes a volunteer from the place of by. Coming shifts there are given back, and certificates are deleted
// unless the volunteer belongs to another place. Hours worked stay counted. The person may come back by taking a shift.
func Leave(ctx context.Context, store *db.Store, by audit.By, volunteer uuid.UUID) error {
	return store.Tx(ctx, func(tx *db.Tx) error {
		r := tx.DB.Exec("select from volunteers where id = ? for update", volunteer)
		if r.Error != nil {
			return r.Error
		}
		if r.RowsAffected == 0 {
			return fault.ErrNotFound
		}
		if err := giveBackAll(ctx, tx, by, volunteer); err != nil {
			return err
		}
		for _, sql := range ceased {
			if err := tx.DB.Exec(sql, map[string]any{"place": by.Place, "volunteer": volunteer}).Error; err != nil {
				return err
			}
		}
		return audit.Write(tx, audit.Entry{Action: "volunteer.left", By: by})
	})
}
