// Package team is the people who run places: who they are, what each may do where, how they are invited and sign in.
package team

import (
	"context"
	"errors"
	"slices"

	"github.com/google/uuid"
	"gorm.io/gorm"

	"musikkforalle/api/contract"
	"musikkforalle/internal/account"
	"musikkforalle/internal/db"
	"musikkforalle/internal/fault"
	"musikkforalle/internal/place"
)

// API is the team's part of the contract.
type API struct {
	Store   *db.Store
	Jobs    account.Queue
	BaseURL string // of the site: invitations lead there, and passkeys are bound to its host
}

// Member is a person of one team or several.
type Member struct {
	ID    uuid.UUID
	Name  string
	Email string
	Lang  string
}

// GetTeam says who the caller is, and what the caller may do where.
func (a API) GetTeam(ctx context.Context, _ contract.GetTeamRequestObject) (contract.GetTeamResponseObject, error) {
	caller := account.From(ctx)
	id := caller.Member
	if id == uuid.Nil {
		id = caller.Enrolling
	}
	if id == uuid.Nil {
		return nil, fault.ErrNobody
	}
	g := a.Store.Gorm.WithContext(ctx)
	m, err := find(g, id)
	if err != nil {
		return nil, err
	}
	w := contract.Team{Enrolling: caller.Member == uuid.Nil}
	w.Member.Id, w.Member.Name, w.Member.Email, w.Member.Lang = m.ID, m.Name, m.Email, contract.Lang(m.Lang)
	w.Places = w.Places[:0:0]
	if w.Enrolling {
		return contract.GetTeam200JSONResponse(w), nil
	}
	all, err := placesOf(g, id)
	for _, p := range all {
		w.Places = append(w.Places, p.wire())
		w.Network = w.Network || slices.Contains(p.Roles, string(place.Network))
	}
	return contract.GetTeam200JSONResponse(w), err
}

// find gives a member, or fault.ErrNobody when there is none any more.
func find(g *gorm.DB, id uuid.UUID) (Member, error) {
	var m Member
	err := g.Where("id = ?", id).Take(&m).Error
	if errors.Is(err, gorm.ErrRecordNotFound) {
		return m, fault.ErrNobody
	}
	return m, err
}
