package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"slices"
	"strings"
	"time"

	"musikkforalle/internal/answer"
	"musikkforalle/internal/db/private"
	"musikkforalle/internal/family"
	"musikkforalle/internal/seal"
)

// keysFile is where the keys of sealed values lie: outside the database and outside its data folder, so that a copy of either
// tells nothing.
func (p *program) keysFile() string {
	if p.KeysFile != "" {
		return p.KeysFile
	}
	dir := p.DataDir
	if dir == "" {
		dir = private.DefaultDir(appName)
	}
	return strings.TrimRight(dir, "/") + ".keys"
}

// openKeys opens the ring of keys. It makes one where there is none, unless the database has values that it could not open.
func (p *program) openKeys(ctx context.Context) error {
	used, err := p.keysInUse(ctx)
	if err != nil {
		return err
	}
	path := p.keysFile()
	if len(used) > 0 && !seal.Exists(path) {
		return fmt.Errorf("the database has telephone numbers and health words sealed under the key %s, and there is no key ring at %s: "+
			"put the file back from its backup, or name its place in KEYS_FILE", strings.Join(used, ", "), path)
	}
	if p.keys, err = seal.Open(path); err != nil {
		return fmt.Errorf("the key ring: %w", err)
	}
	for _, id := range used {
		if !p.keys.Has(id) {
			return fmt.Errorf("the database has values sealed under the key %s, which the key ring at %s lacks: "+
				"put the right file back from its backup, or name its place in KEYS_FILE", id, path)
		}
	}
	return p.store.UseKeys(p.keys)
}

// keysInUse returns the ids of the keys under which values of the database are sealed.
func (p *program) keysInUse(ctx context.Context) ([]string, error) {
	phones, err := family.KeysInUse(ctx, p.store)
	if err != nil {
		return nil, err
	}
	wishes, err := answer.KeysInUse(ctx, p.store)
	used := append(phones, wishes...)
	slices.Sort(used)
	return slices.Compact(used), err
}

// sealAll seals under the newest key what is stored plain or under an older one, and returns how many values it changed.
func (p *program) sealAll(ctx context.Context) (int, error) {
	phones, err := family.SealPhones(ctx, p.store)
	if err != nil {
		return phones, err
	}
	wishes, err := answer.SealWishes(ctx, p.store)
	return phones + wishes, err
}

// keepSealing seals what servers of the version before have written, until ctx ends.
func (p *program) keepSealing(ctx context.Context) {
	tick := time.NewTicker(time.Hour)
	defer tick.Stop()
	for ctx.Err() == nil {
		if n, err := p.sealAll(ctx); err != nil && ctx.Err() == nil {
			slog.Error("not everything could be sealed", "error", err)
		} else if n > 0 {
			slog.Info("sealed", "rows", n)
		}
		select {
		case <-ctx.Done():
		case <-tick.C:
		}
	}
}

var errSeal = errors.New("musikkforalle seal rotate: makes a new key and seals everything under it")

// rotateKeys makes a new key and seals everything under it. If an earlier rotation was stopped, it finishes that one instead.
// The older keys stay in the file: backups of the database need them.
func rotateKeys(ctx context.Context, p *program, args []string) error {
	if !slices.Equal(args, []string{"rotate"}) {
		return errSeal
	}
	if err := p.open(ctx); err != nil {
		return err
	}
	used, err := p.keysInUse(ctx)
	if err != nil {
		return err
	}
	if unfinished := slices.ContainsFunc(used, func(id string) bool { return id != p.keys.Active() }); !unfinished {
		if err := p.keys.Add(); err != nil {
			return err
		}
	}
	n, err := p.sealAll(ctx)
	if err != nil {
		return err
	}
	_, err = fmt.Fprintf(p.out, "%d rows are sealed under the key %s, in %s\nback up that file, apart from the database\n", n, p.keys.Active(), p.keys.Path())
	return err
}

// keysFinding says where the ring lies and which keys are in use.
func (p *program) keysFinding(ctx context.Context) (finding, error) {
	used, err := p.keysInUse(ctx)
	if err != nil {
		return finding{}, err
	}
	f := finding{"keys", fmt.Sprintf("%s; sealing under %s; in use: %s", p.keys.Path(), p.keys.Active(), strings.Join(used, ", ")),
		"back up that file, apart from the database: without it telephone numbers and health words cannot be read"}
	if len(used) == 0 {
		f.how = fmt.Sprintf("%s; sealing under %s; nothing is sealed yet", p.keys.Path(), p.keys.Active())
	}
	if p.keys.Exposed() {
		f.costs = "others on this machine can read the file: chmod 600 it"
	}
	return f, nil
}
