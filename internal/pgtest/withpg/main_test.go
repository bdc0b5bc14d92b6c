package main

import (
	"context"
	"os"
	"testing"

	"github.com/jackc/pgx/v5"

	"musikkforalle/internal/pgtest"
)

// TestMain lets this program be the command that is run: it asks the server that it was given.
func TestMain(m *testing.M) {
	if os.Getenv("WITHPG_TEST_COMMAND") == "" {
		os.Exit(m.Run())
	}
	conn, err := pgx.Connect(context.Background(), os.Getenv(pgtest.EnvURL))
	if err == nil {
		err = conn.Ping(context.Background())
	}
	if err != nil {
		os.Exit(1)
	}
	os.Exit(7)
}

func TestRun(t *testing.T) {
	t.Setenv(pgtest.EnvURL, "")
	t.Setenv("WITHPG_TEST_COMMAND", "yes")
	t.Run("CommandFindsAServerAndItsExitCodeIsPassedOn", func(t *testing.T) {
		if err := run(t.Context(), []string{"--", os.Args[0]}); exitCode(err) != 7 {
			t.Errorf("got %v", err)
		}
	})
	t.Run("NoCommandIsExplained", func(t *testing.T) {
		if err := run(t.Context(), nil); err == nil {
			t.Error("got nil")
		}
	})
}
