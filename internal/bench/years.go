package main

import (
	"context"
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"strings"

	"github.com/valyala/fasthttp"

	"musikkforalle/internal/heads"
)

// years fills the database with ten years of one place: 5,000 families, 600 volunteers, and twenty seasons with their
// counts. organiserToken signs an organiser in.
var years = []string{
	`insert into seasons (place_id, year, half) select p.id, y, h from places p, generate_series(2017, 2026) y, unnest(array['spring', 'autumn']) h
	  where p.slug = 'lorenskog' on conflict do nothing`,
	`insert into sessions (place_id, season_id, starts_at, ends_at)
	 select sn.place_id, sn.id, at, at + interval '2 hours' from seasons sn join places p on p.id = sn.place_id and p.slug = 'lorenskog', generate_series(0, 4) n,
	        lateral (select make_timestamptz(sn.year, case sn.half when 'spring' then 1 else 8 end + n, 10, 11, 30, 0, 'Europe/Oslo') as at) d
	  where at < now()`,
	`insert into session_counts (session_id, measure, key, n)
	 select s.id, m.measure, k.key, 5 + (random() * 40)::int from sessions s,
	        unnest(array['heads', 'reach_ever', 'reach_year', 'reach_season']) m (measure),
	        unnest(string_to_array('` + strings.Join(heads.Kinds, ",") + `', ',')) k (key) where s.starts_at < now() on conflict do nothing`,
	`insert into session_counts (session_id, measure, key, n)
	 select s.id, 'language', k.key, (random() * 9)::int from sessions s,
	        unnest(array['nb', 'en', 'ar', 'prs', 'ps', 'so', 'ur', 'pl', 'uk', 'ti', 'tr']) k (key) where s.starts_at < now() on conflict do nothing`,
	`insert into families (place_id, lang, children, parents)
	 select p.id, (array['nb', 'ar', 'so', 'prs'])[1 + n % 4], 1, 1 from places p, generate_series(1, 5000) n where p.slug = 'lorenskog'`,
	`insert into volunteers (place_id, name, email, speaks)
	 select p.id, (array['Kari', 'Ola', 'Amina', 'Yusuf'])[1 + n % 4] || ' Nordmann ' || n, 'v' || n || '@example.org', '{nb}'
	   from places p, generate_series(1, 600) n where p.slug = 'lorenskog'`,
	`with m as (insert into members (email) values ('leder@example.org') returning id),
	      r as (insert into roles (member_id, role) select id, 'network' from m)
	 insert into devices (token_hash, member_id, member_key, member_since, member_seen_at)
	 select sha256('` + organiserToken + `'::bytea), id, true, now(), now() from m`,
	"vacuum analyze",
}

const organiserToken = "device-of-the-organiser"

// organisers compares an organiser's page with the bare SQL of its main query.
var organisers = []struct{ name, path, sql string }{
	{
		"report over ten years", "/api/report?place=lorenskog",
		`select s.season_id, c.measure, c.key, sum(c.n) from session_counts c join sessions s on s.id = c.session_id
		   join places p on p.id = s.place_id where p.slug = 'lorenskog' group by 1, 2, 3;`,
	},
	{
		"search among 600 volunteers", "/api/places/lorenskog/volunteers?q=kari",
		`select v.id, v.name from volunteers v join places p on p.id = v.place_id and p.slug = 'lorenskog'
		  where to_tsvector('simple', folded(v.name)) @@ to_tsquery('simple', 'kari:*') order by folded(v.name) collate "C", v.id limit 50;`,
	},
}

// measureYears reads an organiser's pages after ten years.
func measureYears(ctx context.Context, b *bench) error {
	for _, sql := range years {
		if _, err := b.store.Pool.Exec(ctx, sql); err != nil {
			return fmt.Errorf("%.60s: %w", sql, err)
		}
	}
	p, err := b.program("WORKERS=false")
	if err != nil {
		return err
	}
	defer p.stop()
	for i, read := range organisers {
		r := row{Name: read.name, Unit: "answers/s", Better: higher, Against: fmt.Sprintf("pgbench -n -M prepared -c %d -j 2, its select alone", connections)}
		if pgbenchPath() == "" {
			b.skip(r, "pgbench is not installed: no baseline")
			continue
		}
		script := filepath.Join(b.folder, fmt.Sprintf("organiser-%d.sql", i))
		if err := os.WriteFile(script, []byte(read.sql), 0o600); err != nil {
			return err
		}
		baseline := func() (float64, error) { return b.pgbench(ctx, script) }
		if err := b.compare(r, 3, func() (float64, error) { return asOrganiser(p.url + read.path) }, baseline); err != nil {
			return err
		}
	}
	return nil
}

// asOrganiser reads a page's data as the signed-in organiser.
func asOrganiser(address string) (float64, error) {
	return perSecond(func(int) (*fasthttp.Request, int) {
		r := fasthttp.AcquireRequest()
		r.SetRequestURI(address)
		r.Header.Set("Sec-Fetch-Site", "same-origin")
		r.Header.SetCookie("device", organiserToken)
		return r, http.StatusOK
	})
}
