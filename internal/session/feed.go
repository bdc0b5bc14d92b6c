package session

import (
	"context"
	"time"

	"github.com/google/uuid"

	"musikkforalle/internal/db"
	"musikkforalle/internal/i18n"
	"musikkforalle/internal/place"
)

// PlaceFeed returns the calendar of a place for subscription: its published sessions from three months back,
// in a language.
func PlaceFeed(ctx context.Context, store *db.Store, baseURL, slug, lang string) ([]byte, error) {
	p, err := place.BySlug(ctx, store, slug)
	if err != nil {
		return nil, err
	}
	var sessions []Session
	err = store.Gorm.WithContext(ctx).Where("place_id = ? and starts_at > now() - interval '3 months' and "+published, p.ID).
		Order("starts_at").Find(&sessions).Error
	if err != nil {
		return nil, err
	}
	for i := range sessions {
		sessions[i].Place = *p
	}
	c := i18n.Get(lang)
	events, err := Events(ctx, store, c, baseURL, sessions)
	if err != nil {
		return nil, err
	}
	return Calendar(c.T("page.place.title", "place", p.Name), p.Location(), events), nil
}

// SessionFile returns one published session as a calendar file, in a language.
func SessionFile(ctx context.Context, store *db.Store, baseURL string, id uuid.UUID, lang string) ([]byte, error) {
	s, err := Get(ctx, store, id)
	if err != nil {
		return nil, err
	}
	c := i18n.Get(lang)
	events, err := Events(ctx, store, c, baseURL, []Session{*s})
	if err != nil {
		return nil, err
	}
	return Calendar(events[0].Summary, s.Place.Location(), events), nil
}

// Events returns the sessions as calendar entries in a language; each session must have its place. The time of a session's
// last change comes from the audit, else it is the time of creation.
func Events(ctx context.Context, store *db.Store, c *i18n.Catalogue, baseURL string, sessions []Session) ([]Event, error) {
	ids := make([]uuid.UUID, len(sessions))
	for i := range sessions {
		ids[i] = sessions[i].ID
	}
	var changes []struct {
		SessionID uuid.UUID
		At        time.Time
	}
	err := store.Gorm.WithContext(ctx).Raw(`select session_id, max(at) as at from audit
		where session_id in ? and action like 'session.%' group by session_id`, ids).Scan(&changes).Error
	modified := make(map[uuid.UUID]time.Time, len(changes))
	for _, change := range changes {
		modified[change.SessionID] = change.At
	}
	events := make([]Event, len(sessions))
	for i := range sessions {
		at, ok := modified[sessions[i].ID]
		if !ok {
			at = sessions[i].CreatedAt
		}
		events[i] = EventOf(&sessions[i], c, baseURL, at)
	}
	return events, err
}
