package reminder

import (
	"fmt"
	"net/url"
	"slices"
	"strings"
	"time"

	"musikkforalle/internal/i18n"
	"musikkforalle/internal/ledger"
)

// Words is the text of a notice in the reader's language.
type Words struct{ Title, Body string }

// Say renders a notice of a kind for a lock screen, without names and without anything about a child (P8). A discreet notice
// names neither the activity nor the place.
func (n *Notice) Say(kind ledger.Kind) Words {
	c, told, facts := n.catalogue(), kind.Told(), n.sayable()
	if n.Discreet {
		return Words{c.T(told.Discreet.Title, facts...), c.T(told.Discreet.Body, facts...)}
	}
	body := told.Words.Body
	if n.MovedFrom == nil && (kind == ledger.Moved || kind == ledger.ShiftMoved) {
		body = "push.reminder.body" // it was cancelled, is on again, and was nowhere else
	}
	said := strings.TrimSpace(c.T(body, facts...))
	return Words{c.T(told.Words.Title, facts...), n.withOwn(said, n.why(kind))}
}

// sayable is what the words of any kind may say, by the names of its places in the catalogue.
func (n *Notice) sayable() []any {
	c := n.catalogue()
	facts := []any{
		"place", i18n.Isolate(n.PlaceName), "venue", i18n.Isolate(n.Venue), "door", n.door().Text(c),
		"date", c.Date(n.start()), "time", c.Time(n.start()), "when", n.when(), "until", n.until(), "n", n.Lacking,
		"reason", c.T("reason." + n.CancelledFor), "task", c.T("task." + n.Task), "bring", c.T("volunteer.bring." + n.Task),
	}
	if n.MovedFrom != nil {
		facts = append(facts, "old", c.Date(n.MovedFrom.In(n.location())))
	}
	return facts
}

// when returns "today", "tomorrow" or the date, by the place's calendar at the time of sending.
func (n *Notice) when() string {
	c, start := n.catalogue(), n.start()
	today := n.Now.In(n.location())
	switch {
	case sameDay(start, today):
		return c.T("when.today")
	case sameDay(start, today.AddDate(0, 0, 1)):
		return c.T("when.tomorrow")
	}
	return c.Date(start)
}

// until returns when an offered seat goes to the next family.
func (n *Notice) until() string {
	c, end := n.catalogue(), n.StartsAt
	if n.OfferExpiresAt != nil && n.OfferExpiresAt.Before(end) {
		end = *n.OfferExpiresAt
	}
	end = end.In(n.location())
	return c.Date(end) + " " + c.Time(end)
}

func sameDay(a, b time.Time) bool {
	ay, am, ad := a.Date()
	by, bm, bd := b.Date()
	return ay == by && am == bm && ad == bd
}

// say renders the letter's notice.
func (l *letter) say() Words { return l.Say(l.Kind) }

// page is the session's page in the reader's language; an organiser's words are read where the reader's own things are.
func (l *letter) page(base string) string {
	if l.RecipientKind == "volunteer" || l.Kind == ledger.News {
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
