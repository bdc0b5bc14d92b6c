package editing

import (
	"context"
	"time"

	"github.com/google/uuid"
	"gorm.io/gorm"

	"musikkforalle/api/contract"
	"musikkforalle/internal/db"
	"musikkforalle/internal/flyer"
)

// Draft is the unpublished text of a flyer in one language. Only those who may write the language see it.
type Draft struct {
	FlyerID     uuid.UUID `gorm:"type:uuid;primaryKey"`
	Lang        string    `gorm:"primaryKey"`
	flyer.Words `gorm:"embedded"`
	Version     int32      `gorm:"not null"`
	UpdatedBy   *uuid.UUID `gorm:"type:uuid"`
	UpdatedAt   time.Time  `gorm:"not null"`
}

// SaveFlyerDraft implements PUT /api/flyers/{flyer}/texts/{lang}/draft: it stores what is written so far; nobody else sees
// it.
func (a API) SaveFlyerDraft(ctx context.Context, r contract.SaveFlyerDraftRequestObject) (contract.SaveFlyerDraftResponseObject, error) {
	d, err := SaveDraft(ctx, a.Store, r.Flyer, r.Lang, db.Seen(r.Params.IfMatch), *r.Body)
	if err != nil {
		return nil, err
	}
	return contract.SaveFlyerDraft200JSONResponse{Body: d.wire(*d.UpdatedBy), Headers: contract.SaveFlyerDraft200ResponseHeaders{ETag: new(db.Tag(d.Version))}}, nil
}

// DropFlyerDraft implements DELETE /api/flyers/{flyer}/texts/{lang}/draft: it deletes a draft, if there is one.
func (a API) DropFlyerDraft(ctx context.Context, r contract.DropFlyerDraftRequestObject) (contract.DropFlyerDraftResponseObject, error) {
	return contract.DropFlyerDraft204Response{}, DropDraft(ctx, a.Store, r.Flyer, r.Lang)
}

// SaveDraft stores a draft over the version that the writer saw (F21). Faults: those of workOf, "invalid", ErrDraftChanged.
func SaveDraft(ctx context.Context, store *db.Store, id uuid.UUID, lang string, seen int32, said contract.FlyerWords) (d *Draft, err error) {
	words, err := cleaned(said)
	if err != nil {
		return nil, err
	}
	err = store.Tx(ctx, func(tx *db.Tx) error {
		w, err := lockWork(ctx, tx.DB, id, lang)
		if err != nil {
			return err
		}
		if d, err = draftAt(tx.DB, w, seen); err != nil {
			return err
		}
		d.Words, d.UpdatedBy, d.UpdatedAt = words, &w.Member, tx.Now
		d.Version++
		if err := tx.DB.Save(d).Error; err != nil {
			return err
		}
		return w.audit(tx, "flyer.drafted")
	})
	return d, err
}

// DropDraft deletes the draft of a language. Faults: those of workOf.
func DropDraft(ctx context.Context, store *db.Store, id uuid.UUID, lang string) error {
	return store.Tx(ctx, func(tx *db.Tx) error {
		w, err := lockWork(ctx, tx.DB, id, lang)
		if err != nil {
			return err
		}
		dropped := tx.DB.Where("flyer_id = ? and lang = ?", w.ID, w.Lang).Delete(&Draft{})
		if dropped.Error != nil || dropped.RowsAffected == 0 {
			return dropped.Error
		}
		return w.audit(tx, "flyer.draft_dropped")
	})
}

// TableName returns the table of drafts.
func (Draft) TableName() string { return "flyer_drafts" }

// draftOf returns the draft of a language; version 0 means that there is none.
func draftOf(g *gorm.DB, w *work) (*Draft, error) {
	d := Draft{FlyerID: w.ID, Lang: w.Lang}
	err := g.Where("flyer_id = ? and lang = ?", w.ID, w.Lang).Limit(1).Find(&d).Error
	return &d, err
}

// draftAt returns the draft of a language, or ErrDraftChanged unless it has the version that the writer saw (F21).
func draftAt(g *gorm.DB, w *work, version int32) (*Draft, error) {
	d, err := draftOf(g, w)
	if err == nil && d.Version != version {
		err = ErrDraftChanged
	}
	return d, err
}

func (d *Draft) wire(reader uuid.UUID) contract.FlyerDraft {
	return contract.FlyerDraft{
		Words: wireOf(d.Words), Version: d.Version, UpdatedAt: d.UpdatedAt, Mine: d.UpdatedBy != nil && *d.UpdatedBy == reader,
	}
}
