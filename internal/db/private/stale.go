//go:build unix

package private

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"os"
	"os/exec"
	"runtime"
	"strconv"
	"syscall"
	"time"
)

// clearStale makes the folder ready after a program that was killed. Its server may live on as an orphan, which is
// stopped, or be gone while its pid now belongs to a zombie or to another program, which PostgreSQL would take for
// a running server. Safe only because we hold the folder's lock.
func (s *Server) clearStale(ctx context.Context) error {
	pid := s.recordedPid()
	if pid <= 1 || !alive(pid) {
		return nil // PostgreSQL itself removes the file of a dead pid
	}
	if err := s.stopOrphan(ctx, pid); err != nil {
		return err
	}
	for _, stale := range []string{s.pidFile(), s.socketFile() + ".lock", s.socketFile()} {
		if err := os.Remove(stale); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return fmt.Errorf("remove stale file: %w", err)
		}
	}
	return nil
}

// stopOrphan ends the server that pid is, if it is one of ours, and waits for its end. It may be ending already.
func (s *Server) stopOrphan(ctx context.Context, pid int) error {
	ctx, cancel := context.WithTimeout(ctx, stopWait)
	defer cancel()
	for asked := false; s.runsHere(pid); {
		if !asked {
			slog.WarnContext(ctx, "stopping the database server that an ended program left behind", "pid", pid)
			asked = syscall.Kill(pid, syscall.SIGINT) == nil
		}
		select {
		case <-ctx.Done():
			return fmt.Errorf("the database server %d that an ended program left behind does not stop: %w", pid, ctx.Err())
		case <-time.After(20 * time.Millisecond):
		}
	}
	return nil
}

// recordedPid is the pid in postmaster.pid, 0 without one.
func (s *Server) recordedPid() int {
	state, _ := os.ReadFile(s.pidFile())
	line, _, _ := bytes.Cut(state, []byte("\n"))
	pid, _ := strconv.Atoi(string(line))
	return pid
}

func alive(pid int) bool { return !errors.Is(syscall.Kill(pid, 0), syscall.ESRCH) }

// runsHere says whether pid is a server of our data folder: PostgreSQL makes that its working folder.
func (s *Server) runsHere(pid int) bool {
	if runtime.GOOS == "linux" {
		folder, err := os.Readlink(fmt.Sprintf("/proc/%d/cwd", pid))
		return err == nil && folder == s.data
	}
	command, _ := exec.Command("ps", "-o", "command=", "-p", strconv.Itoa(pid)).Output()
	return bytes.Contains(command, []byte(s.data))
}
