package report

import (
	"bytes"
	"fmt"
	"io"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"musikkforalle/api/contract"
)

func TestFiles(t *testing.T) {
	t.Parallel()
	h := newHall(t)
	h.story()
	h.Exec("insert into partners (place_id, name, role) values (?, '=HYPERLINK(\"evil\")', 'with'), (?, 'Lørenskog Røde Kors', 'thanks')", h.Place.ID, h.Place.ID)
	file := func(t *testing.T, name string) []byte {
		t.Helper()
		r, err := h.api.GetReportFile(h.ctx, contract.GetReportFileRequestObject{
			File: contract.GetReportFileParamsFile(name), Params: contract.GetReportFileParams{Place: &h.Place.Slug},
		})
		if err != nil {
			t.Fatal(err)
		}
		var body io.Reader
		switch r := r.(type) {
		case contract.GetReportFile200ApplicationpdfResponse:
			body = r.Body
		case contract.GetReportFile200TextcsvResponse:
			body = r.Body
		case contract.GetReportFile200ApplicationvndOpenxmlformatsOfficedocumentSpreadsheetmlSheetResponse:
			body = r.Body
		}
		raw, err := io.ReadAll(body)
		if err != nil {
			t.Fatal(err)
		}
		return raw
	}
	t.Run("XLSX/HasRealNumbers", func(t *testing.T) {
		book, err := excelize.OpenReader(bytes.NewReader(file(t, "report.xlsx")))
		if err != nil {
			t.Fatal(err)
		}
		if sheets := book.GetSheetList(); len(sheets) != 6 || sheets[2] != "3 Resultater og vurdering" {
			t.Errorf("%q", sheets)
		}
		if kind, text := find(t, book, "3 Resultater og vurdering", "Barn"); kind != excelize.CellTypeUnset && kind != excelize.CellTypeNumber || text != "53" {
			t.Errorf("children are %q of kind %v", text, kind)
		}
		if _, place := find(t, book, "2 Gjennomføring og metode", `'=HYPERLINK("evil")`); place != "Lørenskog" {
			t.Error("B35: a partner's name may run as a formula")
		}
	})
	t.Run("CSV/B35", func(t *testing.T) {
		text := string(file(t, "report.csv"))
		if !strings.HasPrefix(text, byteOrderMark) || !strings.Contains(text, "Resultater og vurdering;Hvem som kom;Barn;Besøk;53\r\n") {
			t.Error(text)
		}
		if strings.Contains(text, `;=`) || strings.Contains(text, `;"=`) {
			t.Error("B35: a partner's name may run as a formula")
		}
	})
	t.Run("PDF", func(t *testing.T) {
		if raw := file(t, "report.pdf"); !bytes.HasPrefix(raw, []byte("%PDF-")) || len(raw) < 10_000 {
			t.Errorf("%d bytes", len(raw))
		}
	})
}

// find gives what stands beside a label on a sheet.
func find(t *testing.T, book *excelize.File, sheet, label string) (excelize.CellType, string) {
	t.Helper()
	rows, err := book.GetRows(sheet)
	if err != nil {
		t.Fatal(err)
	}
	for i, row := range rows {
		if len(row) > 1 && row[0] == label {
			kind, err := book.GetCellType(sheet, fmt.Sprintf("B%d", i+1))
			if err != nil {
				t.Fatal(err)
			}
			return kind, row[1]
		}
	}
	return 0, "not there"
}
