package jobs_test

import (
	"context"
	"testing"
	"time"

	"github.com/riverqueue/river"

	"musikkforalle/api/contract"
	"musikkforalle/internal/audit"
	"musikkforalle/internal/clock"
	"musikkforalle/internal/db"
	"musikkforalle/internal/fixture"
	"musikkforalle/internal/jobs"
	"musikkforalle/internal/pgtest"
	"musikkforalle/internal/place"
	"musikkforalle/internal/reminder"
	"musikkforalle/internal/session"
)

func TestWork(t *testing.T) {
	t.Parallel()
	store := pgtest.New(t)
	p := fixture.Place(t, store)
	s := fixture.Session(t, store, p, time.Now().Add(time.Hour))
	family := fixture.Family(t, store, "nb")
	exec(t, store, "update families set email = 'a@example.org' where id = ?", family)
	exec(t, store, "insert into answers (session_id, family_id, state, children) values (?, ?, 'coming', 1)", s.ID, family)

	client, err := jobs.New(store, jobs.Deps{Courier: &reminder.Courier{Store: store, Clock: &clock.Clock{}}})
	if err != nil {
		t.Fatal(err)
	}
	events, unsubscribe := client.Subscribe(river.EventKindJobCompleted, river.EventKindJobFailed)
	defer unsubscribe()
	ctx, stop := context.WithCancel(t.Context())
	stopped := make(chan error, 1)
	go func() { stopped <- jobs.Work(ctx, client, 10*time.Second) }()

	t.Run("PeriodicJobsRunSoonAfterTheStart", func(t *testing.T) {
		wait(t, events, "reminder_plan", "reminder_sweep", "offers_lapse", "door_sum", "upkeep")
		if n := count(t, store, "select count(*) from reminders where kind = 'day_before'"); n != 1 {
			t.Errorf("%d reminders are planned", n)
		}
	})
	t.Run("WhoIsToBeToldAtOnceIsPlannedAtOnce", func(t *testing.T) {
		if err := session.Cancelling("illness").Do(t.Context(), store, s.ID, audit.CommandLine); err != nil {
			t.Fatal(err)
		}
		wait(t, events, "session_changed")
		if n := count(t, store, "select count(*) from reminders where kind = 'cancelled'"); n != 1 {
			t.Errorf("%d notices are planned", n)
		}
	})
	t.Run("AnAnnouncementThatLeftIsPlannedAtOnce", func(t *testing.T) {
		announce(t, store, p, reminder.Announced{}.Kind(), "announcement")
		wait(t, events, "announcement_left")
		if n := count(t, store, "select count(*) from reminders where kind = 'news'"); n != 1 {
			t.Errorf("%d notices are planned", n)
		}
	})
	t.Run("AJobOfAnEarlierReleaseNamesAnAnnouncementAsASession", func(t *testing.T) {
		announce(t, store, p, session.Changed{}.Kind(), "session")
		wait(t, events, "session_changed")
		if n := count(t, store, "select count(*) from reminders where kind = 'news'"); n != 2 {
			t.Errorf("%d notices are planned", n)
		}
	})
	t.Run("SettingsOfAPlaceMoveItsLines", func(t *testing.T) {
		full := fixture.Session(t, store, p, time.Now().Add(48*time.Hour), func(s *session.Session) {
			s.Capacity, s.SeatsTaken, s.FamiliesWaiting = new(int32(5)), 4, 2
		})
		for _, heads := range []int{3, 1} {
			exec(t, store, "insert into answers (session_id, family_id, state, children, waiting_since) values (?, ?, 'waiting', ?, clock_timestamp())",
				full.ID, fixture.Family(t, store, "nb"), heads)
		}
		_, err := place.UpdateSettings(fixture.As(t.Context(), fixture.Member(t, store, p, place.Organiser)), store, p.Slug, p.Version,
			&contract.PlaceSettingsChange{SmallerMayPass: new(true)})
		if err != nil {
			t.Fatal(err)
		}
		wait(t, events, "place_settings_changed")
		if n := count(t, store, "select count(*) from answers where state = 'offered' and children = 1"); n != 1 {
			t.Errorf("%d families are offered seats", n)
		}
	})
	t.Run("F2/StopsWhenAsked", func(t *testing.T) {
		stop()
		if err := <-stopped; err != nil {
			t.Error(err)
		}
	})
}

// announce stores news that have left, and a job about them.
func announce(t *testing.T, store *db.Store, p *place.Place, kind, about string) {
	t.Helper()
	exec(t, store, "update families set place_id = ?", p.ID)
	exec(t, store, `with news as (
			insert into announcements (place_id, kind, audience, state, leaves_at, expires_at)
			values (?, 'news', 'families', 'left', now(), now() + interval '1 day') returning id)
		insert into river_job (kind, args, max_attempts) select ?, jsonb_build_object(?::text, id), 25 from news`, p.ID, kind, about)
}

// wait reads events until each kind has completed once.
func wait(t *testing.T, events <-chan *river.Event, kinds ...string) {
	t.Helper()
	missing := map[string]bool{}
	for _, kind := range kinds {
		missing[kind] = true
	}
	late := time.After(30 * time.Second)
	for len(missing) > 0 {
		select {
		case e := <-events:
			if e.Kind == river.EventKindJobFailed {
				t.Errorf("%s failed: %v", e.Job.Kind, e.Job.Errors)
			}
			delete(missing, e.Job.Kind)
		case <-late:
			t.Fatalf("did not run: %v", missing)
		}
	}
}

func exec(t *testing.T, store *db.Store, sql string, args ...any) {
	t.Helper()
	if err := store.Gorm.Exec(sql, args...).Error; err != nil {
		t.Fatal(err)
	}
}

func count(t *testing.T, store *db.Store, sql string) (n int) {
	t.Helper()
	if err := store.Gorm.Raw(sql).Row().Scan(&n); err != nil {
		t.Fatal(err)
	}
	return n
}
