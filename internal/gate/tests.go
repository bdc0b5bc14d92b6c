package main

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"slices"
	"strings"
)

// outcome is the result of a run of `go test`.
type outcome struct {
	passed, failed, skipped int
	timings                 []timing
}

// runTests runs the tests of all packages, or of one package, or those of it that match a pattern. It prints a line for
// each package, the output of failed tests, and how many passed, failed and were skipped.
func runTests(ctx context.Context, out io.Writer, args []string) error {
	pattern, only := "./...", ""
	if len(args) > 0 && args[0] != "" {
		pattern = args[0]
	}
	if len(args) > 1 {
		only = args[1]
	}
	raced, plain, err := split(ctx, pattern)
	if err != nil {
		return err
	}
	var total outcome
	var faults []error
	for _, group := range []struct {
		flags, packages []string
	}{{raceFlags(), raced}, {nil, plain}} {
		if len(group.packages) == 0 {
			continue
		}
		faults = append(faults, total.run(ctx, out, slices.Concat(group.flags, selection(only), group.packages)))
	}
	fmt.Fprintf(out, "Go tests: %d passed, %d failed, %d skipped\n", total.passed, total.failed, total.skipped)
	if total.passed+total.failed == 0 {
		faults = append(faults, fmt.Errorf("no test of %s matches %q", pattern, only))
	}
	return errors.Join(append(faults, writeTimings(timingsFolder, "go", total.timings))...)
}

// selection returns the flags that select tests by pattern, none for all tests. Selected tests are never cached.
func selection(only string) []string {
	if only == "" {
		return nil
	}
	return []string{"-count=1", "-run", only}
}

// raceFlags returns the flag of the race detector, or nothing if there is no C compiler, which the detector needs.
func raceFlags() []string {
	if _, err := exec.LookPath(cmp.Or(os.Getenv("CC"), "gcc")); err != nil {
		return nil
	}
	return []string{"-race"}
}

// split lists the packages in two groups: those where goroutines share memory, and the others.
func split(ctx context.Context, pattern string) (shared, others []string, err error) {
	list := exec.CommandContext(ctx, "go", "list", "-f", "{{.ImportPath}}\t{{.Dir}}", pattern)
	list.Stderr = os.Stderr
	out, err := list.Output()
	if err != nil {
		return nil, nil, fmt.Errorf("go list: %w", err)
	}
	for l := range strings.Lines(string(out)) {
		name, folder, _ := strings.Cut(strings.TrimSpace(l), "\t")
		shares, err := sharesMemory(folder)
		if err != nil {
			return nil, nil, err
		}
		if shares {
			shared = append(shared, name)
		} else {
			others = append(others, name)
		}
	}
	return shared, others, nil
}

func (o *outcome) run(ctx context.Context, out io.Writer, args []string) error {
	cmd := exec.CommandContext(ctx, "go", append([]string{"test", "-json", "-vet=off", "-timeout", "12m"}, args...)...) // vet runs by itself
	cmd.Stderr = os.Stderr
	pipe, err := cmd.StdoutPipe()
	if err != nil {
		return err
	}
	if err := cmd.Start(); err != nil {
		return err
	}
	if err := o.read(pipe, out); err != nil {
		return errors.Join(err, cmd.Wait())
	}
	if err := cmd.Wait(); err != nil {
		return fmt.Errorf("go test: %w", err)
	}
	return nil
}

// event is one line of `go test -json`.
type event struct {
	Action, Package, Test, Output, ImportPath string
	Elapsed                                   float64
}

// read reads the events of a run. It holds back a test's output until it is known whether the test fails.
func (o *outcome) read(events io.Reader, out io.Writer) error {
	said := map[string]*strings.Builder{}
	decoder := json.NewDecoder(events)
	for {
		var e event
		if err := decoder.Decode(&e); errors.Is(err, io.EOF) {
			return nil
		} else if err != nil {
			return fmt.Errorf("go test -json: %w", err)
		}
		key := e.Package + " " + e.Test
		switch e.Action {
		case "build-output":
			fmt.Fprint(out, e.Output)
		case "output":
			if said[key] == nil {
				said[key] = &strings.Builder{}
			}
			said[key].WriteString(e.Output)
		case "pass", "fail", "skip":
			o.end(out, e, said[key])
			delete(said, key)
		}
	}
}

func (o *outcome) end(out io.Writer, e event, said *strings.Builder) {
	if said != nil && (e.Action == "fail" || e.Test == "") {
		fmt.Fprint(out, spoken(said.String(), e.Action == "fail"))
	}
	if e.Test == "" {
		return
	}
	switch e.Action {
	case "pass":
		o.passed++
	case "fail":
		o.failed++
	case "skip":
		o.skipped++
		fmt.Fprintf(out, "skipped: %s %s\n", short(e.Package), e.Test)
	}
	if !strings.Contains(e.Test, "/") {
		o.timings = append(o.timings, timing{e.Elapsed, "go", short(e.Package) + " " + e.Test})
	}
}

// spoken returns the part of an output that is worth printing: all but the progress lines of what failed, and only the
// "ok" line of a package that passed.
func spoken(said string, failed bool) string {
	var kept strings.Builder
	for l := range strings.Lines(said) {
		if failed && !strings.HasPrefix(l, "=== ") || strings.HasPrefix(l, "ok ") {
			kept.WriteString(l)
		}
	}
	return kept.String()
}

func short(importPath string) string {
	return strings.TrimPrefix(strings.TrimPrefix(importPath, "musikkforalle/"), "internal/")
}
