package family

import (
	"context"
	"errors"
	"testing"

	"github.com/google/uuid"

	"musikkforalle/api/contract"
	"musikkforalle/internal/answer"
	"musikkforalle/internal/db"
	"musikkforalle/internal/fault"
	"musikkforalle/internal/fixture"
)

// TestF19_ParallelErasingMergingAndAnsweringLosesNoSeat shows that all take their locks in one order, and that what the
// session counts is what the answers say when the dust has settled.
func TestF19_ParallelErasingMergingAndAnsweringLosesNoSeat(t *testing.T) {
	b := newBundle(t)
	const each = 6
	var steps []func() error
	for range each {
		answers, erased, first, joined := b.phone(b.family()), b.phone(b.family()), b.phone(b.family()), b.phone(b.family())
		code := b.link(first)
		for _, family := range []uuid.UUID{erased.Family, first.Family, joined.Family} {
			b.comes(family, 2)
			steps = append(steps, b.change(family))
		}
		steps = append(steps, b.change(answers.Family), b.change(answers.Family),
			func() error { _, err := b.read(joined, code, true); return err },
			func() error { _, err := b.api.EraseFamily(erased.ctx, contract.EraseFamilyRequestObject{}); return err })
	}
	if n := fixture.Together(len(steps), func(i int) error { return steps[i]() })[""]; n != len(steps) {
		t.Errorf("%d of %d steps succeeded", n, len(steps))
	}
	if left := b.Number("select count(*) from families"); left != 2*each {
		t.Errorf("%d families are left, want %d", left, 2*each)
	}
	if b.Number(`select count(*) from sessions s, lateral (select
			coalesce(sum(seats) filter (where state in ('coming', 'offered')), 0) as seats,
			count(*) filter (where state = 'coming') as coming, count(*) filter (where state = 'waiting') as waiting
			from answers where session_id = s.id) a
		where s.seats_taken = a.seats and s.families_coming = a.coming and s.families_waiting = a.waiting`) != 1 {
		t.Error("the counts do not agree with the answers")
	}
}

// change lets a family change its answer. That it is erased meanwhile, or that there is no room, is an answer too.
func (b *bundle) change(family uuid.UUID) func() error {
	return func() error {
		err := b.Store.Tx(context.Background(), func(tx *db.Tx) error {
			return answer.SetTx(context.Background(), tx, b.session.ID, family, true, answer.Company{Parents: 3})
		})
		if errors.Is(err, fault.ErrNobody) || errors.Is(err, answer.ErrNoRoomForMore) {
			return nil
		}
		return err
	}
}
