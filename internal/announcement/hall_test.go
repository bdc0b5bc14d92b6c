package announcement

import (
	"context"
	"fmt"
	"testing"
	"time"

	"github.com/google/uuid"

	"musikkforalle/api/contract"
	"musikkforalle/internal/fixture"
	"musikkforalle/internal/place"
	"musikkforalle/internal/reminder"
	"musikkforalle/internal/session"
)

// hall is a place with a session in a week and an organiser.
type hall struct {
	*fixture.World
	api     API
	ctx     context.Context // the organiser who calls
	session *session.Session
}

func open(t *testing.T) *hall {
	t.Helper()
	t.Parallel()
	h := &hall{World: fixture.New(t, func(p *place.Place) { p.AskEnabled = false })}
	h.api = API{Store: h.Store}
	h.session = fixture.Session(t, h.Store, h.Place, time.Now().AddDate(0, 0, 7))
	h.ctx = fixture.As(t.Context(), h.Member(place.Organiser))
	return h
}

// family is one of the place's that is coming, and is reached by push, by mail or not at all.
func (h *hall) family(lang, channel string) uuid.UUID {
	h.Helper()
	family := h.Family(lang)
	h.Exec("update families set place_id = ? where id = ?", h.Place.ID, family)
	h.Exec("insert into answers (session_id, family_id, state, children) values (?, ?, 'coming', 1)", h.session.ID, family)
	switch channel {
	case "push":
		h.subscribe(fixture.FamilyDevice(h, h.Store, family))
	case "mail":
		h.Exec("update families set email = ? where id = ?", family.String()+"@example.org", family)
	}
	return family
}

// volunteer is one of the place's, with a phone.
func (h *hall) volunteer() uuid.UUID {
	h.Helper()
	v := h.Volunteer()
	h.subscribe(fixture.VolunteerDevice(h, h.Store, v))
	return v
}

func (h *hall) subscribe(device uuid.UUID) {
	h.Helper()
	h.Exec(`insert into push_subscriptions (device_id, endpoint, service, p256dh, auth, vapid_key) values (?, ?, 'push.example', '', '', '')`,
		device, "https://push.example/"+device.String())
}

// deviceOf signs one more phone of a family in.
func deviceOf(h *hall, family uuid.UUID) uuid.UUID {
	h.Helper()
	return fixture.FamilyDevice(h, h.Store, family)
}

// cancelling is what an organiser sends to cancel the session.
func (h *hall) cancelling() *contract.NewAnnouncement {
	return &contract.NewAnnouncement{Kind: "cancelled", Audience: "coming", Session: &h.session.ID, Reason: new(contract.Reason("illness"))}
}

func news(audience string) *contract.NewAnnouncement {
	return &contract.NewAnnouncement{Kind: "news", Audience: contract.Audience(audience),
		Texts: []contract.AnnouncementText{{Lang: "nb", Text: "Ta med kaffe."}}}
}

func (h *hall) announce(b *contract.NewAnnouncement) (uuid.UUID, error) {
	h.Helper()
	w, err := h.api.Announce(h.ctx, contract.AnnounceRequestObject{Place: h.Place.Slug, Body: b})
	if err != nil {
		return uuid.Nil, err
	}
	return w.(contract.Announce201JSONResponse).Id, nil
}

// send announces and lets it leave at once.
func (h *hall) send(b *contract.NewAnnouncement) uuid.UUID {
	h.Helper()
	id, err := h.announce(b)
	h.Must(err)
	h.leave(id)
	return id
}

func (h *hall) leave(id uuid.UUID) {
	h.Helper()
	h.Exec("update announcements set leaves_at = now() where id = ?", id)
	if _, err := Send(h.Context(), h.Store, id); err != nil {
		h.Fatal(err)
	}
}

func (h *hall) undo(id uuid.UUID) error {
	_, err := h.api.UndoAnnouncement(h.ctx, contract.UndoAnnouncementRequestObject{Announcement: id})
	return err
}

func (h *hall) get(id uuid.UUID) contract.Announcement {
	h.Helper()
	w, err := h.api.GetAnnouncement(h.ctx, contract.GetAnnouncementRequestObject{Announcement: id})
	h.Must(err)
	return contract.Announcement(w.(contract.GetAnnouncement200JSONResponse))
}

// plan lets the ledger plan, and says what stands in it as "kind state".
func (h *hall) plan() map[string]int {
	h.Helper()
	if _, err := reminder.Plan(h.Context(), h.Store); err != nil {
		h.Fatal(err)
	}
	if l, err := reminder.Account(h.Context(), h.Store); err != nil || !l.Balanced() {
		h.Fatalf("the ledger does not add up: %+v, %v", l, err)
	}
	return h.Counts("select kind || ' ' || state, count(*) from reminders group by 1")
}

func (h *hall) wantPlanned(want map[string]int) {
	h.Helper()
	if got := h.plan(); fmt.Sprint(got) != fmt.Sprint(want) {
		h.Errorf("the ledger has %v, want %v", got, want)
	}
}
