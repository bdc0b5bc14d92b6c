package report

import (
	"maps"
	"slices"

	"github.com/google/uuid"
	"gorm.io/gorm"
)

// goals are what seasons should come to, as numbers: the sum of their targets.
var goals = []string{"sessions", "children", "people", "new_families", "languages", "volunteers", "satisfaction"}

// aim holds the goals of one or more seasons.
type aim struct {
	targets map[string]int
	texts   []string // in the organisers' own words
}

// aimOf reads the goals of seasons. Targets add up over seasons; of the languages and the share of good faces, the highest
// counts.
func aimOf(g *gorm.DB, seasons []uuid.UUID) (a aim, err error) {
	a.targets = map[string]int{}
	if len(seasons) == 0 {
		return a, nil
	}
	var rows []struct {
		Goal           string
		Total, Highest int
	}
	err = g.Raw("select goal, sum(target) as total, max(target) as highest from season_goals where season_id in ? group by 1", seasons).Scan(&rows).Error
	if err != nil {
		return a, err
	}
	for _, r := range rows {
		a.targets[r.Goal] = r.Total
		if r.Goal == "languages" || r.Goal == "satisfaction" {
			a.targets[r.Goal] = r.Highest
		}
	}
	err = g.Raw("select goal_text from seasons where id in ? and goal_text <> '' order by year, half desc", seasons).Scan(&a.texts).Error
	return a, err
}

// goals renders each goal beside its result.
func (w words) goals(c content) section {
	s := w.section(c, "goals", "background")
	s.Lines = c.aim.texts
	t := w.table("goals", "target", "result")
	for _, goal := range goals {
		if target, ok := c.aim.targets[goal]; ok {
			t.row(goal, w.T("report.goal."+goal), number(target), w.result(goal, c.figures))
		}
	}
	if !t.empty() {
		s.Tables = []table{t}
	}
	return s
}

// result returns the result of a goal, as exactly as disclosure allows.
func (w words) result(goal string, f figures) value {
	switch goal {
	case "sessions":
		return number(f.Held)
	case "volunteers":
		return w.figure(f.Volunteers)
	case "satisfaction":
		return w.satisfaction(f)
	}
	if f.Counted == 0 {
		return text(w.T("report.result.not_counted"))
	}
	switch goal {
	case "children":
		return text(w.children(f))
	case "people":
		return text(w.people(f))
	case "new_families":
		return w.figure(f.Families.Cells[first])
	}
	spoken := slices.DeleteFunc(slices.Collect(maps.Keys(f.Languages.Cells)), func(code string) bool { return code == unknown })
	return number(len(spoken))
}

// satisfaction returns the share of good faces over all questions.
func (w words) satisfaction(f figures) value {
	var all pulse
	for _, p := range f.Pulse {
		all.answers += p.answers
		all.good += p.good
	}
	if all.answers == 0 {
		return text(w.T("report.result.not_counted"))
	}
	return w.share(all)
}
