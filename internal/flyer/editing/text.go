package editing

import (
	"context"
	"time"

	"github.com/google/uuid"
	"gorm.io/gorm"

	"musikkforalle/api/contract"
	"musikkforalle/internal/db"
	"musikkforalle/internal/flyer"
	"musikkforalle/internal/i18n"
)

// spread is everything that the editing page of one language shows.
type spread struct {
	*work
	source, text flyer.Text // revision 0: not written yet
	was          flyer.Words
	draft        *Draft
	readers      []reader
}

type reader struct {
	MemberID uuid.UUID
	Name     string
	At       time.Time
}

// GetFlyerText implements GET /api/flyers/{flyer}/texts/{lang}: it shows a text beside its source, sentence by sentence.
func (a API) GetFlyerText(ctx context.Context, r contract.GetFlyerTextRequestObject) (contract.GetFlyerTextResponseObject, error) {
	s, err := spreadOf(ctx, a.Store, r.Flyer, r.Lang)
	if err != nil {
		return nil, err
	}
	return contract.GetFlyerText200JSONResponse{Body: s.wire(), Headers: contract.GetFlyerText200ResponseHeaders{ETag: new(db.Tag(s.draft.Version))}}, nil
}

// changeText runs do on a text that the caller may work on, in one transaction, and loads the text as it is afterwards.
// Faults: those of workOf and of do.
func changeText(ctx context.Context, store *db.Store, id uuid.UUID, lang contract.FlyerLang, do func(*db.Tx, *work) error) (*spread, error) {
	err := store.Tx(ctx, func(tx *db.Tx) error {
		w, err := lockWork(ctx, tx.DB, id, lang)
		if err != nil {
			return err
		}
		return do(tx, w)
	})
	if err != nil {
		return nil, err
	}
	return spreadOf(ctx, store, id, lang)
}

// spreadOf loads a language of a flyer if the caller may write it. Faults: those of workOf.
func spreadOf(ctx context.Context, store *db.Store, id uuid.UUID, lang contract.FlyerLang) (*spread, error) {
	g := store.Gorm.WithContext(ctx)
	w, err := workOf(ctx, g, id, lang)
	if err != nil {
		return nil, err
	}
	s := spread{work: w}
	for _, step := range []func(*gorm.DB) error{s.readTexts, s.readDraft, s.readReaders} {
		if err := step(g); err != nil {
			return nil, err
		}
	}
	return &s, nil
}

func (s *spread) readTexts(g *gorm.DB) (err error) {
	if s.source, err = textOf(g, s.work, s.SourceLang); err != nil {
		return err
	}
	if s.text, err = textOf(g, s.work, s.Lang); err != nil {
		return err
	}
	return g.Raw("select title, what, who, happens, thanks from flyer_history where flyer_id = ? and revision = ?", s.ID, s.text.SourceRevision).
		Scan(&s.was).Error
}

// textOf returns the published text in a language; revision 0 means that there is none.
func textOf(g *gorm.DB, w *work, lang string) (flyer.Text, error) {
	t := flyer.Text{FlyerID: w.ID, Lang: lang}
	err := g.Where("flyer_id = ? and lang = ?", w.ID, lang).Limit(1).Find(&t).Error
	return t, err
}

func (s *spread) readDraft(g *gorm.DB) (err error) {
	s.draft, err = draftOf(g, s.work)
	return err
}

func (s *spread) readReaders(g *gorm.DB) error {
	return g.Raw(`select r.member_id, m.name, r.at from flyer_reads r join members m on m.id = r.member_id
		where r.flyer_id = ? and r.lang = ? order by r.at`, s.ID, s.Lang).Scan(&s.readers).Error
}

func (s *spread) outdated() bool {
	return s.text.Revision > 0 && s.text.SourceRevision < s.SourceRevision
}

// mayRead reports whether the caller may confirm having read the text: it is a published translation of the current
// source, by somebody else, and the caller has not confirmed it yet.
func (s *spread) mayRead() bool {
	for _, r := range s.readers {
		if r.MemberID == s.Member {
			return false
		}
	}
	return !s.isSource() && s.text.Revision > 0 && !s.outdated() && !s.wroteIt()
}

func (s *spread) wroteIt() bool { return s.text.WrittenBy != nil && *s.text.WrittenBy == s.Member }

func (s *spread) wire() contract.FlyerText {
	w := contract.FlyerText{
		Flyer: s.ID, Place: s.Slug, Season: seasonOf(s.SeasonID, s.Year, s.Half), Lang: s.Lang, Dir: contract.FlyerTextDir(i18n.Get(s.Lang).Dir()),
		SourceLang: s.SourceLang, SourceRevision: s.SourceRevision, Status: stateOf(&s.Flyer, &s.text),
		Source: wireOf(s.source.Words), Text: wireOf(s.text.Words), Revision: s.text.Revision,
		Readers: []contract.FlyerReader{}, MayRead: s.mayRead(),
	}
	written := s.text.Words
	if s.draft.Version > 0 {
		draft := s.draft.wire(s.Member)
		w.Draft, w.Status.Drafted, written = &draft, true, s.draft.Words
	}
	for _, f := range fields {
		w.Fields = append(w.Fields, s.field(f, written))
	}
	for _, r := range s.readers {
		w.Readers = append(w.Readers, contract.FlyerReader{Name: r.Name, At: r.At, Me: r.MemberID == s.Member})
	}
	return w
}

// field pairs the sentences of the source with those of the written text and, if the translation is outdated, lists
// what has changed in the source since.
func (s *spread) field(f field, written flyer.Words) contract.FlyerField {
	w := contract.FlyerField{Name: f.name, Most: int32(f.most), Pairs: []contract.SentencePair{}, Changes: []contract.SentenceChange{}}
	now := sentences(*f.of(&s.source.Words))
	for _, pair := range pairedUp(now, sentences(*f.of(&written))) {
		w.Pairs = append(w.Pairs, contract.SentencePair{Source: pair.was, Text: pair.now})
	}
	if s.outdated() {
		for _, c := range changes(sentences(*f.of(&s.was)), now) {
			w.Changes = append(w.Changes, contract.SentenceChange{Was: c.was, Now: c.now})
		}
	}
	return w
}
