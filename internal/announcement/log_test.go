package announcement

import (
	"strings"
	"testing"

	"github.com/google/uuid"

	"musikkforalle/api/contract"
	"musikkforalle/internal/account"
	"musikkforalle/internal/fault"
	"musikkforalle/internal/fixture"
	"musikkforalle/internal/i18n"
	"musikkforalle/internal/place"
	"musikkforalle/internal/reminder"
)

func (h *hall) calls(b contract.Announcement) []contract.Call {
	h.Helper()
	w, err := h.api.OpenCalls(h.ctx, contract.OpenCallsRequestObject{Announcement: b.Id})
	h.Must(err)
	return w.(contract.OpenCalls200JSONResponse)
}

// R12: it says who was told, in which way, and whom to ring because nothing reaches them.
func TestArrival(t *testing.T) {
	h := open(t)
	for _, channel := range []string{"push", "push", "mail", "nobody"} {
		h.family("nb", channel)
	}
	silent := h.family("ti", "nobody")
	h.Exec("update families set phone = '+4741234567' where id = ?", silent)
	h.Exec("update families set phone = '+4798765432' where email is not null")
	twoPhones := h.family("nb", "push")
	h.subscribe(deviceOf(h, twoPhones))
	id := h.send(h.cancelling())
	if a := h.get(id).Arrival; a != (contract.Arrival{Due: 4, Unreachable: 2}) {
		t.Errorf("before the ledger is planned: %+v", a)
	}
	h.plan()
	if a := h.get(id).Arrival; a != (contract.Arrival{Due: 4, Unreachable: 2}) {
		t.Errorf("planned: %+v", a)
	}
	settle := "update reminders set state = ?, settled_at = now() where id in (select id from reminders where state = 'due' and channel = ? order by id limit ?)"
	h.Exec("update reminders set state = 'sent', settled_at = now() where recipient = ?", twoPhones)
	h.Exec(settle, "sent", "mail", 1)
	h.Exec(settle, "gone", "push", 1)
	h.Exec(settle, "failed", "push", 1)
	if a := h.get(id).Arrival; a != (contract.Arrival{Sent: 1, Mailed: 1, Failed: 1, Unreachable: 3}) {
		t.Errorf("settled: %+v", a)
	}
	calls := h.calls(h.get(id))
	if len(calls) != 1 || calls[0].Family != silent || calls[0].Phone != "+4741234567" || calls[0].Lang != "ti" || calls[0].Done || calls[0].Bounced {
		t.Errorf("to ring: %+v", calls)
	}
	if n := h.Number("select count(*) from audit where action = 'announcement.calls' and session_id = ?", h.session.ID); n != 1 {
		t.Errorf("%d entries say who looked at the numbers", n)
	}
	list, err := h.api.ListAnnouncements(h.ctx, contract.ListAnnouncementsRequestObject{Place: h.Place.Slug})
	h.Wants(err, nil)
	if all := list.(contract.ListAnnouncements200JSONResponse); len(all) != 1 || all[0].By != "Ola" || all[0].Arrival.Sent != 1 {
		t.Errorf("the log: %+v", all)
	}
}

// Whoever rings has words, in the family's language and in Norwegian; the ticks are everybody's, and count as told.
func TestCallsAreTickedOffTogether(t *testing.T) {
	h := open(t)
	silent, reached := h.family("ti", "nobody"), h.family("nb", "mail")
	h.Exec("update families set phone = '+4741234567'")
	draft := h.cancelling()
	draft.Texts = []contract.AnnouncementText{{Lang: "nb", Text: "Vi sees i mai."}}
	id := h.send(draft)
	h.plan()
	calls := h.calls(h.get(id))
	if len(calls) != 1 || calls[0].Norwegian != "Avlyst: "+i18n.Get("nb").Date(h.session.StartsAt.In(h.Place.Location()))+"\nMusikk for alle i \u2068"+h.Place.Name+"\u2069 er avlyst. Vi er syke. Vi sees i mai." {
		t.Fatalf("says %+v", calls)
	}
	if messages, err := reminder.Messages(t.Context(), h.Store, silent, uuid.Nil); err != nil || len(messages) != 0 {
		t.Errorf("in the app: %+v, %v", messages, err)
	}
	if !strings.Contains(calls[0].Text, "\u2068Vi sees i mai.\u2069") || calls[0].Text == calls[0].Norwegian {
		t.Errorf("says %q", calls[0].Text)
	}
	tick := func(family uuid.UUID, done bool) ([]contract.Call, error) {
		other := fixture.As(t.Context(), h.Member(place.Organiser))
		w, err := h.api.TickCall(other, contract.TickCallRequestObject{Announcement: id, Family: family, Body: &contract.CallTick{Done: done}})
		if err != nil {
			return nil, err
		}
		return w.(contract.TickCall200JSONResponse), nil
	}
	_, err := tick(reached, true)
	h.Wants(err, fault.ErrNotFound)
	for _, done := range []bool{true, true, false, true} {
		ticked, err := tick(silent, done)
		h.Must(err)
		if seen := h.calls(h.get(id)); len(ticked) != 1 || ticked[0].Done != done || len(seen) != 1 || seen[0].Done != done {
			t.Errorf("ticked %t: %+v, seen as %+v", done, ticked, seen)
		}
		want := contract.Arrival{Due: 1, Called: 1}
		if !done {
			want = contract.Arrival{Due: 1, Unreachable: 1}
		}
		if a := h.get(id).Arrival; a != want {
			t.Errorf("ticked %t: %+v", done, a)
		}
	}
	h.wantPlanned(map[string]int{"cancelled due": 1, "cancelled sent": 1})
}

func TestMessages(t *testing.T) {
	h := open(t)
	family := h.family("so", "push")
	h.subscribe(deviceOf(h, family))
	h.Exec("update families set discreet = true where id = ?", family)
	h.send(news("families"))
	h.plan()
	ctx := account.With(t.Context(), &account.Caller{Family: family})
	w, err := h.api.ListMessages(ctx, contract.ListMessagesRequestObject{})
	h.Wants(err, nil)
	all := w.(contract.ListMessages200JSONResponse)
	if len(all) != 1 || all[0].Body != "\u2068Ta med kaffe.\u2069 (Fariintani waa Noorwiiji oo keliya.)" {
		t.Errorf("reads %+v", all)
	}
	if _, err := h.api.ListMessages(t.Context(), contract.ListMessagesRequestObject{}); err == nil {
		t.Error("nobody reads messages")
	}
}
