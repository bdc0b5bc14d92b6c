package entry_test

import (
	"context"
	"testing"
	"time"

	"github.com/google/uuid"

	"musikkforalle/api/contract"
	"musikkforalle/internal/answer"
	"musikkforalle/internal/answer/entry"
	"musikkforalle/internal/db"
	"musikkforalle/internal/family"
	"musikkforalle/internal/fault"
	"musikkforalle/internal/fixture"
	"musikkforalle/internal/place"
	"musikkforalle/internal/session"
)

// world is a place with a session in a week, and its organiser, whom families ring.
type world struct {
	*fixture.World
	api     entry.API
	session *session.Session
	ctx     context.Context // the organiser who calls
}

func newWorld(t *testing.T, capacity int32) *world {
	t.Helper()
	t.Parallel()
	w := &world{World: fixture.New(t)}
	w.api = entry.API{Store: w.Store}
	w.session = w.Session(7*24*time.Hour, func(s *session.Session) { s.Capacity = &capacity })
	w.ctx = fixture.As(context.Background(), w.Member(place.Organiser))
	return w
}

// rings enters a family of so many people.
func (w *world) rings(heads int32, more ...func(*contract.EnteredAnswer)) (contract.FamilyAnswer, error) {
	said := contract.EnteredAnswer{Lang: contract.Ar, Company: contract.Company{Children: 1, Parents: heads - 1}}
	for _, add := range more {
		add(&said)
	}
	r, err := w.api.EnterAnswer(w.ctx, contract.EnterAnswerRequestObject{Session: w.session.ID, Body: &said})
	if err != nil {
		return contract.FamilyAnswer{}, err
	}
	return contract.FamilyAnswer(r.(contract.EnterAnswer201JSONResponse)), nil
}

// entered is rings, where nothing stands in the way.
func (w *world) entered(heads int32, more ...func(*contract.EnteredAnswer)) contract.FamilyAnswer {
	w.Helper()
	a, err := w.rings(heads, more...)
	w.Must(err)
	return a
}

// change says what the family says now, over the version that was seen; nobody comes with 0.
func (w *world) change(id uuid.UUID, version, heads int32) (contract.FamilyAnswer, error) {
	body := contract.ChangedAnswer{Coming: heads > 0}
	if heads > 0 {
		body.Company = &contract.Company{Children: 1, Parents: heads - 1}
	}
	r, err := w.api.ChangeAnswer(w.ctx, contract.ChangeAnswerRequestObject{
		Session: w.session.ID, Family: id, Params: contract.ChangeAnswerParams{IfMatch: db.Tag(version)}, Body: &body,
	})
	if err != nil {
		return contract.FamilyAnswer{}, err
	}
	return contract.FamilyAnswer(r.(contract.ChangeAnswer200JSONResponse)), nil
}

func (w *world) takeBack(id uuid.UUID, version int32) error {
	_, err := w.api.TakeBackAnswer(w.ctx, contract.TakeBackAnswerRequestObject{
		Session: w.session.ID, Family: id, Params: contract.TakeBackAnswerParams{IfMatch: db.Tag(version)},
	})
	return err
}

// answers is what the organiser sees.
func (w *world) answers() []contract.FamilyAnswer {
	w.Helper()
	r := fixture.OK[contract.ListAnswers200JSONResponse](w)(w.api.ListAnswers(w.ctx, contract.ListAnswersRequestObject{Session: w.session.ID}))
	if int(r.Count) != len(r.Answers) {
		w.Errorf("%d of %d answers", len(r.Answers), r.Count)
	}
	return r.Answers
}

// itself answers as a family's own phone does.
func (w *world) itself(family uuid.UUID, heads int32) {
	w.Helper()
	w.Must(w.Store.Tx(w.ctx, func(tx *db.Tx) error {
		return answer.SetTx(w.ctx, tx, w.session.ID, family, true, answer.Company{Children: 1, Parents: heads - 1})
	}))
}

func (w *world) isState(a contract.FamilyAnswer, want answer.State) {
	w.Helper()
	if string(a.State) != string(want) {
		w.Errorf("the answer is %s, want %s", a.State, want)
	}
}

func TestEnter(t *testing.T) {
	t.Parallel()
	t.Run("AFamilyWithoutAPhoneInTheAppIsComing", func(t *testing.T) {
		w := newWorld(t, 10)
		w.entered(2)
		w.isState(w.entered(3, func(e *contract.EnteredAnswer) { e.Nickname, e.Phone = new(" Nadia\u202e"), new("40 00 00 01") }), answer.Coming)
		all := w.answers()
		if len(all) != 2 || *all[0].Nickname != "Nadia" || all[1].Nickname != nil || all[0].Lang != contract.Ar || all[0].Company.Parents != 2 {
			t.Errorf("%+v", all)
		}
		if n := w.Number("select seats_taken from sessions where id = ?", w.session.ID); n != 5 {
			t.Errorf("%d seats are taken, want 5", n)
		}
		if n := w.Number("select count(*) from devices where family_id is not null"); n != 0 {
			t.Errorf("%d phones", n)
		}
		if n := w.Number("select count(*) from families where phone is null and phone_sealed is not null and place_id = ?", w.Place.ID); n != 1 {
			t.Errorf("%d numbers, want 1, sealed", n)
		}
		if n := w.Number("select count(*) from audit where action = 'answer.entered' and actor = 'member' and session_id = ? and place_id = ?", w.session.ID, w.Place.ID); n != 2 {
			t.Errorf("%d lines in the audit", n)
		}
	})
	t.Run("TheRuleOfSeatsIsTheSame", func(t *testing.T) {
		w := newWorld(t, 4)
		w.isState(w.entered(4), answer.Coming)
		w.isState(w.entered(2), answer.Waiting)
		_, err := w.rings(5)
		w.Wants(err, answer.ErrLargerThanHall)
		_, err = w.rings(1, func(e *contract.EnteredAnswer) { e.Company = contract.Company{} })
		w.Wants(err, answer.ErrNobodyComes)
		_, err = w.rings(1, func(e *contract.EnteredAnswer) { e.Phone = new("ring meg") })
		if rule := w.Refused(err, "invalid"); rule != "phone" {
			t.Errorf("refused by %q", rule)
		}
		w.Exec("update sessions set status = 'cancelled' where id = ?", w.session.ID)
		_, err = w.rings(1)
		w.Wants(err, answer.ErrClosed)
		if n := w.Number("select count(*) from families"); n != 2 {
			t.Errorf("%d families; who was refused is stored", n)
		}
	})
}

func TestChange(t *testing.T) {
	t.Parallel()
	t.Run("TheFamilysPhoneSeesIt", func(t *testing.T) {
		w := newWorld(t, 10)
		id := w.Family("ti")
		w.itself(id, 4)
		changed, err := w.change(id, w.answers()[0].Version, 2)
		w.Must(err)
		w.isState(changed, answer.Coming)
		seen, err := answer.OfFamily(w.ctx, w.Store.Gorm, id, answer.ToCome)
		w.Must(err)
		if len(seen) != 1 || seen[0].Company.Parents != 1 {
			t.Errorf("%+v", seen)
		}
		no, err := w.change(id, changed.Version, 0)
		w.Must(err)
		w.isState(no, answer.NotComing)
		if n := w.Number("select count(*) from audit where action = 'answer.changed' and session_id = ?", w.session.ID); n != 2 {
			t.Errorf("%d lines in the audit", n)
		}
	})
	t.Run("F21/WhatTheFamilySaidMeanwhileStands", func(t *testing.T) {
		w := newWorld(t, 10)
		id := w.Family("nb")
		w.itself(id, 4)
		seen := w.answers()[0].Version
		w.itself(id, 3)
		_, err := w.change(id, seen, 2)
		w.Wants(err, entry.ErrChanged)
		w.Wants(w.takeBack(id, seen), entry.ErrChanged)
		w.Must(answer.Undo(w.ctx, w.Store, w.session.ID, id))
		w.itself(id, 4)
		_, err = w.change(id, seen, 2) // as many as were seen, and yet another answer
		w.Wants(err, entry.ErrChanged)
		if got := w.answers()[0].Company.Parents; got != 3 {
			t.Errorf("%d parents, want 3", got)
		}
	})
	t.Run("F21/OfTwoOrganisersAtOnceOneIsTold", func(t *testing.T) {
		w := newWorld(t, 10)
		a := w.entered(4)
		done := make(chan error)
		for i := range 2 {
			go func() {
				_, err := w.change(a.Id, a.Version, int32(i+1))
				done <- err
			}()
		}
		first, second := <-done, <-done
		if first == nil {
			first, second = second, first
		}
		w.Wants(first, entry.ErrChanged)
		w.Wants(second, nil)
	})
	t.Run("B40/WhatThePlaceDoesNotKnowIsNotFound", func(t *testing.T) {
		w := newWorld(t, 10)
		_, err := w.change(w.Family("nb"), 0, 2)
		w.Wants(err, fault.ErrNotFound)
		_, err = w.change(uuid.New(), 0, 2)
		w.Wants(err, fault.ErrNotFound)
		w.session = fixture.Session(t, w.Store, fixture.Place(t, w.Store), time.Now().Add(7*24*time.Hour))
		_, err = w.rings(2)
		w.Wants(err, fault.ErrNotFound)
		if n := w.Number("select count(*) from audit where action like 'answer.%'"); n != 0 {
			t.Errorf("%d lines in the audit", n)
		}
	})
}

func TestTakeBack(t *testing.T) {
	t.Parallel()
	t.Run("TheSeatsGoToWhoWaits", func(t *testing.T) {
		w := newWorld(t, 4)
		a, waits := w.entered(4), w.entered(2)
		w.Must(w.takeBack(a.Id, a.Version))
		all := w.answers()
		if len(all) != 1 || all[0].Id != waits.Id {
			t.Fatalf("%+v", all)
		}
		w.isState(all[0], answer.Offered)
		w.Wants(w.takeBack(a.Id, 0), fault.ErrNotFound)
		if n := w.Number("select count(*) from audit where action = 'answer.taken_back'"); n != 1 {
			t.Errorf("%d lines in the audit", n)
		}
	})
	t.Run("IsUndoneByGivingTheAnswerAgain", func(t *testing.T) {
		w := newWorld(t, 4)
		a := w.entered(4)
		w.Must(w.takeBack(a.Id, a.Version))
		again, err := w.change(a.Id, 0, 4)
		w.Must(err)
		w.isState(again, answer.Coming)
		w.Wants(w.takeBack(a.Id, a.Version), entry.ErrChanged)
	})
	t.Run("P5/AFamilyThatIsErasedLeavesNoAnswer", func(t *testing.T) {
		w := newWorld(t, 4)
		a := w.entered(3)
		erased, err := family.Forget(w.ctx, w.Store, "select id from families")
		if w.Must(err); erased != 1 || len(w.answers()) != 0 {
			t.Errorf("%d erased, %+v", erased, w.answers())
		}
		_, err = w.change(a.Id, a.Version, 2)
		w.Wants(err, fault.ErrNotFound)
	})
}
