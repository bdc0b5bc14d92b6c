package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func write(t *testing.T, path, content string) string {
	t.Helper()
	if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestReport(t *testing.T) {
	folder := t.TempDir()
	var journeys strings.Builder
	for range slowest {
		journeys.WriteString("2.5\tjourney\tfamily: comes\n")
	}
	write(t, filepath.Join(folder, "e2e.tsv"), journeys.String())
	write(t, filepath.Join(folder, "go.tsv"), "9.0\tgo\tanswer TestSlow\n0.1\tgo\tanswer TestQuick\n")

	t.Run("SlowestComeFirstAndEachKindIsCounted", func(t *testing.T) {
		var out bytes.Buffer
		if err := report(&out, folder, []string{"go", "journey"}); err != nil {
			t.Fatal(err)
		}
		said := out.String()
		if !strings.Contains(said, "9.0 s  go       answer TestSlow\n    2.5 s") || strings.Contains(said, "TestQuick") {
			t.Error(said)
		}
		if !strings.Contains(said, "2    go\n     20    journey\n") {
			t.Error(said)
		}
	})
	t.Run("KindThatDidNotRunFails", func(t *testing.T) {
		if err := report(&bytes.Buffer{}, folder, []string{"go", "web"}); err == nil || !strings.Contains(err.Error(), `"web"`) {
			t.Error(err)
		}
	})
	t.Run("LineWithoutAKindFails", func(t *testing.T) {
		write(t, filepath.Join(folder, "web.tsv"), "9.0\n")
		if err := report(&bytes.Buffer{}, folder, nil); err == nil {
			t.Error("read")
		}
	})
}

func TestSeals(t *testing.T) {
	t.Chdir(t.TempDir())
	write(t, "contract.yaml", "paths: 1\n")
	write(t, "go.mod", "tool v1\nother v1\n")
	made := map[string][]source{"made.go": {whole("contract.yaml"), line("go.mod", "tool ")}}
	sources["made.go"] = made["made.go"]
	t.Cleanup(func() { delete(sources, "made.go") })
	write(t, "made.go", "package made\n")
	expect := func(t *testing.T, want string) {
		t.Helper()
		err := checkSeals(made)
		if want == "" && err != nil || want != "" && (err == nil || !strings.Contains(err.Error(), want)) {
			t.Errorf("got %v, want %q", err, want)
		}
	}
	seal := func(t *testing.T) {
		t.Helper()
		if err := sealAll([]string{"made.go"}); err != nil {
			t.Fatal(err)
		}
	}
	t.Run("FileWithoutASeal", func(t *testing.T) { expect(t, "no seal") })
	t.Run("SealedTwiceIsUpToDate", func(t *testing.T) { seal(t); seal(t); expect(t, "") })
	t.Run("AnotherToolDoesNotMatter", func(t *testing.T) { write(t, "go.mod", "tool v1\nother v2\n"); expect(t, "") })
	t.Run("SourceThatChanged", func(t *testing.T) { write(t, "contract.yaml", "paths: 2\n"); expect(t, "older") })
	t.Run("FileThatWasEdited", func(t *testing.T) {
		seal(t)
		content, err := os.ReadFile("made.go")
		if err != nil {
			t.Fatal(err)
		}
		write(t, "made.go", "// mine\n"+string(content))
		expect(t, "by hand")
	})
	t.Run("FileOfUnknownOriginIsNotSealed", func(t *testing.T) {
		if err := sealAll([]string{"contract.yaml"}); err == nil {
			t.Error("sealed")
		}
	})
}

func TestSharesMemory(t *testing.T) {
	for name, c := range map[string]struct {
		code string
		want bool
	}{
		"Goroutine":  {"func f() { go f() }", true},
		"Channel":    {"var c chan int", true},
		"Mutex":      {"import \"sync\"\nvar m sync.Mutex", true},
		"RowsAlone":  {"func f() {}", false},
		"GoInAWord":  {"var gone = `go chan sync`", false},
		"ErrorGroup": {"import \"golang.org/x/sync/errgroup\"\nvar g errgroup.Group", true},
	} {
		t.Run(name, func(t *testing.T) {
			folder := t.TempDir()
			write(t, filepath.Join(folder, "code.go"), "package code\n"+c.code+"\n")
			write(t, filepath.Join(folder, "code_test.go"), "package code\nvar tests chan int\n")
			if got, err := sharesMemory(folder); err != nil || got != c.want {
				t.Errorf("%t, %v", got, err)
			}
		})
	}
}

func TestOutcome(t *testing.T) {
	const events = `{"Action":"output","Package":"musikkforalle/internal/answer","Test":"TestGood","Output":"chatter\n"}
{"Action":"pass","Package":"musikkforalle/internal/answer","Test":"TestGood","Elapsed":1.5}
{"Action":"output","Package":"musikkforalle/internal/answer","Test":"TestBad/Part","Output":"answer_test.go:1: wrong\n"}
{"Action":"fail","Package":"musikkforalle/internal/answer","Test":"TestBad/Part","Elapsed":2}
{"Action":"fail","Package":"musikkforalle/internal/answer","Test":"TestBad","Elapsed":2}
{"Action":"skip","Package":"musikkforalle/internal/answer","Test":"TestLater","Elapsed":0}
{"Action":"output","Package":"musikkforalle/internal/answer","Output":"FAIL\tmusikkforalle/internal/answer\n"}
{"Action":"fail","Package":"musikkforalle/internal/answer","Elapsed":4}
{"Action":"build-output","ImportPath":"musikkforalle/internal/door","Output":"door.go:1: does not compile\n"}
`
	var o outcome
	var out bytes.Buffer
	if err := o.read(strings.NewReader(events), &out); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"answer_test.go:1: wrong", "FAIL\tmusikkforalle/internal/answer", "skipped: answer TestLater", "does not compile"} {
		if !strings.Contains(out.String(), want) {
			t.Errorf("%q is not said in %s", want, out.String())
		}
	}
	if strings.Contains(out.String(), "chatter") {
		t.Error("a test that passed is heard")
	}
	if o.passed != 1 || o.failed != 2 || o.skipped != 1 || len(o.timings) != 3 {
		t.Errorf("%+v", o)
	}
}
