// Package arrival creates volunteers at their first sign-in and records their activity, for package account, which
// package volunteer imports.
package arrival

import (
	"context"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
	"gorm.io/gorm"

	"musikkforalle/internal/db"
)

// Come returns the id of the volunteer with a confirmed address. The first sign-in creates the volunteer.
func Come(tx *db.Tx, email, lang string) (id uuid.UUID, err error) {
	err = tx.DB.Raw(`insert into volunteers (email, lang) values (?, ?)
		on conflict (email) do update set seen_at = trusted_now(), email_bounced_at = null returning id`, email, lang).Row().Scan(&id)
	return id, err
}

// Seen records that a volunteer was active now.
func Seen(g *gorm.DB, id uuid.UUID) error {
	return g.Exec("update volunteers set seen_at = trusted_now() where id = ?", id).Error
}

// Bounced records that a mail server refused the address for good. No mail goes there until it is confirmed again.
func Bounced(ctx context.Context, tx pgx.Tx, id uuid.UUID, email string) error {
	_, err := tx.Exec(ctx, "update volunteers set email_bounced_at = trusted_now() where id = $1 and email = $2", id, email)
	return err
}
