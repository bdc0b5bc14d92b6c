package roll

import (
	"bytes"
	"context"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"musikkforalle/api/contract"
	"musikkforalle/internal/account"
	"musikkforalle/internal/fault"
	"musikkforalle/internal/fixture"
	"musikkforalle/internal/i18n"
	"musikkforalle/internal/place"
	"musikkforalle/internal/session"
)

// written reads a PDF's text, where a reader is installed; without one it is known to be a PDF.
func written(t *testing.T, from io.Reader) string {
	t.Helper()
	raw, err := io.ReadAll(from)
	if err != nil || !bytes.HasPrefix(raw, []byte("%PDF-")) {
		t.Fatalf("%d bytes that are no PDF, %v", len(raw), err)
	}
	tool, err := exec.LookPath("pdftotext")
	if err != nil {
		t.Skip("no pdftotext")
	}
	file := filepath.Join(t.TempDir(), "hours.pdf")
	if err := os.WriteFile(file, raw, 0o600); err != nil {
		t.Fatal(err)
	}
	text, err := exec.Command(tool, "-layout", file, "-").Output()
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

func TestConfirmation(t *testing.T) {
	t.Parallel()
	t.Run("SaysWhoWhenWhatAndHowLongInTwoLanguages", func(t *testing.T) {
		w := newWorld(t)
		v := w.named("Åse Øvrebø")
		w.worked(v, w.Place, 40)
		w.worked(v, w.Place, 12)
		w.worked(v, w.Place, 19, func(s *session.Session) { s.Status = session.Cancelled })
		w.worked(v, fixture.Place(t, w.Store, func(p *place.Place) { p.Name = "Annetsted" }), 26)
		text := written(t, fixture.OK[contract.GetHoursOfVolunteer200ApplicationpdfResponse](w)(w.api.GetHoursOfVolunteer(w.ctx,
			contract.GetHoursOfVolunteerRequestObject{Place: w.Place.Slug, Volunteer: v})).Body)
		for _, part := range []string{"Åse Øvrebø", w.Place.Name, "2 vakter", "2 shifts", "4 t", "4 h", "post@example.org",
			i18n.Get("nb").T("task.waffles"), i18n.Get("en").T("task.waffles")} {
			if !strings.Contains(text, part) {
				t.Errorf("%q is missing in:\n%s", part, text)
			}
		}
		if strings.Contains(text, "Annetsted") {
			t.Error("another place's hours are confirmed")
		}
		mine := written(t, fixture.OK[contract.GetHours200ApplicationpdfResponse](w)(
			w.api.GetHours(account.With(context.Background(), &account.Caller{Volunteer: v}), contract.GetHoursRequestObject{})).Body)
		if !strings.Contains(mine, "Annetsted") || !strings.Contains(mine, w.Place.Name) {
			t.Errorf("a place is missing in:\n%s", mine)
		}
	})
	t.Run("B40_OfAnotherPlacesVolunteerDoesNotExist", func(t *testing.T) {
		w := newWorld(t)
		_, err := w.api.GetHoursOfVolunteer(w.ctx, contract.GetHoursOfVolunteerRequestObject{Place: w.Place.Slug,
			Volunteer: fixture.Volunteer(t, w.Store, fixture.Place(t, w.Store))})
		w.Wants(err, fault.ErrNotFound)
	})
	t.Run("F8_HoursAreByTheClocksAtThePlaceAcrossTheChange", func(t *testing.T) {
		w := newWorld(t)
		v := w.named("Kari")
		shift := w.worked(v, w.Place, 40)
		zone := w.Place.Location()
		w.Exec("update shifts set starts_at = ?, ends_at = ? where id = ?",
			time.Date(2026, 3, 28, 11, 0, 0, 0, zone), time.Date(2026, 3, 28, 13, 45, 0, 0, zone), shift)
		text := written(t, fixture.OK[contract.GetHoursOfVolunteer200ApplicationpdfResponse](w)(w.api.GetHoursOfVolunteer(w.ctx,
			contract.GetHoursOfVolunteerRequestObject{Place: w.Place.Slug, Volunteer: v})).Body)
		if !strings.Contains(text, "28. mars 2026") || !strings.Contains(text, "11.00–13.45") || !strings.Contains(text, "2 t 45 min") {
			t.Errorf("wrong clocks in:\n%s", text)
		}
	})
}
