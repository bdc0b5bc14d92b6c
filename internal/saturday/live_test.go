package saturday

import (
	"context"
	"errors"
	"testing"
	"time"

	"github.com/google/uuid"

	"musikkforalle/internal/answer"
	"musikkforalle/internal/db"
	"musikkforalle/internal/fault"
	"musikkforalle/internal/fixture"
	"musikkforalle/internal/place"
)

func (s *Screen) hasNews() bool {
	select {
	case <-s.Changed:
		return true
	default:
		return false
	}
}

func TestScreens(t *testing.T) {
	t.Parallel()
	open := func(t *testing.T, s *Screens, member, session uuid.UUID) *Screen {
		t.Helper()
		screen, err := s.Add(member, session)
		if err != nil {
			t.Fatal(err)
		}
		return screen
	}
	t.Run("OnlyThoseOfTheSessionAreTold", func(t *testing.T) {
		t.Parallel()
		screens, one := NewScreens(), uuid.New()
		first, second, other := open(t, screens, uuid.New(), one), open(t, screens, uuid.New(), one), open(t, screens, uuid.New(), uuid.New())
		screens.Changed(one.String())
		if !first.hasNews() || !second.hasNews() || other.hasNews() {
			t.Error("told the wrong ones")
		}
	})
	t.Run("F12_ManyChangesAreOneAndNobodyIsWaitedFor", func(t *testing.T) {
		t.Parallel()
		screens, id := NewScreens(), uuid.New()
		screen := open(t, screens, uuid.New(), id)
		for range 1000 {
			screens.Changed(id.String())
		}
		if !screen.hasNews() || screen.hasNews() {
			t.Error("not one piece of news")
		}
	})
	t.Run("F3_AllAreToldWhenSomethingMayHaveBeenMissed", func(t *testing.T) {
		t.Parallel()
		screens := NewScreens()
		one, two := open(t, screens, uuid.New(), uuid.New()), open(t, screens, uuid.New(), uuid.New())
		screens.Changed("")
		if !one.hasNews() || !two.hasNews() {
			t.Error("somebody was not told")
		}
		screens.Changed("nonsense")
		if one.hasNews() {
			t.Error("nonsense is no session")
		}
	})
	t.Run("F13_BoundedPerMemberAndInAll", func(t *testing.T) {
		t.Parallel()
		screens, member := NewScreens(), uuid.New()
		var mine []*Screen
		for range mostOfMember {
			mine = append(mine, open(t, screens, member, uuid.New()))
		}
		if _, err := screens.Add(member, uuid.New()); !errors.Is(err, fault.ErrTooMany) {
			t.Error(err)
		}
		screens.Remove(mine[0])
		open(t, screens, member, uuid.New())
		for range mostScreens - mostOfMember {
			open(t, screens, uuid.New(), uuid.New())
		}
		if _, err := screens.Add(uuid.New(), uuid.New()); !errors.Is(err, fault.ErrTooMany) {
			t.Error(err)
		}
	})
	t.Run("NothingIsLeftOfClosedOnes", func(t *testing.T) {
		t.Parallel()
		screens := NewScreens()
		one := open(t, screens, uuid.New(), uuid.New())
		screens.Remove(one)
		if len(screens.all)+len(screens.member)+screens.n != 0 {
			t.Errorf("%+v", screens)
		}
	})
}

// What the screen shows is told when it changes, and nothing else is.
func TestTheDatabaseTells(t *testing.T) {
	t.Parallel()
	b := newBundle(t, day)
	heard := make(chan string, 100)
	ctx, stop := context.WithCancel(context.Background())
	defer stop()
	go db.Listen(ctx, b.Store.Pool, db.Channels{Channel: func(said string) { heard <- said }})
	next := func(t *testing.T) string {
		t.Helper()
		select {
		case said := <-heard:
			return said
		case <-time.After(20 * time.Second):
			t.Fatal("nothing is said")
			return ""
		}
	}
	next(t) // listens now
	family := fixture.Family(t, b.Store, "nb")
	shift := fixture.AddShift(t, b.Store, b.session)
	next(t)
	id := b.session.ID
	for _, c := range []struct {
		name string
		do   func()
	}{
		{"AnAnswer", func() { b.answer(family, answer.Coming, answer.Company{Children: 1}) }},
		{"AnotherAnswer", func() { b.Exec("update answers set parents = 1") }},
		{"Wishes", func() { b.wishes(family, "ti", "", "") }},
		{"NoMoreWishes", func() { b.Exec("delete from wishes") }},
		{"AHand", func() { b.hand(shift, nil) }},
		{"AHandGivenBack", func() { b.Exec("delete from shift_hands") }},
		{"MoreHandsNeeded", func() { b.Exec("update shifts set needed = 5") }},
		{"AReminder", func() {
			b.Exec(`insert into reminders (session_id, revision, kind, recipient_kind, recipient, channel, target, service, due_at, expires_at)
				values (?, 0, 'day_before', 'family', ?, 'mail', ?, 'mail', now(), now())`, id, family, family)
		}},
		{"AReminderSent", func() { b.Exec("update reminders set state = 'sent', settled_at = now()") }},
		{"AMove", func() {
			b.Exec("update sessions set starts_at = starts_at + interval '1 hour', ends_at = ends_at + interval '1 hour', revision = revision + 1")
		}},
		{"AnAnswerTakenBack", func() { b.Exec("delete from answers") }},
	} {
		t.Run(c.name, func(t *testing.T) {
			c.do()
			if said := next(t); said != id.String() {
				t.Errorf("%q", said)
			}
		})
	}
	t.Run("NothingOfALeaseOrAnotherTable", func(t *testing.T) {
		b.Exec("update reminders set lease = gen_random_uuid(), lease_until = now()")
		fixture.Partner(t, b.Store, b.Place)
		b.Exec("select saturday_changed(?)", uuid.Nil) // comes after whatever those would say
		if said := next(t); said != uuid.Nil.String() {
			t.Errorf("%q", said)
		}
	})
}

func TestWhoMayWatch(t *testing.T) {
	t.Parallel()
	b := newBundle(t, day)
	for role, want := range map[place.Role]error{
		place.Organiser: nil, place.Instructor: nil, place.Network: nil, place.Translator: fault.ErrNotFound,
	} {
		if err := b.watch(b.as(role)); !errors.Is(err, want) {
			t.Errorf("S11 %s: %v", role, err)
		}
	}
}
