// Command gate is what `make test` needs beside the tools themselves:
//
//	gate tests [PACKAGE [PATTERN]]   Go tests, with the race detector where goroutines share memory
//	gate report KIND...              the slowest things and how many there were; fails if nothing of a kind ran
//	gate seal FILE...                marks generated files with hashes of their sources and of themselves
//	gate sealed                      fails if a generated file is out of date or was edited
package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/signal"
	"syscall"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), syscall.SIGINT, syscall.SIGTERM)
	err := run(ctx, os.Args[1:])
	stop()
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run(ctx context.Context, args []string) error {
	if len(args) == 0 {
		return errors.New("usage: gate tests | report | seal | sealed")
	}
	switch args[0] {
	case "tests":
		return runTests(ctx, os.Stdout, args[1:])
	case "report":
		return report(os.Stdout, timingsFolder, args[1:])
	case "seal":
		return sealAll(args[1:])
	case "sealed":
		return checkSeals(sources)
	default:
		return fmt.Errorf("gate has no command %q", args[0])
	}
}
