package door

import (
	"context"
	"time"

	"github.com/google/uuid"
	"gorm.io/gorm"

	"musikkforalle/api/contract"
	"musikkforalle/internal/fault"
	"musikkforalle/internal/heads"
	"musikkforalle/internal/place"
	"musikkforalle/internal/session"
)

// Totals counts who came to a session. All numbers come from one database snapshot.
type Totals struct {
	heads.Heads
	Counted bool // somebody counted at the door; if not, Heads is meaningless

	Known     int32 // families whose row was tapped
	New       int32 // families counted without the app
	SaidYes   int32 // families
	SaidHeads int32
	Missing   *int32 // families that said yes and did not come; nil while no row was tapped
}

// row is a family in the list at the door.
type row struct {
	Family   uuid.UUID
	Nickname string
	Lang     string
	Heads    heads.Heads
	Arrived  bool
}

// state is everything that one read of the door returns.
type state struct {
	Closed  bool
	Folded  bool
	Numbers numbers `gorm:"serializer:json"`
	Rows    []row   `gorm:"serializer:json"`
}

// stateQuery computes the numbers from the taps and the families, or reads session_counts once those have been deleted.
var stateQuery = `with this as (
		select s.id, sn.closed_at is not null as closed, sums.folded_at is not null as folded
		  from sessions s join seasons sn on sn.id = s.season_id left join door_sums sums on sums.session_id = s.id where s.id = @session),
	n as (
		select d.measure, d.key, d.n from this cross join door_measures(this.id) d where not this.folded
		union all
		select c.measure, c.key, c.n from this join session_counts c on c.session_id = this.id
		 where this.folded or c.measure = 'said_yes'),
	said as (
		select jsonb_build_object('said_yes.families', count(*), 'said_yes.heads', coalesce(sum(seats), 0)) as so_far
		  from answers where session_id = @session and state = 'coming')
	select this.closed, this.folded,
		said.so_far || (select coalesce(jsonb_object_agg(measure || '.' || key, n), '{}') from n) as numbers,
		case when @rows and not this.folded then (` + rowsQuery + `) else '[]' end as rows
	  from this cross join said`

// rowsQuery sorts by nickname, then by seats, so that every phone shows the same order.
var rowsQuery = `select coalesce(jsonb_agg(jsonb_build_object('Family', f.id, 'Nickname', f.nickname, 'Lang', f.lang,
		'Arrived', coalesce(d.arrived, false), 'Heads', ` + heads.Object("a") + `) order by lower(f.nickname), a.seats desc, f.id), '[]')
	from answers a join families f on f.id = a.family_id
	left join door_families d on d.session_id = a.session_id and d.family_id = a.family_id
	where a.session_id = @session and (a.state = 'coming' or d.arrived)`

// GetDoor implements GET /api/sessions/{session}/door: it returns who came to a session so far, for the place's team. The
// families' rows are left out until the door opens. Faults: nobody and not_found.
func (a API) GetDoor(ctx context.Context, r contract.GetDoorRequestObject) (contract.GetDoorResponseObject, error) {
	g := a.Store.Gorm.WithContext(ctx)
	s, _, err := session.OfTeam(ctx, g, r.Session, atTheDoor...)
	if err != nil {
		return nil, err
	}
	w, err := wire(g, s)
	return contract.GetDoor200JSONResponse(w), err
}

// ListDoors implements GET /api/places/{place}/door: it lists the sessions of a place whose door the team can count, or has
// counted: the next one and those before it, the latest first. Faults: nobody and not_found.
func (a API) ListDoors(ctx context.Context, r contract.ListDoorsRequestObject) (contract.ListDoorsResponseObject, error) {
	g := a.Store.Gorm.WithContext(ctx)
	p, _, err := place.OfTeam(ctx, g, r.Place, atTheDoor...)
	if err != nil {
		return nil, err
	}
	var sessions []brief
	if err := g.Raw(listQuery, map[string]any{"place": p.ID, "most": listed}).Scan(&sessions).Error; err != nil {
		return nil, err
	}
	list := make(contract.ListDoors200JSONResponse, len(sessions))
	for i := range sessions {
		s := &sessions[i]
		s.Place = *p
		list[i] = contract.DoorBrief{Session: session.Brief(&s.Session), OpensAt: opening(&s.Session), Closed: s.Closed, Counted: s.Counted}
	}
	return list, nil
}

// Arrived returns the current totals of a session. Fault: fault.ErrNotFound.
func Arrived(ctx context.Context, g *gorm.DB, session uuid.UUID) (Totals, error) {
	now, err := look(g.WithContext(ctx), session, false)
	return now.totals(), err
}

func (s state) totals() Totals {
	n := s.Numbers
	came := make(map[string]int32, len(heads.Kinds))
	for _, kind := range heads.Kinds {
		came[kind] = n.of(MeasureHeads, kind)
	}
	t := Totals{
		Heads: heads.Of(came), Known: n.of(MeasureFamilies, KeyKnown), New: n.of(MeasureFamilies, KeyNew),
		SaidYes: n.of(MeasureSaidYes, KeyFamilies), SaidHeads: n.of(MeasureSaidYes, KeyHeads),
	}
	_, t.Counted = n[named(MeasureHeads, heads.Kinds[0])]
	if missing, ok := n[named(MeasureNoShow, KeyFamilies)]; ok {
		t.Missing = &missing
	}
	return t
}

// Wire converts the totals to the contract's type.
func (t Totals) Wire() contract.DoorTotals {
	return contract.DoorTotals{
		Counted: t.Counted, Heads: contract.Headcount(t.Heads), Known: t.Known, New: t.New,
		SaidYes: t.SaidYes, SaidHeads: t.SaidHeads, Missing: t.Missing,
	}
}

// look reads the door in one statement, so that all numbers come from one snapshot. It reads the families' rows only if
// asked to.
func look(g *gorm.DB, session uuid.UUID, rows bool) (now state, err error) {
	found := g.Raw(stateQuery, map[string]any{"session": session, "rows": rows}).Scan(&now)
	if found.Error == nil && found.RowsAffected == 0 {
		return now, fault.ErrNotFound
	}
	return now, found.Error
}

// opening returns when the door opens: at opensAt on the session's day in the place's time zone, or at the start of a
// session that begins earlier.
func opening(s *session.Session) time.Time {
	start, _ := s.Local()
	year, month, day := start.Date()
	six := time.Date(year, month, day, opensAt, 0, 0, 0, start.Location())
	return earlier(six, start)
}

func wire(g *gorm.DB, s *session.Session) (contract.DoorState, error) {
	w := contract.DoorState{Session: session.Brief(s), OpensAt: opening(s), Rows: []contract.DoorRow{}}
	open := s.Status == session.Open && !time.Now().Before(w.OpensAt)
	now, err := look(g, s.ID, open)
	if err != nil {
		return w, err
	}
	w.Closed, w.Folded, w.Totals = now.Closed, now.Folded, now.totals().Wire()
	for _, f := range now.Rows {
		w.Rows = append(w.Rows, contract.DoorRow{
			Family: f.Family, Nickname: f.Nickname, Lang: contract.Lang(f.Lang), Heads: contract.Headcount(f.Heads), Arrived: f.Arrived,
		})
	}
	return w, nil
}

// brief is a session in the list that ListDoors returns.
type brief struct {
	session.Session `gorm:"embedded"`
	Closed, Counted bool
}

// listed is how many sessions ListDoors returns at most.
const listed = 12

const listQuery = `select s.*, sn.closed_at is not null as closed,
		exists (select from door_taps t where t.session_id = s.id) or exists (select from door_families d where d.session_id = s.id and d.arrived)
		or exists (select from session_counts c where c.session_id = s.id and c.measure = 'heads') as counted
	from sessions s join seasons sn on sn.id = s.season_id
	where s.place_id = @place and s.status = 'open' and s.starts_at <= coalesce((
		select min(n.starts_at) from sessions n join seasons ns on ns.id = n.season_id and ns.status = 'published'
		 where n.place_id = @place and n.status = 'open' and n.ends_at > now()), now())
	order by s.starts_at desc limit @most`

// Visits builds the query for the places and times at which a family was counted, for the export of its own data.
func Visits(g *gorm.DB, family uuid.UUID) *gorm.DB {
	return g.Raw(`select p.name as place, visit.at from (
			select v.place_id, v.last_at as at from door_visits v where v.family_id = @family
			union
			select s.place_id, s.starts_at from door_families d join sessions s on s.id = d.session_id
			 where d.family_id = @family and d.arrived) visit
		join places p on p.id = visit.place_id order by visit.at`, map[string]any{"family": family})
}
