package session

import (
	"context"

	"github.com/google/uuid"

	"musikkforalle/internal/db"
	"musikkforalle/internal/place"
)

// Changed is the job that plans and sends at once what people must be told of a session.
type Changed struct {
	Session uuid.UUID `json:"session"`
}

// Kind names the job in the queue.
func (Changed) Kind() string { return "session_changed" }

// Wake asks, when the transaction commits, that those concerned by the session's new state are told at once.
func Wake(ctx context.Context, tx *db.Tx, id uuid.UUID) error {
	return tx.Enqueue(ctx, Changed{Session: id})
}

// Refresh tells every server that the public data of a session are new, for its own page and its place's.
func Refresh(tx *db.Tx, s *Session) error {
	if err := place.Changed(tx, s.Place.Slug); err != nil {
		return err
	}
	return place.Changed(tx, s.ID.String())
}
