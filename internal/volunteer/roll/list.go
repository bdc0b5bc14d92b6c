package roll

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"
	"unicode"

	"github.com/google/uuid"
	"gorm.io/gorm"

	"musikkforalle/api/contract"
	"musikkforalle/internal/fault"
	"musikkforalle/internal/i18n"
	"musikkforalle/internal/place"
	"musikkforalle/internal/session"
)

const (
	maxSearch   = 60
	defaultPage = 25
)

// ListVolunteersOfPlace implements GET /api/places/{place}/volunteers: it shows organisers a page of the place's
// volunteers, by name.
func (a API) ListVolunteersOfPlace(ctx context.Context, r contract.ListVolunteersOfPlaceRequestObject) (contract.ListVolunteersOfPlaceResponseObject, error) {
	p, _, err := a.organises(ctx, r.Place)
	if err != nil {
		return nil, err
	}
	wanted := roll{place: p, most: defaultPage}
	if r.Params.Limit != nil {
		wanted.most = int(*r.Params.Limit)
	}
	if r.Params.After != nil {
		wanted.after = *r.Params.After
		if err := a.belongs(ctx, p.ID, wanted.after); errors.Is(err, fault.ErrNotFound) {
			return nil, ErrCursor
		} else if err != nil {
			return nil, err
		}
	}
	w := contract.ListVolunteersOfPlace200JSONResponse{Volunteers: []contract.VolunteerRow{}}
	if r.Params.Q != nil {
		var findable bool
		if wanted.words, findable, err = wordsOf(*r.Params.Q); err != nil || !findable {
			return w, err
		}
	}
	found, next, err := pageOf(ctx, a.Store.Gorm, wanted)
	if err != nil {
		return nil, err
	}
	for i := range found {
		row, err := found[i].wire()
		if err != nil {
			return nil, err
		}
		w.Volunteers = append(w.Volunteers, row)
	}
	if next != uuid.Nil {
		w.Next = &next
	}
	return w, nil
}

// roll is a query for volunteers of a place.
type roll struct {
	place *place.Place
	only  uuid.UUID // one volunteer; Nil: all
	words string    // a tsquery; empty: all
	after uuid.UUID // Nil: from the beginning
	most  int
}

// rollSQL chooses the volunteers first, by indexes, and then looks up the rest for them alone.
const rollSQL = `
	with chosen as materialized (
		select v.* from volunteers v
		where exists (select from place_volunteers pv where pv.place_id = @place and pv.volunteer_id = v.id)
		  and (%s)
		order by folded(v.name) collate "C", v.id limit @most)
	select v.id, v.name, v.email, v.lang, v.speaks, r.name as partner, coalesce(known.tasks, '[]') as tasks,
	       coalesce(held.season, 0) as minutes_season, coalesce(held.year, 0) as minutes_year,
	       next.id as next_id, next.task as next_task, next.starts_at as next_starts_at, next.ends_at as next_ends_at,
	       coalesce(certificates.known, '[]') as certificates
	from chosen v
	left join partners r on r.id = v.partner_id and r.place_id = @place
	cross join lateral (
		select jsonb_agg(distinct sh.task order by sh.task) as tasks
		from shift_hands h join shifts sh on sh.id = h.shift_id join sessions se on se.id = sh.session_id
		where h.volunteer_id = v.id and se.place_id = @place) known
	cross join lateral (
		select sum(w.minutes) filter (where sn.year = @year) as year,
		       sum(w.minutes) filter (where sn.year = @year and sn.half = @half) as season
		from hands_held w join seasons sn on sn.id = w.season_id
		where w.volunteer_id = v.id and w.place_id = @place) held
	left join lateral (
		select sh.id, sh.task, sh.starts_at, sh.ends_at
		from shift_hands h join shifts sh on sh.id = h.shift_id join sessions se on se.id = sh.session_id
		where h.volunteer_id = v.id and se.place_id = @place and se.status = 'open' and sh.ends_at > now()
		order by sh.starts_at limit 1) next on true
	cross join lateral (
		select jsonb_agg(to_jsonb(c) order by c.task) as known from certificates_at(v.id, @place) c) certificates
	order by folded(v.name) collate "C", v.id`

// The ways to choose: none of them reads a volunteer whom it does not show.
const (
	byID    = "v.id = @only"
	byWords = "to_tsvector('simple', folded(v.name)) @@ to_tsquery('simple', folded(@words))"
	onward  = `(folded(v.name) collate "C", v.id) > (select folded(name) collate "C", id from volunteers where id = @after)`
)

// read returns the volunteers of the query, by name.
func (r *roll) read(g *gorm.DB) (people []person, err error) {
	where := []string{"true"}
	if r.only != uuid.Nil {
		where = append(where, byID)
	}
	if r.words != "" {
		where = append(where, byWords)
	}
	if r.after != uuid.Nil {
		where = append(where, onward)
	}
	year, half := session.HalfOf(r.place, time.Now())
	err = g.Raw(fmt.Sprintf(rollSQL, strings.Join(where, " and ")), map[string]any{
		"place": r.place.ID, "only": r.only, "words": r.words, "after": r.after, "most": r.most, "year": year, "half": half,
	}).Scan(&people).Error
	return people, err
}

// pageOf returns one page of volunteers, and the id after which the next page begins; uuid.Nil on the last page.
func pageOf(ctx context.Context, g *gorm.DB, r roll) (people []person, next uuid.UUID, err error) {
	size := r.most
	r.most++
	people, err = r.read(g.WithContext(ctx))
	if err == nil && len(people) > size {
		people = people[:size]
		next = people[size-1].ID
	}
	return people, next, err
}

// wordsOf makes of a search the query that finds the beginnings of its words. ok is false when nothing can be found by
// it.
func wordsOf(search string) (words string, ok bool, err error) {
	search, err = i18n.Text{Field: "q", Most: maxSearch}.Clean(search)
	if err != nil {
		return "", false, err
	}
	if search == "" {
		return "", true, nil
	}
	parts := strings.FieldsFunc(search, func(r rune) bool {
		return !unicode.In(r, unicode.L, unicode.M, unicode.N) && r != '\u200c' && r != '\u200d'
	})
	for i, part := range parts {
		parts[i] = "'" + part + "':*"
	}
	return strings.Join(parts, " & "), len(parts) > 0, nil
}
