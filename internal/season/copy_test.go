package season_test

import (
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"

	"musikkforalle/api/contract"
	"musikkforalle/internal/fixture"
)

func (b *bundle) copy(of contract.SeasonPlan, year int32, half contract.Half) (contract.SeasonPlan, error) {
	got, err := b.api.CopySeason(b.ctx, contract.CopySeasonRequestObject{Season: of.Id, Body: &contract.HalfYear{Year: year, Half: half}})
	return contract.SeasonPlan(got.(contract.CopySeason201JSONResponse)), err
}

// The spring of 2029 begins on a Monday, that of 2030 on a Tuesday; Easter is 1 and 21 April.
func TestCopy(t *testing.T) {
	b := newBundle(t).withTasks()
	b.year = 2029
	late := contract.NewSeasonDate{Date: "2029-03-17", From: "12:00", To: "15:00", Capacity: new(int32(30))}
	plan := b.mustSet(b.draft(), append(b.dates("01-13", "04-21", "05-26", "03-31"), late)...)
	plan, err := b.adjust(plan, plan.Dates[1].Session, contract.SessionPlan{Tasks: &[]contract.TaskPlan{{Task: contract.TaskWaffles, Hands: 7}}})
	b.Must(err)
	if plan, err = b.publish(plan); err != nil {
		t.Fatal(err)
	}
	red := fixture.Partner(t, b.Store, b.Place)
	b.Must(b.Store.Gorm.Exec("insert into shift_slots (shift_id, partner_id, slots) select id, ?, 2 from shifts where session_id = ? and task = 'waffles'",
		red.ID, plan.Dates[0].Session).Error)

	t.Run("TheSamePatternHoursCapacityAndTasksAYearLater", func(t *testing.T) {
		next, err := b.copy(plan, 2030, contract.HalfSpring)
		b.Must(err)
		want := []string{
			"01-12 11:30-13:30 set_up:1 waffles:2",
			"03-16 12:00-15:00 30 set_up:1 waffles:7",
			"03-30 11:30-13:30 set_up:1 waffles:2", // the fifth Saturday of March, as then
			"04-27 11:30-13:30 set_up:1 waffles:2", // the third is the eve of Easter
			"05-25 11:30-13:30 set_up:1 waffles:2",
		}
		if diff := cmp.Diff(want, listed(next)); diff != "" {
			t.Error(diff)
		}
		if got := fmt.Sprint(next.Skipped); got != "[{2030-04-20 [easter]}]" {
			t.Errorf("skipped %s", got)
		}
		if next.Status != contract.Draft {
			t.Errorf("the copy is %s", next.Status)
		}
	})
	t.Run("F8_TasksKeepTheirClockAndPartnersTheirPromise", func(t *testing.T) {
		want := []string{"01-12 10:30 0", "01-12 11:30 2", "03-30 10:30 0", "03-30 11:30 0"}
		got := b.Lines(`select to_char(sh.starts_at at time zone 'Europe/Oslo', 'MM-DD HH24:MI') || ' ' || coalesce(sum(sl.slots), 0)
			from shifts sh left join shift_slots sl on sl.shift_id = sh.id where sh.starts_at::date in ('2030-01-12', '2030-03-30')
			group by sh.id order by 1`)
		if diff := cmp.Diff(want, got); diff != "" {
			t.Error(diff)
		}
	})
	t.Run("IntoTheOtherHalf", func(t *testing.T) {
		next, err := b.copy(plan, 2029, contract.HalfAutumn)
		b.Must(err)
		want := []string{"08-11", "10-20", "10-27", "11-17"} // the fourth Saturday of December is Christmas, and so is the last
		var got []string
		for _, d := range next.Dates {
			got = append(got, d.Date[5:])
		}
		if diff := cmp.Diff(want, got); diff != "" || len(next.Skipped) != 2 {
			t.Errorf("%s, skipped %v", diff, next.Skipped)
		}
	})
	t.Run("AHalfYearOnce", func(t *testing.T) {
		_, err := b.copy(plan, 2030, contract.HalfSpring)
		b.Refused(err, "season.exists")
	})
}
