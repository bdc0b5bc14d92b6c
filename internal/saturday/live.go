package saturday

import (
	"context"
	"strings"
	"sync"

	"github.com/google/uuid"

	"musikkforalle/api/contract"
	"musikkforalle/internal/fault"
	"musikkforalle/internal/session"
)

// Channel is the NOTIFY channel on which the id of a session is said when something of it changed (migrations/00017).
const Channel = "saturday"

// How many screens may be live: of one member, who has a phone and a laptop, and of a whole server.
const (
	mostOfMember = 6
	mostScreens  = 500
)

// WatchSession implements who may GET /api/sessions/{session}/live. Package web keeps the answer open.
func (a API) WatchSession(ctx context.Context, r contract.WatchSessionRequestObject) (contract.WatchSessionResponseObject, error) {
	_, _, err := session.OfTeam(ctx, a.Store.Gorm, r.Session, leaders...)
	return contract.WatchSession200TexteventStreamResponse{Body: strings.NewReader("")}, err
}

// Screens are the live screens of one server.
type Screens struct {
	mu     sync.Mutex
	all    map[uuid.UUID]map[*Screen]bool // by session
	member map[uuid.UUID]int              // how many each has
	n      int
}

// Screen shows one session to one member.
type Screen struct {
	// Changed holds a value when the session should be read again, however often it changed since the last one was taken.
	Changed         <-chan struct{}
	told            chan<- struct{}
	member, session uuid.UUID
}

// NewScreens begins with none.
func NewScreens() *Screens {
	return &Screens{all: map[uuid.UUID]map[*Screen]bool{}, member: map[uuid.UUID]int{}}
}

// Open adds a screen, which must be closed. Fault: too_many.
func (s *Screens) Open(member, session uuid.UUID) (*Screen, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.n >= mostScreens || s.member[member] >= mostOfMember {
		return nil, fault.ErrTooMany
	}
	news := make(chan struct{}, 1)
	screen := &Screen{Changed: news, told: news, member: member, session: session}
	if s.all[session] == nil {
		s.all[session] = map[*Screen]bool{}
	}
	s.all[session][screen] = true
	s.member[member]++
	s.n++
	return screen, nil
}

// Close takes a screen away.
func (s *Screens) Close(screen *Screen) {
	s.mu.Lock()
	defer s.mu.Unlock()
	delete(s.all[screen.session], screen)
	if len(s.all[screen.session]) == 0 {
		delete(s.all, screen.session)
	}
	if s.member[screen.member]--; s.member[screen.member] == 0 {
		delete(s.member, screen.member)
	}
	s.n--
}

// Changed tells the screens of the session whose id is said; with "", when something may have been missed, all of them.
func (s *Screens) Changed(said string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if said == "" {
		for _, screens := range s.all {
			tell(screens)
		}
		return
	}
	if id, err := uuid.Parse(said); err == nil {
		tell(s.all[id])
	}
}

// tell waits for nobody: who has not taken the last news yet needs no other.
func tell(screens map[*Screen]bool) {
	for screen := range screens {
		select {
		case screen.told <- struct{}{}:
		default:
		}
	}
}
