package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"net/http"
	"slices"
	"sync"
	"time"

	"musikkforalle/internal/i18n"
)

const (
	hostile     = 60 // connections
	mostMB      = 300
	hangUpAfter = 20 * time.Millisecond
)

// measureStrangers lets hostile connections ask for drawings with made-up words while a family reads the page of its place.
func measureStrangers(ctx context.Context, b *bench) error {
	p, err := b.program("WORKERS=false")
	if err != nil {
		return err
	}
	defer p.stop()
	if _, err := p.slow(ctx); err != nil { // the first answers read the database
		return err
	}
	beside := func() (float64, error) {
		ctx, stop := context.WithCancel(ctx)
		defer stop()
		var all sync.WaitGroup
		for range hostile {
			all.Go(func() { p.bother(ctx) })
		}
		took, err := p.slow(ctx)
		stop()
		all.Wait()
		return took, err
	}
	r := row{Name: "answer beside 60 hostile connections, 95th percentile", Unit: "ms", Better: lower, Against: "the same answers without them"}
	if err := b.compare(r, 3, beside, func() (float64, error) { return p.slow(ctx) }); err != nil {
		return err
	}
	peak := row{Name: "peak memory beside 60 hostile connections", Unit: "MB", Better: lower, Against: "the most that is allowed"}
	return b.compare(peak, 1, func() (float64, error) { return p.memory("VmHWM") }, func() (float64, error) { return mostMB, nil })
}

// slow returns the 95th percentile of the time that a page, a public read and a flyer take, in ms.
func (p *process) slow(ctx context.Context) (float64, error) {
	client := &http.Client{Timeout: 20 * time.Second}
	defer client.CloseIdleConnections()
	var took []float64
	for begun := time.Now(); time.Since(begun) < 3*slice; {
		for _, path := range []string{"/nb/p/lorenskog", "/api/places/lorenskog", "/nb/p/lorenskog/flyer"} {
			r, err := http.NewRequestWithContext(ctx, http.MethodGet, p.url+path, nil)
			if err != nil {
				return 0, err
			}
			r.Header.Set("X-Forwarded-For", "10.1.1.1")
			start := time.Now()
			answer, err := client.Do(r)
			if err != nil {
				return 0, err
			}
			_, err = io.Copy(io.Discard, answer.Body)
			if err = errors.Join(err, answer.Body.Close()); err != nil || answer.StatusCode != http.StatusOK {
				return 0, fmt.Errorf("%s: %d %w", path, answer.StatusCode, err)
			}
			took = append(took, float64(time.Since(start).Microseconds())/1000)
		}
	}
	slices.Sort(took)
	return took[len(took)*95/100], nil
}

// bother asks for sheets and pictures with made-up words and cookies until ctx ends, on one connection; every fourth time it hangs up.
func (p *process) bother(ctx context.Context) {
	client := &http.Client{Transport: &http.Transport{}}
	defer client.CloseIdleConnections()
	forms := []string{"flyer.png", "flyer.pdf", "year.pdf", "flyer.png"}
	for ctx.Err() == nil {
		of, end := ctx, context.CancelFunc(func() {})
		if rand.IntN(4) == 0 { // a small number
			of, end = context.WithTimeout(ctx, hangUpAfter)
		}
		lang, form := i18n.All[rand.IntN(len(i18n.All))], forms[rand.IntN(len(forms))]
		r, err := http.NewRequestWithContext(of, http.MethodGet, fmt.Sprintf("%s/%s/p/lorenskog/%s?via=x%d", p.url, lang, form, rand.Int64()), nil)
		if err == nil {
			r.Header.Set("X-Forwarded-For", "10.2.2.2")
			r.Header.Set("Cookie", fmt.Sprintf("place=x%d", rand.Int64()))
			if answer, err := client.Do(r); err == nil {
				_, _ = io.Copy(io.Discard, answer.Body)
				_ = answer.Body.Close()
			}
		}
		end()
	}
}
