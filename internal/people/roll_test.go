package people

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
		b := newBundle(t)
		elsewhere := fixture.Place(t, b.store)
		other := fixture.Volunteer(t, b.store, elsewhere)
		b.named("Anna")
		helped := fixture.Volunteer(t, b.store, elsewhere)
		b.exec("update volunteers set name = 'Berit' where id = ?", helped)
		b.worked(helped, b.place, 30)
		longAgo := fixture.Volunteer(t, b.store, elsewhere)
		b.worked(longAgo, b.place, 800)
		if diff := cmp.Diff([]string{"Anna", "Berit"}, b.list("")); diff != "" {
			t.Error(diff)
		}
		for _, id := range []uuid.UUID{other, longAgo, uuid.New()} {
			_, err := b.api.GetVolunteerOfPlace(b.ctx, contract.GetVolunteerOfPlaceRequestObject{Place: b.place.Slug, Volunteer: id})
			b.wants(err, fault.ErrNotFound)
		}
	})
	t.Run("B32_AreFoundByTheBeginningsOfTheirWords", func(t *testing.T) {
		b := newBundle(t)
		for _, name := range []string{"Åse-Marie Øvrebø", "Zahra A\u0308", "Іван Петренко", "O'Neill", "علی رضا"} {
			b.named(strings.ReplaceAll(name, "A\u0308", "Ä"))
		}
		for q, want := range map[string]string{
			"åse": "Åse-Marie Øvrebø", "ØVRE": "Åse-Marie Øvrebø", "ase\u030a": "", "A\u030ase": "Åse-Marie Øvrebø", "marie øv": "Åse-Marie Øvrebø",
			"a\u0308": "Zahra Ä", "ПЕТ": "Іван Петренко", "neill": "O'Neill", "o'neill": "O'Neill", "رضا": "علی رضا",
			"arie": "", `'\:* | !`: "", "%": "",
		} {
			if got := strings.Join(b.list(q), ","); got != want {
				t.Errorf("%q finds %q, want %q", q, got, want)
			}
		}
		_, _, err := wordsOf(strings.Repeat("å", 61))
		b.wants(err, fault.New(fault.Invalid, "invalid"))
	})
	t.Run("B30_PagesFollowEachOtherAndAForgedOneIsRefused", func(t *testing.T) {
		b := newBundle(t)
		for _, name := range []string{"Cecilie", "anne", "Bjørn", "Bjørn", "Dag"} {
			b.named(name)
		}
		r := contract.ListVolunteersOfPlaceRequestObject{Place: b.place.Slug, Params: contract.ListVolunteersOfPlaceParams{Limit: new(int32(2))}}
		var all []string
		for range 3 {
			got := ok[contract.ListVolunteersOfPlace200JSONResponse](b)(b.api.ListVolunteersOfPlace(b.ctx, r))
			for _, row := range got.Volunteers {
				all = append(all, row.Name)
			}
			r.Params.After = got.Next
		}
		if diff := cmp.Diff([]string{"anne", "Bjørn", "Bjørn", "Cecilie", "Dag"}, all); diff != "" || r.Params.After != nil {
			t.Errorf("%s, next is %v", diff, r.Params.After)
		}
		forged := fixture.Volunteer(t, b.store, fixture.Place(t, b.store))
		r.Params.After = &forged
		_, err := b.api.ListVolunteersOfPlace(b.ctx, r)
		b.wants(err, ErrCursor)
	})
}

func TestHours(t *testing.T) {
	b := newBundle(t)
	v := b.named("Kari")
	year := time.Now().Year()
	inSeason := func(s *session.Session) { s.SeasonID = fixture.Season(t, b.store, b.place, time.Now()).ID }
	lastYear := func(s *session.Session) {
		s.SeasonID = fixture.Season(t, b.store, b.place, time.Date(year-1, 3, 1, 0, 0, 0, 0, time.UTC)).ID
	}
	b.worked(v, b.place, 20, inSeason)
	last := b.worked(v, b.place, 6, inSeason)
	b.worked(v, b.place, 300, lastYear)
	b.worked(v, b.place, 13, inSeason, func(s *session.Session) { s.Status = session.Cancelled })
	b.worked(v, fixture.Place(t, b.store), 9)
	next := fixture.AddShift(t, b.store, b.session, func(s *fixture.Shift) { s.Task = "welcome" })
	_, err := b.api.PutHand(b.ctx, contract.PutHandRequestObject{Shift: next.ID, Volunteer: v})
	b.wants(err, nil)

	got := b.file(v)
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
