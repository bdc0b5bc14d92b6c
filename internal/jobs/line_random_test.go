package jobs_test

import (
	"context"
	"errors"
	"slices"
	"testing"
	"time"

	"github.com/google/uuid"
	"pgregory.net/rapid"

	"musikkforalle/api/contract"
	"musikkforalle/internal/answer"
	"musikkforalle/internal/audit"
	"musikkforalle/internal/db"
	"musikkforalle/internal/family"
	"musikkforalle/internal/fault"
	"musikkforalle/internal/fixture"
	"musikkforalle/internal/place"
	"musikkforalle/internal/season"
	"musikkforalle/internal/session"
)

// changes are all ways in which the rule that moves the line may come to another result.
var changes = map[string]func(*rapid.T, *line) error{
	"a family comes, or with another number": func(r *rapid.T, l *line) error { return l.come(l.one(r), rapid.Int32Range(1, 7).Draw(r, "heads")) },
	"a family stays away":                    func(r *rapid.T, l *line) error { return l.stay(l.one(r)) },
	"an answer is undone":                    func(r *rapid.T, l *line) error { return answer.Undo(l.organiser, l.Store, l.session, l.one(r)) },
	"an offer lapses":                        func(r *rapid.T, l *line) error { return l.lapse(l.one(r)) },
	"the capacity":                           func(r *rapid.T, l *line) error { return l.plan(rapid.Int32Range(0, 9).Draw(r, "capacity")) },
	"the settings of the place": func(r *rapid.T, l *line) error {
		return l.settle(contract.PlaceSettingsChange{
			SmallerMayPass: new(rapid.Bool().Draw(r, "smaller may pass")), OfferHoldMinutes: new(rapid.Int32Range(10, 900).Draw(r, "minutes")),
			UsualCapacity: new(rapid.Int32Range(0, 9).Draw(r, "usual capacity")),
		})
	},
	"the session is moved": func(r *rapid.T, l *line) error {
		start := time.Now().Add(time.Duration(rapid.IntRange(2, 900).Draw(r, "hours")) * time.Hour)
		return session.Moving(start, start.Add(time.Hour)).Do(l.organiser, l.Store, l.session, audit.CommandLine)
	},
	"a family is erased": func(r *rapid.T, l *line) error {
		return family.Erase(l.as(l.goes(r)), l.Store, l.families[len(l.families)-1])
	},
	"a family is forgotten after two years": func(r *rapid.T, l *line) error {
		l.goes(r)
		_, err := family.Forget(l.organiser, l.Store, "select id from families where id = '"+l.families[len(l.families)-1].String()+"'")
		return err
	},
	"two families are merged": func(r *rapid.T, l *line) error { return l.merge(l.goes(r), l.families[0]) },
}

// Whatever is changed, and in whatever order, nobody waits whom the rule
// would give seats, and every number that families are shown is what the rule says to them.
func TestTheLineMovesAfterEveryChange(t *testing.T) {
	t.Parallel()
	l := &line{World: fixture.New(t)}
	l.organiser = l.As(place.Organiser)
	names := make([]string, 0, len(changes))
	for name := range changes {
		names = append(names, name)
	}
	slices.Sort(names)
	days := 0
	rapid.Check(t, func(r *rapid.T) {
		days++
		l.Exec("delete from families")
		l.Exec("delete from sessions")
		l.session = l.Session(time.Duration(40+days)*24*time.Hour, func(s *session.Session) { s.Capacity = new(int32(6)) }).ID
		l.families = nil
		for range 6 {
			l.families = append(l.families, l.Family("nb"))
		}
		for range rapid.IntRange(2, 5).Draw(r, "families that come first") {
			l.must(r, l.come(l.one(r), rapid.Int32Range(1, 6).Draw(r, "heads")))
		}
		for range rapid.IntRange(1, 8).Draw(r, "changes") {
			name := rapid.SampledFrom(names).Draw(r, "change")
			if len(l.families) == 1 && slices.Contains([]string{"a family is erased", "a family is forgotten after two years", "two families are merged"}, name) {
				continue
			}
			l.must(r, changes[name](r, l))
			l.families = l.Families()
			l.moved(r)
		}
		l.numbersAreTrue(r)
	})
}

// must fails unless the change was made, or was refused as the rules say.
func (l *line) must(r *rapid.T, err error) {
	for _, refusal := range []error{nil, answer.ErrNoRoomForMore, answer.ErrLargerThanHall, season.ErrCapacity, session.ErrSame, fault.ErrNotFound} {
		if errors.Is(err, refusal) {
			return
		}
	}
	r.Fatal(err)
}

func (l *line) one(r *rapid.T) uuid.UUID { return rapid.SampledFrom(l.families).Draw(r, "family") }

// goes puts the family that will be gone last, and returns it.
func (l *line) goes(r *rapid.T) uuid.UUID {
	at := rapid.IntRange(0, len(l.families)-1).Draw(r, "family that goes")
	last := len(l.families) - 1
	l.families[at], l.families[last] = l.families[last], l.families[at]
	return l.families[last]
}

// Families returns the families that there still are.
func (l *line) Families() (all []uuid.UUID) {
	l.Must(l.Store.Gorm.Raw("select id from families order by id").Scan(&all).Error)
	return all
}

// now reads the session, and those who wait in their order.
func (l *line) now() (s *session.Session, waiting []answer.Answer) {
	s, err := session.Get(context.Background(), l.Store, l.session)
	l.Must(err)
	l.Must(l.Store.Gorm.Where("session_id = ? and state = 'waiting'", l.session).Order("waiting_since, family_id").Find(&waiting).Error)
	return s, waiting
}

// moved checks, by the rule in words, that nobody waits who could have been offered seats, and that the sums are right.
func (l *line) moved(r *rapid.T) {
	s, waiting := l.now()
	tooLarge := int32(0)
	blocked := false
	for _, a := range waiting {
		switch {
		case s.Capacity != nil && a.Seats > *s.Capacity:
			tooLarge++
		case s.Capacity == nil || !blocked && s.SeatsTaken+a.Seats <= *s.Capacity:
			r.Fatalf("%d wait beside %d of %d taken seats", a.Seats, s.SeatsTaken, s.Capacity)
		default:
			blocked = !s.Place.SmallerMayPass
		}
	}
	taken := l.Number("select coalesce(sum(seats), 0) from answers where session_id = ? and state in ('coming', 'offered')", l.session)
	if taken != int(s.SeatsTaken) || len(waiting) != int(s.FamiliesWaiting) || len(waiting) > 0 && tooLarge != s.FamiliesTooLarge {
		r.Fatalf("%d seats are taken, %d wait, %d of them too large; the session says %d, %d, %d",
			taken, len(waiting), tooLarge, s.SeatsTaken, s.FamiliesWaiting, s.FamiliesTooLarge)
	}
}

// numbersAreTrue asks the rule, in transactions that are taken back, whether families get what they are shown.
func (l *line) numbersAreTrue(r *rapid.T) {
	s, waiting := l.now()
	if open := session.Brief(s).SeatsLeft; open != nil {
		newcomer := l.Family("nb")
		if *open > 0 && !l.getsSeats(newcomer, *open) {
			r.Fatalf("%d seats are shown as free, but a new family of %d gets none", *open, *open)
		}
		if l.getsSeats(newcomer, *open+1) {
			r.Fatalf("%d seats are shown as free, but a new family of %d gets them", *open, *open+1)
		}
	}
	before := int32(0)
	for _, a := range waiting {
		shown, err := answer.OfFamily(context.Background(), l.Store.Gorm, a.FamilyID, answer.ToCome)
		l.Must(err)
		if *shown[0].WaitingBefore != before {
			r.Fatalf("%d families are shown before it, want %d", *shown[0].WaitingBefore, before)
		}
		tooLarge := s.Capacity != nil && a.Seats > *s.Capacity
		if !tooLarge {
			before++
		}
		if (shown[0].TooLarge != nil) != tooLarge {
			r.Fatalf("a family of %d is told %v", a.Seats, shown[0].TooLarge)
		}
		room := int32(0)
		if shown[0].RoomFor != nil {
			room = *shown[0].RoomFor
		}
		if room > 0 && !l.getsSeats(a.FamilyID, room) {
			r.Fatalf("room is shown for %d of %d, but they get none", room, a.Seats)
		}
		if room+1 < a.Seats && l.getsSeats(a.FamilyID, room+1) {
			r.Fatalf("room is shown for %d of %d, but %d get seats", room, a.Seats, room+1)
		}
	}
}

var errTakenBack = errors.New("taken back")

// getsSeats reports whether a family that says that so many come gets seats at once. Nothing is stored.
func (l *line) getsSeats(family uuid.UUID, heads int32) (yes bool) {
	err := l.Store.Tx(context.Background(), func(tx *db.Tx) error {
		err := answer.SetTx(context.Background(), tx, l.session, family, true, answer.Company{Parents: heads})
		if errors.Is(err, answer.ErrLargerThanHall) {
			return errTakenBack
		}
		l.Must(err)
		l.Must(tx.DB.Raw("select state = 'coming' from answers where session_id = ? and family_id = ?", l.session, family).Scan(&yes).Error)
		return errTakenBack
	})
	l.Wants(err, errTakenBack)
	return yes
}
