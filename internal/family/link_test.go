package family

import (
	"errors"
	"strings"
	"sync"
	"testing"

	"github.com/google/uuid"

	"musikkforalle/api/contract"
	"musikkforalle/internal/fault"
)

func TestLink(t *testing.T) {
	t.Parallel()
	t.Run("SecondPhoneJoins", func(t *testing.T) {
		b := newBundle(t)
		first, second := b.phone(b.family()), b.phone(uuid.Nil)
		shown, err := b.api.CreateLink(first.ctx, contract.CreateLinkRequestObject{})
		b.must(err)
		link := shown.(contract.CreateLink201JSONResponse)
		if len(link.Code) != linkLength || !strings.HasSuffix(link.Url, "/nb/link/"+link.Code) || !strings.HasPrefix(link.Qr, "M4 4h7v1h-7z") || *link.Size < 29 {
			t.Errorf("link is %+v", link)
		}
		me, err := b.read(second, strings.ToLower(link.Code[:4])+" - "+link.Code[4:], false)
		b.must(err)
		if me.Family.Id != first.Family || len(me.Devices) != 2 {
			t.Errorf("me is %+v", me)
		}
	})
	t.Run("UsedOldWrongAndReplacedAreTheSame", func(t *testing.T) {
		b := newBundle(t)
		first := b.phone(b.family())
		used := b.link(first)
		_, err := b.read(b.phone(uuid.Nil), used, false)
		b.must(err)
		replaced := b.link(first)
		old := b.link(first)
		b.exec("update link_codes set expires_at = now()")
		for _, code := range []string{used, replaced, old, "ABCDEFGH"} {
			if _, err := b.read(b.phone(uuid.Nil), code, false); !errors.Is(err, ErrLinkUnknown) {
				t.Error(err)
			}
		}
	})
	t.Run("F22_OnlyOneOfTwoPhonesJoins", func(t *testing.T) {
		b := newBundle(t)
		code := b.link(b.phone(b.family()))
		if n := together(6, func(int) error { _, err := b.read(b.phone(uuid.Nil), code, false); return err }); n != 1 {
			t.Errorf("%d phones joined, want 1", n)
		}
	})
	t.Run("GuessingIsLimited", func(t *testing.T) {
		b := newBundle(t)
		guesser := b.phone(uuid.Nil)
		for range linkTries {
			if _, err := b.read(guesser, "ABCDEFGH", false); !errors.Is(err, ErrLinkUnknown) {
				t.Fatal(err)
			}
		}
		if _, err := b.read(guesser, b.link(b.phone(b.family())), false); !errors.Is(err, fault.ErrTooMany) {
			t.Error(err)
		}
	})
}

func TestMerge(t *testing.T) {
	t.Parallel()
	t.Run("AsksFirst", func(t *testing.T) {
		b := newBundle(t)
		code := b.link(b.phone(b.family()))
		other := b.phone(b.family())
		before := other.Family
		if _, err := b.read(other, code, false); !errors.Is(err, ErrOtherFamily) {
			t.Fatal(err)
		}
		if other.Family != before {
			t.Error("a refused merge changed the caller")
		}
		_, err := b.read(other, code, true)
		b.must(err)
	})
	t.Run("AnswersMoveWithTheirSeats", func(t *testing.T) {
		b := newBundle(t)
		first, other := b.phone(b.family()), b.phone(b.family())
		old := other.Family
		b.comes(old, 4)
		b.exec("insert into wishes (session_id, family_id, allergies) values (?, ?, 'egg')", b.session.ID, old)
		me, err := b.read(other, b.link(first), true)
		b.must(err)
		if len(me.Answers) != 1 || me.Answers[0].Company.Parents != 4 || *me.Answers[0].Wishes.Allergies != "egg" {
			t.Errorf("answers are %+v", me.Answers)
		}
		if b.number("select seats_taken from sessions") != 4 || b.number("select families_coming from sessions") != 1 {
			t.Error("seats were lost")
		}
		if b.number("select count(*) from families where id = ?", old) != 0 {
			t.Error("the old family is not erased")
		}
	})
	t.Run("OwnAnswerStandsAndTheOthersSeatsAreFree", func(t *testing.T) {
		b := newBundle(t)
		first, other, waiting := b.phone(b.family()), b.phone(b.family()), b.family()
		b.comes(first.Family, 4)
		b.comes(other.Family, 5)
		b.comes(waiting, 5)
		me, err := b.read(other, b.link(first), true)
		b.must(err)
		if me.Answers[0].Company.Parents != 4 || b.state(waiting) != "offered" || b.number("select seats_taken from sessions") != 9 {
			t.Errorf("answers are %+v, %d seats taken", me.Answers, b.number("select seats_taken from sessions"))
		}
	})
	t.Run("WaitingFamilyKeepsItsPlaceInLine", func(t *testing.T) {
		b := newBundle(t)
		full, other, last, first := b.phone(b.family()), b.phone(b.family()), b.family(), b.phone(b.family())
		b.comes(full.Family, 10)
		b.comes(other.Family, 6)
		b.comes(last, 6)
		_, err := b.read(other, b.link(first), true)
		b.must(err)
		_, err = b.api.EraseFamily(full.ctx, contract.EraseFamilyRequestObject{})
		b.must(err)
		if b.state(first.Family) != "offered" || b.state(last) != "waiting" {
			t.Errorf("joined family is %s, the last %s", b.state(first.Family), b.state(last))
		}
	})
}

// together runs n calls at the same moment and counts those that succeed.
func together(n int, call func(i int) error) (succeeded int) {
	var all sync.WaitGroup
	errs := make([]error, n)
	for i := range n {
		all.Go(func() { errs[i] = call(i) })
	}
	all.Wait()
	for _, err := range errs {
		if err == nil {
			succeeded++
		}
	}
	return succeeded
}
