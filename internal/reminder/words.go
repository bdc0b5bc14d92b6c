package reminder

import (
	"fmt"
	"net/url"
	"strings"
	"time"

	"musikkforalle/internal/i18n"
)

// words is what a notice says, in the reader's language.
type words struct{ title, body string }

// say writes the notice for a lock screen: no name, nothing about a child. A discreet one names neither the activity nor
// the place.
func (l *letter) say() words {
	if l.Discreet {
		return l.sayDiscreetly()
	}
	c := l.catalogue()
	date, clock := c.Date(l.start()), c.Time(l.start())
	house := []any{"place", i18n.Isolate(l.PlaceName), "venue", i18n.Isolate(l.Venue), "door", l.door().Text(c), "date", date, "time", clock}
	switch l.Kind {
	case WillYouCome:
		return words{c.T("push.ask.title", "date", date), c.T("push.ask.body", house...)}
	case Moved, ShiftMoved:
		return words{c.T("push.moved.title", "date", date, "time", clock), l.withOwn(l.movedBody(house), l.why())}
	case Cancelled, ShiftCancelled:
		cancelled := c.T("push.cancelled.body", append(house, "reason", c.T("reason."+l.CancelledFor))...)
		return words{c.T("push.cancelled.title", "date", date), l.withOwn(cancelled)}
	case Door, ShiftDoor:
		return words{c.T("push.door.title", "date", date), l.withOwn(c.T("push.door.body", house...), l.why())}
	case SeatOffer:
		return words{c.T("push.offer.title", "date", date), c.T("push.offer.body", "until", l.until())}
	case ShiftDayBefore, ShiftMorning:
		return words{
			c.T("push.shift.title", "when", l.when(), "time", clock, "task", c.T("task."+l.Task)),
			strings.TrimSpace(c.T("push.shift.body", append(house, "bring", c.T("volunteer.bring."+l.Task))...)),
		}
	case LateGiveBack:
		return words{c.T("mail.late.subject", "task", c.T("task."+l.Task), "date", date), c.T("mail.late.body", "n", l.Lacking)}
	case News, Hands, Thanks:
		return l.sayForOrganiser(house)
	}
	return words{c.T("push.reminder.title", "when", l.when(), "time", clock), c.T("push.reminder.body", house...)}
}

// movedBody says where the session was before; one that was cancelled and is on again was nowhere else.
func (l *letter) movedBody(house []any) string {
	c := l.catalogue()
	if l.MovedFrom == nil {
		return c.T("push.reminder.body", house...)
	}
	return c.T("push.moved.body", append(house, "old", c.Date(l.MovedFrom.In(l.location())))...)
}

func (l *letter) sayDiscreetly() words {
	c := l.catalogue()
	date, clock := c.Date(l.start()), c.Time(l.start())
	switch l.Kind {
	case WillYouCome:
		return words{c.T("push.ask.title", "date", date), c.T("push.ask.discreet.body", "time", clock)}
	case DayBefore, Morning, ShiftDayBefore, ShiftMorning:
		return words{c.T("push.reminder.discreet.title", "when", l.when(), "time", clock), c.T("push.discreet.open")}
	case News:
		return words{c.T("push.discreet.news.title"), c.T("push.discreet.open")}
	case Hands, Thanks:
		return words{c.T("push."+string(l.Kind)+".title", "date", date), c.T("push.discreet.open")}
	}
	return words{c.T("push.discreet.change.title", "date", date), c.T("push.discreet.open")}
}

// when is today, tomorrow or the date, by the calendar at the place at the moment of sending.
func (l *letter) when() string {
	c, start := l.catalogue(), l.start()
	today := l.Now.In(l.location())
	switch {
	case sameDay(start, today):
		return c.T("when.today")
	case sameDay(start, today.AddDate(0, 0, 1)):
		return c.T("when.tomorrow")
	}
	return c.Date(start)
}

// until is when an offered seat goes to the next family.
func (l *letter) until() string {
	c, end := l.catalogue(), l.StartsAt
	if l.OfferExpiresAt != nil {
		end = *l.OfferExpiresAt
	}
	end = end.In(l.location())
	return c.Date(end) + " " + c.Time(end)
}

func sameDay(a, b time.Time) bool {
	ay, am, ad := a.Date()
	by, bm, bd := b.Date()
	return ay == by && am == bm && ad == bd
}

// page is the session's page in the reader's language; an organiser's words are read where the reader's own things are.
func (l *letter) page(base string) string {
	if l.RecipientKind == "volunteer" || l.Kind == News {
		return base + "/" + l.catalogue().Code + l.settingsPath()
	}
	return fmt.Sprintf("%s/%s/s/%s", base, l.catalogue().Code, l.About)
}

// answerPage is where one confirming tap gives the answer.
func (l *letter) answerPage(base, answer string) string {
	return fmt.Sprintf("%s/%s/r/%s?a=%s", base, l.catalogue().Code, l.Token, answer)
}

// directions leads to the house in the phone's map.
func (l *letter) directions() string {
	q := url.Values{"api": {"1"}, "destination": {fmt.Sprintf("%.6f,%.6f", l.Latitude, l.Longitude)}}
	return "https://www.google.com/maps/dir/?" + q.Encode()
}

// buttons are the answers that make sense for the kind and for what the family has said.
func (l *letter) buttons() []string {
	switch l.Kind {
	case WillYouCome, SeatOffer:
		return []string{"coming", "cannot"}
	case DayBefore, Morning, Moved, Door:
		if l.Answer == "coming" {
			return []string{"cannot", "directions"}
		}
		return []string{"cannot"}
	case ShiftDayBefore, ShiftMorning, ShiftMoved, ShiftDoor:
		return []string{"directions"}
	}
	return nil
}
