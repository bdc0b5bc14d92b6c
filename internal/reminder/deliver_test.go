package reminder

import (
	"context"
	"math/rand/v2"
	"net/http"
	"sync"
	"testing"

	"github.com/google/uuid"

	"musikkforalle/internal/ledger"
)

func TestDeliver(t *testing.T) {
	t.Parallel()
	t.Run("EveryDeviceGetsTheReminderOnce", func(t *testing.T) {
		t.Parallel()
		h := newHall(t)
		for range 30 {
			h.family(2)
		}
		h.volunteer(1)
		if n := h.plan(); n != 61 {
			t.Errorf("planned %d", n)
		}
		h.sweep()
		if n := h.plan(); n != 0 {
			t.Errorf("planned %d more", n)
		}
		h.sweep()
		h.wantStates(map[string]int{"day_before sent": 60, "shift_day_before sent": 1})
		if got := h.phones.got(); len(got) != 61 || got[0].urgency != "high" || got[0].ttl == "0" || len(got[0].topic) > 32 {
			t.Errorf("%d arrived, the first as %+v", len(got), got[0])
		}
	})
	t.Run("F18/GoesOnWhileANewerVersionChangesTheTables", func(t *testing.T) {
		t.Parallel()
		h := newHall(t)
		h.family(1)
		for _, table := range []string{"reminders", "sessions", "places", "families", "answers", "devices", "push_subscriptions"} {
			h.Exec("alter table " + table + " add column of_the_next_version text")
		}
		h.plan()
		h.sweep()
		h.wantStates(map[string]int{"day_before sent": 1})
	})
	t.Run("F5/TwoDeliverersAtOnceSendNothingTwice", func(t *testing.T) {
		t.Parallel()
		h := newHall(t)
		for range 120 {
			h.family(1)
		}
		var both sync.WaitGroup
		for range 2 {
			both.Go(func() {
				other := h.newCourier()
				for range 3 {
					if _, err := other.Plan(t.Context()); err != nil {
						t.Error(err)
					}
					if err := other.Sweep(t.Context()); err != nil {
						t.Error(err)
					}
				}
			})
		}
		both.Wait()
		h.wantStates(map[string]int{"day_before sent": 120})
		if n := len(h.phones.got()); n != 120 {
			t.Errorf("%d arrived", n)
		}
	})
	t.Run("F1/KilledBetweenSendingAndNotingSendsAgainWithTheSameTag", func(t *testing.T) {
		t.Parallel()
		h := newHall(t)
		h.family(1)
		h.plan()
		h.killAfterSending()
		h.wantStates(map[string]int{"day_before due": 1})
		h.sweep() // the lease still holds
		if n := len(h.phones.got()); n != 1 {
			t.Fatalf("%d arrived while the lease held", n)
		}
		h.letTimePass()
		h.sweep()
		h.wantStates(map[string]int{"day_before sent": 1})
		got := h.phones.got()
		if len(got) != 2 || got[0].topic != got[1].topic || got[0].topic == "" {
			t.Errorf("arrived: %+v", got)
		}
	})
	t.Run("F6/PausedServerNeitherSendsNorSettlesWhenItResumes", func(t *testing.T) {
		t.Parallel()
		h := newHall(t)
		h.family(1)
		h.plan()
		held, err := claim(t.Context(), h.Store, h.phones.service())
		h.Must(err)
		all, err := letters(t.Context(), h.Store, held)
		h.Must(err)
		h.letTimePass()
		h.sweep() // another server takes over
		held.from = held.from.Add(-sendBefore)
		d := dispatch{Courier: h.courier, held: held, service: h.phones.service(), stopping: t.Context(), verdicts: make(chan verdict, len(all))}
		d.send(t.Context(), all)
		h.Must(d.settleAll(t.Context()))
		h.Must(settle(t.Context(), h.Store, held.id, h.phones.service(), []verdict{settled(&all[0], ledger.Failed, "late")}))
		h.wantStates(map[string]int{"day_before sent": 1})
		if n := len(h.phones.got()); n != 1 {
			t.Errorf("%d arrived", n)
		}
	})
	t.Run("F2/StoppingGivesBackWhatHasNotBegun", func(t *testing.T) {
		t.Parallel()
		h := newHall(t)
		for range 3 * pushWorkers {
			h.family(1)
		}
		h.plan()
		ctx, stop := context.WithCancel(t.Context())
		h.phones.says("ok", func(w http.ResponseWriter, _ *http.Request) {
			stop()
			w.WriteHeader(http.StatusCreated)
		})
		h.Must(h.courier.Sweep(ctx))
		l := h.balanced()
		if l.Sent != len(h.phones.got()) || l.Sent+l.Waiting != 3*pushWorkers || l.Waiting == 0 {
			t.Errorf("%d arrived, the ledger says %+v", len(h.phones.got()), l)
		}
		if n := h.Number("select count(*) from reminders where lease is not null"); n != 0 {
			t.Errorf("%d rows are still leased", n)
		}
		h.sweep()
		h.wantStates(map[string]int{"day_before sent": 3 * pushWorkers})
		if n := len(h.phones.got()); n != 3*pushWorkers {
			t.Errorf("%d arrived", n)
		}
	})
}

// killAfterSending sends what is due and dies before noting it.
func (h *hall) killAfterSending() { h.Helper(); h.killAfterNoting(0) }

// killAfterNoting sends what is due and dies when the first few of it are noted. It returns how many were not.
func (h *hall) killAfterNoting(noted int) (lost int) {
	h.Helper()
	held, err := claim(h.Context(), h.Store, h.phones.service())
	h.Must(err)
	all, err := letters(h.Context(), h.Store, held)
	h.Must(err)
	d := dispatch{Courier: h.courier, held: held, service: h.phones.service(), stopping: h.Context(), verdicts: make(chan verdict, len(all))}
	d.send(h.Context(), all)
	var verdicts []verdict
	for v := range d.verdicts {
		verdicts = append(verdicts, v)
	}
	noted = min(noted, len(verdicts))
	h.Must(settle(h.Context(), h.Store, held.id, h.phones.service(), verdicts[:noted]))
	return len(verdicts) - noted
}

func TestDeliverManyKills(t *testing.T) {
	t.Parallel()
	h := newHall(t)
	const families = 150
	for range families {
		h.family(1)
	}
	h.plan()
	repeated := 0
	for n := range 12 {
		if n%3 == 0 { // killed right after claiming
			_, err := claim(t.Context(), h.Store, h.phones.service())
			h.Must(err)
		}
		repeated += h.killAfterNoting(rand.N(20))
		h.balanced()
		h.letTimePass()
	}
	h.sweep()
	h.wantStates(map[string]int{"day_before sent": families})
	got, topics, devices := h.phones.got(), map[string]bool{}, map[string]bool{}
	for _, g := range got {
		topics[g.topic], devices[g.path] = true, true
	}
	if len(devices) != families || len(topics) != families || len(got) > families+repeated {
		t.Errorf("%d posts with %d topics to %d devices, %d may be repeated", len(got), len(topics), len(devices), repeated)
	}
}

func TestDeliverNothingStale(t *testing.T) {
	t.Parallel()
	t.Run("F9/MovedAfterQueueingIsRemindedOnceWithNewData", func(t *testing.T) {
		t.Parallel()
		h := newHall(t)
		h.family(1)
		h.plan()
		h.Exec("update sessions set moved_from = starts_at, starts_at = starts_at - interval '1 hour', revision = revision + 1 where id = ?", h.session.ID)
		h.sweep()
		h.plan()
		h.sweep()
		h.wantStates(map[string]int{"day_before withdrawn": 1, "day_before sent": 1, "moved sent": 1})
	})
	t.Run("F9/CancelledAfterQueueingSaysOnlyThat", func(t *testing.T) {
		t.Parallel()
		h := newHall(t)
		h.family(1)
		h.volunteer(1)
		h.plan()
		h.Exec("update sessions set status = 'cancelled', reason = 'illness', revision = revision + 1 where id = ?", h.session.ID)
		h.sweep()
		h.plan()
		h.sweep()
		h.wantStates(map[string]int{"day_before withdrawn": 1, "shift_day_before withdrawn": 1, "cancelled sent": 1, "shift_cancelled sent": 1})
	})
	t.Run("F10/AnswerWithdrawnAfterQueueingSendsNothing", func(t *testing.T) {
		t.Parallel()
		h := newHall(t)
		family := h.family(1)
		h.plan()
		h.Exec("update answers set state = 'not_coming' where family_id = ?", family)
		h.sweep()
		h.wantStates(map[string]int{"day_before withdrawn": 1})
		h.Exec("update answers set state = 'coming' where family_id = ?", family)
		h.plan()
		h.sweep()
		h.wantStates(map[string]int{"day_before sent": 1})
	})
	t.Run("F10/ErasedAfterQueueingSendsNothing", func(t *testing.T) {
		t.Parallel()
		h := newHall(t)
		family := h.family(1)
		h.plan()
		h.Exec("delete from families where id = ?", family)
		h.sweep()
		h.wantStates(map[string]int{"day_before withdrawn": 1})
		if n := h.phones.requests(); n != 0 {
			t.Errorf("%d arrived", n)
		}
	})
	t.Run("B40/PhoneThatIsAnothersNowGetsNothing", func(t *testing.T) {
		t.Parallel()
		h := newHall(t)
		family := h.family(1)
		h.plan()
		h.Exec("update devices set family_id = ? where family_id = ?", newFamily(h), family)
		h.sweep()
		h.wantStates(map[string]int{"day_before gone": 1})
		if n := h.phones.requests(); n != 0 {
			t.Errorf("%d arrived", n)
		}
	})
	t.Run("F11/PlannedTooLateIsNotedAndNotSent", func(t *testing.T) {
		t.Parallel()
		h := newHall(t)
		h.family(1)
		h.Exec("update push_subscriptions set created_at = now() - interval '1 day'")
		h.Exec("update answers set created_at = now() - interval '2 days'")
		h.Exec("update sessions set starts_at = now() - interval '1 hour', ends_at = now() + interval '1 hour'")
		h.plan()
		h.sweep()
		h.wantStates(map[string]int{"day_before expired": 1})
	})
	t.Run("F11/StartedWhileQueuedIsNotedAndNotSent", func(t *testing.T) {
		t.Parallel()
		h := newHall(t)
		h.family(1)
		h.plan()
		h.Exec("update sessions set starts_at = now() - interval '1 minute', ends_at = now() + interval '1 hour'")
		h.sweep()
		h.wantStates(map[string]int{"day_before expired": 1})
		if n := h.phones.requests(); n != 0 {
			t.Errorf("%d arrived", n)
		}
	})
}

func newFamily(h *hall) (id uuid.UUID) {
	h.Helper()
	h.Must(h.Store.Gorm.Raw("insert into families (lang) values ('en') returning id").Row().Scan(&id))
	return id
}
