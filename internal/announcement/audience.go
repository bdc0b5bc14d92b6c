package announcement

import (
	"context"

	"gorm.io/gorm"

	"musikkforalle/api/contract"
	"musikkforalle/internal/place"
	"musikkforalle/internal/session"
)

// ListAudiences implements GET /api/places/{place}/audiences: it answers the sessions and partners that can be written about.
func (a API) ListAudiences(ctx context.Context, r contract.ListAudiencesRequestObject) (contract.ListAudiencesResponseObject, error) {
	p, _, err := place.OfTeam(ctx, a.Store.Gorm, r.Place, place.Organiser)
	if err != nil {
		return nil, err
	}
	w := contract.ListAudiences200JSONResponse{Sessions: []contract.SessionBrief{}, Partners: []contract.PartnerHands{}}
	g := a.Store.Gorm.WithContext(ctx)
	sessions, err := recent(g, p)
	if err != nil {
		return nil, err
	}
	for i := range sessions {
		w.Sessions = append(w.Sessions, session.Brief(&sessions[i]))
	}
	return w, g.Raw(`select p.id, p.name, (select count(*) from volunteers v where v.partner_id = p.id) as volunteers
		from partners p where p.place_id = ? order by p.name`, p.ID).Scan(&w.Partners).Error
}

// recent returns the published sessions that an announcement may still be about.
func recent(g *gorm.DB, p *place.Place) ([]session.Session, error) {
	var sessions []session.Session
	err := g.Where(`place_id = ? and starts_at > now() - interval '14 days'
		and season_id in (select id from seasons where status = 'published')`, p.ID).Order("starts_at").Find(&sessions).Error
	for i := range sessions {
		sessions[i].Place = *p
	}
	return sessions, err
}
