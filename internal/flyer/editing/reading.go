package editing

import (
	"context"
	"time"

	"github.com/google/uuid"
	"gorm.io/gorm/clause"

	"musikkforalle/api/contract"
	"musikkforalle/internal/db"
	"musikkforalle/internal/fault"
	"musikkforalle/internal/place"
)

// reading records that a member has compared a translation with its source.
type reading struct {
	FlyerID        uuid.UUID `gorm:"type:uuid;primaryKey"`
	Lang           string    `gorm:"primaryKey"`
	MemberID       uuid.UUID `gorm:"type:uuid;primaryKey"`
	SourceRevision int32     `gorm:"not null"`
	At             time.Time `gorm:"not null"`
}

// countReaders updates the number of a text's readers, which is at most 2. The writer does not count.
const countReaders = `update flyer_texts t set readers = least(2, (
		select count(*) from flyer_reads r where r.flyer_id = t.flyer_id and r.lang = t.lang and r.member_id is distinct from t.written_by))
	where t.flyer_id = ? and t.lang = ?`

// ConfirmFlyerReading implements PUT /api/flyers/{flyer}/texts/{lang}/reading: it notes that the caller has compared a
// translation with its source.
func (a API) ConfirmFlyerReading(ctx context.Context, r contract.ConfirmFlyerReadingRequestObject) (contract.ConfirmFlyerReadingResponseObject, error) {
	s, err := ConfirmReading(ctx, a.Store, r.Flyer, r.Lang, r.Body.Revision)
	if err != nil {
		return nil, err
	}
	return contract.ConfirmFlyerReading200JSONResponse(s.wire()), nil
}

// ConfirmReading counts the caller once among the readers of a text at a revision. Faults: those of workOf and of
// checkReading.
func ConfirmReading(ctx context.Context, store *db.Store, id uuid.UUID, lang string, revision int32) (*spread, error) {
	return changeText(ctx, store, id, lang, func(tx *db.Tx, w *work) error {
		if err := checkReading(tx, w, revision); err != nil {
			return err
		}
		once := tx.DB.Clauses(clause.OnConflict{DoNothing: true}).
			Create(&reading{FlyerID: w.ID, Lang: w.Lang, MemberID: w.Member, SourceRevision: w.SourceRevision, At: tx.Now})
		if once.Error != nil || once.RowsAffected == 0 {
			return once.Error
		}
		if err := tx.DB.Exec(countReaders, w.ID, w.Lang).Error; err != nil {
			return err
		}
		if err := w.audit(tx, "flyer.read"); err != nil {
			return err
		}
		return place.Changed(tx, w.Slug)
	})
}

// TableName returns the table of readings.
func (reading) TableName() string { return "flyer_reads" }

// checkReading returns a fault if the member cannot confirm having read the text at the revision: ErrNoText,
// ErrTextChanged, ErrTextOutdated, ErrOwnText, or fault.ErrNotFound for the source.
func checkReading(tx *db.Tx, w *work, revision int32) error {
	text, err := textOf(tx.DB, w, w.Lang)
	if err != nil {
		return err
	}
	s := spread{work: w, text: text}
	switch {
	case w.isSource():
		return fault.ErrNotFound
	case text.Revision == 0:
		return ErrNoText
	case text.Revision != revision:
		return ErrTextChanged
	case s.outdated():
		return ErrTextOutdated
	case s.wroteIt():
		return ErrOwnText
	}
	return nil
}
