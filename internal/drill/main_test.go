package drill

import (
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"sync"
	"testing"
	"time"

	// The program's parts, so that `go test` does not answer from its cache when one of them has changed.
	_ "musikkforalle/internal/jobs"
	_ "musikkforalle/internal/web"
)

// binary is the program, built once for all drills.
var binary string

// clocksCanBeSet says that libfaketime is there.
var clocksCanBeSet bool

// sideBySide is how many drills run at once: nearly all of their time is waiting for leases to run out.
const sideBySide = "6"

func TestMain(m *testing.M) {
	flag.Parse()
	if err := flag.Set("test.parallel", sideBySide); err != nil {
		fail(err)
	}
	commands, _ := filepath.Glob("../../api/*.go")
	for _, file := range commands {
		_, _ = os.Stat(file) // as the imports above: what a test looks at counts for its cache
	}
	folder, err := os.MkdirTemp("", "drill")
	if err != nil {
		fail(err)
	}
	if clocksCanBeSet, err = settableClocks(folder); err != nil {
		fail(fmt.Errorf("prepare clocks that can be set: %w", err))
	}
	binary = filepath.Join(folder, "musikkforalle")
	build := exec.Command("go", "build", "-o", binary, "../../api")
	build.Stdout, build.Stderr = os.Stdout, os.Stderr
	if err := build.Run(); err != nil {
		fail(fmt.Errorf("build the program: %w", err))
	}
	code := m.Run()
	_ = os.RemoveAll(folder)
	os.Exit(code)
}

func fail(err error) {
	fmt.Fprintln(os.Stderr, "drill:", err)
	os.Exit(1)
}

// rounds is how often a drill is repeated: a few times in every test run, all with DRILL=1.
func rounds(few, all int) int {
	if os.Getenv("DRILL") == "1" {
		return all
	}
	return few
}

// slowest keeps the longest of the times that rounds took.
type slowest struct {
	mu   sync.Mutex
	time time.Duration
}

func (s *slowest) note(took time.Duration) time.Duration {
	s.mu.Lock()
	defer s.mu.Unlock()
	took = took.Round(time.Second)
	s.time = max(s.time, took)
	return took
}

func (s *slowest) String() string { return s.time.String() }

// until waits for something that another process does, and fails the test when it has not happened in time.
func until(t testing.TB, limit time.Duration, what string, happened func() bool) {
	t.Helper()
	for end := time.Now().Add(limit); !happened(); time.Sleep(2 * time.Millisecond) {
		if time.Now().After(end) {
			t.Fatalf("not within %s: %s", limit, what)
		}
	}
}

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}
