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
)

// clearStale makes the folder ready after a program that was killed. Its server may live on as an orphan, which is
// stopped, or be gone while its pid now belongs to a zombie or to another program, which PostgreSQL would take for
// a running server. Safe only because we hold the folder's lock.
func (s *Server) clearStale(ctx context.Context) error {
	pid := s.recordedPid()
	if pid <= 1 || !alive(pid) {
		return nil // PostgreSQL itself removes the file of a dead pid
	}
	if s.runsHere(pid) {
		slog.WarnContext(ctx, "stopping the database server that an ended program left behind", "pid", pid)
		if err := s.tool(ctx, "pg_ctl", "-D", s.data, "-m", "fast", "-w", "-t", "30", "stop"); err != nil && s.runsHere(pid) {
			return fmt.Errorf("stop the server left behind: %w", err)
		}
		return nil
	}
	for _, stale := range []string{s.pidFile(), s.socketFile() + ".lock", s.socketFile()} {
		if err := os.Remove(stale); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return fmt.Errorf("remove stale file: %w", err)
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
	command, _ := exec.Command("ps", "-o", "command=", "-p", strconv.Itoa(pid)).Output() //nolint:gosec // a number
	return bytes.Contains(command, []byte(s.data))
}
