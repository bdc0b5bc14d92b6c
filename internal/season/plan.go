package season

import (
	"context"
	"time"

	"github.com/google/uuid"
	"gorm.io/gorm"

	"musikkforalle/api/contract"
	"musikkforalle/internal/place"
	"musikkforalle/internal/session"
)

// ListSeasons implements GET /api/places/{place}/seasons: it lists the seasons of a place, drafts too, the latest first, for its
// organisers. Faults: nobody and not_found.
func (a API) ListSeasons(ctx context.Context, r contract.ListSeasonsRequestObject) (contract.ListSeasonsResponseObject, error) {
	p, _, err := place.OfTeam(ctx, a.Store.Gorm, r.Place, place.Organiser)
	if err != nil {
		return nil, err
	}
	var rows []summary
	err = a.Store.Gorm.WithContext(ctx).Raw(summariesQuery, p.ID).Scan(&rows).Error
	list := make(contract.ListSeasons200JSONResponse, len(rows))
	for i := range rows {
		list[i] = rows[i].wire()
	}
	return list, err
}

// GetSeason implements GET /api/seasons/{season}: it returns a season with its dates, tasks and goals, for the organisers of its
// place. Faults: nobody and not_found.
func (a API) GetSeason(ctx context.Context, r contract.GetSeasonRequestObject) (contract.GetSeasonResponseObject, error) {
	g := a.Store.Gorm.WithContext(ctx)
	s, err := ofTeam(ctx, g, r.Season)
	if err != nil {
		return nil, err
	}
	plan, err := readPlan(g, s)
	return contract.GetSeason200JSONResponse(plan), err
}

// summary is a season with the number of its sessions and its first and last day.
type summary struct {
	session.Season `gorm:"embedded"`
	Saturdays      int32
	Cancelled      int32
	FirstDay       *string
	LastDay        *string
}

const summariesQuery = `select s.*, count(x.id) filter (where x.status = 'open') as saturdays, count(x.id) filter (where x.status = 'cancelled') as cancelled,
		to_char(min(x.starts_at) at time zone p.time_zone, 'YYYY-MM-DD') as first_day,
		to_char(max(x.starts_at) at time zone p.time_zone, 'YYYY-MM-DD') as last_day
	from seasons s join places p on p.id = s.place_id left join sessions x on x.season_id = s.id
	where s.place_id = ? group by s.id, p.id order by s.year desc, s.half`

func (s *summary) wire() contract.SeasonSummary {
	return contract.SeasonSummary{
		Id: s.ID, Year: int32(s.Year), Half: contract.Half(s.Half), Status: contract.SeasonStatus(s.Status), Closed: s.ClosedAt != nil,
		Saturdays: s.Saturdays, Cancelled: s.Cancelled, First: s.FirstDay, Last: s.LastDay,
	}
}

// plannedDay is a session of a season with its tasks.
type plannedDay struct {
	ID         uuid.UUID
	StartsAt   time.Time
	EndsAt     time.Time
	Status     string
	Over       bool
	Capacity   *int32
	SeatsTaken int32
	Families   int32
	Tasks      []contract.PlannedTask `gorm:"serializer:json"`
}

const daysQuery = `select x.id, x.starts_at, x.ends_at, x.status, x.starts_at <= now() as over, x.capacity, x.seats_taken, x.families_coming as families,
		(select coalesce(jsonb_agg(jsonb_build_object('task', sh.task, 'hands', sh.needed, 'taken', (select count(*) from shift_hands h where h.shift_id = sh.id))
		                           order by sh.starts_at, sh.task), '[]')
		   from shifts sh where sh.session_id = x.id) as tasks
	from sessions x where x.season_id = ? order by x.starts_at`

// readPlan returns a season as its organisers see it.
func readPlan(g *gorm.DB, s *planned) (contract.SeasonPlan, error) {
	plan := contract.SeasonPlan{
		Id: s.ID, Place: s.Place.Slug, Year: int32(s.Year), Half: contract.Half(s.Half), Status: contract.SeasonStatus(s.Status),
		Closed: s.ClosedAt != nil, Version: s.Version, GoalText: s.GoalText,
		Skipped: []contract.NotedDate{}, Tasks: []contract.TaskPlan{}, Goals: []contract.Goal{}, // an empty list, never null
	}
	var days []plannedDay
	if err := g.Raw(daysQuery, s.ID).Scan(&days).Error; err != nil {
		return plan, err
	}
	if err := g.Raw("select goal, target from season_goals where season_id = ? order by goal", s.ID).Scan(&plan.Goals).Error; err != nil {
		return plan, err
	}
	if err := g.Raw("select task, hands from tasks where place_id = ? order by starts_before desc, task", s.PlaceID).Scan(&plan.Tasks).Error; err != nil {
		return plan, err
	}
	marks, err := s.marker(g)
	plan.Dates = make([]contract.SeasonDate, len(days))
	for i := range days {
		plan.Dates[i] = days[i].wire(&s.Place, marks)
	}
	return plan, err
}

func (x *plannedDay) wire(p *place.Place, marks marker) contract.SeasonDate {
	start, end := x.StartsAt.In(p.Location()), x.EndsAt.In(p.Location())
	w := contract.SeasonDate{
		Session: x.ID, Date: start.Format(time.DateOnly), From: start.Format(clockLayout), To: end.Format(clockLayout),
		Status: contract.SeasonDateStatus(x.Status), Capacity: x.Capacity, SeatsTaken: x.SeatsTaken, Families: x.Families,
		Notes: marks.notes(start), Tasks: x.Tasks,
	}
	if x.Over {
		w.Status = contract.DateOver
	}
	return w
}
