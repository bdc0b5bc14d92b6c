package retention

import (
	"context"
	"time"

	"gorm.io/gorm"

	"musikkforalle/api/contract"
	"musikkforalle/internal/db"
	"musikkforalle/internal/place"
)

// API implements the operation of the contract's tag "retention".
type API struct {
	Store *db.Store
}

// GetRetention implements GET /api/places/{place}/retention: it lists how long each kind of data is kept, and how much of it at
// a place is deleted next, for its organisers; of what belongs to no place, for those of all places. Faults: nobody and
// not_found.
func (a API) GetRetention(ctx context.Context, r contract.GetRetentionRequestObject) (contract.GetRetentionResponseObject, error) {
	g := a.Store.Gorm.WithContext(ctx)
	p, member, err := place.OfTeam(ctx, g, r.Place, place.Organiser)
	if err != nil {
		return nil, err
	}
	network, err := place.OrganisesAll(g, member)
	if err != nil {
		return nil, err
	}
	stops, err := Stops(ctx, a.Store)
	if err != nil {
		return nil, err
	}
	list := make(contract.GetRetention200JSONResponse, len(rules))
	for i, rule := range rules {
		if list[i], err = rule.wire(g, p, network); err != nil {
			return nil, err
		}
		list[i].Stopped = stops.wire(rule.kind, network)
	}
	return list, nil
}

// wire shows a rule with its outlook at a place; that of what belongs to no place is for organisers of all places.
func (r rule) wire(g *gorm.DB, p *place.Place, network bool) (contract.RetentionRule, error) {
	w := contract.RetentionRule{Kind: r.kind, Unit: contract.RetentionRuleUnit(r.unit)}
	var seen struct {
		Keep, Waiting, Soon int32
		Next                *time.Time
	}
	query := g.Raw(r.outlook())
	if r.place != "" {
		query = g.Raw(r.outlook(), map[string]any{"place": p.ID})
	}
	if err := query.Scan(&seen).Error; err != nil {
		return w, err
	}
	w.Keep = seen.Keep
	if r.place != "" || network {
		w.Waiting, w.Soon, w.Next = &seen.Waiting, &seen.Soon, seen.Next
	}
	return w, nil
}
