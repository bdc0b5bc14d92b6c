package roll

import (
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/uuid"

	"musikkforalle/api/contract"
	"musikkforalle/internal/fault"
	"musikkforalle/internal/fixture"
	"musikkforalle/internal/session"
)

func TestVolunteersOfAPlace(t *testing.T) {
	t.Parallel()
	t.Run("B40_AreThoseOfThePlaceAndThoseWhoHelpedThere", func(t *testing.T) {
		w := newWorld(t)
		elsewhere := fixture.Place(t, w.Store)
		other := fixture.Volunteer(t, w.Store, elsewhere)
		w.named("Anna")
		helped := fixture.Volunteer(t, w.Store, elsewhere)
		w.Exec("update volunteers set name = 'Berit' where id = ?", helped)
		w.worked(helped, w.Place, 30)
		longAgo := fixture.Volunteer(t, w.Store, elsewhere)
		w.worked(longAgo, w.Place, 800)
		if diff := cmp.Diff([]string{"Anna", "Berit"}, w.list("")); diff != "" {
			t.Error(diff)
		}
		for _, id := range []uuid.UUID{other, longAgo, uuid.New()} {
			_, err := w.api.GetVolunteerOfPlace(w.ctx, contract.GetVolunteerOfPlaceRequestObject{Place: w.Place.Slug, Volunteer: id})
			w.Wants(err, fault.ErrNotFound)
		}
	})
	t.Run("B32_AreFoundByTheBeginningsOfTheirWords", func(t *testing.T) {
		w := newWorld(t)
		for _, name := range []string{"Åse-Marie Øvrebø", "Zahra A\u0308", "Іван Петренко", "O'Neill", "علی رضا"} {
			w.named(strings.ReplaceAll(name, "A\u0308", "Ä"))
		}
		for q, want := range map[string]string{
			"åse": "Åse-Marie Øvrebø", "ØVRE": "Åse-Marie Øvrebø", "ase\u030a": "", "A\u030ase": "Åse-Marie Øvrebø", "marie øv": "Åse-Marie Øvrebø",
			"a\u0308": "Zahra Ä", "ПЕТ": "Іван Петренко", "neill": "O'Neill", "o'neill": "O'Neill", "رضا": "علی رضا",
			"arie": "", `'\:* | !`: "", "%": "",
		} {
			if got := strings.Join(w.list(q), ","); got != want {
				t.Errorf("%q finds %q, want %q", q, got, want)
			}
		}
		_, _, err := wordsOf(strings.Repeat("å", 61))
		w.Wants(err, fault.New(fault.Invalid, "invalid"))
	})
	t.Run("B30_PagesFollowEachOtherAndAForgedOneIsRefused", func(t *testing.T) {
		w := newWorld(t)
		for _, name := range []string{"Cecilie", "anne", "Bjørn", "Bjørn", "Dag"} {
			w.named(name)
		}
		r := contract.ListVolunteersOfPlaceRequestObject{Place: w.Place.Slug, Params: contract.ListVolunteersOfPlaceParams{Limit: new(int32(2))}}
		var all []string
		for range 3 {
			got := fixture.OK[contract.ListVolunteersOfPlace200JSONResponse](w)(w.api.ListVolunteersOfPlace(w.ctx, r))
			for _, row := range got.Volunteers {
				all = append(all, row.Name)
			}
			r.Params.After = got.Next
		}
		if diff := cmp.Diff([]string{"anne", "Bjørn", "Bjørn", "Cecilie", "Dag"}, all); diff != "" || r.Params.After != nil {
			t.Errorf("%s, next is %v", diff, r.Params.After)
		}
		forged := fixture.Volunteer(t, w.Store, fixture.Place(t, w.Store))
		r.Params.After = &forged
		_, err := w.api.ListVolunteersOfPlace(w.ctx, r)
		w.Wants(err, ErrCursor)
	})
}

func TestHours(t *testing.T) {
	w := newWorld(t)
	v := w.named("Kari")
	year := time.Now().Year()
	inSeason := func(s *session.Session) { s.SeasonID = fixture.Season(t, w.Store, w.Place, time.Now()).ID }
	lastYear := func(s *session.Session) {
		s.SeasonID = fixture.Season(t, w.Store, w.Place, time.Date(year-1, 3, 1, 0, 0, 0, 0, time.UTC)).ID
	}
	w.worked(v, w.Place, 20, inSeason)
	last := w.worked(v, w.Place, 6, inSeason)
	w.worked(v, w.Place, 300, lastYear)
	w.worked(v, w.Place, 13, inSeason, func(s *session.Session) { s.Status = session.Cancelled })
	w.worked(v, fixture.Place(t, w.Store), 9)
	next := fixture.AddShift(t, w.Store, w.session, func(s *fixture.Shift) { s.Task = "welcome" })
	_, err := w.api.PutHand(w.ctx, contract.PutHandRequestObject{Shift: next.ID, Volunteer: v})
	w.Wants(err, nil)

	got := w.file(v)
	if got.Volunteer.MinutesSeason != 240 || got.Volunteer.MinutesYear != 240 || got.Volunteer.Next == nil || got.Volunteer.Next.Id != next.ID {
		t.Errorf("got %+v", got.Volunteer)
	}
	if diff := cmp.Diff([]contract.Task{"waffles", "welcome"}, got.Volunteer.Tasks); diff != "" {
		t.Error(diff)
	}
	if len(got.Held) != 3 || got.Held[0].Id != last {
		t.Errorf("held %+v", got.Held)
	}
	if i := slices.IndexFunc(got.Shifts, func(s contract.Shift) bool { return s.Mine }); len(got.Shifts) != 1 || i != 0 {
		t.Errorf("coming %+v", got.Shifts)
	}
}
