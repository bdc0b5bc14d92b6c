package editing

import (
	"context"

	"github.com/google/uuid"
	"gorm.io/gorm"

	"musikkforalle/api/contract"
	"musikkforalle/internal/db"
	"musikkforalle/internal/flyer"
	"musikkforalle/internal/place"
)

// PublishFlyerText implements POST /api/flyers/{flyer}/texts/{lang}/publication: it makes the draft the text that
// everybody reads.
func (a API) PublishFlyerText(ctx context.Context, r contract.PublishFlyerTextRequestObject) (contract.PublishFlyerTextResponseObject, error) {
	s, err := Publish(ctx, a.Store, r.Flyer, r.Lang, db.Seen(r.Params.IfMatch), *r.Body)
	if err != nil {
		return nil, err
	}
	return contract.PublishFlyerText200JSONResponse(s.wire()), nil
}

// Publish makes the draft of a language its text, or notes that a translation without a draft still says what the source
// says. Faults: those of workOf and of prepare.
func Publish(ctx context.Context, store *db.Store, id uuid.UUID, lang string, seen int32, b contract.NewPublication) (*spread, error) {
	return changeText(ctx, store, id, lang, func(tx *db.Tx, w *work) error {
		p, err := prepare(tx, w, seen, b)
		if err != nil {
			return err
		}
		if err := p.publish(tx); err != nil {
			return err
		}
		if err := tx.DB.Where("flyer_id = ? and lang = ?", w.ID, w.Lang).Delete(&Draft{}).Error; err != nil {
			return err
		}
		if err := w.audit(tx, "flyer.published"); err != nil {
			return err
		}
		return place.Changed(tx, w.Slug)
	})
}

// publication is a text that is being published, and the published text before it.
type publication struct {
	*work
	before, text flyer.Text
}

// prepare returns the publication of the draft, or of the published text if there is no draft. Faults: ErrDraftChanged
// and ErrSourceChanged unless draft and source are as the writer saw them; ErrNoText; ErrNoTitle.
func prepare(tx *db.Tx, w *work, version int32, b contract.NewPublication) (*publication, error) {
	draft, err := draftAt(tx.DB, w, version)
	if err != nil {
		return nil, err
	}
	before, err := textOf(tx.DB, w, w.Lang)
	if err != nil {
		return nil, err
	}
	p := publication{work: w, before: before, text: before}
	switch {
	case b.SourceRevision != w.SourceRevision:
		return nil, ErrSourceChanged
	case draft.Version == 0 && before.Revision == 0:
		return nil, ErrNoText
	case draft.Version > 0:
		p.text.Words, p.text.Machine = draft.Words, b.Machine
	}
	if p.text.Title == "" {
		return nil, ErrNoTitle
	}
	p.text.UpdatedAt = tx.Now
	return &p, nil
}

func (p *publication) reworded() bool { return p.text.Words != p.before.Words }

func (p *publication) publish(tx *db.Tx) error {
	if p.reworded() {
		p.text.Revision++
		p.text.WrittenBy = &p.Member
	}
	if p.isSource() {
		return p.changeSource(tx)
	}
	return p.translate(tx)
}

// changeSource publishes a changed source: it stores the previous words in the history, raises the source revision and
// deletes the readers of all translations.
func (p *publication) changeSource(tx *db.Tx) error {
	if !p.reworded() {
		return nil
	}
	if p.before.Revision > 0 {
		if err := storeHistory(tx, p.work, p.before.Words); err != nil {
			return err
		}
		p.SourceRevision++
		if err := tx.DB.Exec("update flyers set source_revision = ? where id = ?", p.SourceRevision, p.ID).Error; err != nil {
			return err
		}
	}
	p.text.SourceRevision = p.SourceRevision
	if err := tx.DB.Save(&p.text).Error; err != nil {
		return err
	}
	return forgetReaders(tx.DB.Where("flyer_id = ?", p.ID))
}

// translate publishes a translation of the current source. It deletes the translation's readers if its words or its
// source revision have changed.
func (p *publication) translate(tx *db.Tx) error {
	anew := p.reworded() || p.before.SourceRevision != p.SourceRevision
	p.text.SourceRevision = p.SourceRevision
	if err := tx.DB.Save(&p.text).Error; err != nil || !anew {
		return err
	}
	return forgetReaders(tx.DB.Where("flyer_id = ? and lang = ?", p.ID, p.Lang))
}

// storeHistory stores words of the source in its history, under the current source revision.
func storeHistory(tx *db.Tx, w *work, said flyer.Words) error {
	return tx.DB.Exec(`insert into flyer_history (flyer_id, revision, title, what, who, happens, thanks) values (?, ?, ?, ?, ?, ?, ?)`,
		w.ID, w.SourceRevision, said.Title, said.What, said.Who, said.Happens, said.Thanks).Error
}

// forgetReaders deletes the readers of the texts that the condition selects, and sets their number to 0.
func forgetReaders(which *gorm.DB) error {
	which = which.Session(&gorm.Session{})
	if err := which.Delete(&reading{}).Error; err != nil {
		return err
	}
	return which.Model(&flyer.Text{}).UpdateColumn("readers", 0).Error
}
