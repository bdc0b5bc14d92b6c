package report

import (
	"cmp"
	"maps"
	"slices"

	"musikkforalle/internal/disclosure"
	"musikkforalle/internal/door"
	"musikkforalle/internal/heads"
	"musikkforalle/internal/i18n"
)

// results renders the numbers reached. For sessions without a count at the door it says so and estimates nothing.
func (w words) results(c content) section {
	s := w.section(c, "results", "assessment")
	f := c.figures
	if f.Counted == 0 {
		s.Lines = []string{w.T("report.not_counted")}
		s.Tables = []table{w.said(f)}
	} else {
		s.Lines = w.reached(f)
		s.Tables = []table{w.heads(f), w.attendance(f), w.families(f), w.languages("languages", f.Languages)}
	}
	s.Tables = append(s.Tables, w.languages("interpreters", f.Interpreters), w.pulse(f))
	s.Tables = slices.DeleteFunc(s.Tables, table.empty)
	return s
}

// reached says how many people there were in all: "about 50 children and young people, and 180–200 people in all".
func (w words) reached(f figures) []string {
	lines := []string{w.T("report.reach", "children", w.children(f), "people", w.people(f))}
	if n := about(f.Reach.Families); n > 0 {
		lines = append(lines, w.T("report.reach.families", "n", n))
	}
	return append(lines, w.T("report.counted", "counted", f.Counted, "held", f.Held))
}

func (w words) children(f figures) string {
	if n := about(f.Reach.Children); n > 0 {
		return w.T("report.reach.about", "n", n)
	}
	return w.T("report.reach.few", "n", roundTo)
}

func (w words) people(f figures) string {
	if from, to := between(f.Reach.People); from > 0 {
		return w.T("report.reach.people", "from", from, "to", to)
	}
	return w.T("report.reach.people_few", "n", rangeWide)
}

func (w words) heads(f figures) table {
	t := w.table("heads", "visits")
	t.Bars = true
	for _, kind := range heads.Kinds {
		t.row(kind, w.T("kind."+kind), w.figure(f.Heads.Cells[kind]))
	}
	return t
}

func (w words) attendance(f figures) table {
	t := w.table("attendance", "number")
	t.row("total", w.T("report.attendance.total"), w.figure(f.Heads.Total))
	if f.Averaged > 0 {
		t.row("average", w.T("report.attendance.average"), number((f.Heads.Total.N+f.Averaged/2)/f.Averaged))
		t.row("largest", w.T("report.attendance.largest"), number(f.Largest))
	}
	t.row("said_yes", w.T("report.attendance.said_yes"), w.figure(f.SaidHeads.Total))
	t.row("no_show", w.T("report.attendance.no_show"), w.figure(f.SaidHeads.Cells[absent]))
	return t
}

// said is all that is known where nobody counted at the door.
func (w words) said(f figures) table {
	t := w.table("said", "number")
	t.row("families", w.T("report.said.families"), w.figure(f.SaidFamilies.Total))
	t.row("heads", w.T("report.said.heads"), w.figure(f.SaidHeads.Total))
	return t
}

func (w words) families(f figures) table {
	t := w.table("families", "visits")
	t.Bars = true
	t.row(first, w.T("report.families.first"), w.figure(f.Families.Cells[first]))
	t.row(again, w.T("report.families.again"), w.figure(f.Families.Cells[again]))
	t.row("total", w.T("report.families.total"), w.figure(f.Families.Total))
	t.row("no_show", w.T("report.families.no_show"), w.figure(f.SaidFamilies.Cells[absent]))
	return t
}

// languages renders the languages of visits, the most frequent first.
func (w words) languages(key string, of disclosure.Table) table {
	t := w.table(key, "families")
	t.Bars = true
	codes := slices.SortedFunc(maps.Keys(of.Cells), func(a, b string) int {
		if by := of.Cells[b].N - of.Cells[a].N; by != 0 {
			return by
		}
		return slices.Index(i18n.All, a) - slices.Index(i18n.All, b)
	})
	for _, code := range codes {
		label := i18n.Name(code)
		if code == unknown {
			label = w.T("report.language.unknown")
		}
		t.row(code, cmp.Or(label, code), w.figure(of.Cells[code]))
	}
	return t
}

// pulse renders the share of good faces by question.
func (w words) pulse(f figures) table {
	t := w.table("pulse", "good", "answers")
	t.Bars = true
	for _, who := range door.Asked {
		for _, question := range door.Questions {
			if p, ok := f.Pulse[pulseKey{who, question}]; ok {
				t.row(who+"."+question, w.T("report.pulse."+who+"."+question), w.share(p), number(p.answers))
			}
		}
	}
	return t
}

// share is how many of the faces were good, in per cent.
func (w words) share(p pulse) value {
	const hundred = 100
	n := (hundred*p.good + p.answers/2) / p.answers
	return value{N: &n, Text: w.T("report.percent", "n", n)}
}
