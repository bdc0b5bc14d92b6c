package season

import (
	"context"
	"time"

	"github.com/google/uuid"

	"musikkforalle/api/contract"
	"musikkforalle/internal/db"
	"musikkforalle/internal/session"
	"musikkforalle/internal/shift"
)

// CopySeason implements POST /api/seasons/{season}/copy: it makes the draft of another half-year with the same pattern of
// days as this season, and returns it with the days that it skipped because of holidays. Faults: nobody, not_found and
// season.exists.
func (a API) CopySeason(ctx context.Context, r contract.CopySeasonRequestObject) (contract.CopySeasonResponseObject, error) {
	plan, err := Copy(ctx, a.Store, r.Season, *r.Body)
	return contract.CopySeason201JSONResponse(plan), err
}

// Copy stores the draft of a half-year with the pattern of days of a season that the caller organises, and returns it.
func Copy(ctx context.Context, store *db.Store, id uuid.UUID, of contract.HalfYear) (plan contract.SeasonPlan, err error) {
	err = store.Tx(ctx, func(tx *db.Tx) error {
		from, err := ofTeam(ctx, tx.DB, id)
		if err != nil {
			return err
		}
		to := planned{Place: from.Place, member: from.member}
		if err := to.create(tx, of, "season.copied"); err != nil {
			return err
		}
		skipped, err := to.copyDates(tx, from)
		if err != nil {
			return err
		}
		if plan, err = readPlan(tx.DB, &to); err != nil {
			return err
		}
		plan.Skipped = wireNoted(skipped)
		return nil
	})
	return plan, err
}

// copyDates gives the season the same pattern of days as another, and returns the days that it skipped because of
// holidays.
func (s *planned) copyDates(tx *db.Tx, from *planned) (skipped []Noted, err error) {
	var olds []session.Session
	if err := tx.DB.Where("season_id = ?", from.ID).Order("starts_at").Find(&olds).Error; err != nil {
		return nil, err
	}
	school, err := schoolHolidays(tx.DB, s.PlaceID)
	if err != nil {
		return nil, err
	}
	location, used := s.Place.Location(), map[string]bool{}
	for i := range olds {
		old := &olds[i]
		day, left := again(old.StartsAt.In(location), s.Year, s.Half, school, used)
		skipped = append(skipped, left...)
		if day.IsZero() {
			continue
		}
		used[day.Format(time.DateOnly)] = true
		if err := s.copyDate(tx, old, day); err != nil {
			return nil, err
		}
	}
	return skipped, nil
}

// again returns the day in another half-year that corresponds to a day: in the same month of the half, the same weekday
// of the same week of the month. It moves on by weeks, four at most, past holidays and used days; skipped are the
// holidays. It returns the zero time if the half-year has no such day.
func again(day time.Time, year int16, half string, school []SchoolHoliday, used map[string]bool) (found time.Time, skipped []Noted) {
	_, was := session.HalfOfDay(day)
	month := day.Month() + firstMonth[half] - firstMonth[was]
	first := time.Date(int(year), month, 1, 0, 0, 0, 0, day.Location())
	found = first.AddDate(0, 0, (int(day.Weekday()-first.Weekday())+7)%7+(day.Day()-1)/7*7)
	if found.Month() != first.Month() {
		found = found.AddDate(0, 0, -7) // this month has no fifth one
	}
	for range 4 {
		if y, h := session.HalfOfDay(found); y != year || h != half {
			break
		}
		note := away(found, school)
		if note == "" && !used[found.Format(time.DateOnly)] {
			return found, skipped
		}
		if note != "" {
			skipped = append(skipped, Noted{found, []Note{note}})
		}
		found = found.AddDate(0, 0, 7)
	}
	return time.Time{}, skipped
}

var firstMonth = map[string]time.Month{session.Spring: time.January, session.Autumn: time.August}

// copyDate stores a session on the day with the capacity, the tasks and the partners' slots of an old one, at the same
// local hours in the place's time zone (F8).
func (s *planned) copyDate(tx *db.Tx, old *session.Session, day time.Time) error {
	location, date := s.Place.Location(), day.Format(time.DateOnly)
	h, err := s.hoursOf(contract.NewSeasonDate{
		Date: date, From: old.StartsAt.In(location).Format(clockLayout), To: old.EndsAt.In(location).Format(clockLayout), Capacity: old.Capacity,
	}, "")
	if err != nil {
		return err
	}
	id, err := s.insert(tx, h)
	if err != nil {
		return err
	}
	return shift.Copy(tx, old.ID, id)
}
