package report

import (
	"context"
	"slices"
	"time"

	"github.com/google/uuid"
	"gorm.io/gorm"

	"musikkforalle/internal/session"
)

// credited is an organisation that a place works with or thanks.
type credited struct {
	Name, Role, Place string
	Logo              []byte // PNG, if there is one
}

// channel is who hands out flyers, with how often their codes were used.
type channel struct {
	Name  string
	Opens int
}

// read reads a report for the caller, and the seasons of its place or places: those in the report, and all.
func read(ctx context.Context, g *gorm.DB, f Filter) (c content, about, all []season, err error) {
	if f.Half != "" && f.Year == 0 {
		return c, nil, nil, errSeason
	}
	if all, err = seasonsOf(ctx, g, f.Place); err != nil {
		return c, nil, nil, err
	}
	c = content{Filter: f}
	about = slices.DeleteFunc(slices.Clone(all), func(s season) bool { return !f.includes(&s) })
	c.closed = len(about) > 0 && !slices.ContainsFunc(about, func(s season) bool { return s.ClosedAt == nil })
	ids := make([]uuid.UUID, len(about))
	for i := range about {
		ids[i] = about[i].ID
	}
	counts, err := countsOf(ctx, g, ids)
	if err != nil {
		return c, nil, nil, err
	}
	c.figures = sumOf(about, counts, f.span())
	if c.aim, err = aimOf(g.WithContext(ctx), ids); err != nil {
		return c, nil, nil, err
	}
	return c, about, all, c.readAround(g.WithContext(ctx))
}

// readAround reads what stands around the numbers: whom a place works with, through whom families heard of it, and what
// the organisers write.
func (c *content) readAround(g *gorm.DB) error {
	about := map[string]any{"place": c.Place}
	about["from"], about["to"] = c.days()
	if c.Place != "" {
		if err := g.Raw("select name from places where slug = @place", about).Row().Scan(&c.where); err != nil {
			return err
		}
	}
	if err := g.Raw(`select x.name, x.role, p.name as place, l.png as logo from partners x
			join places p on p.id = x.place_id left join partner_logos l on l.partner_id = x.id
		where @place = '' or p.slug = @place order by p.name, x.position, x.name`, about).Scan(&c.partners).Error; err != nil {
		return err
	}
	if err := g.Raw(`select d.name, sum(v.opens) as opens from via_counts v join distributors d on d.id = v.distributor_id
			join places p on p.id = d.place_id
		where (@place = '' or p.slug = @place) and v.day >= @from and v.day < @to
		group by d.name order by 2 desc, 1`, about).Scan(&c.channels).Error; err != nil {
		return err
	}
	if c.Place == "" || c.Year == 0 {
		return nil
	}
	texts, err := textsOf(g, c.Filter)
	c.texts = texts
	return err
}

// days returns the first day of a report and the day after its last. Half-years end where session.HalfOf ends them.
func (f Filter) days() (from, to string) {
	first, last := int(f.Year), int(f.Year)+1
	if f.Year == 0 {
		first, last = 2000, 3000
	}
	start, end := time.January, time.January
	switch f.Half {
	case session.Spring:
		last, end = int(f.Year), time.August
	case session.Autumn:
		start = time.August
	}
	day := func(year int, month time.Month) string {
		return time.Date(year, month, 1, 0, 0, 0, 0, time.UTC).Format(time.DateOnly)
	}
	return day(first, start), day(last, end)
}
