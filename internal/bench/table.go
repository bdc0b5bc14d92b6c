package main

import (
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"text/tabwriter"
	"time"
)

// row is one line of the table.
type row struct {
	Name     string  `json:"name"`
	Unit     string  `json:"unit"`
	Ours     float64 `json:"ours"`
	Baseline float64 `json:"baseline"`
	Ratio    float64 `json:"ratio"`  // median of the rounds' ratios, ours to baseline
	Better   string  `json:"better"` // higher or lower
	Against  string  `json:"against"`
	Note     string  `json:"note,omitempty"`
}

const (
	higher = "higher"
	lower  = "lower"
)

// compare measures ours and the baseline in turns and keeps the medians in a row.
func (b *bench) compare(r row, rounds int, ours, baseline func() (float64, error)) error {
	var mine, theirs, ratios []float64
	for range rounds {
		base, err := baseline()
		if err != nil {
			return fmt.Errorf("%s, baseline: %w", r.Name, err)
		}
		own, err := ours()
		if err != nil {
			return fmt.Errorf("%s: %w", r.Name, err)
		}
		mine, theirs, ratios = append(mine, own), append(theirs, base), append(ratios, own/base)
	}
	r.Ours, r.Baseline, r.Ratio = median(mine), median(theirs), median(ratios)
	b.rows = append(b.rows, r)
	return nil
}

// skip leaves a row with a sentence why there is no figure.
func (b *bench) skip(r row, why string) {
	r.Note = why
	b.rows = append(b.rows, r)
}

func median(of []float64) float64 {
	slices.Sort(of)
	middle := len(of) / 2
	if len(of)%2 == 1 {
		return of[middle]
	}
	return (of[middle-1] + of[middle]) / 2
}

func (b *bench) print(to io.Writer, took time.Duration) {
	table := tabwriter.NewWriter(to, 0, 0, 2, ' ', 0)
	_, _ = fmt.Fprintln(table, "what\tours\tbaseline\tunit\tratio\tgood is\tbaseline is")
	for _, r := range b.rows {
		if r.Ratio == 0 {
			_, _ = fmt.Fprintf(table, "%s\t–\t–\t%s\t–\t%s\t%s\n", r.Name, r.Unit, r.Better, r.Note)
			continue
		}
		about := r.Against
		if r.Note != "" {
			about += "; " + r.Note
		}
		_, _ = fmt.Fprintf(table, "%s\t%s\t%s\t%s\t%.2f\t%s\t%s\n", r.Name, number(r.Ours), number(r.Baseline), r.Unit, r.Ratio, r.Better, about)
	}
	_ = table.Flush()
	_, _ = fmt.Fprintf(to, "\n%d cores, %s, in %s. Server, load and PostgreSQL (without fsync, for both sides) share them.\n",
		runtime.NumCPU(), runtime.Version(), took.Round(time.Second))
}

func number(x float64) string {
	switch {
	case x >= 100:
		return fmt.Sprintf("%.0f", x)
	case x >= 10:
		return fmt.Sprintf("%.1f", x)
	}
	return fmt.Sprintf("%.3f", x)
}

func (b *bench) write(path string) error {
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return err
	}
	text, err := json.MarshalIndent(map[string]any{
		"at": time.Now().UTC(), "cores": runtime.NumCPU(), "go": runtime.Version(), "rows": b.rows,
	}, "", "  ")
	if err != nil {
		return err
	}
	return os.WriteFile(path, append(text, '\n'), 0o600)
}
