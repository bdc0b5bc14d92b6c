// Command musikkforalle is the whole program: API, web app, migrations and the worker that sends reminders.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"os"
	"os/signal"
	"slices"
	"syscall"

	"musikkforalle/internal/config"
	"musikkforalle/internal/fault"
)

const usage = `musikkforalle serves a music Saturday.

  musikkforalle [serve]                     API, web app and worker
  musikkforalle version                     which version this is
  musikkforalle sql                         ask the database: in psql where there is one, else line by line
  musikkforalle migrate                     bring the database up to date
  musikkforalle seed                        fill it with the two real places
  musikkforalle demo [-places N] [-families N] [-seed N]  fill an empty database with a made-up season
  musikkforalle doctor                      what is configured, what is missing, what that costs
  musikkforalle invite [PLACE [ROLE [LANG]]]  print a link into a team: organiser, instructor, or translator into LANG; without PLACE, of all places
  musikkforalle session move    WHICH DATE FROM TO     for example: session move "lorenskog 2026-12-05" 2026-12-12 11:30 13:30
  musikkforalle session cancel  WHICH REASON           illness, venue, works, few, weather, holiday or other
  musikkforalle session door    WHICH usual | main | pavilion NAME | street NAME [FLOOR]
  musikkforalle certificate     EMAIL TASK ASKED [SHOWN TO]  dates as 2026-12-05; nothing else is kept
  musikkforalle partner         PLACE NAME             a new code by which a partner's volunteers join
  musikkforalle retention [allow KIND]      what is stopped because too much was to be deleted at once; let it go on
  musikkforalle clock [trust]               whether the clocks can be trusted; trust the time now, after you have looked
  musikkforalle erasures [FILE]             print who was erased, as hashes; after a restore, read them back and erase again
  musikkforalle seal rotate                 make a new key for telephone numbers and health words, and seal them under it

WHICH is a session's id, or a place and a date. Settings are environment variables; README.md lists them.
`

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), syscall.SIGINT, syscall.SIGTERM)
	defer stop()
	if err := run(ctx, os.Args[1:], os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, sentence(err))
		os.Exit(1)
	}
}

// run runs one command; without arguments, serve.
func run(ctx context.Context, args []string, out io.Writer) error {
	if len(args) == 0 {
		args = []string{"serve"}
	}
	if slices.Contains([]string{"help", "-h", "--help"}, args[0]) {
		_, err := io.WriteString(out, usage)
		return err
	}
	commands := map[string]func(context.Context, *program, []string) error{
		"serve": serve, "version": printVersion, "sql": openSQL, "migrate": migrate, "seed": seedDemo, "demo": fillDemo, "doctor": doctor,
		"invite": invite, "session": changeSession, "certificate": keepCertificate, "partner": newPartnerCode,
		"erasures": keepErasures, "retention": allowRetention, "clock": trustClock, "seal": rotateKeys,
	}
	command, ok := commands[args[0]]
	if !ok {
		return fmt.Errorf("there is no command %q; see musikkforalle help", args[0])
	}
	c, err := config.Read()
	if err != nil {
		return err
	}
	logTo(c.LogLevel)
	p := &program{Config: c, in: os.Stdin, out: out}
	defer p.close()
	return command(ctx, p, args[1:])
}

func logTo(level string) {
	var l slog.Level
	if err := l.UnmarshalText([]byte(level)); err != nil {
		l = slog.LevelInfo
	}
	slog.SetDefault(slog.New(slog.NewJSONHandler(os.Stderr, &slog.HandlerOptions{Level: l})))
}

// sentence returns the text of an error for whoever typed the command: the detail of a fault if it has one.
func sentence(err error) string {
	var f *fault.Fault
	if errors.As(err, &f) && f.Detail != "" {
		return f.Detail
	}
	return err.Error()
}
