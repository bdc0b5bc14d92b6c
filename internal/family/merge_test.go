package family

import (
	"errors"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/uuid"

	"musikkforalle/api/contract"
	"musikkforalle/internal/account"
	"musikkforalle/internal/answer"
	"musikkforalle/internal/fault"
	"musikkforalle/internal/fixture"
)

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
		b.Must(err)
	})
	t.Run("AnswersMoveWithTheirSeats", func(t *testing.T) {
		b := newBundle(t)
		first, other := b.phone(b.family()), b.phone(b.family())
		old := other.Family
		b.comes(old, 4)
		b.Exec("insert into wishes (session_id, family_id, allergies) values (?, ?, 'egg')", b.session.ID, old)
		me, err := b.read(other, b.link(first), true)
		b.Must(err)
		if len(me.Answers) != 1 || me.Answers[0].Company.Parents != 4 || *me.Answers[0].Wishes.Allergies != "egg" {
			t.Errorf("answers are %+v", me.Answers)
		}
		if b.Number("select seats_taken from sessions") != 4 || b.Number("select families_coming from sessions") != 1 {
			t.Error("seats were lost")
		}
		if b.Number("select count(*) from families where id = ?", old) != 0 {
			t.Error("the old family is not erased")
		}
	})
	t.Run("F19_NewerAnswerStandsAndTheOlderOnesSeatsAreFree", func(t *testing.T) {
		b := newBundle(t)
		first, other, waiting := b.phone(b.family()), b.phone(b.family()), b.family()
		b.comes(first.Family, 4)
		b.comes(other.Family, 5)
		b.comes(waiting, 5)
		me, err := b.read(other, b.link(first), true)
		b.Must(err)
		if me.Answers[0].Company.Parents != 5 || b.state(waiting) != "offered" || b.Number("select seats_taken from sessions") != 10 {
			t.Errorf("answers are %+v, %d seats taken", me.Answers, b.Number("select seats_taken from sessions"))
		}
	})
	t.Run("WaitingFamilyKeepsItsPlaceInLine", func(t *testing.T) {
		b := newBundle(t)
		full, other, last, first := b.phone(b.family()), b.phone(b.family()), b.family(), b.phone(b.family())
		b.comes(full.Family, 10)
		b.comes(other.Family, 6)
		b.comes(last, 6)
		_, err := b.read(other, b.link(first), true)
		b.Must(err)
		_, err = b.api.EraseFamily(full.ctx, contract.EraseFamilyRequestObject{})
		b.Must(err)
		if b.state(first.Family) != "offered" || b.state(last) != "waiting" {
			t.Errorf("joined family is %s, the last %s", b.state(first.Family), b.state(last))
		}
	})
	t.Run("F19_ANewerNoFreesTheSeats", func(t *testing.T) {
		b := newBundle(t)
		first, other := b.phone(b.family()), b.phone(b.family())
		b.comes(first.Family, 4)
		b.stays(other.Family)
		_, err := b.read(other, b.link(first), true)
		b.Must(err)
		if b.state(first.Family) != "not_coming" || b.Number("select seats_taken + families_coming from sessions") != 0 {
			t.Errorf("answer is %s", b.state(first.Family))
		}
	})
	t.Run("F19_WaitingTakesNoSeatAway", func(t *testing.T) {
		b := newBundle(t)
		first, full, other := b.phone(b.family()), b.family(), b.phone(b.family())
		b.comes(first.Family, 3)
		b.comes(full, 7)
		b.comes(other.Family, 5)
		_, err := b.read(other, b.link(first), true)
		b.Must(err)
		if b.state(first.Family) != "coming" || b.Number("select seats_taken from sessions") != 10 || b.Number("select families_waiting from sessions") != 0 {
			t.Errorf("answer is %s", b.state(first.Family))
		}
	})
	t.Run("WishesGoWithTheAnswerThatStands", func(t *testing.T) {
		for name, test := range map[string]struct {
			older, newer string
			want         string
		}{"BothHave": {"egg", "milk", "milk"}, "OlderAlone": {"egg", "", "egg"}, "NewerAlone": {"", "milk", "milk"}} {
			t.Run(name, func(t *testing.T) {
				b := newBundle(t)
				first, other := b.phone(b.family()), b.phone(b.family())
				for _, each := range []struct {
					family uuid.UUID
					wish   string
				}{{other.Family, test.older}, {first.Family, test.newer}} {
					b.comes(each.family, 2)
					if each.wish != "" {
						b.Exec("insert into wishes (session_id, family_id, allergies) values (?, ?, ?)", b.session.ID, each.family, each.wish)
					}
				}
				me, err := b.read(other, b.link(first), true)
				b.Must(err)
				if w := me.Answers[0].Wishes; w == nil || *w.Allergies != test.want {
					t.Errorf("wishes are %+v", w)
				}
			})
		}
	})
	t.Run("WhatOnlyTheOldOneToldIsAdded", func(t *testing.T) {
		b := newBundle(t)
		first, other := b.phone(b.family()), b.phone(b.family())
		old := other.Family
		third := fixture.FamilyDevice(t, b.Store, old)
		b.Exec("insert into push_subscriptions (device_id, endpoint, service, p256dh, auth, vapid_key) values (?, 'https://push.example/1', 'x', '', '', '')", third)
		b.Exec("update families set email = 'amina@example.org', phone = '+4799999999', nickname = 'Amina', parents = 2, calendar_hash = 'old', place_id = ?, discreet = true where id = ?", b.Place.ID, old)
		me, err := b.read(other, b.link(first), true)
		b.Must(err)
		f := me.Family
		if f.Email == nil || *f.Email != "amina@example.org" || f.Phone == nil || f.Nickname != "Amina" || f.Usual.Parents != 2 ||
			!f.HasCalendar || f.Place == nil || !f.Discreet || len(me.Devices) != 3 {
			t.Errorf("family is %+v with %d phones", f, len(me.Devices))
		}
		if b.Number("select count(*) from push_subscriptions p join devices d on d.id = p.device_id where d.family_id = ?", first.Family) != 1 {
			t.Error("the other phone hears nothing any more")
		}
	})
	t.Run("WhatBothToldStaysAndBothCalendarsGoOn", func(t *testing.T) {
		b := newBundle(t)
		first, other := b.phone(b.family()), b.phone(b.family())
		for name, family := range map[string]uuid.UUID{"first": first.Family, "other": other.Family} {
			b.Exec("update families set email = ?, nickname = ?, calendar_hash = ?::bytea where id = ?", name+"@example.org", name, account.Hash(name), family)
		}
		me, err := b.read(other, b.link(first), true)
		b.Must(err)
		if *me.Family.Email != "first@example.org" || me.Family.Nickname != "first" {
			t.Errorf("family is %+v", me.Family)
		}
		for _, token := range []string{"first", "other"} {
			if _, err := answer.Feed(t.Context(), b.Store, b.api.BaseURL, token); err != nil {
				t.Errorf("the calendar of %s: %v", token, err)
			}
		}
		_, err = b.api.CreateCalendar(first.ctx, contract.CreateCalendarRequestObject{Params: contract.CreateCalendarParams{For: "family"}})
		b.Must(err)
		for _, token := range []string{"first", "other"} {
			if _, err := answer.Feed(t.Context(), b.Store, b.api.BaseURL, token); err != nil {
				t.Errorf("the older calendar of %s, which may be the other parent's: %v", token, err)
			}
		}
		b.Exec("delete from devices where family_id = ? and id <> ?", first.Family, first.Device)
		_, err = b.api.CreateCalendar(first.ctx, contract.CreateCalendarRequestObject{Params: contract.CreateCalendarParams{For: "family"}})
		b.Must(err)
		for _, token := range []string{"first", "other"} {
			if _, err := answer.Feed(t.Context(), b.Store, b.api.BaseURL, token); !errors.Is(err, fault.ErrNotFound) {
				t.Errorf("the older calendar of %s, when no other phone is left: %v", token, err)
			}
		}
	})
	t.Run("NobodyIsToldTwice", func(t *testing.T) {
		b := newBundle(t)
		first, other := b.phone(b.family()), b.phone(b.family())
		for _, p := range []phone{first, other} {
			b.comes(p.Family, 2)
			for channel, target := range map[string]uuid.UUID{"push": p.Device, "mail": p.Family} {
				b.Exec(`insert into reminders (session_id, revision, kind, recipient_kind, recipient, channel, target, service, state, due_at, expires_at, settled_at)
					values (?, 0, 'day_before', 'family', ?, ?, ?, 'x', 'sent', now(), now(), now())`, b.session.ID, p.Family, channel, target)
			}
		}
		_, err := b.read(other, b.link(first), true)
		b.Must(err)
		if n := b.Number("select count(*) from reminders where recipient = ? and state = 'sent'", first.Family); n != 3 {
			t.Errorf("%d notices count as sent to the family, want both phones' and one mail", n)
		}
		if n := b.Number("select count(*) from reminders"); n != 4 {
			t.Errorf("the ledger has %d rows, want 4", n)
		}
	})
	t.Run("EveryTableOfAFamilyIsThoughtOf", func(t *testing.T) {
		b := newBundle(t)
		var tables []string
		b.Must(b.Store.Gorm.Raw(`select conrelid::regclass::text from pg_constraint where confrelid = 'families'::regclass and contype = 'f' order by 1`).Scan(&tables).Error)
		known := []string{"answer_acts", "answers", "devices", "door_families", "door_visits", "email_codes", "family_calendars", "link_codes"}
		if diff := cmp.Diff(known, tables); diff != "" {
			t.Errorf("say what merging does to it: %s", diff)
		}
	})
}

func TestF19_ParallelMerges(t *testing.T) {
	t.Parallel()
	t.Run("OfTwoPhonesThatReadEachOthersCodesOneJoins", func(t *testing.T) {
		b := newBundle(t)
		const pairs = 5
		for range pairs {
			phones := []phone{b.phone(b.family()), b.phone(b.family())}
			b.comes(phones[0].Family, 1)
			b.comes(phones[1].Family, 1)
			codes := []string{b.link(phones[1]), b.link(phones[0])}
			errs := make([]error, 2)
			n := fixture.Together(2, func(i int) error { _, errs[i] = b.read(phones[i], codes[i], true); return errs[i] })[""]
			if n != 1 || !errors.Is(errors.Join(errs...), ErrLinkUnknown) {
				t.Errorf("%d joined: %v", n, errs)
			}
		}
		if b.Number("select seats_taken from sessions") != pairs || b.Number("select count(*) from families") != pairs ||
			b.Number("select count(distinct family_id) from devices") != pairs || b.Number("select count(*) from devices") != 2*pairs {
			t.Error("a phone or a seat is lost")
		}
	})
	t.Run("AFamilyGoesToOneOfTwo", func(t *testing.T) {
		b := newBundle(t)
		family := b.family()
		phones := []phone{b.phone(family), b.phone(family)}
		codes := []string{b.link(b.phone(b.family())), b.link(b.phone(b.family()))}
		b.comes(family, 4)
		errs := make([]error, 2)
		n := fixture.Together(2, func(i int) error { _, errs[i] = b.read(phones[i], codes[i], true); return errs[i] })[""]
		if n != 1 || !errors.Is(errors.Join(errs...), ErrOtherFamily) {
			t.Errorf("%d joined: %v", n, errs)
		}
		if b.Number("select seats_taken from sessions") != 4 || b.Number("select count(*) from families") != 2 {
			t.Error("a seat or a family is lost")
		}
	})
}
