package report

import "musikkforalle/api/contract"

func (s *season) wire() contract.ReportSeasonOf {
	return contract.ReportSeasonOf{
		Id: s.ID, Place: s.Place, Year: int32(s.Year), Half: contract.ReportSeasonOfHalf(s.Half), Over: s.over(), ClosedAt: s.ClosedAt,
	}
}

func (t Text) wire() contract.ReportText {
	return contract.ReportText{Section: contract.ReportTextSection(t.Section), Text: t.Text, Version: t.Version}
}

func (d document) wire() contract.Report {
	w := contract.Report{Title: d.Title, Sections: make([]contract.ReportSection, len(d.Sections))}
	for i, s := range d.Sections {
		w.Sections[i] = s.wire()
	}
	return w
}

func (s section) wire() contract.ReportSection {
	w := contract.ReportSection{
		Key: s.Key, Title: s.Title, Lines: append([]string{}, s.Lines...), Tables: make([]contract.ReportTable, len(s.Tables)),
	}
	if s.Written != nil {
		written := s.Written.wire()
		w.Text = &written
	}
	for i, t := range s.Tables {
		w.Tables[i] = t.wire()
	}
	return w
}

func (t table) wire() contract.ReportTable {
	w := contract.ReportTable{Key: t.Key, Title: t.Title, Head: t.Head, Bars: t.Bars, Rows: make([]contract.ReportRow, len(t.Rows))}
	for i, r := range t.Rows {
		w.Rows[i] = contract.ReportRow{Key: r.Key, Label: r.Label, Values: make([]contract.ReportValue, len(r.Values))}
		for k, v := range r.Values {
			w.Rows[i].Values[k] = v.wire()
		}
	}
	return w
}

func (v value) wire() contract.ReportValue {
	w := contract.ReportValue{Text: v.Text}
	if v.N != nil {
		n := int32(*v.N)
		w.N = &n
	}
	return w
}
