package reminder

import (
	"fmt"
	"net/url"
	"slices"
	"strings"
	"time"

	"musikkforalle/internal/i18n"
)

// words is the text of a notice in the reader's language.
type words struct{ title, body string }

// say renders the notice for a lock screen, without names and without anything about a child (P8). A discreet notice names
// neither the activity nor the place.
func (l *letter) say() words {
	c, told, facts := l.catalogue(), l.Kind.Told(), l.sayable()
	if l.Discreet {
		return words{c.T(told.Discreet.Title, facts...), c.T(told.Discreet.Body, facts...)}
	}
	body := told.Words.Body
	if l.MovedFrom == nil && (l.Kind == Moved || l.Kind == ShiftMoved) {
		body = "push.reminder.body" // it was cancelled, is on again, and was nowhere else
	}
	said := strings.TrimSpace(c.T(body, facts...))
	return words{c.T(told.Words.Title, facts...), l.withOwn(said, l.why())}
}

// sayable is what the words of any kind may say, by the names of its places in the catalogue.
func (l *letter) sayable() []any {
	c := l.catalogue()
	facts := []any{
		"place", i18n.Isolate(l.PlaceName), "venue", i18n.Isolate(l.Venue), "door", l.door().Text(c),
		"date", c.Date(l.start()), "time", c.Time(l.start()), "when", l.when(), "until", l.until(), "n", l.Lacking,
		"reason", c.T("reason." + l.CancelledFor), "task", c.T("task." + l.Task), "bring", c.T("volunteer.bring." + l.Task),
	}
	if l.MovedFrom != nil {
		facts = append(facts, "old", c.Date(l.MovedFrom.In(l.location())))
	}
	return facts
}

// when returns "today", "tomorrow" or the date, by the place's calendar at the time of sending.
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

// until returns when an offered seat goes to the next family.
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

// answerPage returns the address of the page where one tap confirms the answer.
func (l *letter) answerPage(base, answer string) string {
	return fmt.Sprintf("%s/%s/r/%s?a=%s", base, l.catalogue().Code, l.Token, answer)
}

// directions returns the address that opens the house in the phone's map.
func (l *letter) directions() string {
	q := url.Values{"api": {"1"}, "destination": {fmt.Sprintf("%.6f,%.6f", l.Latitude, l.Longitude)}}
	return "https://www.google.com/maps/dir/?" + q.Encode()
}

// buttons returns the buttons that make sense for the kind and for what the family has answered.
func (l *letter) buttons() []string {
	told := l.Kind.Told()
	if told.To == "family" && l.Answer != "coming" {
		return slices.DeleteFunc(slices.Clone(told.Buttons), func(name string) bool { return name == "directions" })
	}
	return told.Buttons
}
