// Package arrival notes that members of teams are alive. Sign-in stands below package team.
package arrival

import (
	"github.com/google/uuid"
	"gorm.io/gorm"
)

// Seen notes that a member is alive.
func Seen(g *gorm.DB, id uuid.UUID) error {
	return g.Exec("update members set seen_at = trusted_now() where id = ?", id).Error
}
