package main

import (
	"context"
	"fmt"
	"os/exec"
	"regexp"
	"strconv"
)

// prepared is a line of the benchmarks in internal/push.
var prepared = regexp.MustCompile(`(?m)^BenchmarkPrepare(Floor|Ours|WebpushGo)\S*\s+\d+\s+([\d.]+) ns/op`)

// measurePush runs the package's own benchmarks, round by round: what one message costs the processor before it leaves.
func measurePush(ctx context.Context, b *bench) error {
	rounds := map[string][]float64{}
	for range 3 {
		cmd := exec.CommandContext(ctx, "go", "test", "-run", "^$", "-bench", "Prepare", "-benchtime", "0.5s", "-cpu", "1", "./internal/push")
		out, err := cmd.CombinedOutput()
		if err != nil {
			return fmt.Errorf("%w: %s", err, out)
		}
		for _, line := range prepared.FindAllStringSubmatch(string(out), -1) {
			nanoseconds, err := strconv.ParseFloat(line[2], 64)
			if err != nil {
				return err
			}
			rounds[line[1]] = append(rounds[line[1]], nanoseconds/1000)
		}
	}
	for _, against := range []struct{ name, about string }{
		{"Floor", "the floor: one key pair and one key agreement, which RFC 8291 cannot do without"},
		{"WebpushGo", "webpush-go 1.4.0"},
	} {
		r := row{Name: "push, prepare a message (" + against.name + ")", Unit: "µs", Better: lower, Against: against.about}
		if err := b.compare(r, 3, inTurn(rounds["Ours"]), inTurn(rounds[against.name])); err != nil {
			return err
		}
	}
	return nil
}

// inTurn gives the figures of rounds that were measured already.
func inTurn(figures []float64) func() (float64, error) {
	next := 0
	return func() (float64, error) {
		if next == len(figures) {
			return 0, fmt.Errorf("only %d rounds", len(figures))
		}
		next++
		return figures[next-1], nil
	}
}
