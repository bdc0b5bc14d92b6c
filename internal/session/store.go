package session

import (
	"context"
	"errors"

	"github.com/google/uuid"
	"gorm.io/gorm"
	"gorm.io/gorm/clause"

	"musikkforalle/api/contract"
	"musikkforalle/internal/db"
	"musikkforalle/internal/fault"
	"musikkforalle/internal/place"
)

// API implements the public reads of the contract: places, one place, one session.
type API struct {
	Store *db.Store
}

// Sessions count as coming until three hours after their start. Cancelled ones are shown too, for those who missed the
// notice.
const (
	coming    = "sessions.starts_at > now() - interval '3 hours'"
	published = "sessions.season_id in (select id from seasons where status = 'published')"
)

// GetSession implements GET /api/sessions/{session}: it returns one session of a published season with its place, and the
// languages that its volunteers speak. It is public. Fault: not_found.
func (a API) GetSession(ctx context.Context, r contract.GetSessionRequestObject) (contract.GetSessionResponseObject, error) {
	s, err := Get(ctx, a.Store, r.Session)
	if err != nil {
		return nil, err
	}
	wire := contract.GetSession200JSONResponse{Session: Brief(s), Languages: []contract.Lang{}}
	if wire.Place, err = describe(ctx, a.Store, s.Place.Slug); err != nil {
		return nil, err
	}
	spoken, err := languages(ctx, a.Store, s.ID)
	for _, lang := range spoken {
		wire.Languages = append(wire.Languages, contract.Lang(lang))
	}
	return wire, err
}

// Get reads a published session with its place.
func Get(ctx context.Context, store *db.Store, id uuid.UUID) (*Session, error) {
	return first(store.Gorm.WithContext(ctx).Joins("Place").Where("sessions.id = ? and "+published, id))
}

// ReadPublished reads a published session with its place in a transaction.
func ReadPublished(tx *db.Tx, id uuid.UUID) (*Session, error) {
	return first(tx.DB.InnerJoins("Place").Where("sessions.id = ? and "+published, id))
}

// Lock reads a session with its place and locks its row until the transaction ends.
func Lock(tx *db.Tx, id uuid.UUID) (*Session, error) {
	forUpdate := clause.Locking{Strength: clause.LockingStrengthUpdate, Table: clause.Table{Name: "sessions"}}
	return first(tx.DB.Clauses(forUpdate).InnerJoins("Place").Where("sessions.id = ?", id))
}

// read reads a session with its place, also one of a season that is not published.
func read(tx *db.Tx, id uuid.UUID) (*Session, error) {
	return first(tx.DB.InnerJoins("Place").Where("sessions.id = ?", id))
}

// first returns the first session of a query, or fault.ErrNotFound.
func first(query *gorm.DB) (*Session, error) {
	var s Session
	switch err := query.Take(&s).Error; {
	case errors.Is(err, gorm.ErrRecordNotFound):
		return nil, fault.ErrNotFound
	case err != nil:
		return nil, err
	}
	return &s, nil
}

// Coming lists the published coming sessions of a place by start, with the place.
func Coming(ctx context.Context, store *db.Store, p *place.Place) ([]Session, error) {
	var sessions []Session
	err := store.Gorm.WithContext(ctx).Where("place_id = ? and "+coming+" and "+published, p.ID).Order("starts_at").Find(&sessions).Error
	for i := range sessions {
		sessions[i].Place = *p
	}
	return sessions, err
}

// languages returns the languages that the volunteers on shift at a session speak, without who speaks which.
func languages(ctx context.Context, store *db.Store, id uuid.UUID) ([]string, error) {
	var spoken []string
	err := store.Gorm.WithContext(ctx).Raw(`select distinct unnest(v.speaks) from shifts sh
		join shift_hands h on h.shift_id = sh.id join volunteers v on v.id = h.volunteer_id
		where sh.session_id = ? order by 1`, id).Scan(&spoken).Error
	return spoken, err
}
