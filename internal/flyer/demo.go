package flyer

import (
	"context"
	"embed"
	"encoding/json"
	"fmt"
	"strings"

	"musikkforalle/internal/db"
)

//go:embed texts/*.json
var textFiles embed.FS

// demoSource is the language that the flyer of 2019 was written in.
const demoSource = "nb"

// Demo gives every season a flyer with the printed text of 2019 and its machine-made translations. A text that is
// there stays, and a flyer with a source text of its own gets no translation of ours; running it again is harmless.
func Demo(ctx context.Context, store *db.Store) error {
	texts, err := demoTexts()
	if err != nil {
		return err
	}
	return store.Tx(ctx, func(tx *db.Tx) error {
		if err := tx.DB.Exec(addFlyers, demoSource).Error; err != nil {
			return err
		}
		source := texts[demoSource]
		if err := tx.DB.Exec(addSource, demoSource, source.Title, source.What, source.Who, source.Happens, source.Thanks).Error; err != nil {
			return err
		}
		for lang, t := range texts {
			err := tx.DB.Exec(addTranslation, lang, t.Title, t.What, t.Who, t.Happens, t.Thanks,
				demoSource, source.Title, source.What, source.Who, source.Happens, source.Thanks).Error
			if err != nil {
				return fmt.Errorf("flyer: text in %s: %w", lang, err)
			}
		}
		return nil
	})
}

const (
	addFlyers = `insert into flyers (place_id, season_id, source_lang) select place_id, id, ? from seasons
		on conflict on constraint flyers_season_key do nothing`
	addSource = `insert into flyer_texts (flyer_id, lang, title, what, who, happens, thanks)
		select f.id, ?, ?, ?, ?, ?, ? from flyers f
		 where not exists (select from flyer_texts t where t.flyer_id = f.id)`
	addTranslation = `insert into flyer_texts (flyer_id, lang, title, what, who, happens, thanks)
		select s.flyer_id, ?, ?, ?, ?, ?, ? from flyer_texts s
		  join flyers f on f.id = s.flyer_id and f.source_lang = s.lang
		 where s.lang = ? and (s.title, s.what, s.who, s.happens, s.thanks) = (?, ?, ?, ?, ?)
		on conflict (flyer_id, lang) do nothing`
)

// demoTexts reads the embedded texts by language.
func demoTexts() (map[string]Words, error) {
	files, err := textFiles.ReadDir("texts")
	if err != nil {
		return nil, err
	}
	texts := make(map[string]Words, len(files))
	for _, f := range files {
		raw, err := textFiles.ReadFile("texts/" + f.Name())
		if err != nil {
			return nil, err
		}
		var t Words
		if err := json.Unmarshal(raw, &t); err != nil {
			return nil, fmt.Errorf("flyer: %s: %w", f.Name(), err)
		}
		texts[strings.TrimSuffix(f.Name(), ".json")] = t
	}
	return texts, nil
}
