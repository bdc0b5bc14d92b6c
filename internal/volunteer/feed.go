package volunteer

import (
	"context"
	"errors"

	"gorm.io/gorm"

	"musikkforalle/internal/account"
	"musikkforalle/internal/db"
	"musikkforalle/internal/fault"
	"musikkforalle/internal/i18n"
	"musikkforalle/internal/place"
	"musikkforalle/internal/session"
)

// Feed returns a volunteer's private calendar as iCalendar: the shifts taken, from three months ago on, in the
// volunteer's language. The volunteer is found by the token in the calendar's address. If they chose to be discreet,
// the entries name only the task. Fault: fault.ErrNotFound for an unknown token.
func Feed(ctx context.Context, store *db.Store, baseURL, token string) ([]byte, error) {
	g := store.Gorm.WithContext(ctx)
	var v Volunteer
	err := g.Where("calendar_hash = ?", account.Hash(token)).Take(&v).Error
	if errors.Is(err, gorm.ErrRecordNotFound) {
		return nil, fault.ErrNotFound
	}
	if err != nil {
		return nil, err
	}
	var shifts []listed
	if err := seenBy(g, v.ID).Where("listed.mine and listed.starts_at > now() - interval '3 months'").Find(&shifts).Error; err != nil {
		return nil, err
	}
	sessions := make([]session.Session, len(shifts))
	for i := range shifts {
		sessions[i] = shifts[i].Session
	}
	c := i18n.Get(v.Lang)
	events, err := session.Events(ctx, store, c, baseURL, sessions)
	if err != nil {
		return nil, err
	}
	home := place.New()
	for i := range events {
		home = shifts[i].Session.Place
		shifts[i].at(&events[i], &v, c)
	}
	return session.Calendar(c.T("volunteer.mine"), home.Location(), events), nil
}

// at changes a session's calendar entry into the shift's.
func (l *listed) at(e *session.Event, v *Volunteer, c *i18n.Catalogue) {
	e.UID = "shift-" + l.ID.String() + "@musikkforalle"
	e.Start, e.End = l.StartsAt, l.EndsAt
	task := c.T("task." + l.Task)
	if v.Discreet {
		e.Summary, e.Description = task, ""
		return
	}
	e.Summary = task + " · " + e.Summary
}
