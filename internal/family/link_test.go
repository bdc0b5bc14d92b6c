package family

import (
	"errors"
	"strings"
	"testing"

	"github.com/google/uuid"

	"musikkforalle/api/contract"
	"musikkforalle/internal/account"
	"musikkforalle/internal/fault"
	"musikkforalle/internal/fixture"
	"musikkforalle/internal/limit"
)

func TestLink(t *testing.T) {
	t.Parallel()
	t.Run("SecondPhoneJoins", func(t *testing.T) {
		b := newBundle(t)
		first, second := b.phone(b.family()), b.phone(uuid.Nil)
		shown, err := b.api.CreateLink(first.ctx, contract.CreateLinkRequestObject{})
		b.Must(err)
		link := shown.(contract.CreateLink201JSONResponse)
		if len(link.Code) != linkLength || !strings.HasSuffix(link.Url, "/nb/link/#"+link.Code) || !strings.HasPrefix(link.Qr, "M4 4h7v1h-7z") || *link.Size < 29 {
			t.Errorf("link is %+v", link)
		}
		me, err := b.read(second, strings.ToLower(link.Code[:4])+" - "+link.Code[4:], false)
		b.Must(err)
		if me.Family.Id != first.Family || len(me.Devices) != 2 {
			t.Errorf("me is %+v", me)
		}
	})
	t.Run("UsedOldWrongAndReplacedAreTheSame", func(t *testing.T) {
		b := newBundle(t)
		first := b.phone(b.family())
		used := b.link(first)
		_, err := b.read(b.phone(uuid.Nil), used, false)
		b.Must(err)
		replaced := b.link(first)
		old := b.link(first)
		b.Exec("update link_codes set expires_at = now()")
		for _, code := range []string{used, replaced, old, "ABCDEFGH"} {
			if _, err := b.read(b.phone(uuid.Nil), code, false); !errors.Is(err, ErrLinkUnknown) {
				t.Error(err)
			}
		}
	})
	t.Run("F22_OnlyOneOfTwoPhonesJoins", func(t *testing.T) {
		b := newBundle(t)
		code := b.link(b.phone(b.family()))
		if n := fixture.Together(6, func(int) error { _, err := b.read(b.phone(uuid.Nil), code, false); return err })[""]; n != 1 {
			t.Errorf("%d phones joined, want 1", n)
		}
	})
	t.Run("TheAppOnTheHomeScreenIsTheSameFamily", func(t *testing.T) {
		b := newBundle(t)
		browser, app := b.phone(b.family()), b.phone(uuid.Nil)
		code := b.home(browser)
		b.link(browser)
		b.home(b.phone(browser.Family))
		if kept := b.Number("select count(*) from link_codes where code_hash = ?", account.Hash(code)); kept != 1 {
			t.Error("a code that is shown, or one of another device, ended it")
		}
		me, err := b.read(app, code, false)
		b.Must(err)
		if me.Family.Id != browser.Family || b.Number("select count(*) from families") != 1 {
			t.Errorf("me is %+v", me)
		}
	})
	t.Run("ACodeForTheHomeScreenWorksOnceWithinADayWhileItsDeviceIsThere", func(t *testing.T) {
		b := newBundle(t)
		family := b.family()
		used, newer, old, gone := b.phone(family), b.phone(family), b.phone(family), b.phone(family)
		codes := []string{b.home(used), b.home(newer), b.home(old), b.home(gone)}
		_, err := b.read(b.phone(uuid.Nil), codes[0], false)
		b.Must(err)
		b.home(newer)
		b.Exec("update link_codes set expires_at = now() - interval '1 second' where device_id = ?", old.Device)
		b.Must(SignOutDevice(gone.ctx, b.Store, gone.Device))
		for _, code := range codes {
			if _, err := b.read(b.phone(uuid.Nil), code, false); !errors.Is(err, ErrLinkUnknown) {
				t.Error(err)
			}
		}
		if _, err := b.read(b.phone(b.family()), b.home(used), false); !errors.Is(err, ErrOtherFamily) {
			t.Errorf("an app that is another family's: %v", err)
		}
	})
	t.Run("S2/GuessingIsLimited", func(t *testing.T) {
		b := newBundle(t)
		guesser := b.phone(uuid.Nil)
		for range limit.Links.Most {
			if _, err := b.read(guesser, "ABCDEFGH", false); !errors.Is(err, ErrLinkUnknown) {
				t.Fatal(err)
			}
		}
		if _, err := b.read(guesser, b.link(b.phone(b.family())), false); !errors.Is(err, fault.ErrTooMany) {
			t.Error(err)
		}
	})
}
