package report

import (
	"github.com/google/uuid"

	"musikkforalle/internal/disclosure"
	"musikkforalle/internal/door"
)

// figures are what a report shows. Those of a season are decided by themselves (see disclosure.Publish); those of more
// seasons are their sums and nothing else.
type figures struct {
	Sessions
	Reasons map[string]int // of cancellations and moves

	Counted  int // sessions whose door was counted
	Averaged int // those of them whose heads are shown
	Largest  int // heads at one session, where they are not few

	Heads        disclosure.Table // by kind
	Families     disclosure.Table // visits: first or again
	Languages    disclosure.Table // visits, by the family's language
	SaidFamilies disclosure.Table // that said yes: of those, who did not come
	SaidHeads    disclosure.Table
	Interpreters disclosure.Table // asked for, by language
	Volunteers   disclosure.Figure
	Hands        int // shifts taken
	Minutes      int // of work

	Reach reach
	Pulse map[pulseKey]pulse
}

// Cells of the breakdowns that have names of their own.
const (
	first   = "first"   // visit ever
	again   = "again"   // has been here before
	unknown = "unknown" // language of a family counted at the door alone
	absent  = "absent"  // said yes and did not come
	present = "present"
)

// figuresOf decides what is shown of one season at one place. People who came more than once count once within the span.
func figuresOf(s *season, c *counted, span door.Span) figures {
	f := figures{Sessions: s.Sessions, Reasons: s.Reasons, Counted: c.sessions, Pulse: map[pulseKey]pulse{}}
	f.Heads = disclosure.Publish(c.measures[door.MeasureHeads])[0]
	if f.Heads.Total.Hidden == 0 && c.largest >= disclosure.Fewest {
		f.Averaged, f.Largest = c.sessions, c.largest
	}
	visits := familyVisits(c)
	f.Families, f.Languages = visits[0], visits[1]
	f.SaidFamilies, f.SaidHeads = answered(c, door.KeyFamilies), answered(c, door.KeyHeads)
	f.Interpreters = disclosure.Publish(c.measures[door.MeasureInterpreter])[0]
	work := c.measures[door.MeasureVolunteers]
	f.Volunteers = disclosure.Publish(disclosure.Counts{"people": work[span.First()]})[0].Total
	f.Hands, f.Minutes = work[door.KeyHands], work[door.KeyMinutes]
	f.Reach = reachOf(c.measures[span.Reach()])
	for question, p := range c.pulse {
		if p.answers >= disclosure.Fewest {
			f.Pulse[question] = p
		}
	}
	return f
}

// familyVisits breaks the families that came down by first or again, and by language: two breakdowns of one total.
func familyVisits(c *counted) []disclosure.Table {
	came := c.measures[door.MeasureFamilies]
	visits := disclosure.Counts{first: came[door.KeyFirst] + came[door.KeyNew], again: max(came[door.KeyKnown]-came[door.KeyFirst], 0)}
	languages := disclosure.Counts{}
	for lang, n := range c.measures[door.MeasureLanguage] {
		languages[lang] = n
	}
	languages[unknown] = max(visits.Sum()-languages.Sum(), 0)
	return disclosure.Publish(visits, languages)
}

// answered breaks those who said yes down by who came. Who did not come is only ever a number.
func answered(c *counted, key string) disclosure.Table {
	said := c.measures[door.MeasureSaidYes][key]
	missing := min(c.measures[door.MeasureNoShow][key], said)
	return disclosure.Publish(disclosure.Counts{absent: missing, present: said - missing})[0]
}

// add adds what is shown of another season.
func (f *figures) add(o figures) {
	f.Planned += o.Planned
	f.Held += o.Held
	f.Coming += o.Coming
	f.Moved += o.Moved
	f.Cancelled += o.Cancelled
	f.Counted += o.Counted
	f.Averaged += o.Averaged
	f.Largest = max(f.Largest, o.Largest)
	f.Hands += o.Hands
	f.Minutes += o.Minutes
	f.Volunteers = f.Volunteers.Plus(o.Volunteers)
	f.Reach = f.Reach.plus(o.Reach)
	for reason, n := range o.Reasons {
		f.Reasons[reason] += n
	}
	for question, p := range o.Pulse {
		sum := f.Pulse[question]
		f.Pulse[question] = pulse{sum.answers + p.answers, sum.good + p.good}
	}
	f.Heads.Add(o.Heads)
	f.Families.Add(o.Families)
	f.Languages.Add(o.Languages)
	f.SaidFamilies.Add(o.SaidFamilies)
	f.SaidHeads.Add(o.SaidHeads)
	f.Interpreters.Add(o.Interpreters)
}

// sumOf adds up what is shown of the seasons that a filter includes.
func sumOf(seasons []season, counted map[uuid.UUID]*counted, span door.Span) figures {
	total := figures{Reasons: map[string]int{}, Pulse: map[pulseKey]pulse{}}
	for i := range seasons {
		total.add(figuresOf(&seasons[i], counted[seasons[i].ID], span))
	}
	return total
}
