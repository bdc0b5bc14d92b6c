package main

import (
	"cmp"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
)

// timingsFolder holds one file for each part of the tests, each with lines `seconds<TAB>kind<TAB>name`.
const timingsFolder = ".build/timings"

// slowest is how many timings the report prints.
const slowest = 20

type timing struct {
	seconds    float64
	kind, name string
}

// report prints the slowest things and how many of each kind ran. It fails if nothing ran of one of the kinds.
func report(out io.Writer, folder string, kinds []string) error {
	all, err := readTimings(folder)
	if err != nil {
		return err
	}
	slices.SortStableFunc(all, func(a, b timing) int { return cmp.Compare(b.seconds, a.seconds) })
	fmt.Fprintf(out, "\nThe slowest:\n")
	for _, t := range all[:min(slowest, len(all))] {
		fmt.Fprintf(out, "%7.1f s  %-8s %s\n", t.seconds, t.kind, t.name)
	}
	ran := map[string]int{}
	for _, t := range all {
		ran[t.kind]++
	}
	fmt.Fprintln(out)
	for _, kind := range kinds {
		fmt.Fprintf(out, "%7d    %s\n", ran[kind], kind)
	}
	for _, kind := range kinds {
		if ran[kind] == 0 {
			return fmt.Errorf("nothing of kind %q ran: that proves nothing", kind)
		}
	}
	return nil
}

func readTimings(folder string) ([]timing, error) {
	files, err := filepath.Glob(filepath.Join(folder, "*.tsv"))
	if err != nil {
		return nil, err
	}
	var all []timing
	for _, file := range files {
		content, err := os.ReadFile(file)
		if err != nil {
			return nil, err
		}
		for line := range strings.Lines(string(content)) {
			t, err := parseTiming(line)
			if err != nil {
				return nil, fmt.Errorf("%s: %w", file, err)
			}
			all = append(all, t)
		}
	}
	return all, nil
}

func parseTiming(line string) (timing, error) {
	parts := strings.SplitN(strings.TrimRight(line, "\n"), "\t", 3)
	if len(parts) != 3 {
		return timing{}, fmt.Errorf("%q is not seconds, kind and name", line)
	}
	seconds, err := strconv.ParseFloat(parts[0], 64)
	return timing{seconds, parts[1], parts[2]}, err
}

// writeTimings writes the timings of one part of the tests, replacing older ones.
func writeTimings(folder, part string, all []timing) error {
	if err := os.MkdirAll(folder, 0o755); err != nil {
		return err
	}
	var lines strings.Builder
	for _, t := range all {
		fmt.Fprintf(&lines, "%.3f\t%s\t%s\n", t.seconds, t.kind, t.name)
	}
	return os.WriteFile(filepath.Join(folder, part+".tsv"), []byte(lines.String()), 0o644)
}
