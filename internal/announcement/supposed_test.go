package announcement

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"

	"musikkforalle/api/contract"
	"musikkforalle/internal/db"
	"musikkforalle/internal/fixture"
	"musikkforalle/internal/reminder"
)

// drafts are one of each kind, with own words in some.
func (h *hall) drafts() map[string]*contract.NewAnnouncement {
	own := []contract.AnnouncementText{{Lang: "nb", Text: "Vi sees i mai."}, {Lang: "ar", Text: "نراكم في مايو.", Machine: true}, {Lang: "pl", Text: "Do zobaczenia."}}
	move := moving(h.cancelling(), h.session.StartsAt.AddDate(0, 0, 7), h.session.EndsAt.AddDate(0, 0, 7))
	move.Reason = new(contract.Reason("works"))
	cancel, door := h.cancelling(), throughDoor(h.cancelling(), "street", "Fabrikkgata")
	cancel.Texts, door.Texts = own, own[:1]
	all := news("families")
	all.Texts = own
	of := news("coming")
	of.Session = &h.session.ID
	return map[string]*contract.NewAnnouncement{
		"moved": &move, "cancelled": cancel, "door": door, "news": all, "news of a session": of,
		"hands":  {Kind: "hands", Audience: "volunteers", Session: &h.session.ID, Texts: own},
		"thanks": {Kind: "thanks", Audience: "on_shift", Session: &h.session.ID},
	}
}

// people are families and volunteers of several languages and channels, some on shift.
func (h *hall) people() {
	h.Helper()
	shift := fixture.AddShift(h, h.Store, h.session)
	h.Exec("update shifts set needed = 9, starts_at = ? where id = ?", h.session.StartsAt, shift.ID)
	for i, lang := range []string{"nb", "nn", "ar", "pl", "ti", "en"} {
		h.family(lang, []string{"push", "mail", "nobody"}[i%3])
		v := h.volunteer()
		h.Exec("update volunteers set lang = ? where id = ?", lang, v)
		if i%2 == 0 {
			h.Exec("insert into shift_hands (shift_id, volunteer_id) values (?, ?)", shift.ID, v)
		}
	}
}

func TestPreviewIsWhatIsTold(t *testing.T) {
	for _, name := range []string{"moved", "cancelled", "door", "news", "news of a session", "hands", "thanks"} {
		t.Run(strings.ReplaceAll(name, " ", "_"), func(t *testing.T) {
			h := open(t)
			h.people()
			draft := h.drafts()[name]
			seen, err := h.preview(draft)
			h.Must(err)
			supposed := h.supposed(draft)
			id := h.send(draft)
			h.plan()
			if told := h.reached(id); !slices.Equal(supposed, told) {
				t.Errorf("the preview reaches %v, the announcement %v", supposed, told)
			}
			compared := h.compare(seen)
			if compared == 0 {
				t.Error("nobody was told anything")
			}
		})
	}
}

// compare holds what everybody was told against the preview in their language.
func (h *hall) compare(seen contract.AnnouncementPreview) (people int) {
	h.Helper()
	langs := h.languages()
	for person, lang := range langs {
		messages, err := reminder.Messages(h.Context(), h.Store, person, uuid.Nil)
		h.Must(err)
		for _, m := range messages {
			i := slices.IndexFunc(seen.Languages, func(l contract.ReaderLanguage) bool { return string(l.Lang) == lang })
			if i < 0 || seen.Languages[i].Title != m.Title || seen.Languages[i].Body != m.Body {
				h.Errorf("%s: told %q, %q; the preview is %+v", lang, m.Title, m.Body, seen.Languages)
			}
			people++
		}
	}
	return people
}

func (h *hall) languages() map[uuid.UUID]string {
	h.Helper()
	var rows []struct {
		ID   uuid.UUID
		Lang string
	}
	h.Must(h.Store.Gorm.Raw("select id, lang from families union all select id, lang from volunteers").Scan(&rows).Error)
	all := map[uuid.UUID]string{}
	for _, r := range rows {
		all[r.ID] = r.Lang
	}
	return all
}

func (h *hall) supposed(b *contract.NewAnnouncement) (told []string) {
	h.Helper()
	h.Must(h.Store.Read(h.ctx, func(tx *db.Tx) error {
		d, err := newDraft(h.ctx, tx, h.Place.Slug, b)
		h.Must(err)
		s, err := d.suppose(tx)
		h.Must(err)
		groups, err := s.Reach(h.ctx, tx)
		told = sorted(groups)
		return err
	}))
	return told
}

func (h *hall) reached(id uuid.UUID) (told []string) {
	h.Helper()
	h.Must(h.Store.Tx(h.ctx, func(tx *db.Tx) error {
		n, err := take(tx.DB.Where("id = ?", id))
		h.Must(err)
		groups, err := reminder.Reach(h.ctx, tx, n.subject())
		told = sorted(groups)
		return err
	}))
	return told
}

func sorted(groups []reminder.Group) (told []string) {
	for _, g := range groups {
		told = append(told, fmt.Sprint(g))
	}
	slices.Sort(told)
	return told
}

// R12: an organiser who writes is in nobody's way: the preview is one read-only transaction, which can neither write nor
// lock a row, and it waits for no one who does.
func TestPreviewLocksNothing(t *testing.T) {
	h := open(t)
	h.people()
	h.Exec("alter function member_may rename to member_may_really")
	h.Exec(`create function member_may(m uuid, p uuid, r text[]) returns boolean language plpgsql as $$ begin
		if current_setting('transaction_read_only') <> 'on' then raise 'the preview may write'; end if;
		return member_may_really(m, p, r); end $$`)
	held := make(chan struct{})
	release := make(chan struct{})
	done := make(chan error)
	go func() {
		done <- h.Store.Tx(context.Background(), func(tx *db.Tx) error {
			err := tx.DB.Exec("lock table places, sessions, shifts, families, volunteers, answers, announcements, announcement_texts, session_changes, reminders in exclusive mode").Error
			close(held)
			<-release
			return err
		})
	}()
	<-held
	ctx, cancel := context.WithTimeout(h.ctx, 20*time.Second)
	defer cancel()
	for name, draft := range h.drafts() {
		if _, err := h.api.PreviewAnnouncement(ctx, contract.PreviewAnnouncementRequestObject{Place: h.Place.Slug, Body: draft}); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
	close(release)
	h.Must(<-done)
}
