package reminder

import "sync"

// turns allows one deliverer per service. A second one asks the first for another round instead.
type turns struct {
	mu    sync.Mutex
	again map[string]bool // services with a deliverer; true: another round was asked for
}

// take reports whether the caller becomes the service's deliverer.
func (t *turns) take(service string) bool {
	t.mu.Lock()
	defer t.mu.Unlock()
	if _, taken := t.again[service]; taken {
		t.again[service] = true
		return false
	}
	if t.again == nil {
		t.again = map[string]bool{}
	}
	t.again[service] = false
	return true
}

// done ends the turn, unless another round was asked for and the caller can still work.
func (t *turns) done(service string, able bool) bool {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.again[service] && able {
		t.again[service] = false
		return false
	}
	delete(t.again, service)
	return true
}
