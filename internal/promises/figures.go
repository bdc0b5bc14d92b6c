package promises

import (
	"encoding/json"
	"errors"
	"io"
	"os"
	"path/filepath"
	"syscall"
	"testing"
	"time"
)

// Figure is what the last full drill of a rule measured.
type Figure struct {
	Date   string `json:"date"`
	Figure string `json:"figure"`
}

const figuresFile = "docs/drills.json"

// Figures reads docs/drills.json, by number.
func Figures(root string) (all map[string]Figure, err error) {
	text, err := os.ReadFile(filepath.Join(root, figuresFile))
	if err != nil {
		return nil, err
	}
	return all, json.Unmarshal(text, &all)
}

// Record notes what a drill measured for its rules, in docs/drills.json, once t and its subtests have passed with the full
// number of rounds (DRILL=1). figure is asked at the end.
func Record(t *testing.T, figure func() string, numbers ...string) {
	t.Helper()
	if os.Getenv("DRILL") != "1" {
		return
	}
	t.Cleanup(func() {
		if t.Failed() || t.Skipped() {
			return
		}
		if err := note(Figure{Date: time.Now().UTC().Format(time.DateOnly), Figure: figure()}, numbers); err != nil {
			t.Errorf("note the drill's figure: %v", err)
		}
	})
}

// note holds the file while it is changed: packages are tested side by side.
func note(f Figure, numbers []string) (err error) {
	root, err := Root()
	if err != nil {
		return err
	}
	file, err := os.OpenFile(filepath.Join(root, figuresFile), os.O_RDWR, 0)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, file.Close()) }()
	if err := syscall.Flock(int(file.Fd()), syscall.LOCK_EX); err != nil { // a descriptor is small
		return err
	}
	text, err := io.ReadAll(file)
	if err != nil {
		return err
	}
	all := map[string]Figure{}
	if err := json.Unmarshal(text, &all); err != nil {
		return err
	}
	for _, n := range numbers {
		all[n] = f
	}
	if text, err = json.MarshalIndent(all, "", "  "); err != nil {
		return err
	}
	if err := file.Truncate(0); err != nil {
		return err
	}
	_, err = file.WriteAt(append(text, '\n'), 0)
	return err
}
