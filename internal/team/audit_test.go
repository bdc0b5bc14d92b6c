package team_test

import (
	"testing"
	"time"

	"github.com/google/uuid"

	"musikkforalle/api/contract"
	"musikkforalle/internal/audit"
	"musikkforalle/internal/db"
	"musikkforalle/internal/fixture"
	"musikkforalle/internal/place"
)

func (h *hall) audit(e audit.Entry) {
	h.Helper()
	h.Must(h.Store.Tx(h.Context(), func(tx *db.Tx) error { return audit.Write(tx, e) }))
}

func (h *hall) page(by uuid.UUID, cursor *string) contract.AuditPage {
	h.Helper()
	r, err := h.api.ListAudit(as(by), contract.ListAuditRequestObject{Place: h.Place.Slug, Params: contract.ListAuditParams{Cursor: cursor}})
	h.Must(err)
	return contract.AuditPage(r.(contract.ListAudit200JSONResponse))
}

func TestAudit(t *testing.T) {
	t.Parallel()
	t.Run("SaysWhoAndWhichSaturday", func(t *testing.T) {
		h := newHall(t)
		ola := h.Member(place.Organiser)
		s := fixture.Session(t, h.Store, h.Place, time.Now().AddDate(0, 0, 10))
		h.audit(audit.Entry{Action: "session.moved", By: audit.Member(ola), Session: s.ID})
		h.audit(audit.Entry{Action: "member.signed_in", By: audit.Member(ola)})
		entries := h.page(ola, nil).Entries
		if len(entries) != 2 || entries[0].Action != "member.signed_in" || *entries[1].Who != "Ola" || !entries[1].Session.Equal(s.StartsAt) {
			t.Errorf("%+v", entries)
		}
	})
	t.Run("S11_AnotherPlacesEntriesAreNotThere", func(t *testing.T) {
		h := newHall(t)
		ola := h.Member(place.Organiser)
		elsewhere := fixture.Place(t, h.Store)
		other := fixture.Member(t, h.Store, elsewhere, place.Organiser)
		h.audit(audit.Entry{Action: "place.settings", By: audit.Member(other).At(elsewhere.ID)})
		h.audit(audit.Entry{Action: "member.signed_in", By: audit.Member(other)})
		h.audit(audit.Entry{Action: "family.returned", By: audit.By{Actor: audit.ByFamily, ID: uuid.New()}})
		if entries := h.page(ola, nil).Entries; len(entries) != 0 {
			t.Errorf("%+v", entries)
		}
	})
	t.Run("B30_PagesMeetWithoutGapOrDouble", func(t *testing.T) {
		h := newHall(t)
		ola := h.Member(place.Organiser)
		for range 101 {
			h.audit(audit.Entry{Action: "place.settings", By: audit.Member(ola).At(h.Place.ID)})
		}
		seen, pages, cursor := map[string]bool{}, 0, (*string)(nil)
		for {
			p := h.page(ola, cursor)
			for _, e := range p.Entries {
				seen[e.Id] = true
			}
			if pages++; p.Next == nil {
				break
			}
			cursor = p.Next
		}
		if len(seen) != 101 || pages != 3 {
			t.Errorf("%d entries on %d pages", len(seen), pages)
		}
		if last := h.page(ola, new("999999999999999999")).Entries; len(last) != 50 {
			t.Errorf("a cursor beyond the end gives %d entries", len(last))
		}
	})
}
