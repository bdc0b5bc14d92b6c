package season_test

import (
	"bytes"
	"context"
	"fmt"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/uuid"

	"musikkforalle/api/contract"
	"musikkforalle/internal/audit"
	"musikkforalle/internal/fixture"
	"musikkforalle/internal/paper"
	"musikkforalle/internal/place"
	"musikkforalle/internal/season"
	"musikkforalle/internal/session"
)

func countOf(text []byte, word string) int { return bytes.Count(text, []byte(word)) }

func TestPublish(t *testing.T) {
	b := newBundle(t).withTasks()
	t.Run("AnEmptyListIsRefused", func(t *testing.T) {
		autumn := b.begin(b.year, contract.HalfAutumn)
		_, err := b.publish(autumn)
		b.Refused(err, "season.empty")
	})
	plan := b.mustSet(b.draft(), b.dates("01-15", "02-12")...)
	t.Run("F21_OnlyWhatTheOrganiserSaw", func(t *testing.T) {
		stale := plan
		plan = b.mustSet(plan, b.dates("01-15", "02-12", "03-11")...)
		_, err := b.publish(stale)
		b.Refused(err, "season.changed")
	})
	plan, err := b.adjust(plan, plan.Dates[1].Session, contract.SessionPlan{Tasks: &[]contract.TaskPlan{{Task: contract.TaskWaffles, Hands: 4}, {Task: contract.TaskSetUp}}})
	b.Must(err)
	t.Run("DatesGetThePlacesTasksUnlessTheyHaveTheirOwn", func(t *testing.T) {
		draft := plan
		plan, err = b.publish(plan)
		b.Must(err)
		want := []string{"01-15 11:30-13:30 set_up:1 waffles:2", "02-12 11:30-13:30 waffles:4", "03-11 11:30-13:30 set_up:1 waffles:2"}
		if diff := cmp.Diff(want, listed(plan)); diff != "" {
			t.Error(diff)
		}
		again, err := b.publish(draft)
		b.Must(err)
		if diff := cmp.Diff(plan, again); diff != "" {
			t.Errorf("the second publishing changed the season: %s", diff)
		}
	})
	t.Run("F8_TasksBeginByTheClocksThere", func(t *testing.T) {
		got := b.Lines(`select distinct to_char(starts_at at time zone 'Europe/Oslo', 'HH24:MI') || '-' || to_char(ends_at at time zone 'Europe/Oslo', 'HH24:MI') || ' ' || needs_certificate
			from shifts where task = 'set_up'`)
		if diff := cmp.Diff([]string{"10:30-11:45 true"}, got); diff != "" {
			t.Error(diff)
		}
	})
	t.Run("APublishedListIsNotReplaced", func(t *testing.T) {
		_, err := b.set(plan, b.dates("04-22")...)
		b.Refused(err, "season.published")
		_, err = b.api.DeleteSeason(b.ctx, contract.DeleteSeasonRequestObject{Season: plan.Id})
		b.Refused(err, "season.published")
	})
	t.Run("AClosedReportChangesNoMore", func(t *testing.T) {
		b.Must(b.Store.Gorm.Exec("update seasons set closed_at = now() where id = ?", plan.Id).Error)
		_, err := b.add(plan, b.dates("06-10")[0])
		b.Refused(err, "report.closed")
	})
}

func TestAddSession(t *testing.T) {
	b := newBundle(t).withTasks()
	plan := b.published("01-15", "02-12")
	changed := make(chan string, 8)
	b.listen(changed)

	t.Run("FamiliesSeeItAtOnceWithThePromisesOfPartners", func(t *testing.T) {
		red := fixture.Partner(t, b.Store, b.Place)
		b.Must(b.Store.Gorm.Exec("insert into shift_slots (shift_id, partner_id, slots) select id, ?, 2 from shifts where session_id = ? and task = 'waffles'",
			red.ID, plan.Dates[1].Session).Error)
		var err error
		plan, err = b.add(plan, b.dates("03-11")[0])
		b.Must(err)
		coming, err := session.Coming(b.ctx, b.Store, b.Place)
		b.Must(err)
		if len(coming) != 3 || plan.Dates[2].Tasks[1].Hands != 2 {
			t.Errorf("%d sessions, %v", len(coming), listed(plan))
		}
		if n := b.Number("select coalesce(sum(slots), 0) from shift_slots sl join shifts sh on sh.id = sl.shift_id where sh.session_id = ?", plan.Dates[2].Session); n != 2 {
			t.Errorf("partners promise %d hands", n)
		}
		if n := b.Number("select count(*) from shifts where session_id = ?", plan.Dates[0].Session); n != 2 {
			t.Errorf("the first Saturday has %d tasks", n)
		}
	})
	t.Run("Refused", func(t *testing.T) {
		_, err := b.add(plan, b.dates("02-12")[0])
		b.Refused(err, "season.date_taken")
		past := contract.NewSeasonDate{Date: time.Now().AddDate(-1, 0, 0).Format(time.DateOnly), From: "11:30", To: "13:30"}
		old := fixture.Season(t, b.Store, b.Place, time.Now().AddDate(-1, 0, 0))
		_, err = b.add(contract.SeasonPlan{Id: old.ID, Version: 1}, past)
		b.Refused(err, "session.past")
		_, err = b.add(b.begin(b.year, contract.HalfAutumn), b.dates("09-09")[0])
		b.Refused(err, "season.draft")
	})
	t.Run("ServersAreToldThatWhatTheyKeepIsOld", func(t *testing.T) {
		select {
		case key := <-changed:
			if key != b.Place.Slug {
				t.Errorf("told of %s", key)
			}
		case <-time.After(10 * time.Second):
			t.Error("nobody was told")
		}
	})
}

// listen sends to changed, from now on, the keys of public data that servers are told to reload.
func (b *bundle) listen(changed chan<- string) {
	b.Helper()
	ctx, stop := context.WithCancel(context.Background())
	conn, err := b.Store.Pool.Acquire(ctx)
	b.Must(err)
	_, err = conn.Exec(ctx, "listen "+place.Channel)
	b.Must(err)
	done := make(chan struct{})
	b.Cleanup(func() { stop(); <-done })
	go func() {
		defer close(done)
		defer conn.Release()
		for {
			n, err := conn.Conn().WaitForNotification(ctx)
			if err != nil {
				return
			}
			changed <- n.Payload
		}
	}()
}

func TestPlanSession(t *testing.T) {
	b := newBundle(t).withTasks()
	plan := b.published("01-15", "02-12")
	id := plan.Dates[0].Session
	tasks := func(task contract.Task, hands int32) contract.SessionPlan {
		return contract.SessionPlan{Tasks: &[]contract.TaskPlan{{Task: task, Hands: hands}}}
	}
	take := func(task string) {
		volunteer := fixture.Volunteer(t, b.Store, b.Place, "nb")
		if got := b.Lines("select shift_take(id, ?) from shifts where session_id = ? and task = ?", volunteer, id, task); got[0] != "taken" {
			t.Fatal(got)
		}
	}
	t.Run("HandsNeverBelowThoseTaken", func(t *testing.T) {
		take("waffles")
		take("waffles")
		_, err := b.adjust(plan, id, tasks(contract.TaskWaffles, 1))
		if rule := b.Refused(err, "season.hands"); rule != "2" {
			t.Errorf("the rule is %q", rule)
		}
		plan, err = b.adjust(plan, id, contract.SessionPlan{Tasks: &[]contract.TaskPlan{
			{Task: contract.TaskWaffles, Hands: 2}, {Task: contract.TaskSetUp, Hands: 0}, {Task: contract.TaskInterpret, Hands: 1}}})
		b.Must(err)
		if got := listed(plan)[0]; got != "01-15 11:30-13:30 interpret:1 waffles:2" {
			t.Error(got)
		}
	})
	t.Run("CapacityNeverBelowSeatsTaken", func(t *testing.T) {
		answer(b, id, 12)
		_, err := b.adjust(plan, id, contract.SessionPlan{Capacity: new(int32(11))})
		if rule := b.Refused(err, "season.capacity"); rule != "12" {
			t.Errorf("the rule is %q", rule)
		}
		plan, err = b.adjust(plan, id, contract.SessionPlan{Capacity: new(int32(12))})
		b.Must(err)
	})
	t.Run("F19_MoreSeatsGoToWhoWaits", func(t *testing.T) {
		if state := answer(b, id, 3); state != "waiting" {
			t.Fatalf("the family is %s", state)
		}
		var err error
		plan, err = b.adjust(plan, id, contract.SessionPlan{Capacity: new(int32(0))})
		b.Must(err)
		if n := b.Number("select count(*) from answers where state = 'offered'"); n != 1 {
			t.Errorf("%d families are offered seats", n)
		}
		if n := b.Number("select count(*) from river_job where kind = 'session_changed'"); n != 1 {
			t.Errorf("%d jobs tell them", n)
		}
	})
	t.Run("F21_Stale", func(t *testing.T) {
		stale := plan
		stale.Version--
		_, err := b.adjust(stale, id, tasks(contract.TaskWaffles, 9))
		b.Refused(err, "season.changed")
	})
	t.Run("WhatIsOverOrCancelledStays", func(t *testing.T) {
		b.Must(session.Cancelling("illness").Do(b.ctx, b.Store, plan.Dates[1].Session, audit.By{Actor: audit.ByMember}))
		_, err := b.adjust(plan, plan.Dates[1].Session, tasks(contract.TaskWaffles, 9))
		b.Refused(err, "session.cancelled")
		b.Must(b.Store.Gorm.Exec("update sessions set starts_at = now() - interval '1 hour', ends_at = now() + interval '1 hour' where id = ?", id).Error)
		_, err = b.adjust(plan, id, tasks(contract.TaskWaffles, 9))
		b.Refused(err, "session.over")
	})
}

// answer has a new family answer that so many parents come, and returns the resulting state.
func answer(b *bundle, id uuid.UUID, heads int) string {
	b.Helper()
	family := fixture.Family(b, b.Store, "nb")
	return b.Lines(fmt.Sprintf("select outcome from answer_set('%s', '%s', true, 0, 0, %d, 0, 0, 0)", id, family, heads))[0]
}

// Half a year of Saturdays fits on one page with the QR code.
func TestYearSheetFillsOnePage(t *testing.T) {
	b := newBundle(t)
	for i := range 7 {
		fixture.Session(t, b.Store, b.Place, time.Now().AddDate(0, 0, 3+28*i))
	}
	for _, lang := range []string{"nb", "ar", "ti"} {
		drawing, err := season.YearSheet(b.ctx, b.Store, "https://musikk.example.org", b.Place.Slug, lang)
		b.Must(err)
		var press *paper.Press
		sheet, err := press.Print(b.ctx, drawing, nil)
		b.Must(err)
		if n := countOf(sheet, "<</Type /Page\n"); n != 1 {
			t.Errorf("%s: %d pages", lang, n)
		}
	}
}
