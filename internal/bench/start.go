package main

import (
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"time"

	"github.com/gofiber/fiber/v2"
)

// staticMode makes this command the baseline of reads: Fiber with the program's settings, answering one file's bytes.
const staticMode = "static"

func serveStatic(address, file string) {
	body, err := os.ReadFile(file)
	if err != nil {
		panic(err)
	}
	app := fiber.New(fiber.Config{
		DisableStartupMessage: true, Immutable: true, CaseSensitive: true, StrictRouting: true,
		BodyLimit: 64 << 10, ReadBufferSize: 16 << 10, ReadTimeout: 10 * time.Second, WriteTimeout: 30 * time.Second, IdleTimeout: time.Minute,
	})
	app.Get("/", func(c *fiber.Ctx) error {
		c.Set(fiber.HeaderContentType, fiber.MIMEApplicationJSON)
		return c.Send(body)
	})
	panic(app.Listen(address))
}

// static starts the baseline in a process of its own, like the program.
func (b *bench) static(body []byte) (*process, error) {
	file := filepath.Join(b.folder, "static")
	if err := os.WriteFile(file, body, 0o600); err != nil {
		return nil, err
	}
	self, err := os.Executable()
	if err != nil {
		return nil, err
	}
	address, err := freeAddress()
	if err != nil {
		return nil, err
	}
	return b.start(exec.Command(self, staticMode, address, file), address, "/")
}

// measureStart compares an idle program with a Fiber server that does nothing.
func measureStart(_ context.Context, b *bench) error {
	figures := func(start func() (*process, error), figure func(*process) (float64, error)) func() (float64, error) {
		return func() (float64, error) {
			p, err := start()
			if err != nil {
				return 0, err
			}
			defer p.stop()
			return figure(p)
		}
	}
	program := func() (*process, error) { return b.program() }
	static := func() (*process, error) { return b.static([]byte("hei")) }
	waited := func(p *process) (float64, error) { return float64(p.waited.Milliseconds()), nil }
	idle := func(p *process) (float64, error) {
		time.Sleep(2 * time.Second) // the first planning and sweep are over
		return p.memory("VmRSS")
	}
	const against = "an empty Fiber server, as a process"
	err := b.compare(row{Name: "start until ready", Unit: "ms", Better: lower, Against: against, Note: "the database is migrated"}, 3,
		figures(program, waited), figures(static, waited))
	if err != nil {
		return err
	}
	return b.compare(row{Name: "idle memory (RSS)", Unit: "MB", Better: lower, Against: against}, 3, figures(program, idle), figures(static, idle))
}
