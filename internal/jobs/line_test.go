package jobs_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/google/uuid"

	"musikkforalle/api/contract"
	"musikkforalle/internal/account"
	"musikkforalle/internal/answer"
	"musikkforalle/internal/audit"
	"musikkforalle/internal/db"
	"musikkforalle/internal/family"
	"musikkforalle/internal/fixture"
	"musikkforalle/internal/place"
	"musikkforalle/internal/season"
	"musikkforalle/internal/session"
)

// line is a session for which families wait, and all that can change seats, families and settings.
type line struct {
	*fixture.World
	organiser context.Context
	session   uuid.UUID
	families  []uuid.UUID
}

// plan gives the session another capacity; 0 is none.
func (l *line) plan(capacity int32) error {
	seen := int32(l.Number("select n.version from seasons n join sessions s on s.season_id = n.id where s.id = ?", l.session))
	_, err := season.PlanSession(l.organiser, l.Store, l.session, seen, contract.SessionPlan{Capacity: &capacity})
	return err
}

// settle changes the settings of the place, and does the job that this enqueues.
func (l *line) settle(change contract.PlaceSettingsChange) error {
	_, err := place.UpdateSettings(l.organiser, l.Store, l.Place.Slug, int32(l.Number("select version from places")), &change)
	if err != nil || l.Number("delete from river_job where kind = 'place_settings_changed' returning 1") != 1 {
		return fmt.Errorf("no job applies the settings: %w", err)
	}
	return answer.MoveLinesOf(l.organiser, l.Store, l.Place.ID)
}

// merge makes the phone of one family a phone of another.
func (l *line) merge(old, into uuid.UUID) error {
	link, err := family.CreateLink(l.as(into), l.Store, "", into)
	l.Must(err)
	return family.UseLink(l.as(old), l.Store, link.Code, true)
}

// Each change alone, after which a family that waits is offered seats at once.
func TestTheLineMovesAfter(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		capacity int32
		heads    []int32 // of the families, in the order in which they answer
		change   func(l *line) error
		offered  []int // of these families, in the order in which they wait
	}{
		"MoreSeats":           {4, []int32{4, 3}, func(l *line) error { return l.plan(7) }, []int{1}},
		"NoLimit":             {4, []int32{4, 3, 4}, func(l *line) error { return l.plan(0) }, []int{1, 2}},
		"TheFirstCanNeverFit": {6, []int32{2, 4, 5, 2}, func(l *line) error { return errors.Join(l.stay(l.families[1]), l.plan(4)) }, []int{3}},
		"SmallerMayPass":      {5, []int32{4, 3, 1}, func(l *line) error { return l.settle(contract.PlaceSettingsChange{SmallerMayPass: new(true)}) }, []int{2}},
		"AFamilyStaysAway":    {4, []int32{4, 3}, func(l *line) error { return l.stay(l.families[0]) }, []int{1}},
		"FewerCome":           {4, []int32{4, 3}, func(l *line) error { return l.come(l.families[0], 1) }, []int{1}},
		"AnAnswerIsUndone":    {4, []int32{4, 3}, func(l *line) error { return answer.Undo(l.organiser, l.Store, l.session, l.families[0]) }, []int{1}},
		"TheFirstGoesAway":    {5, []int32{4, 3, 1}, func(l *line) error { return l.stay(l.families[1]) }, []int{2}},
		"TheFirstComesFewer":  {5, []int32{3, 4, 1}, func(l *line) error { return l.come(l.families[1], 1) }, []int{2}},
		"AFamilyIsErased":     {4, []int32{4, 3}, func(l *line) error { return family.Erase(l.as(l.families[0]), l.Store, l.families[0]) }, []int{1}},
		"TheFirstIsErased":    {5, []int32{4, 3, 1}, func(l *line) error { return family.Erase(l.as(l.families[1]), l.Store, l.families[1]) }, []int{2}},
		"FamiliesAreMerged":   {4, []int32{2, 2, 2}, func(l *line) error { return l.merge(l.families[0], l.families[1]) }, []int{2}},
		"AnOfferLapses":       {4, []int32{4, 4, 4}, func(l *line) error { return errors.Join(l.stay(l.families[0]), l.lapse(l.families[1])) }, []int{2}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			l := &line{World: fixture.New(t)}
			l.organiser = l.As(place.Organiser)
			l.session = l.Session(200*time.Hour, func(s *session.Session) { s.Capacity = &c.capacity }).ID
			for _, heads := range c.heads {
				l.families = append(l.families, l.Family("nb"))
				l.Must(l.come(l.families[len(l.families)-1], heads))
			}
			l.Must(c.change(l))
			var want, got []string
			for _, i := range c.offered {
				want = append(want, l.families[i].String())
			}
			l.Must(l.Store.Gorm.Raw("select family_id from answers where state = 'offered' order by created_at").Scan(&got).Error)
			if !slices.Equal(got, want) {
				t.Errorf("%v are offered seats, want %v", got, want)
			}
		})
	}
}

// A line that stands beside free seats, however that came about, moves by itself.
func TestTheLineHealsItself(t *testing.T) {
	t.Parallel()
	l := &line{World: fixture.New(t)}
	l.session = l.Session(48*time.Hour, func(s *session.Session) { s.Capacity = new(int32(4)) }).ID
	first, second := l.Family("nb"), l.Family("ar")
	l.Must(l.come(first, 4))
	l.Must(l.come(second, 2))
	l.Exec("update sessions set capacity = 6")
	l.Must(answer.MoveLines(t.Context(), l.Store))
	if got := l.Text("select state from answers where family_id = ?", second); got != "offered" {
		t.Errorf("the family is %s", got)
	}
	if n := l.Number("select count(*) from river_job where kind = 'session_changed'"); n == 0 {
		t.Error("nobody is told")
	}
}

// An offer ends when the session starts, also when the session was moved to before the end of the offer.
func TestOfferEndsWhenTheSessionStarts(t *testing.T) {
	t.Parallel()
	l := &line{World: fixture.New(t)}
	s := l.Session(48*time.Hour, func(s *session.Session) { s.Capacity = new(int32(4)) })
	l.session = s.ID
	first, second := l.Family("nb"), l.Family("ar")
	l.Must(l.come(first, 4))
	l.Must(l.come(second, 2))
	l.Must(answer.Undo(t.Context(), l.Store, l.session, first))
	start := time.Now().Add(2 * time.Hour).UTC().Truncate(time.Second)
	l.Must(session.Moving(start, start.Add(time.Hour)).Do(t.Context(), l.Store, l.session, audit.CommandLine))
	shown, err := answer.OfFamily(t.Context(), l.Store.Gorm, second, answer.ToCome)
	l.Must(err)
	if got := shown[0].OfferUntil; got == nil || !got.Equal(start) {
		t.Errorf("the offer is shown until %v; the session starts at %v", got, start)
	}
	l.Exec("update sessions set starts_at = now() - interval '1 minute'")
	if n, err := answer.LapseOffers(t.Context(), l.Store); n != 1 || err != nil {
		t.Errorf("%d offers ended, %v", n, err)
	}
}

func (l *line) as(family uuid.UUID) context.Context {
	return account.With(context.Background(), &account.Caller{Label: "Chrome, Android", Network: "192.0.2.0/24",
		Family: family, Device: fixture.FamilyDevice(l, l.Store, family)})
}

func (l *line) come(family uuid.UUID, heads int32) error {
	return l.Store.Tx(context.Background(), func(tx *db.Tx) error {
		return answer.SetTx(context.Background(), tx, l.session, family, true, answer.Company{Parents: heads})
	})
}

func (l *line) stay(family uuid.UUID) error {
	return l.Store.Tx(context.Background(), func(tx *db.Tx) error {
		return answer.SetTx(context.Background(), tx, l.session, family, false, answer.Company{})
	})
}

// lapse lets the time of a family's offer pass, if it has one.
func (l *line) lapse(family uuid.UUID) error {
	l.Exec("update answers set offer_expires_at = now() where state = 'offered' and family_id = ?", family)
	_, err := answer.LapseOffers(context.Background(), l.Store)
	return err
}
