package drill

import (
	"bytes"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"syscall"
	"testing"
	"time"
)

// program is a running server as an operator has it: a process with settings, an address and a log.
type program struct {
	testing.TB
	url   string
	cmd   *exec.Cmd
	begun time.Time
	log   string
	ended chan struct{} // closed when the process is gone
}

// start runs the program with settings ("NAME=value") and waits until it can serve.
func start(t testing.TB, settings ...string) *program {
	t.Helper()
	p := launch(t, settings...)
	p.untilReady(time.Minute)
	return p
}

// launch runs the program without waiting. The test's end kills it.
func launch(t testing.TB, settings ...string) *program {
	t.Helper()
	address := freeAddress(t)
	p := &program{TB: t, url: "http://" + address, begun: time.Now(), ended: make(chan struct{})}
	log, err := os.CreateTemp(t.TempDir(), "program-*.log")
	must(t, err)
	defer func() { _ = log.Close() }() // the process has its own
	p.log = log.Name()
	p.cmd = exec.Command(binary, "serve")
	p.cmd.Env = environment(append([]string{"ADDR=" + address, "BASE_URL=" + p.url, "OPS_ADDR=off", "DATABASE_CONNS=8"}, settings...))
	p.cmd.Stdout, p.cmd.Stderr = log, log
	must(t, p.cmd.Start())
	go func() { _ = p.cmd.Wait(); close(p.ended) }()
	t.Cleanup(p.cleanUp)
	return p
}

func environment(settings []string) []string {
	return append([]string{"PATH=" + os.Getenv("PATH"), "HOME=" + os.Getenv("HOME"), "TMPDIR=" + os.TempDir(), "PGBIN=" + os.Getenv("PGBIN")}, settings...)
}

func freeAddress(t testing.TB) string {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	must(t, err)
	defer func() { _ = listener.Close() }()
	return listener.Addr().String()
}

func (p *program) cleanUp() {
	if p.running() {
		p.kill()
	}
	if p.Failed() {
		text, _ := os.ReadFile(p.log)
		p.Logf("log of %s ends:\n%s", p.url, text[max(0, len(text)-3000):])
	}
}

func (p *program) running() bool {
	select {
	case <-p.ended:
		return false
	default:
		return true
	}
}

// kill ends the program as kill -9 does, also when it is paused.
func (p *program) kill() {
	p.Helper()
	p.signal(syscall.SIGKILL)
	<-p.ended
}

func (p *program) signal(s syscall.Signal) {
	p.Helper()
	must(p.TB, p.cmd.Process.Signal(s))
}

// pause stops the program as kill -STOP does, and waits until each of its threads stands still.
func (p *program) pause() {
	p.Helper()
	p.signal(syscall.SIGSTOP)
	until(p.TB, 10*time.Second, "every thread stands still", func() bool {
		threads, err := filepath.Glob(fmt.Sprintf("/proc/%d/task/*/stat", p.cmd.Process.Pid))
		must(p.TB, err)
		for _, path := range threads {
			stat, err := os.ReadFile(path)
			if _, state, _ := bytes.Cut(stat, []byte(") ")); err != nil || !bytes.HasPrefix(state, []byte("T")) {
				return false
			}
		}
		return len(threads) > 0
	})
}

// stop asks the program to end and says how long it took; it must end well.
func (p *program) stop() time.Duration {
	p.Helper()
	asked := time.Now()
	p.signal(syscall.SIGTERM)
	select {
	case <-p.ended:
	case <-time.After(30 * time.Second):
		p.Fatal("does not stop")
	}
	if code := p.cmd.ProcessState.ExitCode(); code != 0 {
		p.Errorf("ended with %d", code)
	}
	return time.Since(asked)
}

func (p *program) untilReady(limit time.Duration) {
	p.Helper()
	until(p.TB, limit, "ready", func() bool {
		if !p.running() {
			p.Fatal("the program ended")
		}
		return p.status("/readyz") == http.StatusOK
	})
}

// web asks without keeping connections, so that one killed server does not trouble the questions to the next.
var web = &http.Client{Timeout: 15 * time.Second, Transport: &http.Transport{DisableKeepAlives: true}}

// status returns the status of a GET, or 0 if there is no response.
func (p *program) status(path string) int {
	answer, err := web.Get(p.url + path)
	if err != nil {
		return 0
	}
	_ = answer.Body.Close()
	return answer.StatusCode
}

// reply is an answer, read.
type reply struct {
	*http.Response
	body []byte
}

// ask sends a request as the app does, from a network of its own, because rate limits count by network.
func (p *program) ask(method, path, body, cookie string, network int) (reply, error) {
	request, err := http.NewRequest(method, p.url+path, bytes.NewBufferString(body))
	if err != nil {
		return reply{}, err
	}
	request.Header.Set("Sec-Fetch-Site", "same-origin")
	request.Header.Set("X-Forwarded-For", fmt.Sprintf("10.%d.%d.1", network>>8&255, network&255))
	if body != "" {
		request.Header.Set("Content-Type", "application/json")
	}
	if cookie != "" {
		request.Header.Set("Cookie", cookie)
	}
	answer, err := web.Do(request)
	if err != nil {
		return reply{}, err
	}
	defer func() { _ = answer.Body.Close() }()
	read, err := io.ReadAll(answer.Body)
	return reply{answer, read}, err
}

// behindProxy makes the program believe the X-Forwarded-For of ask.
const behindProxy = "TRUSTED_PROXIES=127.0.0.1"

// command runs one command of the program to its end.
func command(t testing.TB, settings []string, args ...string) {
	t.Helper()
	cmd := exec.Command(binary, args...)
	cmd.Env = environment(settings)
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("%s %v: %v: %s", filepath.Base(binary), args, err, out)
	}
}
