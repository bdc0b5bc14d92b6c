package drill

import (
	"encoding/json"
	"fmt"
	"net/http"
	"sync"
	"sync/atomic"
	"testing"

	"musikkforalle/internal/limit"
	"musikkforalle/internal/promises"
)

// R13: a script of made-up families takes nothing from real ones: they keep their seats, and those who come get theirs.
func TestStrangers(t *testing.T) {
	t.Parallel()
	made, real, capacity := rounds(300, 10_000), 8, 60
	var refused atomic.Int64
	promises.Record(t, func() string {
		return fmt.Sprintf("%d made-up families on one network: %d refused, at most %d of %d seats held, %d of %d real families have theirs",
			made, refused.Load(), limit.Seats.Most, capacity, 2*real, 2*real)
	}, "R13")
	h := newHall(t)
	h.exec("update sessions set capacity = ? where id = ?", capacity, h.session.ID)
	p := start(t, h.settings(behindProxy, "WORKERS=false", "LOG_LEVEL=error")...)
	come := func(network, children int, cookie string) (state string, device string) {
		r, err := p.ask(http.MethodPut, h.answerPath(), coming(children), cookie, network)
		must(t, err)
		if r.StatusCode == http.StatusTooManyRequests || r.StatusCode == http.StatusConflict {
			refused.Add(1)
			return "refused", ""
		}
		var answer struct{ State string }
		must(t, json.Unmarshal(r.body, &answer))
		for _, c := range r.Cookies() {
			device = c.Name + "=" + c.Value
		}
		return answer.State, device
	}
	comes := func(network int) {
		if state, _ := come(network, 1, ""); state != "coming" {
			t.Errorf("a real family of network %d: %s", network, state)
		}
	}
	for network := range real {
		comes(network)
	}
	const script = 0x9999 // its network
	var all sync.WaitGroup
	for worker := range 4 {
		all.Go(func() {
			for i := worker; i < made; i += 4 {
				if _, device := come(script, 1+i%20, ""); device != "" {
					_, _ = come(script, 9, device) // and wants more
				}
			}
		})
	}
	all.Wait()
	for network := range real {
		comes(100 + network)
	}
	if n := h.number("select count(*) from answers where state = 'coming' and seats = 2"); n < 2*real {
		t.Errorf("%d families of two have seats", n)
	}
	if n := h.number("select seats_taken from sessions where id = ?", h.session.ID); n > limit.Seats.Most+4*real {
		t.Errorf("%d seats are held", n)
	}
	if n := h.number("select count(*) from families"); n > limit.Families.Most+2*real {
		t.Errorf("%d families", n)
	}
}
