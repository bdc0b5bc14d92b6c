package season_test

import (
	"context"
	"fmt"
	"testing"
	"time"

	"github.com/google/uuid"

	"musikkforalle/api/contract"
	"musikkforalle/internal/db"
	"musikkforalle/internal/fault"
	"musikkforalle/internal/fixture"
	"musikkforalle/internal/pgtest"
	"musikkforalle/internal/place"
	"musikkforalle/internal/season"
)

// bundle is a place with an organiser who calls, on a database of its own. Its seasons are of the year after next, so
// that no date of them is past.
type bundle struct {
	*testing.T
	ctx   context.Context
	store *db.Store
	api   season.API
	place *place.Place
	year  int32
}

func newBundle(t *testing.T) *bundle {
	t.Helper()
	t.Parallel()
	store := pgtest.New(t)
	b := &bundle{T: t, store: store, place: fixture.Place(t, store), api: season.API{Store: store}, year: int32(time.Now().Year() + 2)}
	b.ctx = fixture.As(context.Background(), fixture.Member(t, store, b.place, place.Organiser))
	return b
}

// draft begins the spring of the bundle's year.
func (b *bundle) draft() contract.SeasonPlan {
	b.Helper()
	return b.begin(b.year, contract.HalfSpring)
}

func (b *bundle) begin(year int32, half contract.Half) contract.SeasonPlan {
	b.Helper()
	got, err := b.api.CreateSeason(b.ctx, contract.CreateSeasonRequestObject{Place: b.place.Slug, Body: &contract.HalfYear{Year: year, Half: half}})
	b.must(err)
	return contract.SeasonPlan(got.(contract.CreateSeason201JSONResponse))
}

// spring is a day of the bundle's spring: "03-13".
func (b *bundle) day(monthAndDay string) string { return fmt.Sprintf("%d-%s", b.year, monthAndDay) }

// dates are those days, at the usual hours.
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
	b.must(err)
	return next
}

func (b *bundle) publish(plan contract.SeasonPlan) (contract.SeasonPlan, error) {
	got, err := b.api.PublishSeason(b.ctx, contract.PublishSeasonRequestObject{Season: plan.Id, Params: contract.PublishSeasonParams{IfMatch: version(plan)}})
	return contract.SeasonPlan(got.(contract.PublishSeason200JSONResponse)), err
}

// published is a season of those days that families see.
func (b *bundle) published(days ...string) contract.SeasonPlan {
	b.Helper()
	plan, err := b.publish(b.mustSet(b.draft(), b.dates(days...)...))
	b.must(err)
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

// withTasks gives the place two hands at the waffles and one to set up, an hour before.
func (b *bundle) withTasks() *bundle {
	b.Helper()
	_, err := place.API{Store: b.store}.UpdatePlaceSettings(b.ctx, contract.UpdatePlaceSettingsRequestObject{Place: b.place.Slug,
		Params: contract.UpdatePlaceSettingsParams{IfMatch: tag(1)}, Body: &contract.PlaceSettingsChange{Tasks: &[]contract.PlaceTask{
			{Task: contract.TaskWaffles, Hands: 2}, {Task: contract.TaskSetUp, Hands: 1, StartsBefore: 60, EndsAfter: -120 + 15, NeedsCertificate: true},
		}}})
	b.must(err)
	return b
}

func version(plan contract.SeasonPlan) string { return tag(plan.Version) }

func tag(n int32) string { return fmt.Sprintf(`"v%d"`, n) }

// refused checks that an error is the fault of a code, and gives the rule of its first field.
func (b *bundle) refused(err error, code string) (rule string) {
	b.Helper()
	f := fault.Of(err)
	if err == nil || f.Code != code {
		b.Errorf("got %v, want %s", err, code)
		return ""
	}
	if len(f.Fields) > 0 {
		rule = f.Fields[0].Rule
	}
	return rule
}

func (b *bundle) must(err error) {
	b.Helper()
	if err != nil {
		b.Fatal(err)
	}
}

func (b *bundle) number(sql string, args ...any) (n int) {
	b.Helper()
	b.must(b.store.Gorm.Raw(sql, args...).Row().Scan(&n))
	return n
}

func (b *bundle) lines(sql string, args ...any) (lines []string) {
	b.Helper()
	b.must(b.store.Gorm.Raw(sql, args...).Scan(&lines).Error)
	return lines
}

// listed are the dates of a plan with their hours.
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
