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

// Find reads the session that a person means, published or not: by id, or by place and local date
// ("lorenskog 2026-12-05"). It comes with its place.
func Find(ctx context.Context, store *db.Store, text string) (*Session, error) {
	all := store.Gorm.WithContext(ctx).InnerJoins("Place")
	if id, err := uuid.Parse(strings.TrimSpace(text)); err == nil {
		return take(all.Where("sessions.id = ?", id))
	}
	slug, date, _ := strings.Cut(strings.TrimSpace(text), " ")
	day, err := time.Parse(time.DateOnly, strings.TrimSpace(date))
	if err != nil {
		return nil, fault.New(fault.BadRequest, "session.which", "an id, or a place and a date: lorenskog 2026-12-05")
	}
	return take(all.Where(`"Place".slug = ? and (sessions.starts_at at time zone "Place".time_zone)::date = ?`,
		slug, day.Format(time.DateOnly)).Order("sessions.starts_at"))
}

// LocalTime reads a date and a time of day ("2026-12-05", "11:30") by the clocks at the place. A time that the clocks
// skip or show twice that night is none that a session could be at.
func LocalTime(p place.Place, date, clock string) (time.Time, error) {
	const layout = "2006-01-02 15:04"
	text := date + " " + clock
	at, err := time.ParseInLocation(layout, text, p.Location())
	if err != nil || at.Format(layout) != text || at.Add(-time.Hour).Format(layout) == text || at.Add(time.Hour).Format(layout) == text {
		return time.Time{}, fault.New(fault.BadRequest, "session.when", "a date and a time of day: 2026-12-05 11:30").Wrap(err)
	}
	return at.UTC(), nil
}
