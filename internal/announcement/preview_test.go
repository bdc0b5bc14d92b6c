package announcement

import (
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"

	"musikkforalle/api/contract"
	"musikkforalle/internal/fixture"
	"musikkforalle/internal/place"
	"musikkforalle/internal/session"
)

func (h *hall) preview(b *contract.NewAnnouncement) (contract.AnnouncementPreview, error) {
	h.Helper()
	w, err := h.api.PreviewAnnouncement(h.ctx, contract.PreviewAnnouncementRequestObject{Place: h.Place.Slug, Body: b})
	if err != nil {
		return contract.AnnouncementPreview{}, err
	}
	return contract.AnnouncementPreview(w.(contract.PreviewAnnouncement200JSONResponse)), nil
}

func TestPreview(t *testing.T) {
	t.Run("SaysWhomItReachesHowAndInWhichWords", func(t *testing.T) {
		h := open(t)
		h.family("ar", "push")
		h.family("ar", "mail")
		h.family("so", "nobody")
		shift := fixture.AddShift(t, h.Store, h.session)
		h.Exec("insert into shift_hands (shift_id, volunteer_id) values (?, ?)", shift.ID, h.volunteer())
		draft := h.cancelling()
		draft.Texts = []contract.AnnouncementText{{Lang: "nb", Text: "Vi sees i mai."}, {Lang: "ar", Text: "نراكم في مايو.", Machine: true}}
		w, err := h.preview(draft)
		h.Wants(err, nil)
		if w.Families != (contract.Reach{Push: 1, Mail: 1, Nobody: 1}) || w.Volunteers != (contract.Reach{Push: 1}) {
			t.Errorf("reaches %+v %+v", w.Families, w.Volunteers)
		}
		want := []struct {
			lang   contract.Lang
			people int32
			text   contract.ReaderLanguageText
			body   string
		}{
			{"ar", 2, "machine", "نراكم في مايو. (ترجمة آلية.)"},
			{"nb", 1, "ready", "er avlyst. Vi er syke. Vi sees i mai."},
			{"so", 1, "norwegian", ""},
		}
		if len(w.Languages) != len(want) {
			t.Fatalf("languages: %+v", w.Languages)
		}
		for i, x := range want {
			got := w.Languages[i]
			if got.Lang != x.lang || got.People != x.people || got.Text != x.text || got.Title == "" || !strings.HasSuffix(got.Body, x.body) {
				t.Errorf("got %+v, want %+v", got, x)
			}
		}
	})
	t.Run("LeavesEverythingAsItWas", func(t *testing.T) {
		h := open(t)
		h.family("nb", "push")
		_, err := h.preview(h.cancelling())
		h.Wants(err, nil)
		for _, table := range []string{"announcements", "session_changes", "reminders", "river_job", "audit"} {
			if n := h.Number("select count(*) from " + table); n != 0 {
				t.Errorf("%d rows are left in %s", n, table)
			}
		}
		if n := h.Number("select count(*) from families"); n != 1 {
			t.Errorf("%d families", n)
		}
	})
	t.Run("Refused", func(t *testing.T) {
		h := open(t)
		other := fixture.Place(t, h.Store)
		theirs := fixture.Session(t, h.Store, other, time.Now().AddDate(0, 0, 7))
		partner := fixture.Partner(t, h.Store, other)
		start := h.session.StartsAt
		cases := map[string]struct {
			change func(*contract.NewAnnouncement)
			want   string
		}{
			"B40_AnothersSession":   {func(b *contract.NewAnnouncement) { b.Session = &theirs.ID }, "not_found"},
			"B40_AnothersPartner":   {func(b *contract.NewAnnouncement) { *b = *news("partner"); b.Partner = &partner.ID }, "not_found"},
			"B40_NoSuchSession":     {func(b *contract.NewAnnouncement) { b.Session = new(uuid.New()) }, "not_found"},
			"NoReason":              {func(b *contract.NewAnnouncement) { b.Reason = nil }, "announcement.incomplete"},
			"ForTheWrongPeople":     {func(b *contract.NewAnnouncement) { b.Audience = "families" }, "announcement.incomplete"},
			"NewsWithoutWords":      {func(b *contract.NewAnnouncement) { *b = *news("families"); b.Texts = nil }, "announcement.incomplete"},
			"B39_ReasonForNews":     {func(b *contract.NewAnnouncement) { r := b.Reason; *b = *news("families"); b.Reason = r }, "announcement.incomplete"},
			"ThanksWithoutASession": {func(b *contract.NewAnnouncement) { *b = contract.NewAnnouncement{Kind: "thanks", Audience: "on_shift"} }, "announcement.incomplete"},
			"OnlyArabicWords":       {func(b *contract.NewAnnouncement) { b.Texts = []contract.AnnouncementText{{Lang: "ar", Text: "x"}} }, "announcement.norwegian"},
			"TheSameLanguageTwice": {func(b *contract.NewAnnouncement) {
				b.Texts = []contract.AnnouncementText{{Lang: "nb", Text: "x"}, {Lang: "nb", Text: "y"}}
			}, "invalid"},
			"B31_EndBeforeStart": {func(b *contract.NewAnnouncement) { *b = moving(b, start, start) }, "session.hours"},
			"B31_IntoThePast": {func(b *contract.NewAnnouncement) {
				*b = moving(b, start.AddDate(-1, 0, 0), start.AddDate(-1, 0, 0).Add(time.Hour))
			}, "session.past"},
			"ToWhereItIs":      {func(b *contract.NewAnnouncement) { *b = moving(b, start, h.session.EndsAt) }, "session.same"},
			"DoorWithoutAName": {func(b *contract.NewAnnouncement) { *b = *throughDoor(b, "street", "") }, "session.door"},
		}
		for name, c := range cases {
			b := h.cancelling()
			c.change(b)
			if _, err := h.preview(b); err == nil || err.Error() != c.want {
				t.Errorf("%s: %v, want %s", name, err, c.want)
			}
		}
		past := moving(h.cancelling(), start.AddDate(-1, 0, 0), start.AddDate(-1, 0, 0).Add(time.Hour))
		_, err := h.announce(&past)
		h.Wants(err, session.ErrPast)
	})
}

// moving makes a move of a cancellation.
func moving(b *contract.NewAnnouncement, start, end time.Time) contract.NewAnnouncement {
	return contract.NewAnnouncement{Kind: "moved", Audience: "coming", Session: b.Session, StartsAt: &start, EndsAt: &end}
}

func throughDoor(b *contract.NewAnnouncement, kind, name string) *contract.NewAnnouncement {
	w := contract.NewAnnouncement{Kind: "door", Audience: "coming", Session: b.Session}
	w.Door = &struct {
		Floor *int32                           `json:"floor,omitempty"`
		Kind  contract.NewAnnouncementDoorKind `json:"kind"`
		Name  string                           `json:"name"`
	}{Kind: contract.NewAnnouncementDoorKind(kind), Name: name}
	return &w
}

func TestAudiences(t *testing.T) {
	t.Run("NewsReachesThoseWhomItIsFor", func(t *testing.T) {
		h := open(t)
		coming, quiet, elsewhere := h.family("nb", "push"), h.family("nb", "push"), h.family("nb", "push")
		h.Exec("update answers set state = 'not_coming' where family_id in ?", []uuid.UUID{quiet, elsewhere})
		h.Exec("update families set ask_enabled = false, remind_when = 'none' where id = ?", quiet)
		h.Exec("update families set place_id = null where id = ?", elsewhere)
		onShift, hand, silent := h.volunteer(), h.volunteer(), h.volunteer()
		shift := fixture.AddShift(t, h.Store, h.session)
		h.Exec("insert into shift_hands (shift_id, volunteer_id) values (?, ?)", shift.ID, onShift)
		partner := fixture.Partner(t, h.Store, h.Place)
		h.Exec("update volunteers set partner_id = ? where id = ?", partner.ID, hand)
		h.Exec("update volunteers set remind_when = 'none' where id = ?", silent)
		for audience, want := range map[string][]uuid.UUID{
			"families": {coming}, "coming": {coming}, "on_shift": {onShift}, "volunteers": {onShift, hand}, "partner": {hand},
		} {
			b := news(audience)
			if audience == "coming" || audience == "on_shift" {
				b.Session = &h.session.ID
			}
			if audience == "partner" {
				b.Partner = &partner.ID
			}
			id := h.send(b)
			h.plan()
			n := h.Number("select count(*) from reminders where announcement_id = ?", id)
			if of := h.Number("select count(*) from reminders where announcement_id = ? and recipient in ?", id, want); n != len(want) || of != n {
				t.Errorf("%s: %d are told, %d of those who should be", audience, n, of)
			}
		}
	})
	t.Run("HandsAsksThoseWhoCanStillFillAShift", func(t *testing.T) {
		h := open(t)
		taken, able := h.volunteer(), h.volunteer()
		shift := fixture.AddShift(t, h.Store, h.session)
		h.Exec("insert into shift_hands (shift_id, volunteer_id) values (?, ?)", shift.ID, taken)
		id := h.send(&contract.NewAnnouncement{Kind: "hands", Audience: "volunteers", Session: &h.session.ID})
		h.wantPlanned(map[string]int{"hands due": 1})
		if h.Number("select count(*) from reminders where announcement_id = ? and recipient = ?", id, able) != 1 {
			t.Error("who already has the shift is asked")
		}
		h.Exec("update sessions set status = 'cancelled', reason = 'other'")
		_, err := h.announce(&contract.NewAnnouncement{Kind: "hands", Audience: "volunteers", Session: &h.session.ID})
		h.Wants(err, session.ErrCancelled)
	})
	t.Run("ThanksGoToThoseWhoWereOnShift", func(t *testing.T) {
		h := open(t)
		shift := fixture.AddShift(t, h.Store, h.session)
		h.Exec("insert into shift_hands (shift_id, volunteer_id, taken_at) values (?, ?, now() - interval '9 days')", shift.ID, h.volunteer())
		h.volunteer()
		h.Exec("update sessions set starts_at = now() - interval '3 days', ends_at = now() - interval '2 days 22 hours'")
		h.send(&contract.NewAnnouncement{Kind: "thanks", Audience: "on_shift", Session: &h.session.ID})
		if got := h.plan(); got["thanks due"] != 1 {
			t.Errorf("the ledger has %v", got)
		}
	})
	t.Run("S10_AnInstructorAnnouncesNothing", func(t *testing.T) {
		h := open(t)
		h.ctx = fixture.As(t.Context(), fixture.Member(t, h.Store, h.Place, place.Instructor))
		_, err := h.announce(news("families"))
		if err == nil || err.Error() != "not_found" {
			t.Errorf("got %v", err)
		}
	})
	t.Run("ListsWhatThereIsToWriteAbout", func(t *testing.T) {
		h := open(t)
		partner := fixture.Partner(t, h.Store, h.Place)
		h.Exec("update volunteers set partner_id = ? where id = ?", partner.ID, h.volunteer())
		w, err := h.api.ListAudiences(h.ctx, contract.ListAudiencesRequestObject{Place: h.Place.Slug})
		h.Wants(err, nil)
		got := w.(contract.ListAudiences200JSONResponse)
		if len(got.Sessions) != 1 || len(got.Partners) != 1 || got.Partners[0].Volunteers != 1 {
			t.Errorf("%+v", got)
		}
	})
}
