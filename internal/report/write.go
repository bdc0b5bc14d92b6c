package report

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"musikkforalle/internal/i18n"
	"musikkforalle/internal/partner"
)

// reasons why a session was cancelled or moved.
var reasons = []string{"illness", "venue", "works", "few", "weather", "holiday", "other"}

// content holds the data of a report.
type content struct {
	Filter
	where    string // the place's name; empty: all places
	closed   bool   // every season in it is
	figures  figures
	aim      aim
	partners []credited
	channels []channel
	texts    map[string]Text // by section; nil: a report over which nobody writes
}

// write renders a report in the order of the funder's form.
func write(c content) document {
	w := words{i18n.Get(c.Lang)}
	d := document{Title: w.T("report.heading", "over", w.over(c)), Foot: w.T("report.foot")}
	d.Sections = []section{w.goals(c), w.method(c), w.results(c), w.plans(c)}
	if c.closed || c.texts["correction"].Text != "" {
		d.Sections = append(d.Sections, w.section(c, "corrections", "correction"))
	}
	d.Sections = append(d.Sections, w.thanks(c), w.counting(c))
	return d
}

// over returns the subject of a report: "Lørenskog · Våren 2019".
func (w words) over(c content) string {
	about := []string{cmp.Or(c.where, w.T("report.places.all"))}
	switch {
	case c.Half != "":
		about = append(about, w.T("season."+c.Half, "year", int(c.Year)))
	case c.Year != 0:
		about = append(about, w.T("report.year", "year", int(c.Year)))
	default:
		about = append(about, w.T("report.years.all"))
	}
	return strings.Join(about, " · ")
}

// section begins a section with what the organisers have written for it.
func (w words) section(c content, key, written string) section {
	s := section{Key: key, Title: w.T("report.section." + key)}
	if c.texts != nil && written != "" {
		t := c.texts[written]
		t.Section = written
		s.Written = &t
	}
	return s
}

func (w words) method(c content) section {
	s := w.section(c, "method", "method")
	s.Tables = []table{w.sessions(c.figures), w.volunteers(c.figures), w.partnersWith(c.partners), w.channels(c.channels)}
	s.Tables = slices.DeleteFunc(s.Tables, table.empty)
	return s
}

func (t table) empty() bool { return len(t.Rows) == 0 }

func (w words) sessions(f figures) table {
	t := w.table("sessions", "number")
	for _, row := range []struct {
		key string
		n   int
	}{{"planned", f.Planned}, {"held", f.Held}, {"coming", f.Coming}, {"moved", f.Moved}, {"cancelled", f.Cancelled}} {
		if row.key != "coming" || row.n > 0 {
			t.row(row.key, w.T("report.sessions."+row.key), number(row.n))
		}
	}
	for _, what := range []string{"cancelled", "moved"} {
		for _, reason := range reasons {
			if n := f.Reasons[what+"."+reason]; n > 0 {
				t.row(what+"."+reason, w.T("report.because", "what", w.T("report.sessions."+what), "why", w.T("report.reason."+reason)), number(n))
			}
		}
	}
	return t
}

func (w words) volunteers(f figures) table {
	const hour = 60
	t := w.table("volunteers", "number")
	t.row("people", w.T("report.volunteers.people"), w.figure(f.Volunteers))
	t.row("hands", w.T("report.volunteers.hands"), number(f.Hands))
	t.row("hours", w.T("report.volunteers.hours"), number((f.Minutes+hour/2)/hour))
	return t
}

func (w words) partnersWith(all []credited) table {
	t := w.table("partners", "place")
	for _, p := range all {
		if p.Role == partner.With {
			t.row(p.Name, p.Name, text(p.Place))
		}
	}
	return t
}

func (w words) channels(all []channel) table {
	t := w.table("channels", "opens")
	t.Bars = true
	for _, c := range all {
		t.row(c.Name, c.Name, number(c.Opens))
	}
	return t
}

// plans is the summary, which only people can write.
func (w words) plans(c content) section { return w.section(c, "plans", "plans") }

// thanks names whom the place thanks; a year's or all places' names everybody once.
func (w words) thanks(c content) section {
	s := w.section(c, "thanks", "")
	for _, role := range []string{partner.Funder, partner.Thanks} {
		names := map[string]bool{}
		for _, p := range c.partners {
			if p.Role == role {
				names[p.Name] = true
				s.Logos = append(s.Logos, p.Logo)
			}
		}
		if len(names) > 0 {
			s.Lines = append(s.Lines, w.T("report.thanks."+role, "names", w.List(slices.Sorted(maps.Keys(names)))))
		}
	}
	s.Logos = slices.DeleteFunc(s.Logos, func(logo []byte) bool { return len(logo) == 0 })
	return s
}

func (w words) counting(c content) section {
	s := w.section(c, "method_of_counting", "")
	for _, part := range []string{"door", "visits", "reach", "few", "pulse"} {
		s.Lines = append(s.Lines, w.T("report.counting."+part))
	}
	return s
}
