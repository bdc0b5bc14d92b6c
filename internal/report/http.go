// Package report writes the funder's report from aggregates, in the order of the funder's form. Small cells are suppressed
// (docs/statistics.md).
package report

import (
	"bytes"
	"context"
	"slices"

	"musikkforalle/api/contract"
	"musikkforalle/internal/db"
)

// API implements the operations of the contract's tag "report".
type API struct {
	Store *db.Store
}

// GetReport implements GET /api/report.
func (a API) GetReport(ctx context.Context, r contract.GetReportRequestObject) (contract.GetReportResponseObject, error) {
	f := filterOf(r.Params)
	c, about, all, err := read(ctx, a.Store.Gorm, f)
	if err != nil {
		return nil, err
	}
	w := write(c).wire()
	w.Place, w.Year, w.Season = r.Params.Place, r.Params.Year, (*contract.ReportSeason)(r.Params.Season)
	w.Years, w.Seasons = yearsOf(all), make([]contract.ReportSeasonOf, len(about))
	for i := range about {
		w.Seasons[i] = about[i].wire()
	}
	return contract.GetReport200JSONResponse(w), nil
}

// GetReportFile implements GET /api/report/{file}.
func (a API) GetReportFile(ctx context.Context, r contract.GetReportFileRequestObject) (contract.GetReportFileResponseObject, error) {
	f := filterOf(contract.GetReportParams{
		Place: r.Params.Place, Year: r.Params.Year,
		Season: (*contract.GetReportParamsSeason)(r.Params.Season), Lang: r.Params.Lang,
	})
	c, _, _, err := read(ctx, a.Store.Gorm, f)
	if err != nil {
		return nil, err
	}
	return fileOf(write(c), string(r.File), f.Lang)
}

func fileOf(d document, name, lang string) (contract.GetReportFileResponseObject, error) {
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
	body, err := d.asPDF(lang)
	return contract.GetReportFile200ApplicationpdfResponse{Body: bytes.NewReader(body), Headers: headers, ContentLength: int64(len(body))}, err
}

// SetReportText implements PUT /api/places/{place}/report/texts.
func (a API) SetReportText(ctx context.Context, r contract.SetReportTextRequestObject) (contract.SetReportTextResponseObject, error) {
	f := Filter{Place: r.Place, Year: int16(r.Body.Year)}
	if r.Body.Season != nil {
		f.Half = string(*r.Body.Season)
	}
	t, err := Write(ctx, a.Store, f, Text{Section: string(r.Body.Section), Text: r.Body.Text, Version: db.Seen(r.Params.IfMatch)})
	if err != nil {
		return nil, err
	}
	return contract.SetReportText200JSONResponse(t.wire()), nil
}

// CloseReport implements POST /api/seasons/{season}/close.
func (a API) CloseReport(ctx context.Context, r contract.CloseReportRequestObject) (contract.CloseReportResponseObject, error) {
	if err := Close(ctx, a.Store, r.Season); err != nil {
		return nil, err
	}
	return contract.CloseReport204Response{}, nil
}

func filterOf(p contract.GetReportParams) Filter {
	f := Filter{Lang: "nb"}
	if p.Place != nil {
		f.Place = *p.Place
	}
	if p.Year != nil {
		f.Year = int16(*p.Year)
	}
	if p.Season != nil {
		f.Half = string(*p.Season)
	}
	if p.Lang != nil {
		f.Lang = *p.Lang
	}
	return f
}

// yearsOf lists the years of seasons, latest first, each once.
func yearsOf(all []season) []int32 {
	years := make([]int32, len(all))
	for i := range all {
		years[i] = int32(all[i].Year)
	}
	return slices.Compact(years)
}
