package session

import (
	"context"
	"strings"
	"time"

	"github.com/google/uuid"

	"musikkforalle/internal/db"
	"musikkforalle/internal/fault"
	"musikkforalle/internal/place"
)

// Find reads a session with its place, published or not, by its id or by place and local date ("lorenskog 2026-12-05").
func Find(ctx context.Context, store *db.Store, text string) (*Session, error) {
	all := store.Gorm.WithContext(ctx).InnerJoins("Place")
	if id, err := uuid.Parse(strings.TrimSpace(text)); err == nil {
		return first(all.Where("sessions.id = ?", id))
	}
	slug, date, _ := strings.Cut(strings.TrimSpace(text), " ")
	day, err := time.Parse(time.DateOnly, strings.TrimSpace(date))
	if err != nil {
		return nil, fault.New(fault.BadRequest, "session.which", "an id, or a place and a date: lorenskog 2026-12-05")
	}
	return first(all.Where(`"Place".slug = ? and (sessions.starts_at at time zone "Place".time_zone)::date = ?`,
		slug, day.Format(time.DateOnly)).Order("sessions.starts_at"))
}

// LocalTime parses a date and a time of day ("2026-12-05", "11:30") in the place's time zone. It refuses a time that a
// daylight-saving change skips or repeats.
func LocalTime(p place.Place, date, clock string) (time.Time, error) {
	const layout = "2006-01-02 15:04"
	text := date + " " + clock
	at, err := time.ParseInLocation(layout, text, p.Location())
	if err != nil || at.Format(layout) != text || at.Add(-time.Hour).Format(layout) == text || at.Add(time.Hour).Format(layout) == text {
		return time.Time{}, fault.New(fault.BadRequest, "session.when", "a date and a time of day: 2026-12-05 11:30").Wrap(err)
	}
	return at.UTC(), nil
}
