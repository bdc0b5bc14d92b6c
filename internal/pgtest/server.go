package pgtest

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"sync"
	"testing"

	"github.com/jackc/pgx/v5"

	"musikkforalle/internal/db/private"
)

// EnvURL names the variable with the address of a server where tests may make and drop databases.
const EnvURL = "TEST_DATABASE_URL"

// testServer is where this program's tests have their databases.
type testServer struct {
	admin    string // address of a database to make others from
	template string // database that tests are cloned from
	strategy string // of cloning it; empty: the server's own
}

// server finds or starts the server once in a program.
var server = sync.OnceValues(func() (testServer, error) {
	ctx := context.Background()
	admin := os.Getenv(EnvURL)
	if admin == "" {
		// Never stopped by us: the end of the program stops it.
		started, err := Start(ctx)
		if err != nil {
			return testServer{}, err
		}
		admin = Admin(started)
	}
	template, err := makeTemplate(ctx, admin)
	if err != nil {
		return testServer{}, fmt.Errorf("make the template database: %w", err)
	}
	strategy, err := chooseStrategy(ctx, admin)
	if err != nil {
		return testServer{}, fmt.Errorf("choose how to clone: %w", err)
	}
	return testServer{admin, template, strategy}, nil
})

// chooseStrategy copies files where they lie in memory: that takes a third of the work. On a disk it is slower than the
// usual way, because all that is unwritten is written first. Servers before PostgreSQL 15 know no other way.
func chooseStrategy(ctx context.Context, admin string) (strategy string, err error) {
	conn, err := pgx.Connect(ctx, admin)
	if err != nil {
		return "", err
	}
	defer func() { _ = conn.Close(ctx) }()
	err = conn.QueryRow(ctx, `select case when current_setting('server_version_num')::int >= 150000
		and starts_with(current_setting('data_directory'), '/dev/shm/') then ' strategy file_copy' else '' end`).Scan(&strategy)
	return strategy, err
}

// maxServers is how many test programs may each have a private server at one time.
const maxServers = 16

// quick turns durability off: a power failure may lose data, the end of a program does not.
var quick = []string{
	"fsync=off", "synchronous_commit=off", "full_page_writes=off", "wal_level=minimal", "max_wal_senders=0",
	"max_connections=300", "shared_buffers=64MB", "max_wal_size=256MB", "max_wal_size=256MB",
}

// Start runs a private server for tests in a folder that no other program uses at the same time. The next program reuses
// the folder and finds the template database in it.
func Start(ctx context.Context) (*private.Server, error) {
	folder := filepath.Join(os.TempDir(), fmt.Sprintf("musikkforalle-test-%d", os.Geteuid()))
	for n := range maxServers {
		started, err := private.Start(ctx, filepath.Join(folder, fmt.Sprint(n)), quick...)
		if errors.Is(err, private.ErrBusy) {
			continue
		}
		if err != nil {
			return nil, fmt.Errorf("start a server for tests: %w", err)
		}
		if err := sweep(ctx, Admin(started)); err != nil {
			_ = started.Stop()
			return nil, fmt.Errorf("remove old test databases: %w", err)
		}
		return started, nil
	}
	return nil, fmt.Errorf("%d test servers run already in %s", maxServers, folder)
}

// Admin returns the address of the server in the form of TEST_DATABASE_URL.
func Admin(started *private.Server) string { return started.URL("postgres") }

// Folder returns a new folder for a private server. Unlike t.TempDir, the server's account can enter it when root runs the
// tests. It is removed with the test.
func Folder(t testing.TB) string {
	t.Helper()
	folder, err := os.MkdirTemp("", "musikk")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = os.RemoveAll(folder) })
	if err := os.Chmod(folder, 0o755); err != nil { // PostgreSQL's own folders inside are 0700
		t.Fatal(err)
	}
	return folder
}
