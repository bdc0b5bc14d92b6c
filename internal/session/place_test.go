package session_test

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"musikkforalle/api/contract"
	"musikkforalle/internal/fixture"
	"musikkforalle/internal/partner"
	"musikkforalle/internal/place"
	"musikkforalle/internal/session"
)

func (h hall) get(slug string) contract.Place {
	h.Helper()
	response, err := session.API{Store: h.Store}.GetPlace(h.ctx, contract.GetPlaceRequestObject{Place: slug})
	h.Must(err)
	return contract.Place(response.(contract.GetPlace200JSONResponse))
}

func TestGetPlace(t *testing.T) {
	h := open(t)
	fixture.Partner(t, h.Store, h.Place, func(p *partner.Partner) { p.Name = "Røde Kors" })
	fixture.Partner(t, h.Store, h.Place, func(p *partner.Partner) { p.Name, p.Role = "Kommunen", partner.With })

	t.Run("APlaceWithoutSessionsHasEmptyLists", func(t *testing.T) {
		p := h.get(h.Place.Slug)
		if p.Sessions == nil || len(p.Sessions) != 0 || p.FlyerLanguages == nil || p.Season != nil {
			t.Errorf("got %+v", p)
		}
		if p.Reminders.DayBeforeAt != "17:00" || p.Reminders.MorningAt != "08:30" || p.Reminders.AskDaysBefore != 3 {
			t.Errorf("reminders %+v", p.Reminders)
		}
		if len(p.Partners) != 2 || p.Partners[0].Name != "Kommunen" || p.Partners[1].Role != contract.PlacePartnerRoleThanks {
			t.Errorf("partners %+v", p.Partners)
		}
	})

	later := fixture.Session(t, h.Store, h.Place, soon(400))
	next := fixture.Session(t, h.Store, h.Place, soon(10), func(s *session.Session) { s.Status, s.Reason = session.Cancelled, new("illness") })
	running := fixture.Session(t, h.Store, h.Place, time.Now().Add(-time.Hour), func(s *session.Session) {
		s.Capacity, s.SeatsTaken, s.FamiliesWaiting = new(int32(10)), 7, 1
	})
	fixture.Session(t, h.Store, h.Place, time.Now().Add(-4*time.Hour))
	draft := fixture.Session(t, h.Store, h.Place, soon(800))
	for _, sql := range []string{
		`with f as (insert into flyers (place_id, season_id) select place_id, season_id from sessions where id = '` + running.ID.String() + `' returning id)
			insert into flyer_texts (flyer_id, lang, title, what, who, happens, thanks) select id, unnest('{nb,ar}'::text[]), 'x', '', '', '', '' from f`,
		`update seasons set status = 'draft' where id = '` + draft.SeasonID.String() + `'`,
	} {
		if err := h.Store.Gorm.Exec(sql).Error; err != nil {
			t.Fatal(err)
		}
	}
	t.Run("ComingSessionsByStartCancelledOnesToo", func(t *testing.T) {
		p := h.get(h.Place.Slug)
		var got []string
		for _, s := range p.Sessions {
			got = append(got, s.Id.String())
		}
		if diff := cmp.Diff([]string{running.ID.String(), next.ID.String(), later.ID.String()}, got); diff != "" {
			t.Fatal(diff)
		}
		if *p.Sessions[0].SeatsLeft != 0 || !*p.Sessions[0].Waiting || *p.Sessions[1].Reason != contract.Illness || p.Sessions[1].SeatsLeft != nil {
			t.Errorf("sessions %+v", p.Sessions[:2])
		}
	})
	t.Run("TheSeasonOfTheNextSessionAndTheFlyersLanguages", func(t *testing.T) {
		p := h.get(h.Place.Slug)
		year, half := session.HalfOf(h.Place, running.StartsAt)
		if p.Season == nil || p.Season.Year != int32(year) || string(p.Season.Half) != half {
			t.Errorf("season %+v", p.Season)
		}
		if diff := cmp.Diff([]string{"ar", "nb"}, p.FlyerLanguages); diff != "" {
			t.Error(diff)
		}
	})
	t.Run("B40_AnUnknownPlaceIsNotFound", func(t *testing.T) {
		_, err := session.API{Store: h.Store}.GetPlace(h.ctx, contract.GetPlaceRequestObject{Place: "unknown"})
		if err == nil || err.Error() != "not_found" {
			t.Errorf("got %v", err)
		}
	})
}

func TestListPlaces(t *testing.T) {
	h := open(t)
	empty := fixture.Place(t, h.Store, func(p *place.Place) { p.Name = "Å" })
	fixture.Session(t, h.Store, h.Place, soon(20))
	first := fixture.Session(t, h.Store, h.Place, soon(6))
	response, err := session.API{Store: h.Store}.ListPlaces(h.ctx, contract.ListPlacesRequestObject{})
	if err != nil {
		t.Fatal(err)
	}
	list := response.(contract.ListPlaces200JSONResponse)
	if len(list) != 2 || list[0].Slug != h.Place.Slug || list[0].Next == nil || list[0].Next.Id != first.ID {
		t.Errorf("list %+v", list)
	}
	if list[1].Slug != empty.Slug || list[1].Next != nil {
		t.Errorf("a place without sessions: %+v", list[1])
	}
}

func TestGetSession(t *testing.T) {
	h := open(t)
	s := fixture.Session(t, h.Store, h.Place, soon(10))
	for _, task := range []string{"waffles", "welcome"} {
		shift := fixture.AddShift(t, h.Store, s, func(x *fixture.Shift) { x.Task = task })
		volunteer := fixture.Volunteer(t, h.Store, h.Place, "so", "ar")
		if err := h.Store.Gorm.Exec("insert into shift_hands (shift_id, volunteer_id) values (?, ?)", shift.ID, volunteer).Error; err != nil {
			t.Fatal(err)
		}
	}
	fixture.Volunteer(t, h.Store, h.Place, "pl") // not on shift
	response, err := session.API{Store: h.Store}.GetSession(h.ctx, contract.GetSessionRequestObject{Session: s.ID})
	if err != nil {
		t.Fatal(err)
	}
	got := response.(contract.GetSession200JSONResponse)
	if diff := cmp.Diff([]contract.Lang{"ar", "so"}, got.Languages); diff != "" {
		t.Errorf("P3 languages of those on shift, each once: %s", diff)
	}
	if got.Session.Id != s.ID || got.Place.Slug != h.Place.Slug {
		t.Errorf("got %+v", got)
	}
}
