// Package team manages the members of the teams that run places: their roles, invitations, sign-in and passkeys.
package team

import (
	"context"
	"errors"
	"slices"
	"time"

	"github.com/google/uuid"
	"gorm.io/gorm"

	"musikkforalle/api/contract"
	"musikkforalle/internal/account"
	"musikkforalle/internal/db"
	"musikkforalle/internal/fault"
	"musikkforalle/internal/place"
)

// API implements the team's operations of the contract.
type API struct {
	Store   *db.Store
	BaseURL string // of the site: invitations lead there, and passkeys are bound to its host
}

// Member is a person in the team of one place or several.
type Member struct {
	ID        uuid.UUID `gorm:"type:uuid;primaryKey;default:gen_random_uuid()"`
	Name      string    `gorm:"not null"`
	Email     string    `gorm:"not null"`
	Lang      string    `gorm:"not null"` // one of i18n.Staff
	CreatedAt time.Time `gorm:"not null"`
	SeenAt    time.Time `gorm:"not null"`
}

// Role is what a member may do at a place, or over all of them.
type Role struct {
	ID       uuid.UUID  `gorm:"type:uuid;primaryKey;default:gen_random_uuid()"`
	MemberID uuid.UUID  `gorm:"type:uuid;not null"`
	PlaceID  *uuid.UUID `gorm:"type:uuid"` // nil: over all places
	Role     place.Role `gorm:"not null"`
	Lang     *string    // of a translator
	GivenBy  *uuid.UUID `gorm:"type:uuid"`
	GivenAt  time.Time  `gorm:"not null"`
}

// GetTeam implements GET /api/team: it says who the caller is, and what the caller may do where.
func (a API) GetTeam(ctx context.Context, _ contract.GetTeamRequestObject) (contract.GetTeamResponseObject, error) {
	w, err := a.caller(ctx)
	return contract.GetTeam200JSONResponse(w), err
}

// mayEnrol returns the calling member, who may be signed in by a mailed code only, or fault.ErrNobody.
func mayEnrol(ctx context.Context) (uuid.UUID, error) {
	if id := account.From(ctx).Enrolling; id != uuid.Nil {
		return id, nil
	}
	return account.MemberOf(ctx)
}

// caller returns the calling member as the contract's type, without the places if the member is only enrolling.
func (a API) caller(ctx context.Context) (w contract.Team, err error) {
	id, err := mayEnrol(ctx)
	if err != nil {
		return w, err
	}
	g := a.Store.Gorm.WithContext(ctx)
	m, err := find(g, id)
	if err != nil {
		return w, err
	}
	w.Enrolling, w.Places = account.From(ctx).Member == uuid.Nil, []contract.TeamPlace{}
	w.Member.Id, w.Member.Name, w.Member.Email, w.Member.Lang = m.ID, m.Name, m.Email, contract.Lang(m.Lang)
	if w.Enrolling {
		return w, nil
	}
	all, err := placesOf(g, id)
	for _, p := range all {
		w.Places = append(w.Places, p.wire())
		w.Network = w.Network || slices.Contains(p.Roles, string(place.Network))
	}
	return w, err
}

// find returns a member, or fault.ErrNobody if it does not exist or was erased.
func find(g *gorm.DB, id uuid.UUID) (Member, error) {
	var m Member
	err := g.Where("id = ?", id).Take(&m).Error
	if errors.Is(err, gorm.ErrRecordNotFound) {
		return m, fault.ErrNobody
	}
	return m, err
}
