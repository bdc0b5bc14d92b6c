package session

import (
	"time"

	"musikkforalle/internal/db"
)

// Add stores a session of a season's plan and fills in its id.
func Add(tx *db.Tx, s *Session) error { return tx.DB.Omit("Place").Create(s).Error }

// Plan gives a session of a draft its hours and capacity, nil being none. Nobody is told: a draft is not public.
func Plan(tx *db.Tx, s *Session, start, end time.Time, capacity *int32) error {
	return tx.DB.Model(s).Updates(map[string]any{"starts_at": start, "ends_at": end, "capacity": capacity}).Error
}

// SetCapacity sets how many heads a session has room for; nil: any number. The caller has locked its row.
func SetCapacity(tx *db.Tx, s *Session, capacity *int32) error {
	return tx.DB.Model(s).Update("capacity", capacity).Error
}

// Remove deletes a session of a draft.
func Remove(tx *db.Tx, s *Session) error { return tx.DB.Delete(s).Error }
