package report

import (
	"context"
	"time"

	"github.com/google/uuid"
	"gorm.io/gorm"

	"musikkforalle/internal/account"
	"musikkforalle/internal/door"
	"musikkforalle/internal/fault"
	"musikkforalle/internal/place"
)

// Filter selects the places and seasons of a report. The zero value selects all.
type Filter struct {
	Place string // slug
	Year  int16
	Half  string // of the year; needs Year
	Lang  string // of the words
}

var errSeason = fault.New(fault.Invalid, "report.season", "a season without its year").With(fault.Field{Field: "season", Rule: "year"})

// span is the period within which the report counts a person once.
func (f Filter) span() door.Span {
	switch {
	case f.Half != "":
		return door.Season
	case f.Year != 0:
		return door.Year
	}
	return door.Ever
}

// includes says whether a season is among those that the report adds up.
func (f Filter) includes(s *season) bool {
	return (f.Year == 0 || f.Year == s.Year) && (f.Half == "" || f.Half == s.Half)
}

// season is one season at one place, the finest that anything is told of, with what became of its sessions.
type season struct {
	ID       uuid.UUID
	PlaceID  uuid.UUID
	Place    string // name
	Year     int16
	Half     string
	ClosedAt *time.Time
	Sessions
	Reasons map[string]int `gorm:"serializer:json"` // of cancellations and moves: "moved.venue"
}

// Sessions counts what became of the planned sessions.
type Sessions struct {
	Planned, Held, Coming, Moved, Cancelled int
}

// over reports whether no session of the season is still to come.
func (s *season) over() bool { return s.Coming == 0 && s.Planned > 0 }

const seasonsQuery = `select sn.id, sn.place_id, p.name as place, sn.year, sn.half, sn.closed_at,
	count(s.id) as planned,
	count(s.id) filter (where s.status = 'open' and s.ends_at <= now()) as held,
	count(s.id) filter (where s.status = 'open' and s.ends_at > now()) as coming,
	count(s.id) filter (where s.moved_from is not null) as moved,
	count(s.id) filter (where s.status = 'cancelled') as cancelled,
	(select coalesce(jsonb_object_agg(r.reason, r.n), '{}') from (
		select 'cancelled.' || coalesce(c.reason, 'other') as reason, count(*) as n from sessions c
		 where c.season_id = sn.id and c.status = 'cancelled' group by 1
		union all
		select 'moved.' || a.reason, count(distinct c.id) from sessions c join announcements a on a.session_id = c.id
		 where c.season_id = sn.id and a.kind = 'moved' and a.state = 'left' and a.reason is not null group by 1) r) as reasons
	from seasons sn join places p on p.id = sn.place_id left join sessions s on s.season_id = sn.id
	where sn.status = 'published' and member_may(@member, p.id, '{organiser}') and (@place = '' or p.slug = @place)
	group by sn.id, p.id order by sn.year desc, sn.half, p.name`

// seasonsOf lists the published seasons of a place, or of all places, latest first. Faults: fault.ErrNobody, and
// fault.ErrNotFound where the caller is no organiser.
func seasonsOf(ctx context.Context, g *gorm.DB, slug string) (all []season, err error) {
	member, err := organiserOf(ctx, g, slug)
	if err != nil {
		return nil, err
	}
	err = g.WithContext(ctx).Raw(seasonsQuery, map[string]any{"member": member, "place": slug}).Scan(&all).Error
	return all, err
}

// organiserOf gives the caller, who organises the place; without a place, all of them.
func organiserOf(ctx context.Context, g *gorm.DB, slug string) (member uuid.UUID, err error) {
	if slug != "" {
		_, member, err = place.OfTeam(ctx, g, slug, place.Organiser)
		return member, err
	}
	if member, err = account.MemberOf(ctx); err != nil {
		return uuid.Nil, err
	}
	network, err := place.OrganisesAll(g.WithContext(ctx), member)
	if err == nil && !network {
		err = fault.ErrNotFound
	}
	return member, err
}
