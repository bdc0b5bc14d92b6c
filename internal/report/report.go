// Package report writes the funder's report from aggregates, in the order of the funder's form. Small cells are suppressed
// (docs/statistics.md).
package report

import (
	"context"
	"slices"

	"musikkforalle/api/contract"
	"musikkforalle/internal/db"
	"musikkforalle/internal/paper"
)

// API implements the operations of the contract's tag "report".
type API struct {
	Store *db.Store
	Press *paper.Press
}

// GetReport implements GET /api/report: it shows the report of a place, or of all, over a season, a year or all years.
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

// filterOf returns what the query asks for, in Norwegian if it names no language.
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
