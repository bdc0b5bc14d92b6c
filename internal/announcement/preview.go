package announcement

import (
	"context"
	"slices"
	"time"

	"musikkforalle/api/contract"
	"musikkforalle/internal/db"
	"musikkforalle/internal/i18n"
	"musikkforalle/internal/reminder"
	"musikkforalle/internal/session"
)

// PreviewAnnouncement implements POST /api/places/{place}/announcements/preview: it answers whom the announcement would
// reach, and how its notices would read.
func (a API) PreviewAnnouncement(ctx context.Context, r contract.PreviewAnnouncementRequestObject) (contract.PreviewAnnouncementResponseObject, error) {
	w, err := preview(ctx, a.Store, r.Place, r.Body)
	return contract.PreviewAnnouncement200JSONResponse(w), err
}

// preview only reads: nobody's answer waits while an organiser writes.
func preview(ctx context.Context, store *db.Store, place string, body *contract.NewAnnouncement) (w contract.AnnouncementPreview, err error) {
	err = store.Read(ctx, func(tx *db.Tx) error {
		d, err := newDraft(ctx, tx, place, body)
		if err != nil {
			return err
		}
		supposed, err := d.suppose(tx)
		if err != nil {
			return err
		}
		groups, err := supposed.Reach(ctx, tx)
		if err != nil {
			return err
		}
		w.Families, w.Volunteers = reach(groups, "family"), reach(groups, "volunteer")
		w.Languages = d.languages(readers(groups), supposed, tx.Now)
		return nil
	})
	return w, err
}

// languages renders the notice in each language that somebody reads, the most read first.
func (d *draft) languages(people map[string]int, supposed reminder.Supposed, now time.Time) []contract.ReaderLanguage {
	all := []contract.ReaderLanguage{}
	for lang, n := range people {
		said := d.notice(lang, supposed.Is, now).Say(d.Kind)
		all = append(all, contract.ReaderLanguage{
			Lang: contract.Lang(lang), People: int32(n), Text: d.readiness(lang), Title: said.Title, Body: said.Body,
		})
	}
	slices.SortFunc(all, func(a, b contract.ReaderLanguage) int {
		if a.People != b.People {
			return int(b.People - a.People)
		}
		return slices.Index(i18n.All, string(a.Lang)) - slices.Index(i18n.All, string(b.Lang))
	})
	return all
}

// notice returns the notice about a session (nil: none) for readers of a language, with the own words in it or else in Norwegian.
func (d *draft) notice(lang string, about *session.Session, now time.Time) *reminder.Notice {
	n := reminder.About(d.place, about, now)
	n.Lang = lang
	if d.Reason != nil {
		n.ChangedFor = *d.Reason
	}
	for _, t := range d.texts {
		if t.Lang == lang || t.Lang == "nb" && n.OwnLang != lang {
			n.OwnText, n.OwnLang, n.OwnMachine = t.Text, t.Lang, t.Machine
		}
	}
	return &n
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
