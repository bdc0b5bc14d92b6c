package main

import (
	"context"
	"fmt"
	"net/http"
	"sync"
	"sync/atomic"
	"time"

	"github.com/valyala/fasthttp"
)

const (
	clients = 16
	slice   = time.Second // of one side, before it is the other's turn
)

// measureReads compares public reads with the same bytes from a server that does nothing else.
func measureReads(_ context.Context, b *bench) error {
	p, err := b.program("WORKERS=false")
	if err != nil {
		return err
	}
	defer p.stop()
	for _, read := range []struct{ name, path string }{
		{"place list, cached JSON", "/api/places"},
		{"place, cached JSON", "/api/places/lorenskog"},
		{"place, HTML page", "/nb/p/lorenskog"},
	} {
		if err := b.compareRead(read.name, p.url+read.path); err != nil {
			return err
		}
	}
	return nil
}

func (b *bench) compareRead(name, address string) error {
	status, body, err := fasthttp.Get(nil, address)
	if err != nil || status != http.StatusOK {
		return fmt.Errorf("%s: %d %w", address, status, err)
	}
	static, err := b.static(body)
	if err != nil {
		return err
	}
	defer static.stop()
	get := func(address string) func() (float64, error) {
		return func() (float64, error) {
			return perSecond(func(int) (*fasthttp.Request, int) {
				r := fasthttp.AcquireRequest()
				r.SetRequestURI(address)
				return r, http.StatusOK
			})
		}
	}
	against := fmt.Sprintf("the same %d bytes from Fiber with the same settings", len(body))
	return b.compare(row{Name: name, Unit: "answers/s", Better: higher, Against: against}, 5, get(address), get(static.url+"/"))
}

// perSecond lets clients on connections of their own send what next makes for a slice, and counts answers. One with
// another status than expected ends it.
func perSecond(next func(client int) (r *fasthttp.Request, status int)) (float64, error) {
	client := fasthttp.Client{MaxConnsPerHost: clients, ReadTimeout: 20 * time.Second}
	defer client.CloseIdleConnections()
	var answered atomic.Int64
	var all sync.WaitGroup
	failures := make([]error, clients)
	begun := time.Now()
	for i := range clients {
		all.Go(func() {
			answer := fasthttp.AcquireResponse()
			defer fasthttp.ReleaseResponse(answer)
			for failures[i] == nil && time.Since(begun) < slice {
				request, status := next(i)
				err := client.Do(request, answer)
				if err == nil && answer.StatusCode() != status {
					err = fmt.Errorf("%s answers %d: %.200s", request.URI().Path(), answer.StatusCode(), answer.Body())
				}
				fasthttp.ReleaseRequest(request)
				failures[i] = err
				answered.Add(1)
			}
		})
	}
	all.Wait()
	took := time.Since(begun)
	for _, err := range failures {
		if err != nil {
			return 0, err
		}
	}
	return float64(answered.Load()) / took.Seconds(), nil
}
