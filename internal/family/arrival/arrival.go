// Package arrival makes families and notes that they are alive. Sign-in and answers stand below package family and need
// both.
package arrival

import (
	"github.com/google/uuid"
	"gorm.io/gorm"

	"musikkforalle/internal/db"
)

// New makes a family that nothing is known about but its language.
func New(tx *db.Tx, lang string) (id uuid.UUID, err error) {
	err = tx.DB.Raw("insert into families (lang) values (?) returning id", lang).Row().Scan(&id)
	return id, err
}

// Seen notes that a family is alive and says whether it exists. In a transaction it holds the row, so that the family
// cannot be erased or merged meanwhile.
func Seen(g *gorm.DB, id uuid.UUID) (exists bool, err error) {
	r := g.Exec("update families set seen_at = now() where id = ?", id)
	return r.RowsAffected == 1, r.Error
}

// Keep stores what a first answer tells of a family, by column: the usual company and the place.
func Keep(tx *db.Tx, id uuid.UUID, known map[string]any) error {
	return tx.DB.Table("families").Where("id = ?", id).Updates(known).Error
}
