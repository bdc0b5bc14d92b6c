package report

import (
	"context"
	"strings"
	"testing"
	"time"

	"musikkforalle/api/contract"
	"musikkforalle/internal/fixture"
	"musikkforalle/internal/place"
	"musikkforalle/internal/session"
)

// hall is a place with an organiser, and what its sessions came to.
type hall struct {
	*fixture.World
	api API
	ctx context.Context // the organiser calls
}

func newHall(t *testing.T) *hall {
	t.Helper()
	h := &hall{World: fixture.New(t, func(p *place.Place) { p.Name = "Lørenskog" })}
	h.api, h.ctx = API{Store: h.Store}, h.As(place.Organiser)
	return h
}

// came stores a session of a day and what it came to, in pairs of "measure key" and number.
func (h *hall) came(day string, pairs ...any) *session.Session {
	h.Helper()
	at, err := time.Parse(time.DateOnly, day)
	h.Must(err)
	s := fixture.Session(h, h.Store, h.Place, at.Add(11*time.Hour))
	h.Exec("insert into door_sums (session_id) values (?)", s.ID)
	for i := 0; i < len(pairs); i += 2 {
		measure, key, _ := strings.Cut(pairs[i].(string), " ")
		h.Exec("insert into session_counts values (?, ?, ?, ?)", s.ID, measure, key, pairs[i+1])
	}
	return s
}

func (h *hall) report(f Filter) contract.Report {
	h.Helper()
	r, err := h.api.GetReport(h.ctx, contract.GetReportRequestObject{Params: f.params()})
	h.Must(err)
	return contract.Report(r.(contract.GetReport200JSONResponse))
}

func (f Filter) params() (p contract.GetReportParams) {
	if f.Place != "" {
		p.Place = &f.Place
	}
	if f.Year != 0 {
		p.Year = new(int32(f.Year))
	}
	if f.Half != "" {
		p.Season = new(contract.GetReportParamsSeason(f.Half))
	}
	if f.Lang != "" {
		p.Lang = &f.Lang
	}
	return p
}

// shown is what a report says in a cell: the text of a row's first value.
func shown(r contract.Report, table, key string) string {
	for _, s := range r.Sections {
		for _, t := range s.Tables {
			for _, row := range t.Rows {
				if t.Key == table && row.Key == key {
					return row.Values[0].Text
				}
			}
		}
	}
	return "not there"
}

func lines(r contract.Report, section string) string {
	for _, s := range r.Sections {
		if s.Key == section {
			return strings.Join(s.Lines, "\n")
		}
	}
	return ""
}

// story is what the two halls of the first final report came to: about 50 children, 180–200 people in all.
func (h *hall) story() {
	h.Helper()
	h.came("2018-01-27", "heads children", 9, "heads parents", 14, "heads siblings", 6, "heads staff", 2, "said_yes heads", 30, "said_yes families", 9,
		"no_show heads", 6, "no_show families", 5, "families known", 8, "families first", 6, "families new", 3, "language nb", 6, "language so", 2,
		"reach_ever children", 9, "reach_ever parents", 14, "reach_ever families", 11,
		"volunteers hands", 5, "volunteers minutes", 750, "volunteers first_ever", 5, "volunteers first_year", 5, "volunteers first_season", 5)
	h.came("2018-09-29", "heads children", 44, "heads parents", 70, "heads siblings", 33, "heads staff", 20, "families known", 40, "families first", 34,
		"language nb", 30, "language ar", 10, "reach_ever children", 43, "reach_ever parents", 70, "reach_ever siblings", 33, "reach_ever staff", 20, "reach_ever families", 34)
	cancelled := h.came("2018-10-27")
	h.Exec("update sessions set status = 'cancelled', reason = 'illness' where id = ?", cancelled.ID)
	h.came("2018-11-24")
	h.Exec("insert into season_goals values (?, 'sessions', 6), (?, 'children', 40)", cancelled.SeasonID, cancelled.SeasonID)
	h.Exec(`insert into announcements (place_id, session_id, kind, audience, reason, starts_at, ends_at, leaves_at, expires_at, state)
		values (?, ?, 'moved', 'coming', 'venue', now(), now(), now(), now(), 'left')`, h.Place.ID, cancelled.ID)
}
