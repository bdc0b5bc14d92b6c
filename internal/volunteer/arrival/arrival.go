// Package arrival creates volunteers at their first sign-in and records their activity, for package account, which
// package volunteer imports.
package arrival

import (
	"github.com/google/uuid"
	"gorm.io/gorm"

	"musikkforalle/internal/db"
)

// Come returns the id of the volunteer with a confirmed address. The first sign-in creates the volunteer.
func Come(tx *db.Tx, email, lang string) (id uuid.UUID, err error) {
	err = tx.DB.Raw(`insert into volunteers (email, lang) values (?, ?)
		on conflict (email) do update set seen_at = trusted_now() returning id`, email, lang).Row().Scan(&id)
	return id, err
}

// Seen records that a volunteer was active now.
func Seen(g *gorm.DB, id uuid.UUID) error {
	return g.Exec("update volunteers set seen_at = trusted_now() where id = ?", id).Error
}
