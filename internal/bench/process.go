package main

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"github.com/jackc/pgx/v5"
)

// process is a server under measurement.
type process struct {
	url    string
	cmd    *exec.Cmd
	waited time.Duration // from its start to its first good answer
}

// program starts the built program on the database of the measurement.
func (b *bench) program(settings ...string) (*process, error) {
	address, err := freeAddress()
	if err != nil {
		return nil, err
	}
	cmd := exec.Command(binary, "serve")
	cmd.Env = append([]string{
		"ADDR=" + address, "BASE_URL=http://" + address, "OPS_ADDR=off", "DATABASE_URL=" + b.url, "KEYS_FILE=" + filepath.Join(os.TempDir(), "musikkforalle-bench.keys"),
		"DATABASE_CONNS=" + strconv.Itoa(connections), "TRUSTED_PROXIES=127.0.0.1", "LOG_LEVEL=error",
	}, settings...)
	return b.start(cmd, address, "/readyz")
}

func (b *bench) start(cmd *exec.Cmd, address, ready string) (*process, error) {
	log, err := os.CreateTemp(b.folder, "*.log")
	if err != nil {
		return nil, err
	}
	defer func() { _ = log.Close() }() // the process has its own
	cmd.Stdout, cmd.Stderr = log, log
	begun := time.Now()
	if err := cmd.Start(); err != nil {
		return nil, err
	}
	p := &process{url: "http://" + address, cmd: cmd}
	for time.Since(begun) < 20*time.Second {
		if answer, err := http.Get(p.url + ready); err == nil {
			_ = answer.Body.Close()
			if answer.StatusCode == http.StatusOK {
				p.waited = time.Since(begun)
				return p, nil
			}
		}
		time.Sleep(time.Millisecond)
	}
	p.stop()
	text, _ := os.ReadFile(log.Name())
	return nil, fmt.Errorf("%s does not get ready: %s", filepath.Base(cmd.Path), text)
}

func (p *process) stop() {
	_ = p.cmd.Process.Kill()
	_ = p.cmd.Wait()
}

// memory reads a line such as VmRSS or VmHWM (the peak) of the process, in MB.
func (p *process) memory(line string) (float64, error) {
	text, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", p.cmd.Process.Pid))
	if err != nil {
		return 0, err
	}
	_, rest, found := strings.Cut(string(text), line+":")
	if fields := strings.Fields(rest); found && len(fields) > 0 {
		kilobytes, err := strconv.ParseFloat(fields[0], 64)
		return kilobytes / 1024, err
	}
	return 0, errors.New("no " + line)
}

func freeAddress() (string, error) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return "", err
	}
	defer func() { _ = listener.Close() }()
	return listener.Addr().String(), nil
}

// execute runs one statement on a connection of its own.
func execute(ctx context.Context, address, sql string) error {
	conn, err := pgx.Connect(ctx, address)
	if err != nil {
		return err
	}
	defer func() { _ = conn.Close(ctx) }()
	_, err = conn.Exec(ctx, sql)
	return err
}

// inDatabase is address with another database.
func inDatabase(address, database string) (string, error) {
	parsed, err := url.Parse(address)
	if err != nil {
		return "", err
	}
	if parsed.Host == "" {
		return parsed.Scheme + ":///" + database + "?" + parsed.RawQuery, nil
	}
	parsed.Path = "/" + database
	return parsed.String(), nil
}
