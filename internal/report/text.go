package report

import (
	"context"
	"strings"
	"time"

	"github.com/google/uuid"
	"gorm.io/gorm"
	"gorm.io/gorm/clause"

	"musikkforalle/api/contract"
	"musikkforalle/internal/audit"
	"musikkforalle/internal/db"
	"musikkforalle/internal/fault"
	"musikkforalle/internal/i18n"
	"musikkforalle/internal/place"
)

// Text is the organisers' text in one section of a report.
type Text struct {
	PlaceID   uuid.UUID `gorm:"type:uuid;primaryKey"`
	Year      int16     `gorm:"primaryKey"`
	Part      string    `gorm:"primaryKey"` // half of the year, or WholeYear
	Section   string    `gorm:"primaryKey"`
	Text      string    `gorm:"not null"`
	Version   int32     `gorm:"not null"`
	UpdatedAt time.Time `gorm:"not null"`
}

// WholeYear is the part of a report about a whole year.
const WholeYear = "year"

var sectionText = i18n.Text{Field: "text", Most: 8000, Lines: true}

var errChanged = fault.New(fault.Precondition, "report.changed", "somebody else has written meanwhile")

// SetReportText implements PUT /api/places/{place}/report/texts: it replaces what the organisers write in a section.
func (a API) SetReportText(ctx context.Context, r contract.SetReportTextRequestObject) (contract.SetReportTextResponseObject, error) {
	f := Filter{Place: r.Place, Year: int16(r.Body.Year)}
	if r.Body.Season != nil {
		f.Half = string(*r.Body.Season)
	}
	t, err := SetText(ctx, a.Store, f, Text{Section: string(r.Body.Section), Text: r.Body.Text, Version: db.Seen(r.Params.IfMatch)})
	if err != nil {
		return nil, err
	}
	return contract.SetReportText200JSONResponse(t.wire()), nil
}

// SetText replaces the text of a section by its next version. Faults: fault.ErrNotFound for another's place, report.changed
// when the version that was read is not the last (F21), and invalid for a text that is too long.
func SetText(ctx context.Context, store *db.Store, f Filter, t Text) (Text, error) {
	var err error
	if t.Text, err = sectionText.Clean(t.Text); err != nil {
		return t, err
	}
	t.Text = strings.TrimSpace(t.Text)
	p, member, err := place.OfTeam(ctx, store.Gorm, f.Place, place.Organiser)
	if err != nil {
		return t, err
	}
	t.PlaceID, t.Year, t.Part = p.ID, f.Year, f.part()
	err = store.Tx(ctx, func(tx *db.Tx) error {
		read := t.Version
		t.Version, t.UpdatedAt = read+1, tx.Now
		if err := storeText(tx.DB, t, read); err != nil {
			return err
		}
		return audit.Write(tx, audit.Entry{
			Action: "report.written", By: audit.Member(member).At(p.ID),
			Detail: map[string]any{"year": t.Year, "part": t.Part, "section": t.Section},
		})
	})
	return t, err
}

// storeText writes a text over the version that was read; 0 is none.
func storeText(g *gorm.DB, t Text, read int32) error {
	if read == 0 {
		g = g.Clauses(clause.OnConflict{DoNothing: true}).Create(&t)
	} else {
		g = g.Model(&Text{}).Where("place_id = ? and year = ? and part = ? and section = ? and version = ?", t.PlaceID, t.Year, t.Part, t.Section, read).
			Updates(map[string]any{"text": t.Text, "version": t.Version, "updated_at": t.UpdatedAt})
	}
	if g.Error == nil && g.RowsAffected == 0 {
		return errChanged
	}
	return g.Error
}

// textsOf reads what is written of a report, by section.
func textsOf(g *gorm.DB, f Filter) (map[string]Text, error) {
	var all []Text
	err := g.Where("place_id = (select id from places where slug = ?) and year = ? and part = ?", f.Place, f.Year, f.part()).Find(&all).Error
	texts := make(map[string]Text, len(all))
	for _, t := range all {
		texts[t.Section] = t
	}
	return texts, err
}

// part is what the texts of a report are about within its year.
func (f Filter) part() string {
	if f.Half == "" {
		return WholeYear
	}
	return f.Half
}

// TableName implements GORM's Tabler.
func (Text) TableName() string { return "report_texts" }
