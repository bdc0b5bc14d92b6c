package account_test

import (
	"context"
	"errors"
	"fmt"
	"testing"

	"github.com/google/uuid"

	"musikkforalle/internal/account"
	"musikkforalle/internal/fault"
	"musikkforalle/internal/limit"
)

// at is a new phone on a network.
func at(network string) context.Context {
	return account.With(context.Background(), &account.Caller{Network: network, Browser: account.Hash(uuid.NewString())})
}

// Neither who shares the network nor who knows the address keeps anybody from signing in.
func TestCodesInAHall(t *testing.T) {
	t.Parallel()
	t.Run("S2/AHallOfVolunteersShareANetwork", func(t *testing.T) {
		b := newBundle(t)
		for i := range 100 {
			if _, err := b.send(at("the hall"), account.AsVolunteer, fmt.Sprintf("volunteer%d@example.org", i)); err != nil {
				t.Fatalf("the %dth waits: %v", i+1, err)
			}
		}
	})
	t.Run("S2/ADeviceMayAskFiveTimesAnHour", func(t *testing.T) {
		b := newBundle(t)
		ctx := at("home")
		for range limit.Codes.Most {
			_, err := b.send(ctx, account.FamilyReturn, "ola@example.org")
			b.Must(err)
		}
		if _, err := b.send(ctx, account.FamilyReturn, "OLA@example.org"); !errors.Is(err, fault.ErrTooMany) {
			t.Error(err)
		}
		if _, err := b.send(ctx, account.FamilyReturn, "another@example.org"); err != nil {
			t.Errorf("another address: %v", err)
		}
	})
	t.Run("S2/MailsFromANetworkAreBounded", func(t *testing.T) {
		b := newBundle(t)
		sent := 0
		for range 2 * limit.CodesNear.Most {
			if _, err := b.send(at("a stranger"), account.FamilyReturn, "kari@example.org"); err == nil {
				sent++
			}
		}
		if sent != limit.CodesNear.Most {
			t.Errorf("%d mails to one address", sent)
		}
		for i := range limit.CodesNetwork.Most {
			if _, err := b.send(at("a stranger"), account.FamilyReturn, fmt.Sprintf("%d@example.org", i)); errors.Is(err, fault.ErrTooMany) {
				return
			}
		}
		t.Error("a network's mails have no end")
	})
	t.Run("S2/NobodyLocksAnAddress", func(t *testing.T) {
		b := newBundle(t)
		for network := range 4 { // far more than the address's own limit
			for range limit.CodesNear.Most {
				_, _ = b.send(at(fmt.Sprint(network)), account.AsVolunteer, "kari@example.org")
			}
		}
		mine := at("home")
		id, err := b.send(mine, account.AsVolunteer, "kari@example.org")
		if err != nil {
			t.Fatalf("kari is locked out: %v", err)
		}
		if _, err := b.send(at("one more stranger's"), account.AsVolunteer, "kari@example.org"); err != nil {
			t.Errorf("each network may ask once: %v", err)
		}
		b.Must(b.work(id))
		b.Must(b.use(mine, id, b.code()))
		proof := account.From(mine).Proved()
		if proof == "" {
			t.Fatal("the phone keeps no proof")
		}
		for range limit.CodesNear.Most + 1 { // now on her own network
			_, _ = b.send(at("home"), account.AsVolunteer, "kari@example.org")
		}
		if _, err := b.send(at("home"), account.AsVolunteer, "kari@example.org"); !errors.Is(err, fault.ErrTooMany) {
			t.Errorf("a stranger at home: %v", err)
		}
		again := account.With(context.Background(), &account.Caller{Network: "home", Browser: account.Hash(uuid.NewString()), Proof: proof})
		for range limit.Codes.Most {
			if _, err := b.send(again, account.AsVolunteer, "kari@example.org"); err != nil {
				t.Fatalf("who proved the address is locked out: %v", err)
			}
		}
		if _, err := b.send(again, account.AsVolunteer, "kari@example.org"); !errors.Is(err, fault.ErrTooMany) {
			t.Errorf("a proof has no limit of its own: %v", err)
		}
		other := account.With(context.Background(), &account.Caller{Network: "0", Browser: account.Hash(uuid.NewString()), Proof: proof})
		for range limit.CodesNear.Most + 1 {
			_, err = b.send(other, account.AsVolunteer, "ola@example.org")
		}
		if !errors.Is(err, fault.ErrTooMany) {
			t.Errorf("a proof of another address counts: %v", err)
		}
	})
}
