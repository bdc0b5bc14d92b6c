// Package arrival creates families and records their activity, for sign-in and answers, which package family imports.
package arrival

import (
	"context"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
	"gorm.io/gorm"

	"musikkforalle/internal/db"
)

// New creates a family of which only the language is known, and returns its id.
func New(tx *db.Tx, lang string) (id uuid.UUID, err error) {
	err = tx.DB.Raw("insert into families (lang) values (?) returning id", lang).Row().Scan(&id)
	return id, err
}

// Seen records that a family was active now, and reports whether it exists. In a transaction it locks the row, so that
// the family cannot be erased or merged meanwhile.
func Seen(g *gorm.DB, id uuid.UUID) (exists bool, err error) {
	r := g.Exec("update families set seen_at = trusted_now() where id = ?", id)
	return r.RowsAffected == 1, r.Error
}

// Update stores what a first answer says about a family, by column: the usual company and the place.
func Update(tx *db.Tx, id uuid.UUID, known map[string]any) error {
	return tx.DB.Table("families").Where("id = ?", id).Updates(known).Error
}

// Bounced records that a mail server refused the address for good. No mail goes there until it is confirmed again.
func Bounced(ctx context.Context, tx pgx.Tx, id uuid.UUID, email string) error {
	_, err := tx.Exec(ctx, "update families set email_bounced_at = trusted_now() where id = $1 and email = $2", id, email)
	return err
}
