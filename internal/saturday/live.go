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

// Channel is the NOTIFY channel whose payload is the id of a changed session (migrations/00017).
const Channel = "saturday"

// The most live screens of one member, who may have a phone and a laptop, and of a whole server.
const (
	mostOfMember = 6
	mostScreens  = 500
)

// WatchSession implements GET /api/sessions/{session}/live: it decides whether the caller may watch a session on a live
// screen. The stream itself is written by package web. Faults: nobody and not_found.
func (a API) WatchSession(ctx context.Context, r contract.WatchSessionRequestObject) (contract.WatchSessionResponseObject, error) {
	_, _, err := session.OfTeam(ctx, a.Store.Gorm, r.Session, leaders...)
	return contract.WatchSession200TexteventStreamResponse{Body: strings.NewReader("")}, err
}

// Screens are the live screens of one server.
type Screens struct {
	mu     sync.Mutex
	all    map[uuid.UUID]map[*Screen]bool // by session
	member map[uuid.UUID]int              // number of screens by member
	n      int
}

// Screen is one open stream: one session shown to one member.
type Screen struct {
	// Changed receives a value when the session should be read again. Several changes may become one value.
	Changed         <-chan struct{}
	told            chan<- struct{}
	member, session uuid.UUID
}

// NewScreens returns an empty set of screens.
func NewScreens() *Screens {
	return &Screens{all: map[uuid.UUID]map[*Screen]bool{}, member: map[uuid.UUID]int{}}
}

// Add adds a screen, which the caller must Remove. Fault: too_many.
func (s *Screens) Add(member, session uuid.UUID) (*Screen, error) {
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

// Remove removes the screen.
func (s *Screens) Remove(screen *Screen) {
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

// Changed notifies the screens of a session, given its id. With "", when notifications may have been missed, it notifies
// all screens.
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

// tell does not block: a screen that has not received the last value yet needs no second one.
func tell(screens map[*Screen]bool) {
	for screen := range screens {
		select {
		case screen.told <- struct{}{}:
		default:
		}
	}
}
