package main

import (
	"context"
	"fmt"
	"net/http"
	"time"

	"github.com/valyala/fasthttp"

	"musikkforalle/internal/account"
)

// attending is how many families have answered to the Saturday that is looked at.
const attending = 5_000

// measureSaturday compares the team's screen of a full Saturday, over HTTP, with the bare count of who comes.
func measureSaturday(ctx context.Context, b *bench) error {
	if err := b.fullSaturday(ctx); err != nil {
		return err
	}
	p, err := b.program("WORKERS=false")
	if err != nil {
		return err
	}
	defer p.stop()
	screen := func() (float64, error) {
		return milliseconds(func() error {
			request, answer := fasthttp.AcquireRequest(), fasthttp.AcquireResponse()
			defer fasthttp.ReleaseRequest(request)
			defer fasthttp.ReleaseResponse(answer)
			request.SetRequestURI(p.url + "/api/places/drammen/saturday")
			request.Header.Set("Cookie", "device=organiser")
			if err := fasthttp.Do(request, answer); err != nil || answer.StatusCode() != http.StatusOK {
				return fmt.Errorf("screen: %d %w: %.200s", answer.StatusCode(), err, answer.Body())
			}
			return nil
		})
	}
	bare := func() (float64, error) { return milliseconds(func() error { return b.countBare(ctx) }) }
	return b.compare(row{Name: "Saturday screen, 5,000 families", Unit: "ms", Better: lower,
		Against: "one bare statement: who comes, by kind and by language"}, 5, screen, bare)
}

// fullSaturday is tomorrow's session in Drammen with many families, whose wishes and reminders are on their way, and an
// organiser who is signed in.
func (b *bench) fullSaturday(ctx context.Context) error {
	err := b.exec(ctx,
		`create view looked_at as select s.* from sessions s join places p on p.id = s.place_id and p.slug = 'drammen' where s.starts_at > now() order by s.starts_at limit 1`,
		fmt.Sprintf("insert into families (lang) select (array['nb', 'ar', 'ti', 'so', 'prs'])[1 + n %% 5] from generate_series(1, %d) n", attending),
		`insert into answers (session_id, family_id, state, children, parents) select s.id, f.id, 'coming', 1, 1 from families f, looked_at s`,
		`insert into wishes (session_id, family_id, interpreter_lang, allergies) select session_id, family_id, 'ti', 'egg' from answers where random() < 0.1`,
		`insert into reminders (session_id, revision, kind, recipient_kind, recipient, channel, target, service, due_at, expires_at)
		select s.id, s.revision, 'day_before', 'family', f.id, 'push', f.id, 'x', now(), s.starts_at from families f, looked_at s`,
		"insert into members (email) values ('ola@example.org')",
		"insert into roles (member_id, place_id, role) select m.id, s.place_id, 'organiser' from members m, looked_at s",
		"vacuum analyze",
	)
	if err != nil {
		return err
	}
	_, err = b.store.Pool.Exec(ctx, `insert into devices (token_hash, member_id, member_key, member_since, member_seen_at)
		select $1, id, true, now(), now() from members`, account.Hash("organiser"))
	return err
}

func (b *bench) countBare(ctx context.Context) error {
	rows, err := b.store.Pool.Query(ctx, `select f.lang, count(*), sum(a.children), sum(a.young), sum(a.parents), sum(a.siblings), sum(a.supporters), sum(a.staff)
		from answers a join families f on f.id = a.family_id where a.session_id = (select id from looked_at) and a.state = 'coming' group by f.lang`)
	if err != nil {
		return err
	}
	for rows.Next() { // what is counted is not looked at
	}
	return rows.Err()
}

// milliseconds is how long do takes, as the mean of a few times after a first one.
func milliseconds(do func() error) (float64, error) {
	const times = 10
	if err := do(); err != nil {
		return 0, err
	}
	begun := time.Now()
	for range times {
		if err := do(); err != nil {
			return 0, err
		}
	}
	return float64(time.Since(begun).Microseconds()) / 1000 / times, nil
}
