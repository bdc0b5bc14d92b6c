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
	liveBeat     = 15 * time.Second // between two checks of the sign-in
	livePace     = time.Second      // least time between two events
	livePatience = 5 * time.Second  // deadline for writing one event, and for one check of the sign-in
)

// live streams server-sent events that tell the screen when to read the session again.
func (s *Server) live(c *fiber.Ctx) error {
	id, err := uuid.Parse(c.Params("session"))
	if err != nil {
		return fault.ErrNotFound
	}
	who := *account.From(c.UserContext())
	if err := s.mayWatch(c.UserContext(), id); err != nil {
		return err
	}
	screen, err := s.screens.Add(who.Member, id)
	if err != nil {
		return err
	}
	c.Set(fiber.HeaderContentType, "text/event-stream")
	c.Set("X-Accel-Buffering", "no") // a proxy must not buffer the events
	l := &liveStream{
		screen: screen, conn: c.Context().Conn(), stopping: c.Context().Done(), every: liveBeat, patience: livePatience,
		holds: func() bool { return s.stillHolds(&who, id) },
	}
	c.Context().SetBodyStreamWriter(func(w *bufio.Writer) {
		defer s.screens.Remove(screen)
		defer rescued()
		l.run(w)
	})
	return nil
}

func (s *Server) mayWatch(ctx context.Context, id uuid.UUID) error {
	_, err := s.API.WatchSession(ctx, contract.WatchSessionRequestObject{Session: id})
	return err
}

// stillHolds repeats the authorisation of the start. If the database does not answer, it reports false and the app
// connects again.
func (s *Server) stillHolds(who *account.Caller, id uuid.UUID) bool {
	ctx, cancel := context.WithTimeout(context.Background(), livePatience)
	defer cancel()
	holds, err := account.MemberHolds(ctx, s.Store, who.Device, who.Member)
	return err == nil && holds && s.mayWatch(account.With(ctx, who), id) == nil
}

// rescued recovers from a panic in one stream.
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
	every    time.Duration // between two checks of the sign-in
	patience time.Duration // deadline of one write
}

// run sends events until the reader is gone, the sign-in no longer holds, or the server stops. It begins with a change
// event, because changes before the stream began may have been missed.
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

// send writes one event with a deadline of its own, since the server's write timeout is for answers that end. A reader that
// does not take the event in time is disconnected (F12).
func (l *liveStream) send(w *bufio.Writer, event string) bool {
	if l.conn.SetWriteDeadline(time.Now().Add(l.patience)) != nil {
		return false
	}
	_, _ = w.WriteString("event: " + event + "\ndata: {}\n\n") // Flush returns the error
	return w.Flush() == nil
}

// pause waits, so that changes at about the same time become one event.
func (l *liveStream) pause() bool {
	select {
	case <-l.stopping:
		return false
	case <-time.After(livePace):
		return true
	}
}
