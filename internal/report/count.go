package report

import (
	"context"

	"github.com/google/uuid"
	"gorm.io/gorm"

	"musikkforalle/internal/disclosure"
	"musikkforalle/internal/door"
)

// counted holds the true numbers of one season at one place. They leave this package only through figures.
type counted struct {
	sessions int // sessions with a count at the door
	largest  int // heads at the largest of them
	measures map[string]disclosure.Counts
	pulse    map[pulseKey]pulse
}

type pulseKey struct{ who, question string }

type pulse struct{ answers, good int }

// countsOf reads what the sessions of seasons came to: numbers that were never, or are no longer, tied to people.
func countsOf(ctx context.Context, g *gorm.DB, seasons []uuid.UUID) (map[uuid.UUID]*counted, error) {
	all := make(map[uuid.UUID]*counted, len(seasons))
	for _, id := range seasons {
		all[id] = &counted{measures: map[string]disclosure.Counts{}, pulse: map[pulseKey]pulse{}}
	}
	if len(seasons) == 0 {
		return all, nil
	}
	g = g.WithContext(ctx)
	if err := readMeasures(g, seasons, all); err != nil {
		return nil, err
	}
	if err := readAttendance(g, seasons, all); err != nil {
		return nil, err
	}
	return all, readPulse(g, seasons, all)
}

func readMeasures(g *gorm.DB, seasons []uuid.UUID, all map[uuid.UUID]*counted) error {
	var rows []struct {
		SeasonID     uuid.UUID
		Measure, Key string
		N            int
	}
	err := g.Raw(`select s.season_id, c.measure, c.key, sum(c.n) as n from session_counts c join sessions s on s.id = c.session_id
		where s.season_id in ? group by 1, 2, 3`, seasons).Scan(&rows).Error
	for _, r := range rows {
		of := all[r.SeasonID].measures
		if of[r.Measure] == nil {
			of[r.Measure] = disclosure.Counts{}
		}
		of[r.Measure][r.Key] = r.N
	}
	return err
}

func readAttendance(g *gorm.DB, seasons []uuid.UUID, all map[uuid.UUID]*counted) error {
	var rows []struct {
		SeasonID          uuid.UUID
		Sessions, Largest int
	}
	err := g.Raw(`select season_id, count(*) as sessions, max(heads) as largest from (
			select s.season_id, sum(c.n) as heads from session_counts c join sessions s on s.id = c.session_id
			 where s.season_id in ? and c.measure = ? group by s.id) door
		group by 1`, seasons, door.MeasureHeads).Scan(&rows).Error
	for _, r := range rows {
		all[r.SeasonID].sessions, all[r.SeasonID].largest = r.Sessions, r.Largest
	}
	return err
}

func readPulse(g *gorm.DB, seasons []uuid.UUID, all map[uuid.UUID]*counted) error {
	var rows []struct {
		SeasonID      uuid.UUID
		Who, Question string
		Answers, Good int
	}
	err := g.Raw(`select s.season_id, p.who, p.question, sum(p.n) as answers, coalesce(sum(p.n) filter (where p.face = 'good'), 0) as good
		from pulse_counts p join sessions s on s.id = p.session_id
		where s.season_id in ? group by 1, 2, 3`, seasons).Scan(&rows).Error
	for _, r := range rows {
		all[r.SeasonID].pulse[pulseKey{r.Who, r.Question}] = pulse{r.Answers, r.Good}
	}
	return err
}
