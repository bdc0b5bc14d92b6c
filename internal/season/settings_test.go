package season_test

import (
	"fmt"
	"strings"
	"testing"

	"musikkforalle/api/contract"
)

func TestSchoolHolidays(t *testing.T) {
	b := newBundle(t)
	set := func(of int32, holidays ...contract.SchoolHoliday) error {
		_, err := b.api.SetSchoolHolidays(b.ctx, contract.SetSchoolHolidaysRequestObject{Place: b.Place.Slug,
			Params: contract.SetSchoolHolidaysParams{IfMatch: tag(of)}, Body: &contract.SchoolHolidays{Holidays: holidays}})
		return err
	}
	winter := contract.SchoolHoliday{Kind: contract.SchoolWinter, From: "2029-02-17", To: "2029-02-25"}
	t.Run("AProposalSkipsThemAndSaysSo", func(t *testing.T) {
		b.Must(set(1, winter))
		got, err := b.api.ProposeSeason(b.ctx, contract.ProposeSeasonRequestObject{Place: b.Place.Slug, Body: &contract.Period{From: "2029-01-20", To: "2029-03-20"}})
		b.Must(err)
		w := got.(contract.ProposeSeason200JSONResponse)
		if got := fmt.Sprint(w.Dates, w.Skipped); got != "[{2029-01-20 []} {2029-03-03 []} {2029-03-17 []}] [{2029-02-17 [school_winter]} {2029-02-24 [school_winter]}]" {
			t.Error(got)
		}
	})
	t.Run("PastedDatesAreNoted", func(t *testing.T) {
		got, err := b.api.ReadDates(b.ctx, contract.ReadDatesRequestObject{Place: b.Place.Slug, Body: &contract.WrittenDates{
			Text: "17. feb\r\n14.3, 1.9.\n30. mars 2019, kanskje påske", Year: 2029, Half: contract.HalfSpring}})
		b.Must(err)
		w := got.(contract.ReadDates200JSONResponse)
		want := "[{2019-03-30 [outside past]} {2029-02-17 [school_winter]} {2029-03-14 [not_saturday]} {2029-09-01 [outside]}] [kanskje påske]"
		if got := fmt.Sprint(w.Dates, w.Unread); got != want {
			t.Error(got)
		}
	})
	t.Run("ADateOfThePlanIsNotedToo", func(t *testing.T) {
		b.year = 2029
		plan := b.mustSet(b.draft(), b.dates("02-17", "05-05")...)
		if got := fmt.Sprint(plan.Dates[0].Notes, plan.Dates[1].Notes); got != "[school_winter] []" {
			t.Error(got)
		}
	})
	t.Run("F21_Stale", func(t *testing.T) { b.Refused(set(1), "place.changed") })
	t.Run("B31_Refused", func(t *testing.T) {
		for _, bad := range []contract.SchoolHoliday{
			{Kind: contract.SchoolWinter, From: "2029-02-29", To: "2029-03-04"},
			{Kind: contract.SchoolWinter, From: "2029-02-20", To: "2029-02-19"},
			{Kind: contract.SchoolSummer, From: "2029-01-01", To: "2029-12-31"},
		} {
			b.Refused(set(2, bad), "season.date")
		}
		b.Refused(set(2, winter, winter), "season.twice")
	})
	t.Run("B31_APeriodThatIsNone", func(t *testing.T) {
		for _, p := range []contract.Period{{From: "2029-02-29", To: "2029-06-30"}, {From: "2029-06-30", To: "2029-01-01"}, {From: "2029-01-01", To: "2099-01-01"}} {
			_, err := b.api.ProposeSeason(b.ctx, contract.ProposeSeasonRequestObject{Place: b.Place.Slug, Body: &p})
			b.Refused(err, "season.date")
		}
	})
}

func TestGoals(t *testing.T) {
	b := newBundle(t)
	plan := b.draft()
	set := func(text string, goals ...contract.Goal) error {
		got, err := b.api.SetGoals(b.ctx, contract.SetGoalsRequestObject{Season: plan.Id, Params: contract.SetGoalsParams{IfMatch: version(plan)},
			Body: &contract.SeasonGoals{Goals: goals, Text: text}})
		if err == nil {
			plan = contract.SeasonPlan(got.(contract.SetGoals200JSONResponse))
		}
		return err
	}
	b.Must(set("Flere nye familier", contract.Goal{Goal: contract.GoalChildren, Target: 50}, contract.Goal{Goal: contract.GoalSatisfaction, Target: 90}))
	b.Must(set("Flere nye familier enn i fjor", contract.Goal{Goal: contract.GoalPeople, Target: 200}))
	if got := fmt.Sprint(plan.Goals, plan.GoalText); got != "[{people 200}]Flere nye familier enn i fjor" {
		t.Error(got)
	}
	b.Refused(set("", contract.Goal{Goal: contract.GoalSatisfaction, Target: 101}), "invalid")
	b.Refused(set("", contract.Goal{Goal: contract.GoalPeople}, contract.Goal{Goal: contract.GoalPeople}), "invalid")
	b.Refused(set(strings.Repeat("å", 601)), "invalid")
	stale := plan
	b.Must(set(""))
	plan = stale
	b.Refused(set("etterpå"), "season.changed")
}

func TestListSeasons(t *testing.T) {
	b := newBundle(t)
	plan := b.published("01-15", "02-12")
	b.begin(b.year, contract.HalfAutumn)
	b.Must(b.Store.Gorm.Exec("update sessions set status = 'cancelled' where id = ?", plan.Dates[1].Session).Error)
	got, err := b.api.ListSeasons(b.ctx, contract.ListSeasonsRequestObject{Place: b.Place.Slug})
	b.Must(err)
	list := got.(contract.ListSeasons200JSONResponse)
	if len(list) != 2 || list[0].Status != contract.Draft || list[0].First != nil || list[1].Saturdays != 1 || list[1].Cancelled != 1 || *list[1].First != b.day("01-15") || *list[1].Last != b.day("02-12") {
		t.Errorf("%+v", list)
	}
}
