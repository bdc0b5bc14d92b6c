package main

import (
	"context"
	"errors"
	"io"
	"log/slog"
	"time"

	"musikkforalle/internal/clock"
	"musikkforalle/internal/config"
	"musikkforalle/internal/db"
	"musikkforalle/internal/db/private"
	"musikkforalle/internal/flyer"
	"musikkforalle/internal/mail"
	"musikkforalle/internal/seal"
	"musikkforalle/internal/seed"
)

// program is what the commands share: the settings, input and output, and the database once open was called.
type program struct {
	config.Config
	in      io.Reader
	out     io.Writer
	own     *private.Server // our own PostgreSQL; nil when DATABASE_URL names another
	letters *mail.Letterbox // of a demo; nil if mail goes to a real server or nowhere
	store   *db.Store
	keys    *seal.Ring
	clocks  clock.Clock // what ends, is deleted or sent asks whether the time can be trusted
	applied int
}

const appName = "musikkforalle"

// open connects to the database and migrates it. Without DATABASE_URL it starts our own PostgreSQL, or connects to the
// one that a running server has started in the same data folder.
func (p *program) open(ctx context.Context) error {
	url := p.Database
	if url == "" {
		var err error
		if url, err = p.startOwn(ctx); err != nil {
			return err
		}
	}
	var err error
	if p.store, err = db.Open(ctx, url, db.Options{MaxConns: p.Conns}); err != nil {
		return err
	}
	if p.applied, err = db.Migrate(ctx, p.store); err != nil {
		return err
	}
	if err := p.openKeys(ctx); err != nil {
		return err
	}
	// A program that was off for a while makes its time the trusted one before it does anything.
	if err := p.clocks.Check(ctx, p.store); !errors.Is(err, clock.ErrUntrusted) {
		return err
	}
	return nil
}

func (p *program) startOwn(ctx context.Context) (url string, err error) {
	dir := p.DataDir
	if dir == "" {
		dir = private.DefaultDir(appName)
	}
	p.own, err = private.Start(ctx, dir)
	if errors.Is(err, private.ErrBusy) {
		return private.RunningURL(dir, "postgres")
	}
	if err != nil {
		return "", err
	}
	return p.own.URL("postgres"), nil
}

// fill adds the two real places and their flyers to the database, unless they exist.
func (p *program) fill(ctx context.Context) error {
	if err := seed.Demo(ctx, p.store, time.Now()); err != nil {
		return err
	}
	return flyer.Demo(ctx, p.store)
}

// close closes the database and the letterbox, and stops our own PostgreSQL.
func (p *program) close() {
	if p.store != nil {
		p.store.Close()
	}
	if p.letters != nil {
		_ = p.letters.Close()
	}
	if p.own == nil {
		return
	}
	if err := p.own.Stop(); err != nil {
		slog.Error("our PostgreSQL did not stop cleanly", "error", err)
	}
}
