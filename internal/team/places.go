package team

import (
	"github.com/google/uuid"
	"gorm.io/gorm"

	"musikkforalle/api/contract"
)

// workplace is a place with the roles and languages that a member has there.
type workplace struct {
	Slug      string
	Name      string
	TimeZone  string
	Roles     []string `gorm:"serializer:json"`
	Languages []string `gorm:"serializer:json"`
}

// placesOf returns the places at which a member has a role, sorted by name; a network organiser has one at every place.
func placesOf(g *gorm.DB, member uuid.UUID) (all []workplace, err error) {
	err = g.Raw(`select p.slug, p.name, p.time_zone, jsonb_agg(distinct r.role) as roles,
			coalesce(jsonb_agg(distinct r.lang) filter (where r.lang is not null), '[]') as languages
		from roles r join places p on p.id = r.place_id or r.role = 'network'
		where r.member_id = ? group by p.id order by p.name`, member).Scan(&all).Error
	return all, err
}

func (p *workplace) wire() contract.TeamPlace {
	w := contract.TeamPlace{Slug: p.Slug, Name: p.Name, TimeZone: p.TimeZone, Languages: p.Languages, Roles: make([]contract.Role, len(p.Roles))}
	for i, role := range p.Roles {
		w.Roles[i] = contract.Role(role)
	}
	return w
}
