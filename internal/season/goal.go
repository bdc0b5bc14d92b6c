package season

import (
	"context"

	"github.com/google/uuid"

	"musikkforalle/api/contract"
	"musikkforalle/internal/db"
	"musikkforalle/internal/fault"
	"musikkforalle/internal/i18n"
	"musikkforalle/internal/session"
)

// Goal is a number that a season should reach; the report shows the result beside it.
type Goal struct {
	SeasonID uuid.UUID `gorm:"type:uuid;primaryKey"`
	Goal     string    `gorm:"primaryKey"` // sessions, children, people, new_families, languages, volunteers, satisfaction (good faces in per cent)
	Target   int32     `gorm:"not null"`
}

var goalText = i18n.Text{Field: "text", Most: 600}

// SetGoals implements PUT /api/seasons/{season}/goals: it replaces a season's goals, as numbers and in words, and returns the
// season. Faults: nobody, not_found, invalid, season.changed and report.closed.
func (a API) SetGoals(ctx context.Context, r contract.SetGoalsRequestObject) (contract.SetGoalsResponseObject, error) {
	plan, err := SetGoals(ctx, a.Store, r.Season, db.Seen(r.Params.IfMatch), *r.Body)
	return contract.SetGoals200JSONResponse(plan), err
}

// TableName returns the table of goals.
func (Goal) TableName() string { return "season_goals" }

// SetGoals stores the goals of a season that the caller organises, and returns the season.
func SetGoals(ctx context.Context, store *db.Store, id uuid.UUID, seen int32, wanted contract.SeasonGoals) (contract.SeasonPlan, error) {
	text, err := goalText.Clean(wanted.Text)
	if err != nil {
		return contract.SeasonPlan{}, err
	}
	return apply(ctx, store, id, seen, "season.goals", func(tx *db.Tx, s *planned) (map[string]any, error) {
		goals, err := goalsOf(s.ID, wanted.Goals)
		if err != nil {
			return nil, err
		}
		s.GoalText = text
		if err := tx.DB.Model(&session.Season{}).Where("id = ?", s.ID).Update("goal_text", text).Error; err != nil {
			return nil, err
		}
		if err := tx.DB.Where("season_id = ?", s.ID).Delete(&Goal{}).Error; err != nil || len(goals) == 0 {
			return nil, err
		}
		return map[string]any{"goals": len(goals)}, tx.DB.Create(&goals).Error
	})
}

// goalsOf converts the goals. It refuses one that is given twice, and a satisfaction above 100 per cent.
func goalsOf(season uuid.UUID, wanted []contract.Goal) ([]Goal, error) {
	goals, known := make([]Goal, len(wanted)), map[contract.GoalKind]bool{}
	for i, g := range wanted {
		if known[g.Goal] || g.Goal == contract.GoalSatisfaction && g.Target > 100 {
			return nil, fault.New(fault.Invalid, "invalid").With(fault.Field{Field: "goals." + string(g.Goal), Rule: "max"})
		}
		known[g.Goal] = true
		goals[i] = Goal{SeasonID: season, Goal: string(g.Goal), Target: g.Target}
	}
	return goals, nil
}
