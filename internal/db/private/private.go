//go:build unix

// Package private runs a PostgreSQL server for one program. The server listens on a unix socket only, keeps its data in a
// folder that the program owns, and stops with the program. It lets a place run the program on a single machine without
// administering a database. Linux and macOS.
package private

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
)

// Server is a running private PostgreSQL.
type Server struct {
	bin      string // folder of the PostgreSQL programs
	data     string // PGDATA
	sock     string // folder of the socket
	account  *account
	settings []string
	lock     *os.File
	cmd      *exec.Cmd
	ended    chan struct{} // closed when the server process is gone
	endedBy  error
}

// ErrBusy is the error of Start if another process runs a private server in the same folder.
var ErrBusy = errors.New("another process uses this database folder")

var errEndedEarly = errors.New("PostgreSQL ended while starting")

// superuser owns every database of the server; the socket's folder keeps others out, so it has no password.
const superuser = "app"

// Start runs the server of folder dir and waits until it answers. The first start creates the database cluster.
// Settings are server parameters such as "fsync=off". Faults: ErrBusy, ErrNoBinaries.
func Start(ctx context.Context, dir string, settings ...string) (*Server, error) {
	dir, err := filepath.Abs(dir)
	if err != nil {
		return nil, err
	}
	if err := os.MkdirAll(dir, 0o755); err != nil { // the server runs as another account than root's and must pass through; its own folders are 0700
		return nil, fmt.Errorf("database folder: %w", err)
	}
	if dir, err = filepath.EvalSymlinks(dir); err != nil { // the kernel tells a server's folder without links
		return nil, fmt.Errorf("database folder: %w", err)
	}
	lock, err := lockFolder(dir)
	if err != nil {
		return nil, err
	}
	s := &Server{data: filepath.Join(dir, "pg"), sock: socketFolder(dir), settings: settings, lock: lock}
	if err := s.prepareAndRun(ctx); err != nil {
		_ = lock.Close()
		return nil, err
	}
	return s, nil
}

func lockFolder(dir string) (*os.File, error) {
	lock, err := os.OpenFile(filepath.Join(dir, "lock"), os.O_CREATE|os.O_RDWR, 0o600)
	if err != nil {
		return nil, fmt.Errorf("database folder: %w", err)
	}
	if err := syscall.Flock(int(lock.Fd()), syscall.LOCK_EX|syscall.LOCK_NB); err != nil {
		_ = lock.Close()
		return nil, fmt.Errorf("%w: %s", ErrBusy, dir)
	}
	return lock, nil
}

func (s *Server) prepareAndRun(ctx context.Context) (err error) {
	if s.account, err = serverAccount(); err != nil {
		return err
	}
	if err := s.makeFolder(s.sock); err != nil {
		return err
	}
	version := clusterVersion(s.data)
	if s.bin, err = chooseBin(FindBin(), version); err != nil {
		return err
	}
	if version == 0 {
		if err := s.initialise(ctx); err != nil {
			return err
		}
	}
	if err := s.clearStale(ctx); err != nil {
		return err
	}
	return s.runUntilReady(ctx)
}

// initialise creates the cluster beside its place and moves it there when it is whole: initdb writes PG_VERSION first,
// so a half-made cluster would look like one.
func (s *Server) initialise(ctx context.Context) error {
	unfinished := s.data + ".new"
	if err := os.RemoveAll(unfinished); err != nil {
		return fmt.Errorf("create database: %w", err)
	}
	if err := s.makeFolder(unfinished); err != nil {
		return err
	}
	if err := s.tool(ctx, "initdb", "-D", unfinished, "-U", superuser, "-A", "trust", "-E", "UTF8", "--no-locale"); err != nil {
		return fmt.Errorf("create database: %w", err)
	}
	if err := os.Rename(unfinished, s.data); err != nil {
		return fmt.Errorf("create database: %w", err)
	}
	return nil
}

// makeFolder makes a folder that only the server's account may enter.
func (s *Server) makeFolder(folder string) error {
	if err := os.MkdirAll(folder, 0o700); err != nil {
		return fmt.Errorf("database folder: %w", err)
	}
	if s.account == nil {
		return nil
	}
	if err := os.Chown(folder, s.account.uid, s.account.gid); err != nil {
		return fmt.Errorf("database folder: %w", err)
	}
	return nil
}

// tool runs one of PostgreSQL's programs to its end as the server's account.
func (s *Server) tool(ctx context.Context, name string, args ...string) error {
	cmd := exec.CommandContext(ctx, filepath.Join(s.bin, name), args...)
	cmd.SysProcAttr = s.account.attributes()
	cmd.Dir = s.sock // the caller's folder may be closed to the server's account
	if out, err := cmd.CombinedOutput(); err != nil {
		return fmt.Errorf("%s: %w: %s", name, err, strings.TrimSpace(string(out)))
	}
	return nil
}

// URL returns the connection address of a database of this server; every cluster has one named "postgres".
func (s *Server) URL(database string) string { return address(s.sock, database) }

// RunningURL returns the connection address of a database of the server that another process runs in folder dir. A command
// uses it after Start has returned ErrBusy.
func RunningURL(dir, database string) (string, error) {
	dir, err := filepath.Abs(dir)
	if err != nil {
		return "", err
	}
	if dir, err = filepath.EvalSymlinks(dir); err != nil {
		return "", fmt.Errorf("database folder: %w", err)
	}
	return address(socketFolder(dir), database), nil
}

func address(socket, database string) string {
	query := url.Values{"host": {socket}, "user": {superuser}}
	return "postgres:///" + database + "?" + query.Encode()
}

// Done is closed when the server has ended, by Stop or by itself.
func (s *Server) Done() <-chan struct{} { return s.ended }
