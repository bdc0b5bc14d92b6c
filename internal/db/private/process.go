//go:build unix

package private

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"syscall"
	"time"
)

const (
	readyWait = 60 * time.Second // crash recovery may take a while
	stopWait  = 20 * time.Second
	retries   = 20
	retryWait = 250 * time.Millisecond
)

// runUntilReady starts the server and tries again for five seconds: after a kill -9, backends that have not
// noticed yet still hold the shared memory.
func (s *Server) runUntilReady(ctx context.Context) error {
	for try := 1; ; try++ {
		if err := s.spawn(); err != nil {
			return fmt.Errorf("start PostgreSQL: %w", err)
		}
		err := s.waitReady(ctx)
		if err == nil {
			return nil
		}
		if !errors.Is(err, errEndedEarly) {
			_ = s.halt()
			return err
		}
		if try == retries {
			return err
		}
		time.Sleep(retryWait)
	}
}

func (s *Server) spawn() error {
	log, err := os.OpenFile(s.logFile(), os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	defer func() { _ = log.Close() }() // the server has its own copy
	args := []string{"-D", s.data, "-k", s.sock,
		"-c", "listen_addresses=", "-c", "unix_socket_permissions=0700", "-c", "timezone=UTC", "-c", "log_timezone=UTC"}
	for _, setting := range s.settings {
		args = append(args, "-c", setting)
	}
	s.cmd = exec.Command(filepath.Join(s.bin, "postgres"), args...) // the chosen PostgreSQL; it outlives the context of its start
	s.cmd.Dir, s.cmd.Stdout, s.cmd.Stderr = s.data, log, log
	s.cmd.SysProcAttr = s.account.attributes()
	s.cmd.SysProcAttr.Setsid = true // Ctrl-C must reach us first, not the server
	dieWithUs(s.cmd.SysProcAttr)
	return s.startAndAwait()
}

// startAndAwait starts the server from a thread that lives as long as the server: the kernel sends the signal of
// dieWithUs when the starting thread ends, not only when the program does.
func (s *Server) startAndAwait() error {
	started, ended := make(chan error), make(chan struct{})
	s.ended = ended
	go func() {
		runtime.LockOSThread()
		err := s.cmd.Start()
		started <- err
		if err == nil {
			s.endedBy = s.cmd.Wait()
			close(ended)
		}
	}()
	return <-started
}

// waitReady waits until the server accepts connections.
func (s *Server) waitReady(ctx context.Context) error {
	ctx, cancel := context.WithTimeout(ctx, readyWait)
	defer cancel()
	for !s.ready(ctx) {
		select {
		case <-s.ended:
			return fmt.Errorf("%w (%w), see %s", errEndedEarly, s.endedBy, s.logFile())
		case <-ctx.Done():
			return fmt.Errorf("PostgreSQL does not get ready, see %s: %w", s.logFile(), ctx.Err())
		case <-time.After(20 * time.Millisecond):
		}
	}
	return nil
}

func (s *Server) ready(ctx context.Context) bool {
	conn, err := new(net.Dialer).DialContext(ctx, "unix", s.socketFile())
	if err != nil {
		return false
	}
	_ = conn.Close()
	state, _ := os.ReadFile(s.pidFile())
	return bytes.Contains(state, []byte("ready"))
}

// Stop ends the server's connections and the server, and lets go of the folder.
func (s *Server) Stop() error {
	defer func() { _ = s.lock.Close() }()
	defer func() { _ = os.Remove(s.sock) }() // empty now, and not always inside the folder
	return s.halt()
}

func (s *Server) halt() error {
	_ = s.cmd.Process.Signal(syscall.SIGINT) // PostgreSQL's fast shutdown
	select {
	case <-s.ended:
		return s.endedBy
	case <-time.After(stopWait):
		_ = s.cmd.Process.Kill()
		<-s.ended
		return fmt.Errorf("PostgreSQL did not stop within %s and was killed", stopWait)
	}
}

func (s *Server) logFile() string    { return filepath.Join(filepath.Dir(s.data), "postgres.log") }
func (s *Server) pidFile() string    { return filepath.Join(s.data, "postmaster.pid") }
func (s *Server) socketFile() string { return filepath.Join(s.sock, ".s.PGSQL.5432") }
