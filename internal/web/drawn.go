package web

import (
	"context"
	"errors"
	"syscall"
	"time"

	"github.com/gofiber/fiber/v2"

	"musikkforalle/internal/fault"
	"musikkforalle/internal/limit"
	"musikkforalle/internal/paper"
)

// drawn serves a public sheet or picture. The bytes are cached under key; what is not cached is drawn by the press, within the
// budget of the caller's network.
func (s *Server) drawn(c *fiber.Ctx, key, contentType string, what func(context.Context) (paper.Drawing, error)) error {
	ctx, stop := whileConnected(c)
	defer stop()
	from := network(s.proxies.client(c))
	if err := s.pacer.Wait(ctx, from); err != nil {
		return unlessGone(c, ctx, err)
	}
	k, err := s.public.read(ctx, key, func(ctx context.Context) ([]byte, error) {
		d, err := what(ctx)
		if err != nil {
			return nil, err
		}
		return s.Press.Print(ctx, d, func() error { return limit.Drawings.Count(ctx, s.Store, from) })
	})
	if err != nil {
		return unlessGone(c, ctx, err)
	}
	return k.send(c, contentType)
}

// unlessGone returns err, or errHungUp if the client is why ctx ended.
func unlessGone(c *fiber.Ctx, ctx context.Context, err error) error {
	if ctx.Err() != nil && c.UserContext().Err() == nil {
		return errHungUp
	}
	return err
}

// errHungUp is answered to nobody; it keeps the log free of clients that left.
var errHungUp = fault.New(fault.BadRequest, "hung_up")

// lookEvery is how often a connection that waits is looked at.
const lookEvery = 100 * time.Millisecond

// whileConnected returns the request's context, which also ends when the client hangs up: the HTTP server does not notice that
// while a handler runs.
func whileConnected(c *fiber.Ctx) (ctx context.Context, stop func()) {
	ctx, cancel := context.WithCancel(c.UserContext())
	conn, ok := c.Context().Conn().(syscall.Conn)
	if !ok {
		return ctx, cancel
	}
	go func() {
		look := time.NewTicker(lookEvery)
		defer look.Stop()
		for {
			select {
			case <-ctx.Done():
				return
			case <-look.C:
				if hungUp(conn) {
					cancel()
					return
				}
			}
		}
	}()
	return ctx, cancel
}

// hungUp reports whether the other side has closed the connection. It reads nothing: the next request stays where it is.
func hungUp(conn syscall.Conn) bool {
	raw, err := conn.SyscallConn()
	if err != nil {
		return false
	}
	gone := false
	err = raw.Control(func(fd uintptr) {
		var one [1]byte
		n, _, err := syscall.Recvfrom(int(fd), one[:], syscall.MSG_PEEK|syscall.MSG_DONTWAIT) // a descriptor is small
		gone = n == 0 && err == nil || errors.Is(err, syscall.ECONNRESET)
	})
	return gone || err != nil
}
