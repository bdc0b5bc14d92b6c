package editing

import (
	"context"

	"github.com/google/uuid"
	"gorm.io/gorm"

	"musikkforalle/api/contract"
	"musikkforalle/internal/audit"
	"musikkforalle/internal/db"
	"musikkforalle/internal/fault"
	"musikkforalle/internal/i18n"
	"musikkforalle/internal/place"
)

// distributor hands flyers out. Via is the word in the address of its QR code; Opens counts how often that was opened.
type distributor struct {
	Via, Name string
	Opens     int32
	Months    []contract.MonthOfOpens `gorm:"serializer:json"`
}

var distributorName = i18n.Text{Field: "name", Most: 80, Needed: true}

const distributorsQuery = `select d.via, d.name, coalesce(sum(m.opens), 0) as opens,
		coalesce(jsonb_agg(jsonb_build_object('month', m.month, 'opens', m.opens) order by m.month) filter (where m.latest <= 12), '[]') as months
	from distributors d left join lateral (
		select to_char(c.day, 'YYYY-MM') as month, sum(c.opens)::int as opens, row_number() over (order by to_char(c.day, 'YYYY-MM') desc) as latest
		  from via_counts c where c.distributor_id = d.id group by 1) m on true
	where d.place_id = ? and d.removed_at is null and ? in ('', d.via)
	group by d.id order by d.name`

// ListDistributors implements GET /api/places/{place}/distributors: it lists who hands flyers out, with how often their
// codes were used.
func (a API) ListDistributors(ctx context.Context, r contract.ListDistributorsRequestObject) (contract.ListDistributorsResponseObject, error) {
	g := a.Store.Gorm.WithContext(ctx)
	p, _, err := place.OfTeam(ctx, g, r.Place, place.Organiser)
	if err != nil {
		return nil, err
	}
	all, err := a.distributors(g, p, "")
	return contract.ListDistributors200JSONResponse(all), err
}

// AddDistributor implements POST /api/places/{place}/distributors: it adds one under a word that no other has, or brings
// back one that was removed.
func (a API) AddDistributor(ctx context.Context, r contract.AddDistributorRequestObject) (contract.AddDistributorResponseObject, error) {
	d, err := a.storeDistributor(ctx, r.Place, "distributor.added", r.Body.Via, r.Body.Name, ErrDistributor,
		`insert into distributors (place_id, name, via) values (?, ?, ?)
			on conflict on constraint distributors_via_key do update set name = excluded.name, removed_at = null
			where distributors.removed_at is not null`)
	return contract.AddDistributor201JSONResponse(d), err
}

// RenameDistributor implements PATCH /api/places/{place}/distributors/{via}: it gives a distributor another name.
func (a API) RenameDistributor(ctx context.Context, r contract.RenameDistributorRequestObject) (contract.RenameDistributorResponseObject, error) {
	d, err := a.storeDistributor(ctx, r.Place, "distributor.renamed", r.Via, r.Body.Name, fault.ErrNotFound,
		`update distributors d set name = w.name from (values (?::uuid, ?, ?)) w (place_id, name, via)
			where d.place_id = w.place_id and d.via = w.via and d.removed_at is null`)
	return contract.RenameDistributor200JSONResponse(d), err
}

// RemoveDistributor implements DELETE /api/places/{place}/distributors/{via}: it takes a distributor off the list. What
// was counted stays.
func (a API) RemoveDistributor(ctx context.Context, r contract.RemoveDistributorRequestObject) (contract.RemoveDistributorResponseObject, error) {
	return contract.RemoveDistributor204Response{}, RemoveDistributor(ctx, a.Store, r.Place, r.Via)
}

// RemoveDistributor ends a distributor of a place that the caller organises. Faults: fault.ErrNobody, fault.ErrNotFound.
func RemoveDistributor(ctx context.Context, store *db.Store, slug, via string) error {
	return store.Tx(ctx, func(tx *db.Tx) error {
		p, member, err := place.OfTeam(ctx, tx.DB, slug, place.Organiser)
		if err != nil {
			return err
		}
		removed := tx.DB.Exec("update distributors set removed_at = now() where place_id = ? and via = ? and removed_at is null", p.ID, via)
		if removed.Error == nil && removed.RowsAffected == 0 {
			return fault.ErrNotFound
		}
		if removed.Error != nil {
			return removed.Error
		}
		return noted(tx, "distributor.removed", p.ID, member, via)
	})
}

// storeDistributor runs a statement with the parameters place, name and via, and returns the resulting distributor. It returns
// refusal if the statement changes no row.
func (a API) storeDistributor(ctx context.Context, slug, action, via, name string, refusal error, statement string) (d contract.Distributor, err error) {
	if name, err = distributorName.Clean(name); err != nil {
		return d, err
	}
	err = a.Store.Tx(ctx, func(tx *db.Tx) error {
		p, member, err := place.OfTeam(ctx, tx.DB, slug, place.Organiser)
		if err != nil {
			return err
		}
		done := tx.DB.Exec(statement, p.ID, name, via)
		if done.Error == nil && done.RowsAffected == 0 {
			return refusal
		}
		if done.Error != nil {
			return done.Error
		}
		all, err := a.distributors(tx.DB, p, via)
		if err != nil {
			return err
		}
		d = all[0]
		if err := place.Changed(tx, p.Slug); err != nil { // the word is known from now on
			return err
		}
		return noted(tx, action, p.ID, member, via)
	})
	return d, err
}

// distributors returns the distributors of a place sorted by name, or only the one with the word via unless that is "".
func (a API) distributors(g *gorm.DB, p *place.Place, via string) ([]contract.Distributor, error) {
	var found []distributor
	err := g.Raw(distributorsQuery, p.ID, via).Scan(&found).Error
	all := make([]contract.Distributor, len(found))
	for i, d := range found {
		all[i] = contract.Distributor{Via: d.Via, Name: d.Name, Opens: d.Opens, Months: d.Months, Link: a.BaseURL + "/nb/p/" + p.Slug + "?via=" + d.Via}
	}
	return all, err
}

// noted writes an audit entry of what a member did to a distributor.
func noted(tx *db.Tx, action string, placeID, member uuid.UUID, via string) error {
	return audit.Write(tx, audit.Entry{Action: action, By: audit.Member(member).At(placeID), Detail: map[string]any{"via": via}})
}
