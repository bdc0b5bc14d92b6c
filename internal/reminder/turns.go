package reminder

import "sync"

// turns lets one deliverer at a time work for a service. Whoever comes meanwhile asks it for another round instead.
type turns struct {
	mu    sync.Mutex
	again map[string]bool // by service with a deliverer: somebody came meanwhile
}

// take says whether the caller is the service's deliverer now.
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
