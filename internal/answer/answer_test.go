package answer

import (
	"context"
	"errors"
	"strings"
	"testing"

	"github.com/google/uuid"

	"musikkforalle/api/contract"
	"musikkforalle/internal/account"
	"musikkforalle/internal/db"
	"musikkforalle/internal/fault"
	"musikkforalle/internal/place"
)

// S25: the models agree with what the migrations made.
func TestModelsAgreeWithTheSchema(t *testing.T) {
	t.Parallel()
	b := newBundle(t, 0)
	differences, err := db.Agree(b.Store.Gorm, &Answer{}, &Wishes{})
	b.Must(err)
	for _, d := range differences {
		t.Error(d)
	}
}

func TestFirstAnswer(t *testing.T) {
	t.Parallel()
	t.Run("MakesAFamilyOfTheDevice", func(t *testing.T) {
		t.Parallel()
		b := newBundle(t, 10)
		ctx, caller := b.as(uuid.Nil)
		caller.Key = "first-answer-key"
		r := coming(b.session.ID, 2, 1)
		r.Body.Lang = new(contract.So)
		got, err := b.api.SetAnswer(ctx, r)
		b.Must(err)
		now := got.(contract.SetAnswer200JSONResponse)
		if now.State != contract.AnswerStateComing || *now.Session.SeatsLeft != 7 || *now.PlaceName != b.Place.Name {
			t.Errorf("answer is %+v", now)
		}
		if n := b.Number(`select count(*) from families f join devices d on d.family_id = f.id where f.lang = 'so'
			and f.children = 2 and f.parents = 1 and f.place_id = ?`, b.Place.ID); n != 1 {
			t.Error("the new family has not the language, company and place of its answer")
		}
		token, ok := caller.Issued()
		if !ok {
			t.Fatal("no cookie was issued")
		}
		again := &account.Caller{}
		b.Must(account.Reissue(account.With(context.Background(), again), b.Store, "first-answer-key"))
		if replayed, _ := again.Issued(); replayed != token {
			t.Error("a replay does not give the same cookie")
		}
	})
	t.Run("LeavesNothingWhenItFails", func(t *testing.T) {
		t.Parallel()
		b := newBundle(t, 2)
		ctx, caller := b.as(uuid.Nil)
		_, err := b.api.SetAnswer(ctx, coming(b.session.ID, 2, 1))
		if !errors.Is(err, ErrLargerThanHall) {
			t.Fatal(err)
		}
		if _, issued := caller.Issued(); issued || b.Number("select count(*) from families") != 0 {
			t.Error("a refused answer made a family")
		}
	})
	t.Run("F23_SignedOutDeviceIsTold", func(t *testing.T) {
		t.Parallel()
		b := newBundle(t, 0)
		ctx, caller := b.as(uuid.Nil)
		caller.Stale = true
		if _, err := b.api.SetAnswer(ctx, coming(b.session.ID, 1, 1)); !errors.Is(err, fault.ErrNobody) {
			t.Error(err)
		}
	})
	t.Run("F23_ErasedFamilyIsTold", func(t *testing.T) {
		t.Parallel()
		b := newBundle(t, 0)
		if err := b.set(uuid.New(), 2); !errors.Is(err, fault.ErrNobody) {
			t.Error(err)
		}
	})
}

func TestAnswer(t *testing.T) {
	t.Parallel()
	t.Run("F23_ClosedAfterTheStart", func(t *testing.T) {
		t.Parallel()
		b := newBundle(t, 0)
		family := b.family()
		b.Must(b.set(family, 2))
		b.Exec("update sessions set starts_at = now() - interval '1 minute', ends_at = now() + interval '1 hour'")
		if err := b.decline(family); !errors.Is(err, ErrClosed) {
			t.Error(err)
		}
		if err := b.undo(family); !errors.Is(err, ErrClosed) {
			t.Error(err)
		}
	})
	t.Run("F23_ClosedWhenCancelled", func(t *testing.T) {
		t.Parallel()
		b := newBundle(t, 0)
		b.Exec("update sessions set status = 'cancelled'")
		if err := b.set(b.family(), 2); !errors.Is(err, ErrClosed) {
			t.Error(err)
		}
	})
	t.Run("B40_UnknownAndDraftAreTheSame", func(t *testing.T) {
		t.Parallel()
		b := newBundle(t, 0)
		ctx, _ := b.as(b.family())
		_, unknown := b.api.SetAnswer(ctx, coming(uuid.New(), 1, 1))
		b.Exec("update seasons set status = 'draft'")
		_, draft := b.api.SetAnswer(ctx, coming(b.session.ID, 1, 1))
		if !errors.Is(unknown, fault.ErrNotFound) || !errors.Is(draft, fault.ErrNotFound) {
			t.Error(unknown, draft)
		}
	})
	t.Run("NobodyIsRefused", func(t *testing.T) {
		t.Parallel()
		b := newBundle(t, 0)
		ctx, _ := b.as(b.family())
		if _, err := b.api.SetAnswer(ctx, coming(b.session.ID, 0, 0)); !errors.Is(err, ErrNobodyComes) {
			t.Error(err)
		}
	})
	t.Run("UndoIsAsIfNeverGiven", func(t *testing.T) {
		t.Parallel()
		b := newBundle(t, 3)
		family := b.family()
		b.Must(b.set(family, 3))
		b.Must(b.undo(family))
		if n := b.Number("select seats_taken + families_coming + (select count(*) from answers) from sessions"); n != 0 {
			t.Errorf("%d left", n)
		}
		if err := b.undo(family); !errors.Is(err, fault.ErrNotFound) {
			t.Error(err)
		}
	})
}

func TestWaitingList(t *testing.T) {
	t.Parallel()
	t.Run("F19_WholeFamilyOrNobody", func(t *testing.T) {
		t.Parallel()
		b := newBundle(t, 5)
		first, second := b.family(), b.family()
		b.Must(b.set(first, 3))
		b.Must(b.set(second, 3))
		b.is(second, Waiting)
		if n := b.Number("select seats_taken from sessions"); n != 3 {
			t.Errorf("%d seats taken, want 3", n)
		}
	})
	t.Run("F19_MovesUpOnceInOrder", func(t *testing.T) {
		t.Parallel()
		b := newBundle(t, 4)
		first, second, third := b.family(), b.family(), b.family()
		b.fill(first, second, third)
		ctx, _ := b.as(third)
		got, err := OfFamily(ctx, b.Store.Gorm, third, ToCome)
		b.Must(err)
		if *got[0].WaitingBefore != 1 {
			t.Errorf("%d before, want 1", *got[0].WaitingBefore)
		}
		b.Must(b.decline(first))
		b.is(second, Offered)
		b.is(third, Waiting)
		if b.jobs() != 1 {
			t.Errorf("%d wake-ups, want 1", b.jobs())
		}
		b.Must(b.set(second, 4))
		b.is(second, Coming)
	})
	t.Run("SmallerMayNotPassUnlessThePlaceSaysSo", func(t *testing.T) {
		t.Parallel()
		for _, mayPass := range []bool{false, true} {
			b := newBundle(t, 6, func(p *place.Place) { p.SmallerMayPass = mayPass })
			here, large, small := b.family(), b.family(), b.family()
			b.Must(b.set(here, 4))
			b.Must(b.set(large, 4))
			b.Must(b.set(small, 2))
			if mayPass {
				b.is(small, Coming)
			} else {
				b.is(small, Waiting)
			}
			b.is(large, Waiting)
		}
	})
	t.Run("OfferIsHeldThenGoesOn", func(t *testing.T) {
		t.Parallel()
		b := newBundle(t, 4)
		first, second, third := b.family(), b.family(), b.family()
		b.fill(first, second, third)
		b.Must(b.undo(first))
		if n := b.Number(`select count(*) from answers where state = 'offered'
			and offer_expires_at between now() + interval '11 hours' and now() + interval '12 hours'`); n != 1 {
			t.Error("the seat is not held for twelve hours")
		}
		if n, err := LapseOffers(context.Background(), b.Store); n != 0 || err != nil {
			t.Errorf("%d lapsed too early, %v", n, err)
		}
		b.lapse()
		b.is(second, Lapsed)
		b.is(third, Offered)
	})
	t.Run("SmallerCompanyOfTheFirstInLineComesAtOnce", func(t *testing.T) {
		t.Parallel()
		b := newBundle(t, 5)
		first, second := b.family(), b.family()
		b.Must(b.set(first, 3))
		b.Must(b.set(second, 3))
		b.Must(b.set(second, 2))
		b.is(second, Coming)
	})
	t.Run("AskingForMoreLosesNothing", func(t *testing.T) {
		t.Parallel()
		b := newBundle(t, 5)
		family := b.family()
		b.Must(b.set(family, 3))
		b.Must(b.set(b.family(), 2))
		if err := b.set(family, 4); !errors.Is(err, ErrNoRoomForMore) {
			t.Error(err)
		}
		b.is(family, Coming)
	})
}

func TestFeed(t *testing.T) {
	t.Parallel()
	b := newBundle(t, 0)
	family := b.family()
	b.Must(b.set(family, 2))
	b.Exec("update families set calendar_hash = ? where id = ?", account.Hash("token"), family)
	read := func() string {
		feed, err := Feed(context.Background(), b.Store, "https://example.org", "token")
		b.Must(err)
		return string(feed)
	}
	if !strings.Contains(read(), "session-"+b.session.ID.String()) {
		t.Error("the session is missing")
	}
	b.Exec("update sessions set status = 'cancelled'")
	b.Exec("update families set discreet = true")
	if feed := read(); !strings.Contains(feed, "STATUS:CANCELLED") || strings.Contains(feed, "Musikk for alle i") {
		t.Error("a cancelled session of a discreet family is not shown as such:\n" + feed)
	}
	if _, err := Feed(context.Background(), b.Store, "https://example.org", "other"); !errors.Is(err, fault.ErrNotFound) {
		t.Error(err)
	}
}
