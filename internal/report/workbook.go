package report

import (
	"github.com/xuri/excelize/v2"
)

// asXLSX writes a report as a workbook: a sheet for each section, numbers as numbers.
func (d document) asXLSX() ([]byte, error) {
	file := excelize.NewFile()
	defer func() { _ = file.Close() }() // nothing of it is on disk
	bold, err := file.NewStyle(&excelize.Style{Font: &excelize.Font{Bold: true}})
	if err != nil {
		return nil, err
	}
	for i, s := range d.Sections {
		name := sheetName(i+1, s.Title)
		if i == 0 {
			err = file.SetSheetName(file.GetSheetName(0), name)
		} else {
			_, err = file.NewSheet(name)
		}
		if err != nil {
			return nil, err
		}
		if err := s.onSheet(file, name, d.Title, bold); err != nil {
			return nil, err
		}
	}
	out, err := file.WriteToBuffer()
	if err != nil {
		return nil, err
	}
	return out.Bytes(), nil
}

const labelWidth = 44 // characters of the first column

// onSheet writes a section from the top: title, sentences, tables.
func (s section) onSheet(file *excelize.File, name, title string, bold int) error {
	rows, heads := s.cells(title)
	for i, cells := range rows {
		at, err := excelize.CoordinatesToCellName(1, i+1)
		if err != nil {
			return err
		}
		if err := file.SetSheetRow(name, at, &cells); err != nil {
			return err
		}
	}
	for _, row := range heads {
		if err := file.SetRowStyle(name, row, row, bold); err != nil {
			return err
		}
	}
	return file.SetColWidth(name, "A", "A", labelWidth)
}

// cells returns a section as rows, and which rows are headings.
func (s section) cells(title string) (rows [][]any, heads []int) {
	rows = [][]any{{plain(title)}, {plain(s.Title)}}
	heads = []int{1, 2}
	for _, line := range s.sentences() {
		rows = append(rows, []any{plain(line)})
	}
	for _, t := range s.Tables {
		head := []any{}
		for _, column := range t.Head {
			head = append(head, plain(column))
		}
		rows = append(rows, []any{}, head)
		heads = append(heads, len(rows))
		for _, r := range t.Rows {
			rows = append(rows, r.cells())
		}
	}
	return rows, heads
}

func (r row) cells() []any {
	cells := []any{plain(r.Label)}
	for _, v := range r.Values {
		if v.N != nil {
			cells = append(cells, *v.N)
		} else {
			cells = append(cells, plain(v.Text))
		}
	}
	return cells
}
