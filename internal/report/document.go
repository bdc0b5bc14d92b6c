package report

import (
	"strconv"

	"musikkforalle/internal/disclosure"
	"musikkforalle/internal/i18n"
)

// document is the rendered report: page, XLSX, CSV and PDF show exactly its content.
type document struct {
	Title    string
	Foot     string
	Sections []section
}

// section is one heading of the funder's form.
type section struct {
	Key, Title string
	Written    *Text    // by the organisers; nil where nobody can write
	Lines      []string // sentences from data
	Tables     []table
	Logos      [][]byte // PNG
}

// table is rows of labelled values. If bars is set, the first values are also drawn as bars.
type table struct {
	Key, Title string
	Head       []string
	Bars       bool
	Rows       []row
}

type row struct {
	Key, Label string
	Values     []value
}

// value is the content of a cell: a number, or words if there is no number to show.
type value struct {
	N    *int
	Text string
}

// words renders a report's tables in one language.
type words struct{ *i18n.Catalogue }

func number(n int) value { return value{N: &n, Text: strconv.Itoa(n)} }

func text(s string) value { return value{Text: s} }

// figure renders a number, or words in place of a suppressed one.
func (w words) figure(f disclosure.Figure) value {
	switch {
	case f.Hidden == 0:
		return number(f.N)
	case f.N == 0:
		return text(w.T("report.few"))
	}
	return value{N: &f.N, Text: w.T("report.some", "shown", f.N, "n", f.Hidden)}
}

// table begins a table whose first column is named by its title.
func (w words) table(key string, columns ...string) table {
	t := table{Key: key, Title: w.T("report.table." + key), Head: []string{w.T("report.table." + key)}}
	for _, column := range columns {
		t.Head = append(t.Head, w.T("report.column."+column))
	}
	return t
}

func (t *table) row(key, label string, values ...value) {
	t.Rows = append(t.Rows, row{Key: key, Label: label, Values: values})
}
