// Package arrival makes volunteers at their first sign-in and notes that they are alive. Sign-in stands below package
// volunteer.
package arrival

import (
	"github.com/google/uuid"
	"gorm.io/gorm"

	"musikkforalle/internal/db"
)

// Come returns the volunteer of a confirmed address, whom the first sign-in makes.
func Come(tx *db.Tx, email, lang string) (id uuid.UUID, err error) {
	err = tx.DB.Raw(`insert into volunteers (email, lang) values (?, ?)
		on conflict (email) do update set seen_at = now() returning id`, email, lang).Row().Scan(&id)
	return id, err
}

// Seen notes that a volunteer is alive.
func Seen(g *gorm.DB, id uuid.UUID) error {
	return g.Exec("update volunteers set seen_at = now() where id = ?", id).Error
}
