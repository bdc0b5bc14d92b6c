package announcement

import (
	"context"
	"errors"
	"slices"

	"musikkforalle/api/contract"
	"musikkforalle/internal/db"
	"musikkforalle/internal/i18n"
	"musikkforalle/internal/ledger"
	"musikkforalle/internal/reminder"
)

// errTakeBack rolls a rehearsal's transaction back.
var errTakeBack = errors.New("announcement: the rehearsal is over")

// rehearse applies the announcement in a transaction, calls look with the outcome, and rolls back. The preview thus comes
// from the same statements as the announcement itself.
func (d *draft) rehearse(ctx context.Context, store *db.Store, look func(*db.Tx, *draft, []reminder.Group) error) error {
	err := store.Tx(ctx, func(tx *db.Tx) error {
		trial := *d
		trial.CreatedAt, trial.LeavesAt = tx.Now, tx.Now
		if err := trial.store(tx); err != nil {
			return err
		}
		groups, err := trial.apply(ctx, tx)
		if err != nil {
			return err
		}
		if err := look(tx, &trial, groups); err != nil {
			return err
		}
		return errTakeBack
	})
	if errors.Is(err, errTakeBack) {
		return nil
	}
	return err
}

// store writes the announcement with its words.
func (d *draft) store(tx *db.Tx) error {
	if d.ExpiresAt.IsZero() {
		d.ExpiresAt = d.LeavesAt.Add(d.life())
	}
	err := tx.DB.Create(&d.Announcement).Error
	if constraint, _ := db.Violation(err); constraint == "announcements_waiting_key" {
		return ErrWaiting
	}
	if err != nil || len(d.texts) == 0 {
		return err
	}
	texts := slices.Clone(d.texts)
	for i := range texts {
		texts[i].AnnouncementID = d.ID
	}
	return tx.DB.Create(&texts).Error
}

// preview returns whom the draft reaches and how its notices read.
func (d *draft) preview(ctx context.Context, store *db.Store) (w contract.AnnouncementPreview, err error) {
	err = d.rehearse(ctx, store, func(tx *db.Tx, trial *draft, groups []reminder.Group) error {
		w.Families, w.Volunteers = reach(groups, "family"), reach(groups, "volunteer")
		people := readers(groups)
		langs := make([]string, 0, len(people))
		for lang := range people {
			langs = append(langs, lang)
		}
		samples, err := trial.samples(ctx, tx, langs)
		if err != nil {
			return err
		}
		for _, s := range samples {
			w.Languages = append(w.Languages, contract.ReaderLanguage{
				Lang: contract.Lang(s.Lang), People: int32(people[s.Lang]),
				Text: d.readiness(s.Lang), Title: s.Title, Body: s.Body,
			})
		}
		return nil
	})
	slices.SortFunc(w.Languages, func(a, b contract.ReaderLanguage) int {
		if a.People != b.People {
			return int(b.People - a.People)
		}
		return slices.Index(i18n.All, string(a.Lang)) - slices.Index(i18n.All, string(b.Lang))
	})
	return w, err
}

func (d *draft) samples(ctx context.Context, tx *db.Tx, langs []string) ([]reminder.Sample, error) {
	if d.Revision != nil {
		return reminder.Samples(ctx, tx, ledger.Kind(d.Kind), d.SessionID, nil, *d.Revision, langs)
	}
	return reminder.Samples(ctx, tx, ledger.Kind(d.Kind), nil, &d.ID, 0, langs)
}

// reach counts the people of a kind by channel.
func reach(groups []reminder.Group, kind string) (r contract.Reach) {
	counts := map[string]*int32{"push": &r.Push, "mail": &r.Mail, "": &r.Nobody}
	for _, g := range groups {
		if g.RecipientKind == kind {
			*counts[g.Channel] += int32(g.People)
		}
	}
	return r
}

// readers counts people by language. Norwegian is always among them, because the others fall back to it.
func readers(groups []reminder.Group) map[string]int {
	people := map[string]int{"nb": 0}
	for _, g := range groups {
		people[g.Lang] += g.People
	}
	return people
}

// readiness reports whether own words exist in a language; readers of nynorsk get bokmål.
func (d *draft) readiness(lang string) contract.ReaderLanguageText {
	if len(d.texts) == 0 {
		return contract.Ready
	}
	ready := contract.Norwegian
	for _, t := range d.texts {
		switch {
		case t.Lang == lang && t.Machine:
			return contract.Machine
		case t.Lang == lang:
			return contract.Ready
		case lang == "nn":
			ready = contract.Ready
		}
	}
	return ready
}
