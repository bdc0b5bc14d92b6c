package main

import (
	"context"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"sync/atomic"
	"time"

	"github.com/google/uuid"
	"github.com/valyala/fasthttp"
	"golang.org/x/sync/errgroup"

	"musikkforalle/internal/answer"
	"musikkforalle/internal/db"
	"musikkforalle/internal/db/private"
)

const (
	manySessions = 200
	families     = 4000
)

// Ids and tokens that SQL, Go and phones make of a number alike.
func sessionID(n int) uuid.UUID {
	return uuid.MustParse(fmt.Sprintf("00000000-0000-4000-8000-%012x", n))
}
func familyID(n int) uuid.UUID {
	return uuid.MustParse(fmt.Sprintf("00000000-0000-4000-9000-%012x", n))
}
func token(n int) string { return fmt.Sprintf("device-of-family-%d", n) }

// people fills the database with sessions, families and their phones.
func (b *bench) people(ctx context.Context) error {
	for _, sql := range []string{
		`insert into sessions (id, place_id, season_id, starts_at, ends_at)
		select ('00000000-0000-4000-8000-' || lpad(to_hex(n), 12, '0'))::uuid, s.place_id, s.id, now() + interval '30 days', now() + interval '30 days 2 hours'
		  from generate_series(1, ` + strconv.Itoa(manySessions) + `) n, (select * from seasons order by year desc, half limit 1) s`,
		`insert into families (id) select ('00000000-0000-4000-9000-' || lpad(to_hex(n), 12, '0'))::uuid from generate_series(1, ` + strconv.Itoa(families) + `) n`,
		`insert into devices (family_id, token_hash) select ('00000000-0000-4000-9000-' || lpad(to_hex(n), 12, '0'))::uuid,
			sha256(('device-of-family-' || n)::bytea) from generate_series(1, ` + strconv.Itoa(families) + `) n`,
		"vacuum analyze",
	} {
		if _, err := b.store.Pool.Exec(ctx, sql); err != nil {
			return err
		}
	}
	return nil
}

// measureAnswers compares answers with pgbench calling the same SQL function, which is PostgreSQL's limit on this machine.
func measureAnswers(ctx context.Context, b *bench) error {
	if err := b.people(ctx); err != nil {
		return err
	}
	p, err := b.program("WORKERS=false")
	if err != nil {
		return err
	}
	defer p.stop()
	for _, load := range []struct {
		name     string
		sessions int
	}{{"200 sessions", manySessions}, {"one hot session", 1}} {
		script, err := b.script(load.sessions)
		if err != nil {
			return err
		}
		baseline := func() (float64, error) { return b.pgbench(ctx, script) }
		rows := []struct {
			name string
			ours func() (float64, error)
		}{
			{"answer.Set in Go, " + load.name, func() (float64, error) { return b.setPerSecond(ctx, load.sessions) }},
			{"PUT answer, " + load.name, func() (float64, error) { return putsPerSecond(p, load.sessions) }},
		}
		for _, measured := range rows {
			r := row{Name: measured.name, Unit: "answers/s", Better: higher,
				Against: fmt.Sprintf("pgbench -n -M prepared -c %d -j 2, select answer_set(…)", connections)}
			if pgbenchPath() == "" {
				b.skip(r, "pgbench is not installed: no baseline")
				continue
			}
			if err := b.compare(r, 3, measured.ours, baseline); err != nil {
				return err
			}
		}
	}
	return nil
}

// script is what pgbench runs: one family's answer to one session.
func (b *bench) script(sessions int) (string, error) {
	text := fmt.Sprintf(`\set s random(1, %d)
\set f random(1, %d)
\set c random(1, 3)
select answer_set(('00000000-0000-4000-8000-' || lpad(to_hex(cast(:s as int)), 12, '0'))::uuid, ('00000000-0000-4000-9000-' || lpad(to_hex(cast(:f as int)), 12, '0'))::uuid, true, cast(:c as int), 0, 1, 0, 0, 0);
`, sessions, families)
	path := filepath.Join(b.folder, fmt.Sprintf("answer-%d.sql", sessions))
	return path, os.WriteFile(path, []byte(text), 0o600)
}

func pgbenchPath() string {
	if path, err := exec.LookPath("pgbench"); err == nil {
		return path
	}
	for _, folder := range private.FindBin() {
		path := filepath.Join(folder, "pgbench")
		if _, err := os.Stat(path); err == nil {
			return path
		}
	}
	return ""
}

func (b *bench) pgbench(ctx context.Context, script string) (float64, error) {
	cmd := exec.CommandContext(ctx, pgbenchPath(), "-n", "-M", "prepared", "-c", strconv.Itoa(connections), "-j", "2", "-T", "2", "-f", script, b.url)
	out, err := cmd.CombinedOutput()
	if err != nil {
		return 0, fmt.Errorf("pgbench: %w: %s", err, out)
	}
	_, rest, _ := strings.Cut(string(out), "tps = ")
	fields := strings.Fields(rest)
	if len(fields) == 0 {
		return 0, fmt.Errorf("pgbench says no tps: %s", out)
	}
	return strconv.ParseFloat(fields[0], 64)
}

// setPerSecond calls the domain function as the handler does, on as many connections as pgbench has.
func (b *bench) setPerSecond(ctx context.Context, sessions int) (float64, error) {
	var done atomic.Int64
	var all errgroup.Group
	begun := time.Now()
	for range connections {
		all.Go(func() error {
			for time.Since(begun) < slice {
				err := b.store.Tx(ctx, func(tx *db.Tx) error {
					with := answer.Company{Children: int32(1 + rand.IntN(3)), Parents: 1} // a small number
					return answer.SetTx(ctx, tx, sessionID(1+rand.IntN(sessions)), familyID(1+rand.IntN(families)), true, with)
				})
				if err != nil {
					return err
				}
				done.Add(1)
			}
			return nil
		})
	}
	err := all.Wait()
	return float64(done.Load()) / time.Since(begun).Seconds(), err
}

// putsPerSecond answers over HTTP as phones do, each from a network of its own.
func putsPerSecond(p *process, sessions int) (float64, error) {
	bodies := make([][]byte, 3)
	for i := range bodies {
		bodies[i], _ = json.Marshal(map[string]any{"coming": true, "company": map[string]int{
			"children": i + 1, "young": 0, "parents": 1, "siblings": 0, "supporters": 0, "staff": 0}})
	}
	return perSecond(func(int) (*fasthttp.Request, int) {
		r := fasthttp.AcquireRequest()
		r.SetRequestURI(fmt.Sprintf("%s/api/sessions/%s/answer", p.url, sessionID(1+rand.IntN(sessions))))
		r.Header.SetMethod(http.MethodPut)
		r.Header.SetContentType("application/json")
		r.Header.Set("Sec-Fetch-Site", "same-origin")
		r.Header.Set("X-Forwarded-For", fmt.Sprintf("10.%d.%d.1", rand.IntN(256), rand.IntN(256)))
		r.Header.Set("Cookie", "device="+token(1+rand.IntN(families)))
		r.SetBody(bodies[rand.IntN(len(bodies))])
		return r, http.StatusOK
	})
}
