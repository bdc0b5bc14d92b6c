package door

import (
	"context"

	"github.com/google/uuid"
	"gorm.io/gorm"
	"gorm.io/gorm/clause"

	"musikkforalle/api/contract"
	"musikkforalle/internal/audit"
	"musikkforalle/internal/db"
	"musikkforalle/internal/i18n"
	"musikkforalle/internal/place"
	"musikkforalle/internal/session"
)

var noteText = i18n.Text{Field: "text", Most: 4000}

// GetSessionNote implements GET /api/sessions/{session}/note: it returns what the organisers wrote about a session, for them
// alone. Faults: nobody and not_found; a session without a note has an empty one, of version 0.
func (a API) GetSessionNote(ctx context.Context, r contract.GetSessionNoteRequestObject) (contract.GetSessionNoteResponseObject, error) {
	g := a.Store.Gorm.WithContext(ctx)
	if _, _, err := session.OfTeam(ctx, g, r.Session, place.Organiser); err != nil {
		return nil, err
	}
	n, err := readNote(g, r.Session)
	return contract.GetSessionNote200JSONResponse{Body: n.wire(), Headers: contract.GetSessionNote200ResponseHeaders{ETag: new(db.Tag(n.Version))}}, err
}

// SetSessionNote implements PUT /api/sessions/{session}/note: it replaces an organiser's note about a session and returns it.
// Faults: nobody, not_found, invalid, and note.changed if somebody else wrote it meanwhile (F21).
func (a API) SetSessionNote(ctx context.Context, r contract.SetSessionNoteRequestObject) (contract.SetSessionNoteResponseObject, error) {
	n, err := SetNote(ctx, a.Store, r.Session, r.Body.Text, db.Seen(r.Params.IfMatch))
	return contract.SetSessionNote200JSONResponse{Body: n.wire(), Headers: contract.SetSessionNote200ResponseHeaders{ETag: new(db.Tag(n.Version))}}, err
}

// SetNote stores the note of the calling organiser, who has seen the version given, and writes the audit entry.
func SetNote(ctx context.Context, store *db.Store, id uuid.UUID, text string, seen int32) (n Note, err error) {
	if text, err = noteText.Clean(text); err != nil {
		return Note{}, err
	}
	s, member, err := session.OfTeam(ctx, store.Gorm, id, place.Organiser)
	if err != nil {
		return Note{}, err
	}
	err = store.Tx(ctx, func(tx *db.Tx) error {
		if n, err = writeNote(tx, s.ID, text, seen); err != nil {
			return err
		}
		return audit.Write(tx, audit.Entry{Action: "session.noted", By: audit.Member(member).At(s.PlaceID), Session: s.ID})
	})
	return n, err
}

// writeNote stores the text, or returns ErrNoteChanged if the stored version is not the one that was seen (F21). It locks
// the session, so that two first notes written at once cannot both succeed.
func writeNote(tx *db.Tx, id uuid.UUID, text string, seen int32) (Note, error) {
	if _, err := session.Lock(tx, id); err != nil {
		return Note{}, err
	}
	n, err := readNote(tx.DB, id)
	if err != nil {
		return n, err
	}
	if seen != n.Version {
		return n, ErrNoteChanged
	}
	n.Text, n.UpdatedAt = text, tx.Now
	n.Version++
	return n, tx.DB.Clauses(clause.OnConflict{Columns: []clause.Column{{Name: "session_id"}}, UpdateAll: true}).Create(&n).Error
}

// readNote returns the session's note; version 0 means that none has been written.
func readNote(g *gorm.DB, id uuid.UUID) (Note, error) {
	n := Note{SessionID: id}
	err := g.Where("session_id = ?", id).Limit(1).Find(&n).Error
	return n, err
}

func (n Note) wire() contract.SessionNote {
	return contract.SessionNote{Text: n.Text, Version: n.Version}
}
