// Package promises holds every rule that tests and comments name by a number (R1, F21, B40, S10, P9), finds the tests that
// show each, and writes docs/promises.md from them.
//
//go:generate go test . -run TestPage -update
package promises

import (
	_ "embed" // the rules
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
)

//go:embed rules.txt
var rulesText string

// Rule is one line of rules.txt.
type Rule struct {
	Number string // R1
	Text   string
	Group  string // heading under which it stands
}

var ruleLine = regexp.MustCompile(`^([RFBSP]\d{1,2})  (\S.*)$`)

// Rules reads rules.txt, in its order. A line that is neither a heading nor a rule, and a number that occurs twice, is an
// error.
func Rules() (all []Rule, err error) {
	group, seen := "", map[string]bool{}
	for line := range strings.Lines(rulesText) {
		line = strings.TrimRight(line, "\n")
		if heading, ok := strings.CutPrefix(line, "# "); ok {
			group = heading
			continue
		}
		if line == "" {
			continue
		}
		parts := ruleLine.FindStringSubmatch(line)
		if parts == nil || seen[parts[1]] {
			return nil, fmt.Errorf("promises: rules.txt: %q", line)
		}
		seen[parts[1]] = true
		all = append(all, Rule{Number: parts[1], Text: parts[2], Group: group})
	}
	return all, nil
}

// Root is the folder of go.mod, from the working directory upwards.
func Root() (string, error) {
	folder, err := os.Getwd()
	if err != nil {
		return "", err
	}
	for {
		if _, err := os.Stat(filepath.Join(folder, "go.mod")); err == nil {
			return folder, nil
		}
		up := filepath.Dir(folder)
		if up == folder {
			return "", fmt.Errorf("promises: no go.mod above the working directory")
		}
		folder = up
	}
}
