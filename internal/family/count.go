package family

import (
	"context"

	"gorm.io/gorm"

	"musikkforalle/api/contract"
	"musikkforalle/internal/disclosure"
	"musikkforalle/internal/place"
	"musikkforalle/internal/session"
)

// A place's families are those that chose it and those that answered one of its sessions; answers are kept for 24
// months. byReach counts each family once, by the fastest way to reach it.
const (
	ours = `with ours as (
		select f.* from families f where f.place_id = @place
		union
		select f.* from families f join answers a on a.family_id = f.id join sessions s on s.id = a.session_id where s.place_id = @place)`
	byLanguage = ours + ` select lang as trait, count(*) as n from ours group by lang order by n desc, lang`
	byReach    = ours + `, reached as (
		select case when exists (select from devices d join push_subscriptions p on p.device_id = d.id where d.family_id = f.id) then 'push'
		            when f.email is not null then 'mail' when f.phone is not null or f.phone_sealed is not null then 'phone' else 'none' end as way from ours f)
		select way as trait, (select count(*) from reached where reached.way = ways.way) as n
		from unnest('{push,mail,phone,none}'::text[]) with ordinality as ways (way, nr) order by nr`
)

// CountFamilies implements GET /api/places/{place}/families/summary: it counts the families of a place by language and by
// how they can be reached, for its organisers. Small numbers are suppressed, so that none says anything about one family.
func (a API) CountFamilies(ctx context.Context, r contract.CountFamiliesRequestObject) (contract.CountFamiliesResponseObject, error) {
	p, _, err := place.OfTeam(ctx, a.Store.Gorm, r.Place, place.Organiser)
	if err != nil {
		return nil, err
	}
	g := a.Store.Gorm.WithContext(ctx)
	languages, spoken, err := countBy(g, byLanguage, p)
	if err != nil {
		return nil, err
	}
	ways, reached, err := countBy(g, byReach, p)
	if err != nil {
		return nil, err
	}
	shown := disclosure.Publish(spoken, reached)
	w := contract.FamilyNumbers{Known: told(shown[0].Total)}
	w.ByLanguage = make([]contract.FamiliesByLanguage, len(languages))
	for i, lang := range languages {
		w.ByLanguage[i].Lang, w.ByLanguage[i].N = contract.Lang(lang), told(shown[0].Cells[lang])
	}
	w.ByReach = make([]contract.FamiliesByReach, len(ways))
	for i, way := range ways {
		w.ByReach[i].Reach, w.ByReach[i].N = contract.FamiliesByReachReach(way), told(shown[1].Cells[way])
	}
	err = coming(g, p, &w)
	return contract.CountFamilies200JSONResponse(w), err
}

// coming adds the next session and how many families come to it. That number is not suppressed: the team counts them at
// the door anyway.
func coming(g *gorm.DB, p *place.Place, w *contract.FamilyNumbers) error {
	var next []session.Session
	err := g.Where(`place_id = ? and status = ? and ends_at > now() and season_id in (select id from seasons where status = ?)`,
		p.ID, session.Open, session.Published).Order("starts_at").Limit(1).Find(&next).Error
	if err != nil || len(next) == 0 {
		return err
	}
	next[0].Place = *p
	w.Next = new(session.Brief(&next[0]))
	w.Coming = &next[0].FamiliesComing
	return nil
}

// countBy counts the families of a place by one trait. It returns the traits in the order of the query, and the counts.
func countBy(g *gorm.DB, sql string, p *place.Place) (traits []string, n disclosure.Counts, err error) {
	var rows []struct {
		Trait string
		N     int
	}
	err = g.Raw(sql, map[string]any{"place": p.ID}).Scan(&rows).Error
	n = disclosure.Counts{}
	for _, row := range rows {
		traits, n[row.Trait] = append(traits, row.Trait), row.N
	}
	return traits, n, err
}

// told returns the figure for the contract, or nil if it is suppressed.
func told(f disclosure.Figure) *int32 {
	if f.Hidden > 0 {
		return nil
	}
	return new(int32(f.N))
}
