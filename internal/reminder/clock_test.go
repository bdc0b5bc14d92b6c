package reminder

import (
	"errors"
	"testing"

	"musikkforalle/internal/clock"
)

// R11: the courier plans and delivers nothing while a clock cannot be trusted.
func TestClockPausesTheCourier(t *testing.T) {
	t.Parallel()
	h := newHall(t)
	h.family(1)
	h.plan()
	h.Exec("insert into clock (trusted_at) values (now() - interval '1 year') on conflict (id) do update set trusted_at = excluded.trusted_at")
	h.courier.Clock = &clock.Clock{} // a start with the database's clock a year ahead
	if _, err := h.courier.Plan(t.Context()); !errors.Is(err, clock.ErrUntrusted) {
		t.Errorf("planning: %v", err)
	}
	if err := h.courier.Deliver(t.Context(), "mail"); !errors.Is(err, clock.ErrUntrusted) && err != nil {
		t.Errorf("delivering: %v", err)
	}
	h.wantStates(map[string]int{"day_before due": 1})
}
