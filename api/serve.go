package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"time"

	"github.com/gofiber/fiber/v2"
	"github.com/google/uuid"
	"golang.org/x/sync/errgroup"

	"musikkforalle/internal/answer"
	"musikkforalle/internal/family"
	"musikkforalle/internal/flyer"
	"musikkforalle/internal/jobs"
	"musikkforalle/internal/paper"
	"musikkforalle/internal/session"
	"musikkforalle/internal/team"
	"musikkforalle/internal/volunteer"
	"musikkforalle/internal/web"
)

// drain is how long requests and jobs get to finish after a stop was asked for.
const drain = 8 * time.Second

var errDatabaseEnded = errors.New("our PostgreSQL ended; see postgres.log in the data folder")

// serve runs API, web app and worker until ctx ends, then lets what is under way finish.
func serve(ctx context.Context, p *program, _ []string) error {
	if err := p.open(ctx); err != nil {
		return err
	}
	if p.Demo {
		if err := p.fill(ctx); err != nil {
			return err
		}
	}
	if _, err := p.eraseAgain(ctx); err != nil {
		return err
	}
	d, err := deliveryOf(ctx, p)
	if err != nil {
		return err
	}
	work, err := jobs.New(p.store, d.deps)
	if err != nil {
		return err
	}
	press := paper.NewPress()
	server := &web.Server{
		Config: p.Config, Version: version(), Store: p.store, API: web.Join(p.Config, p.store, d.push, press),
		Feeds: feeds(p), Flyers: flyer.NewShelf(p.store, p.BaseURL), Press: press,
	}
	app, err := server.App()
	if err != nil {
		return err
	}
	if err := p.announce(ctx); err != nil {
		return err
	}
	return p.keepRunning(ctx, server, app, work)
}

// eraseAgain erases again the people whom a restored backup brought back (P6), and returns how many. It must run before
// anything is sent.
func (p *program) eraseAgain(ctx context.Context) (int, error) {
	families, err := family.ReapplyErasures(ctx, p.store)
	if err != nil {
		return families, err
	}
	volunteers, err := volunteer.ReapplyErasures(ctx, p.store)
	if err != nil {
		return families + volunteers, err
	}
	members, err := team.ReapplyErasures(ctx, p.store)
	return families + volunteers + members, err
}

// keepRunning runs all parts until ctx ends or one of them fails, then stops the others. It closes the listener itself,
// because Fiber ignores a shutdown that comes before it listens, and a stop during the start must not be lost (F2).
func (p *program) keepRunning(ctx context.Context, server *web.Server, app *fiber.App, work *jobs.Client) error {
	listener, err := new(net.ListenConfig).Listen(context.WithoutCancel(ctx), "tcp", p.Addr)
	if err != nil {
		return err
	}
	group, ctx := errgroup.WithContext(ctx)
	group.Go(func() error { server.Follow(ctx); return nil })
	group.Go(func() error { p.keepSealing(ctx); return nil })
	group.Go(func() error { p.clocks.Keep(ctx, p.store); return nil })
	group.Go(func() error { return app.Listener(listener) })
	group.Go(func() error {
		<-ctx.Done()
		err := app.ShutdownWithTimeout(drain)
		_ = listener.Close() // mostly the second time
		return err
	})
	if p.Workers {
		group.Go(func() error { return jobs.Work(ctx, work, drain) })
	}
	if p.OpsAddr != "off" {
		ops := server.Ops()
		group.Go(func() error { return ignoreClosed(ops.ListenAndServe()) })
		group.Go(func() error { <-ctx.Done(); return ops.Close() })
	}
	if p.own != nil {
		group.Go(func() error {
			select {
			case <-ctx.Done():
				return nil
			case <-p.own.Done():
				return errDatabaseEnded
			}
		})
	}
	return group.Wait()
}

func ignoreClosed(err error) error {
	if errors.Is(err, http.ErrServerClosed) {
		return nil
	}
	return err
}

func feeds(p *program) web.Feeds {
	return web.Feeds{
		Place: func(ctx context.Context, slug, lang string) ([]byte, error) {
			return session.PlaceFeed(ctx, p.store, p.BaseURL, slug, lang)
		},
		Session: func(ctx context.Context, id uuid.UUID, lang string) ([]byte, error) {
			return session.SessionFile(ctx, p.store, p.BaseURL, id, lang)
		},
		Family: func(ctx context.Context, token string) ([]byte, error) {
			return answer.Feed(ctx, p.store, p.BaseURL, token)
		},
		Volunteer: func(ctx context.Context, token string) ([]byte, error) {
			return volunteer.Feed(ctx, p.store, p.BaseURL, token)
		},
	}
}

// announce prints the addresses for people to read; all other output is structured. A demo without members also prints
// a link that invites the first organiser.
func (p *program) announce(ctx context.Context) error {
	_, _ = fmt.Fprintf(p.out, "\n  Musikk for alle\n  open      %s\n  listening %s\n", p.BaseURL, p.Addr)
	if p.OpsAddr != "off" {
		_, _ = fmt.Fprintf(p.out, "  metrics   http://%s/metrics, profiles under /debug/pprof/\n", p.OpsAddr)
	}
	if p.letters != nil {
		_, _ = fmt.Fprint(p.out, "  mail      shown here; set SMTP_URL to send it\n")
	}
	if p.Demo {
		link, err := team.FirstLink(ctx, p.store, p.BaseURL)
		if err != nil {
			return err
		}
		if link != "" {
			_, _ = fmt.Fprintf(p.out, "  organise  %s\n", link)
		}
	}
	_, _ = fmt.Fprint(p.out, "  stop      Ctrl-C\n\n")
	slog.Info("serving", "version", version(), "addr", p.Addr, "workers", p.Workers)
	return nil
}
