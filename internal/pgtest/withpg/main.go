// Command withpg runs a command with a PostgreSQL server for its tests:
//
//	go run ./internal/pgtest/withpg -- go test ./...
//
// The address is in TEST_DATABASE_URL. A server that is named there already is used instead of a new one.
package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"os/signal"
	"syscall"
	"time"

	"musikkforalle/internal/pgtest"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), syscall.SIGINT, syscall.SIGTERM)
	err := run(ctx, os.Args[1:])
	stop()
	os.Exit(exitCode(err))
}

// exitCode is the command's own where it ran.
func exitCode(err error) int {
	var ended *exec.ExitError
	switch {
	case err == nil:
		return 0
	case errors.As(err, &ended):
		return max(ended.ExitCode(), 1) // a command ended by a signal has none
	default:
		fmt.Fprintln(os.Stderr, "withpg:", err)
		return 1
	}
}

func run(ctx context.Context, command []string) error {
	if len(command) > 0 && command[0] == "--" {
		command = command[1:]
	}
	if len(command) == 0 {
		return errors.New("usage: withpg -- command [argument ...]")
	}
	if os.Getenv(pgtest.EnvURL) != "" {
		return runCommand(ctx, command, os.Environ())
	}
	server, err := pgtest.Start(ctx)
	if err != nil {
		return err
	}
	defer func() { _ = server.Stop() }()
	return runCommand(ctx, command, append(os.Environ(), pgtest.EnvURL+"="+pgtest.Admin(server)))
}

// runCommand passes the end of ctx on as an interrupt, so that the command can clean up before its server goes.
func runCommand(ctx context.Context, command, environment []string) error {
	cmd := exec.CommandContext(ctx, command[0], command[1:]...)
	cmd.Stdin, cmd.Stdout, cmd.Stderr = os.Stdin, os.Stdout, os.Stderr
	cmd.Env = environment
	cmd.Cancel = func() error { return cmd.Process.Signal(syscall.SIGINT) }
	cmd.WaitDelay = 10 * time.Second
	return cmd.Run()
}
