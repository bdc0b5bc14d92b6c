package answer

import (
	"context"
	"time"

	"github.com/google/uuid"

	"musikkforalle/internal/account"
	"musikkforalle/internal/db"
	"musikkforalle/internal/fault"
	"musikkforalle/internal/i18n"
	"musikkforalle/internal/session"
)

// Feed returns a family's private calendar as iCalendar: the sessions that it comes to, from three months ago on, with
// cancelled ones marked. The family is found by the token in the calendar's address. If it chose to be discreet, the
// entries name the venue only. Fault: not_found if no family has the token.
func Feed(ctx context.Context, store *db.Store, baseURL, token string) ([]byte, error) {
	var family struct {
		ID       uuid.UUID
		Lang     string
		Discreet bool
	}
	g := store.Gorm.WithContext(ctx)
	found := g.Raw(`select id, lang, discreet from families where calendar_hash = @hash
		or id = (select family_id from family_calendars where hash = @hash)`, map[string]any{"hash": account.Hash(token)}).Scan(&family)
	if found.Error != nil {
		return nil, found.Error
	}
	if found.RowsAffected == 0 {
		return nil, fault.ErrNotFound
	}
	var sessions []session.Session
	err := g.InnerJoins("Place").Where(`sessions.starts_at > now() - interval '3 months' and sessions.id in (
		select session_id from answers where family_id = ? and state = 'coming')`, family.ID).Order("sessions.starts_at").Find(&sessions).Error
	if err != nil {
		return nil, err
	}
	c := i18n.Get(family.Lang)
	events, err := session.Events(ctx, store, c, baseURL, sessions)
	if err != nil {
		return nil, err
	}
	name := c.T("app.name")
	if family.Discreet {
		name = c.T("me.calendar")
		for i := range events {
			events[i].Summary, events[i].Description = sessions[i].Place.Venue, ""
		}
	}
	return session.Calendar(name, location(sessions), events), nil
}

// location returns the calendar's time zone: that of the first session's place. All places have the same one so far.
func location(sessions []session.Session) *time.Location {
	if len(sessions) == 0 {
		return time.UTC
	}
	return sessions[0].Place.Location()
}
