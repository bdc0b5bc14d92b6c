package editing

import (
	"context"

	"musikkforalle/api/contract"
	"musikkforalle/internal/audit"
	"musikkforalle/internal/db"
	"musikkforalle/internal/i18n"
)

// ListGlossary implements GET /api/places/{place}/glossary/{lang}: it lists how words are to be translated, the place's own
// translation before the common one.
func (a API) ListGlossary(ctx context.Context, r contract.ListGlossaryRequestObject) (contract.ListGlossaryResponseObject, error) {
	g := a.Store.Gorm.WithContext(ctx)
	p, _, err := placeOfTranslator(ctx, g, r.Place, r.Lang)
	if err != nil {
		return nil, err
	}
	words := contract.ListGlossary200JSONResponse{}
	err = g.Raw(`select distinct on (lower(term)) term, translation, note, place_id is not null as own from glossary
		where lang = ? and (place_id is null or place_id = ?) order by lower(term), place_id nulls last`, r.Lang, p.ID).Scan(&words).Error
	return words, err
}

const setWord = `insert into glossary (place_id, lang, term, translation, note, updated_by) values (?, ?, ?, ?, ?, ?)
	on conflict (lang, lower(term), coalesce(place_id, '00000000-0000-0000-0000-000000000000')) do update
		set term = excluded.term, translation = excluded.translation, note = excluded.note, updated_by = excluded.updated_by, updated_at = now()`

// SetGlossaryWord implements PUT /api/places/{place}/glossary/{lang}: it stores the place's own translation of a word.
// Other places keep the common one.
func (a API) SetGlossaryWord(ctx context.Context, r contract.SetGlossaryWordRequestObject) (contract.SetGlossaryWordResponseObject, error) {
	word, err := SetWord(ctx, a.Store, r.Place, r.Lang, *r.Body)
	return contract.SetGlossaryWord200JSONResponse(word), err
}

// SetWord stores the translation of a word at a place where the caller translates into the language. Faults: "invalid",
// fault.ErrNobody, fault.ErrNotFound.
func SetWord(ctx context.Context, store *db.Store, slug, lang string, b contract.NewGlossaryWord) (contract.GlossaryWord, error) {
	word, err := cleanWord(b)
	if err != nil {
		return word, err
	}
	return word, store.Tx(ctx, func(tx *db.Tx) error {
		p, member, err := placeOfTranslator(ctx, tx.DB, slug, lang)
		if err != nil {
			return err
		}
		if err := tx.DB.Exec(setWord, p.ID, lang, word.Term, word.Translation, word.Note, member).Error; err != nil {
			return err
		}
		return audit.Write(tx, audit.Entry{
			Action: "glossary.set", By: audit.Member(member).At(p.ID),
			Detail: map[string]any{"lang": lang},
		})
	})
}

func cleanWord(b contract.NewGlossaryWord) (contract.GlossaryWord, error) {
	w := contract.GlossaryWord{Own: true}
	for _, f := range []struct {
		rule i18n.Text
		from string
		into *string
	}{
		{i18n.Text{Field: "term", Most: 60, Needed: true}, b.Term, &w.Term},
		{i18n.Text{Field: "translation", Most: 120, Needed: true}, b.Translation, &w.Translation},
		{i18n.Text{Field: "note", Most: 300}, b.Note, &w.Note},
	} {
		clean, err := f.rule.Clean(f.from)
		if err != nil {
			return w, err
		}
		*f.into = clean
	}
	return w, nil
}
