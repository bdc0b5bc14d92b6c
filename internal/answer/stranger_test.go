package answer

import (
	"context"
	"errors"
	"fmt"
	"testing"

	"github.com/google/uuid"

	"musikkforalle/internal/account"
	"musikkforalle/internal/db"
	"musikkforalle/internal/limit"
)

// stranger is a new phone on a network, that nobody can reach.
func stranger(network string) context.Context {
	return account.With(context.Background(), &account.Caller{Network: network})
}

// asks answers from a phone, as a family does by itself.
func (b *bundle) asks(ctx context.Context, heads int32) (State, error) {
	a, err := Set(ctx, b.Store, b.session.ID, true, Company{Children: 1, Parents: heads - 1}, "nb", nil)
	if err != nil {
		return "", err
	}
	return a.State, nil
}

func (b *bundle) getsState(ctx context.Context, heads int32, want State) {
	b.Helper()
	if got, err := b.asks(ctx, heads); err != nil || got != want {
		b.Errorf("got %q and %v, want %s", got, err, want)
	}
}

// hasPush gives the caller's family a phone with reminders.
func (b *bundle) hasPush(ctx context.Context) {
	b.Helper()
	b.Exec(`insert into push_subscriptions (device_id, endpoint, service, p256dh, auth, vapid_key) values (?, ?, 'fcm', ?, ?, ?)`,
		account.From(ctx).Device, "https://fcm.googleapis.com/"+uuid.NewString(), fmt.Sprintf("%087d", 1), fmt.Sprintf("%022d", 1), fmt.Sprintf("%087d", 1))
}

// A stranger cannot take the seats of a Saturday.
func TestStrangers(t *testing.T) {
	t.Parallel()
	t.Run("R13/ALargeAnswerOfAStrangerHoldsNoSeats", func(t *testing.T) {
		t.Parallel()
		b := newBundle(t, 40)
		a, err := Set(stranger("home"), b.Store, b.session.ID, true, Company{Children: 20, Young: 20}, "nb", nil)
		b.Must(err)
		if a.State != Unconfirmed || b.Number("select seats_taken + families_coming + families_waiting from sessions") != 0 {
			t.Errorf("it is %s", a.State)
		}
		b.getsState(stranger("another"), 4, Coming)
		b.getsState(stranger("another"), LargeFamily, Coming)
		b.getsState(stranger("another"), LargeFamily+1, Unconfirmed)
	})
	t.Run("R13/WhoCanBeReachedIsNoStranger", func(t *testing.T) {
		t.Parallel()
		b := newBundle(t, 40)
		for _, reach := range []func(context.Context){b.hasPush, func(ctx context.Context) {
			b.Exec("update families set email = 'a@example.org' where id = ?", account.From(ctx).Family)
		}} {
			ctx := stranger("home")
			b.getsState(ctx, 12, Unconfirmed)
			reach(ctx)
			b.Must(Reached(ctx, b.Store, account.From(ctx).Family))
			b.is(account.From(ctx).Family, Coming)
			b.getsState(ctx, 15, Coming)
		}
	})
	t.Run("R13/ConfirmingFollowsTheRuleOfSeats", func(t *testing.T) {
		t.Parallel()
		b := newBundle(t, 15)
		ctx := stranger("home")
		b.getsState(ctx, 12, Unconfirmed)
		b.Must(b.set(b.family(), 5))
		b.Must(Reached(ctx, b.Store, account.From(ctx).Family))
		b.is(account.From(ctx).Family, Unconfirmed) // nobody can reach it yet
		b.hasPush(ctx)
		b.Must(SweepUnconfirmed(ctx, b.Store)) // whichever way it can be reached
		b.is(account.From(ctx).Family, Waiting)
		if _, err := b.asks(stranger("another"), 16); !errors.Is(err, ErrLargerThanHall) {
			t.Error(err)
		}
	})
	t.Run("R13/AnOrganiserConfirms", func(t *testing.T) {
		t.Parallel()
		b := newBundle(t, 40)
		ctx := stranger("home")
		b.getsState(ctx, 12, Unconfirmed)
		b.Must(b.set(account.From(ctx).Family, 12)) // as the organisers' page does
		b.is(account.From(ctx).Family, Coming)
		b.getsState(ctx, 11, Coming)
	})
	t.Run("R13/WhatAFamilyHasIsNotLost", func(t *testing.T) {
		t.Parallel()
		b := newBundle(t, 40)
		ctx := stranger("home")
		b.getsState(ctx, 4, Coming)
		if _, err := b.asks(ctx, 20); !errors.Is(err, ErrConfirmFirst) {
			t.Errorf("got %v", err)
		}
		b.is(account.From(ctx).Family, Coming)
		if n := b.Number("select seats_taken from sessions"); n != 4 {
			t.Errorf("%d seats", n)
		}
		b.hasPush(ctx)
		b.getsState(ctx, 20, Coming)
	})
	t.Run("R13/AQueueIsNotFilledEither", func(t *testing.T) {
		t.Parallel()
		b := newBundle(t, 12)
		b.Must(b.set(b.family(), 12))
		ctx := stranger("home")
		b.getsState(ctx, 4, Waiting)
		b.getsState(ctx, 12, Unconfirmed)
		if n := b.Number("select families_waiting from sessions"); n != 0 {
			t.Errorf("%d wait", n)
		}
		b.getsState(ctx, 2, Waiting)
	})
	t.Run("R13/ManySmallFamiliesOfANetworkHoldFewSeats", func(t *testing.T) {
		t.Parallel()
		b := newBundle(t, 60)
		states := map[State]int{}
		for range 30 {
			state, err := b.asks(stranger("one network"), 3)
			b.Must(err)
			states[state]++
		}
		if want := limit.Seats.Most / 3; states[Coming] != want || states[Unconfirmed] != 30-want {
			t.Errorf("got %v", states)
		}
		if n := b.Number("select seats_taken from sessions"); n != limit.Seats.Most {
			t.Errorf("%d seats are held", n)
		}
		b.getsState(stranger("another"), 4, Coming)
	})
	t.Run("R13/GrowingIsNoWayAround", func(t *testing.T) {
		t.Parallel()
		b := newBundle(t, 60)
		for range 10 {
			ctx := stranger("one network")
			if state, err := b.asks(ctx, 1); err != nil || state != Coming {
				continue
			}
			_, _ = b.asks(ctx, LargeFamily)
		}
		if n := b.Number("select seats_taken from sessions"); n > limit.Seats.Most {
			t.Errorf("%d seats are held", n)
		}
	})
	t.Run("R13/NeverConfirmedIsGoneAtTheStart", func(t *testing.T) {
		t.Parallel()
		b := newBundle(t, 40)
		ctx := stranger("home")
		b.getsState(ctx, 12, Unconfirmed)
		b.Must(SweepUnconfirmed(ctx, b.Store))
		b.is(account.From(ctx).Family, Unconfirmed)
		b.Exec("update sessions set starts_at = now() - interval '1 minute', ends_at = now() + interval '1 hour'")
		b.Must(SweepUnconfirmed(ctx, b.Store))
		if n := b.Number("select count(*) from answers"); n != 0 {
			t.Errorf("%d answers are left", n)
		}
	})
	t.Run("R13/AMergeLosesNoSeatToIt", func(t *testing.T) {
		t.Parallel()
		b := newBundle(t, 40)
		mine, other := stranger("home"), stranger("home")
		b.getsState(mine, 3, Coming)
		b.getsState(other, 12, Unconfirmed)
		b.Must(b.Store.Tx(mine, func(tx *db.Tx) error { return Merge(mine, tx, account.From(other).Family, account.From(mine).Family) }))
		b.is(account.From(mine).Family, Coming)
		if n := b.Number("select seats_taken from sessions"); n != 3 {
			t.Errorf("%d seats", n)
		}
	})
}
