//go:build unix

package private_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"

	"musikkforalle/internal/db/private"
	"musikkforalle/internal/pgtest"
)

// holderEnv makes this test program the one that holds a private server, in the folder it names, until it is killed.
const holderEnv = "PRIVATE_TEST_HOLDER"

func TestMain(m *testing.M) {
	if folder := os.Getenv(holderEnv); folder != "" {
		hold(folder)
	}
	os.Exit(m.Run())
}

// hold starts the server, saves a row, says so and waits for its end.
func hold(folder string) {
	ctx := context.Background()
	server, err := private.Start(ctx, folder)
	if err == nil {
		err = execute(ctx, server, "create table if not exists notes (body text); insert into notes values ('saved')")
	}
	fmt.Println("saved", err)
	_, _ = io.Copy(io.Discard, os.Stdin)
	os.Exit(1)
}

func execute(ctx context.Context, server *private.Server, sql string) error {
	conn, err := pgx.Connect(ctx, server.URL("postgres"))
	if err != nil {
		return err
	}
	defer func() { _ = conn.Close(ctx) }()
	_, err = conn.Exec(ctx, sql)
	return err
}

// startHolder runs another process that holds the server of folder and has saved a row.
func startHolder(t *testing.T, folder string) *exec.Cmd {
	t.Helper()
	holder := exec.Command(os.Args[0])
	holder.Env = append(os.Environ(), holderEnv+"="+folder)
	stdin, err := holder.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	stdout, err := holder.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := holder.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _, _, _ = stdin.Close(), holder.Process.Kill(), holder.Wait() })
	said := make([]byte, 200)
	n, err := stdout.Read(said)
	if err != nil || string(said[:n]) != "saved <nil>\n" {
		t.Fatalf("holder said %q, %v", said[:n], err)
	}
	return holder
}

func serverPid(t *testing.T, folder string) int {
	t.Helper()
	state, err := os.ReadFile(filepath.Join(folder, "pg", "postmaster.pid"))
	if err != nil {
		t.Fatal(err)
	}
	line, _, _ := bytes.Cut(state, []byte("\n"))
	pid, err := strconv.Atoi(string(line))
	if err != nil {
		t.Fatal(err)
	}
	return pid
}

// wantNotes starts the server again and counts what it kept.
func wantNotes(t *testing.T, folder string, want int) {
	t.Helper()
	server, err := private.Start(t.Context(), folder)
	if err != nil {
		t.Fatal(err)
	}
	defer func() {
		if err := server.Stop(); err != nil {
			t.Error(err)
		}
	}()
	conn, err := pgx.Connect(t.Context(), server.URL("postgres"))
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = conn.Close(t.Context()) }()
	var notes int
	if err := conn.QueryRow(t.Context(), "select count(*) from notes").Scan(&notes); err != nil || notes != want {
		t.Errorf("kept %d notes of %d: %v", notes, want, err)
	}
}

func TestStart(t *testing.T) {
	t.Parallel()
	t.Run("F1/KilledProgramStartsAgainWithItsData", func(t *testing.T) {
		t.Parallel()
		folder := pgtest.Folder(t)
		for range 2 {
			if err := startHolder(t, folder).Process.Kill(); err != nil {
				t.Fatal(err)
			}
			waitUnlocked(t, folder)
		}
		wantNotes(t, folder, 2)
	})
	t.Run("F3/KilledProgramAndServerStartAgainWithTheirData", func(t *testing.T) {
		t.Parallel()
		folder := pgtest.Folder(t)
		holder := startHolder(t, folder)
		if err := errors.Join(syscall.Kill(serverPid(t, folder), syscall.SIGKILL), holder.Process.Kill()); err != nil {
			t.Fatal(err)
		}
		waitUnlocked(t, folder)
		wantNotes(t, folder, 1)
	})
	t.Run("PidOfAnotherProgramDoesNotStopTheStart", func(t *testing.T) {
		t.Parallel()
		folder := pgtest.Folder(t)
		server, err := private.Start(t.Context(), folder)
		if err != nil {
			t.Fatal(err)
		}
		if err := errors.Join(execute(t.Context(), server, "create table notes (body text)"), server.Stop()); err != nil {
			t.Fatal(err)
		}
		ours := fmt.Sprintf("%d\n%s/pg\n1\n5432\n", os.Getpid(), folder)
		if err := os.WriteFile(filepath.Join(folder, "pg", "postmaster.pid"), []byte(ours), 0o600); err != nil {
			t.Fatal(err)
		}
		wantNotes(t, folder, 0)
	})
	t.Run("BusyFolderIsRefusedInOneSentence", func(t *testing.T) {
		t.Parallel()
		folder := pgtest.Folder(t)
		startHolder(t, folder)
		_, err := private.Start(t.Context(), folder)
		if !errors.Is(err, private.ErrBusy) || strings.Contains(err.Error(), "\n") {
			t.Errorf("got %v", err)
		}
	})
	t.Run("DoneTellsThatTheServerEnded", func(t *testing.T) {
		t.Parallel()
		folder := pgtest.Folder(t)
		server, err := private.Start(t.Context(), folder)
		if err != nil {
			t.Fatal(err)
		}
		if err := syscall.Kill(serverPid(t, folder), syscall.SIGKILL); err != nil {
			t.Fatal(err)
		}
		select {
		case <-server.Done():
		case <-time.After(20 * time.Second):
			t.Error("not told")
		}
		_ = server.Stop()
	})
	t.Run("LongFolderStillHasASocket", func(t *testing.T) {
		t.Parallel()
		server, err := private.Start(t.Context(), filepath.Join(pgtest.Folder(t), strings.Repeat("long/", 20)))
		if err != nil {
			t.Fatal(err)
		}
		if err := errors.Join(execute(t.Context(), server, "select 1"), server.Stop()); err != nil {
			t.Error(err)
		}
	})
}

// waitUnlocked waits until the kernel has let go of a killed holder's lock.
func waitUnlocked(t *testing.T, folder string) {
	t.Helper()
	lock, err := os.Open(filepath.Join(folder, "lock"))
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = lock.Close() }()
	if err := syscall.Flock(int(lock.Fd()), syscall.LOCK_EX); err != nil {
		t.Fatal(err)
	}
}
