package main

import (
	"cmp"
	"context"
	"fmt"
	"runtime/debug"
)

// stamped is the version that the build names: -ldflags "-X main.stamped=v1.2.3".
var stamped string

// version returns the version stamped by the build, else the revision that the Go tool recorded, else "unknown".
func version() string {
	var revision string
	if info, ok := debug.ReadBuildInfo(); ok {
		for _, setting := range info.Settings {
			if setting.Key == "vcs.revision" {
				revision = setting.Value[:min(12, len(setting.Value))]
			}
		}
	}
	return cmp.Or(stamped, revision, "unknown")
}

func printVersion(_ context.Context, p *program, _ []string) error {
	_, err := fmt.Fprintln(p.out, version())
	return err
}
