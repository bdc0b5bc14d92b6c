package report

import (
	"bytes"
	"context"
	"encoding/csv"
	"strconv"
	"strings"

	"musikkforalle/api/contract"
	"musikkforalle/internal/paper"
)

// byteOrderMark lets Excel read UTF-8. Between columns stands a semicolon, as it is set up in Norway.
const (
	byteOrderMark = "\uFEFF"
	separator     = ';'
)

// GetReportFile implements GET /api/report/{file}: it gives the report as XLSX, CSV or PDF.
func (a API) GetReportFile(ctx context.Context, r contract.GetReportFileRequestObject) (contract.GetReportFileResponseObject, error) {
	f := filterOf(contract.GetReportParams{
		Place: r.Params.Place, Year: r.Params.Year,
		Season: (*contract.GetReportParamsSeason)(r.Params.Season), Lang: r.Params.Lang,
	})
	c, _, _, err := read(ctx, a.Store.Gorm, f)
	if err != nil {
		return nil, err
	}
	return a.fileOf(ctx, write(c), string(r.File), f.Lang)
}

// fileOf renders a report as the file of that name.
func (a API) fileOf(ctx context.Context, d document, name, lang string) (contract.GetReportFileResponseObject, error) {
	headers := contract.GetReportFile200ResponseHeaders{ContentDisposition: `attachment; filename="` + name + `"`}
	switch name {
	case "report.xlsx":
		body, err := d.asXLSX()
		return contract.GetReportFile200ApplicationvndOpenxmlformatsOfficedocumentSpreadsheetmlSheetResponse{
			Body: bytes.NewReader(body), Headers: headers, ContentLength: int64(len(body)),
		}, err
	case "report.csv":
		body, err := d.asCSV()
		return contract.GetReportFile200TextcsvResponse{Body: bytes.NewReader(body), Headers: headers, ContentLength: int64(len(body))}, err
	}
	body, err := a.Press.Print(ctx, paper.Unkept(func(context.Context) ([]byte, error) { return d.asPDF(lang) }), nil)
	return contract.GetReportFile200ApplicationpdfResponse{Body: bytes.NewReader(body), Headers: headers, ContentLength: int64(len(body))}, err
}

// plain neutralises texts that a spreadsheet would run as a formula (B35).
func plain(text string) string {
	if strings.IndexAny(text, "=+-@\t\r\n") == 0 {
		return "'" + text
	}
	return text
}

// asCSV writes a report as one long table: section, table, row, column, value.
func (d document) asCSV() ([]byte, error) {
	out := bytes.NewBufferString(byteOrderMark)
	w := csv.NewWriter(out)
	w.Comma, w.UseCRLF = separator, true
	write := func(cells ...string) {
		for i := range cells {
			cells[i] = plain(cells[i])
		}
		_ = w.Write(cells) // its error is kept, and Error gives it
	}
	write(d.Title)
	for _, s := range d.Sections {
		for _, line := range s.sentences() {
			write(s.Title, "", "", "", line)
		}
		for _, t := range s.Tables {
			for _, r := range t.Rows {
				for i, v := range r.Values {
					write(s.Title, t.Title, r.Label, t.Head[i+1], v.Text)
				}
			}
		}
	}
	w.Flush()
	return out.Bytes(), w.Error()
}

// sentences returns the organisers' text of a section and the sentences from data.
func (s section) sentences() []string {
	if s.Written == nil || s.Written.Text == "" {
		return s.Lines
	}
	return append([]string{s.Written.Text}, s.Lines...)
}

// asPDF renders a report on A4.
func (d document) asPDF(lang string) ([]byte, error) {
	p := paper.New(lang, d.Title)
	p.Foot(d.Foot)
	for _, s := range d.Sections {
		p.Heading(s.Title)
		for _, line := range s.sentences() {
			p.Text(line)
		}
		for _, t := range s.Tables {
			t.print(p)
		}
		for _, logo := range s.Logos {
			p.Picture(logo, logoHeight)
		}
	}
	return p.PDF()
}

const logoHeight = 18 // mm

// print sets a table, and bars below it where numbers are worth comparing.
func (t table) print(p *paper.Doc) {
	rows := make([][]string, len(t.Rows))
	var labels []string
	var numbers []int
	for i, r := range t.Rows {
		rows[i] = []string{r.Label}
		for _, v := range r.Values {
			rows[i] = append(rows[i], v.Text)
		}
		if n := r.Values[0].N; n != nil {
			labels, numbers = append(labels, r.Label), append(numbers, *n)
		}
	}
	p.Table(t.Head, rows)
	if t.Bars && len(labels) > 1 {
		p.Bars(labels, numbers)
	}
}

// sheetName returns a title as XLSX allows it: at most 31 characters, none of them reserved.
func sheetName(number int, title string) string {
	const most = 31
	name := []rune(strconv.Itoa(number) + " " + strings.Map(func(r rune) rune {
		if strings.ContainsRune(`[]:*?/\'`, r) {
			return -1
		}
		return r
	}, title))
	return string(name[:min(len(name), most)])
}
