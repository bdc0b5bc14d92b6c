package season_test

import (
	"context"
	"fmt"
	"testing"
	"time"

	"github.com/google/uuid"

	"musikkforalle/api/contract"
	"musikkforalle/internal/fixture"
	"musikkforalle/internal/place"
	"musikkforalle/internal/season"
)

// bundle is a place with an organiser who calls, on a database of its own. Its seasons are of the year after next, so
// that no date of them is past.
type bundle struct {
	*fixture.World
	ctx  context.Context
	api  season.API
	year int32
}

func newBundle(t *testing.T) *bundle {
	t.Helper()
	t.Parallel()
	b := &bundle{World: fixture.New(t), year: int32(time.Now().Year() + 2)}
	b.api, b.ctx = season.API{Store: b.Store}, b.As(place.Organiser)
	return b
}

// draft creates the spring season of the bundle's year.
func (b *bundle) draft() contract.SeasonPlan {
	b.Helper()
	return b.begin(b.year, contract.HalfSpring)
}

func (b *bundle) begin(year int32, half contract.Half) contract.SeasonPlan {
	b.Helper()
	got, err := b.api.CreateSeason(b.ctx, contract.CreateSeasonRequestObject{Place: b.Place.Slug, Body: &contract.HalfYear{Year: year, Half: half}})
	b.Must(err)
	return contract.SeasonPlan(got.(contract.CreateSeason201JSONResponse))
}

// day returns a date in the bundle's year: day("03-13").
func (b *bundle) day(monthAndDay string) string { return fmt.Sprintf("%d-%s", b.year, monthAndDay) }

// dates returns those days at the usual hours.
func (b *bundle) dates(days ...string) (dates []contract.NewSeasonDate) {
	for _, d := range days {
		dates = append(dates, contract.NewSeasonDate{Date: b.day(d), From: "11:30", To: "13:30"})
	}
	return dates
}

func (b *bundle) set(plan contract.SeasonPlan, dates ...contract.NewSeasonDate) (contract.SeasonPlan, error) {
	got, err := b.api.SetSeasonDates(b.ctx, contract.SetSeasonDatesRequestObject{Season: plan.Id,
		Params: contract.SetSeasonDatesParams{IfMatch: version(plan)}, Body: &contract.SeasonDates{Dates: dates}})
	return contract.SeasonPlan(got.(contract.SetSeasonDates200JSONResponse)), err
}

func (b *bundle) mustSet(plan contract.SeasonPlan, dates ...contract.NewSeasonDate) contract.SeasonPlan {
	b.Helper()
	next, err := b.set(plan, dates...)
	b.Must(err)
	return next
}

func (b *bundle) publish(plan contract.SeasonPlan) (contract.SeasonPlan, error) {
	got, err := b.api.PublishSeason(b.ctx, contract.PublishSeasonRequestObject{Season: plan.Id, Params: contract.PublishSeasonParams{IfMatch: version(plan)}})
	return contract.SeasonPlan(got.(contract.PublishSeason200JSONResponse)), err
}

// published stores a published season of those days.
func (b *bundle) published(days ...string) contract.SeasonPlan {
	b.Helper()
	plan, err := b.publish(b.mustSet(b.draft(), b.dates(days...)...))
	b.Must(err)
	return plan
}

func (b *bundle) add(plan contract.SeasonPlan, date contract.NewSeasonDate) (contract.SeasonPlan, error) {
	got, err := b.api.AddSession(b.ctx, contract.AddSessionRequestObject{Season: plan.Id, Params: contract.AddSessionParams{IfMatch: version(plan)}, Body: &date})
	return contract.SeasonPlan(got.(contract.AddSession201JSONResponse)), err
}

func (b *bundle) adjust(plan contract.SeasonPlan, session uuid.UUID, change contract.SessionPlan) (contract.SeasonPlan, error) {
	got, err := b.api.PlanSession(b.ctx, contract.PlanSessionRequestObject{Session: session, Params: contract.PlanSessionParams{IfMatch: version(plan)}, Body: &change})
	if err != nil {
		return plan, err
	}
	return contract.SeasonPlan(got.(contract.PlanSession200JSONResponse)), nil
}

// withTasks gives the place two tasks: waffles with two hands, and setting up with one, an hour before.
func (b *bundle) withTasks() *bundle {
	b.Helper()
	_, err := place.API{Store: b.Store}.UpdatePlaceSettings(b.ctx, contract.UpdatePlaceSettingsRequestObject{Place: b.Place.Slug,
		Params: contract.UpdatePlaceSettingsParams{IfMatch: tag(1)}, Body: &contract.PlaceSettingsChange{Tasks: &[]contract.PlaceTask{
			{Task: contract.TaskWaffles, Hands: 2}, {Task: contract.TaskSetUp, Hands: 1, StartsBefore: 60, EndsAfter: -120 + 15, NeedsCertificate: true},
		}}})
	b.Must(err)
	return b
}

func version(plan contract.SeasonPlan) string { return tag(plan.Version) }

func tag(n int32) string { return fmt.Sprintf(`"v%d"`, n) }

// listed returns one line for each date of a plan, with its hours, capacity and tasks.
func listed(plan contract.SeasonPlan) (lines []string) {
	for _, d := range plan.Dates {
		line := fmt.Sprintf("%s %s-%s", d.Date[5:], d.From, d.To)
		if d.Capacity != nil {
			line += fmt.Sprintf(" %d", *d.Capacity)
		}
		for _, t := range d.Tasks {
			line += fmt.Sprintf(" %s:%d", t.Task, t.Hands)
		}
		lines = append(lines, line)
	}
	return lines
}
