package place

import (
	"context"
	"errors"

	"gorm.io/gorm"

	"musikkforalle/internal/db"
	"musikkforalle/internal/fault"
)

// List returns all places by name.
func List(ctx context.Context, store *db.Store) ([]Place, error) {
	var places []Place
	return places, store.Gorm.WithContext(ctx).Order("name").Find(&places).Error
}

// BySlug returns a place, or fault.ErrNotFound.
func BySlug(ctx context.Context, store *db.Store, slug string) (*Place, error) {
	var p Place
	err := store.Gorm.WithContext(ctx).Where("slug = ?", slug).Take(&p).Error
	if errors.Is(err, gorm.ErrRecordNotFound) {
		return nil, fault.ErrNotFound
	}
	return &p, err
}
