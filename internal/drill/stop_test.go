package drill

import (
	"math/rand/v2"
	"syscall"
	"testing"
	"time"
)

// F2: asked to stop, the program finishes what it has begun, gives back what it holds, and is gone within ten seconds.
func TestStop(t *testing.T) {
	t.Parallel()
	t.Run("F2/DrainsWithinTenSecondsAndTheNextServerGoesOn", func(t *testing.T) {
		t.Parallel()
		const families = 400
		h, service := newHall(t), newPushService(t)
		service.says(within(time.Second))
		h.families(service, families, h.session)
		settings := h.settings(allow(t, service)...)
		p := start(t, settings...)
		until(t, 30*time.Second, "messages leave", func() bool { return service.count() > 40 })
		if took := p.stop(); took > 10*time.Second {
			t.Errorf("stopping took %s", took)
		}
		service.untilHungUp(t)
		if sent := h.number("select count(*) from reminders where state = 'sent'"); sent != service.count() || sent == families {
			t.Errorf("%d were posted, %d are noted", service.count(), sent)
		}
		if held := h.leased(); len(held) != 0 {
			t.Errorf("%d are still held", len(held))
		}
		start(t, settings...)
		until(t, 45*time.Second, "the rest is sent", func() bool { return h.settled() == families })
		if repeats := told(t, h.phones); len(repeats) != 0 {
			t.Errorf("%d were told again", len(repeats))
		}
	})
	t.Run("F2/StopsAlsoWhileItStarts", func(t *testing.T) {
		t.Parallel()
		h := newHall(t)
		for range rounds(8, 100) {
			p := launch(t, h.settings()...)
			time.Sleep(rand.N(2 * time.Second)) // wherever that is
			p.signal(syscall.SIGTERM)
			until(t, 12*time.Second, "the program is gone", func() bool { return !p.running() })
		}
	})
}
