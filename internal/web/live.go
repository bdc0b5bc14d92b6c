package web

import (
	"bufio"
	"context"
	"fmt"
	"log/slog"
	"net"
	"time"

	"github.com/gofiber/fiber/v2"
	"github.com/google/uuid"

	"musikkforalle/api/contract"
	"musikkforalle/internal/account"
	"musikkforalle/internal/fault"
	"musikkforalle/internal/saturday"
)

const (
	liveBeat     = 15 * time.Second // between two looks at whether the sign-in still holds
	livePace     = time.Second      // however often a session changes
	livePatience = 5 * time.Second  // for a phone to take one line, and for the database to say who holds
)

// live keeps an answer open and says when the session should be read again (server-sent events).
func (s *Server) live(c *fiber.Ctx) error {
	id, err := uuid.Parse(c.Params("session"))
	if err != nil {
		return fault.ErrNotFound
	}
	who := *account.From(c.UserContext())
	if err := s.mayWatch(c.UserContext(), id); err != nil {
		return err
	}
	screen, err := s.screens.Open(who.Member, id)
	if err != nil {
		return err
	}
	c.Set(fiber.HeaderContentType, "text/event-stream")
	c.Set("X-Accel-Buffering", "no") // a proxy must not save the events up
	l := &liveStream{
		screen: screen, conn: c.Context().Conn(), stopping: c.Context().Done(), every: liveBeat, patience: livePatience,
		holds: func() bool { return s.stillHolds(&who, id) },
	}
	c.Context().SetBodyStreamWriter(func(w *bufio.Writer) {
		defer s.screens.Close(screen)
		defer rescued()
		l.run(w)
	})
	return nil
}

func (s *Server) mayWatch(ctx context.Context, id uuid.UUID) error {
	_, err := s.API.WatchSession(ctx, contract.WatchSessionRequestObject{Session: id})
	return err
}

// stillHolds asks again what was asked at the start. While the database cannot say, nobody holds: the app asks anew.
func (s *Server) stillHolds(who *account.Caller, id uuid.UUID) bool {
	ctx, cancel := context.WithTimeout(context.Background(), livePatience)
	defer cancel()
	holds, err := account.MemberHolds(ctx, s.Store, who.Device, who.Member)
	return err == nil && holds && s.mayWatch(account.With(ctx, who), id) == nil
}

// rescued keeps a mistake in one stream from ending the program.
func rescued() {
	if e := recover(); e != nil {
		slog.Error("panic", "route", "live", "kind", fmt.Sprintf("%T", e))
	}
}

// liveStream is one answer that does not end by itself.
type liveStream struct {
	screen   *saturday.Screen
	conn     net.Conn
	stopping <-chan struct{} // the server stops (F2)
	holds    func() bool
	every    time.Duration // asks whether it holds
	patience time.Duration // with a reader
}

// run sends until the reader is gone, the sign-in no longer holds, or the server stops. What happened before the stream
// began may have been missed, so it begins with news.
func (l *liveStream) run(w *bufio.Writer) {
	beat := time.NewTicker(l.every)
	defer beat.Stop()
	for ok := l.send(w, "changed"); ok; {
		select {
		case <-l.stopping:
			return
		case <-l.screen.Changed:
			ok = l.send(w, "changed") && l.pause()
		case <-beat.C:
			ok = l.holds() && l.send(w, "beat")
		}
	}
}

// send writes one event. Each has its own deadline: the server's is meant for answers that end, and whoever does not take
// a line in time is let go (F12).
func (l *liveStream) send(w *bufio.Writer, event string) bool {
	if l.conn.SetWriteDeadline(time.Now().Add(l.patience)) != nil {
		return false
	}
	_, _ = w.WriteString("event: " + event + "\ndata: {}\n\n") // Flush says whether it went
	return w.Flush() == nil
}

// pause lets what changes at the same time become one event.
func (l *liveStream) pause() bool {
	select {
	case <-l.stopping:
		return false
	case <-time.After(livePace):
		return true
	}
}
