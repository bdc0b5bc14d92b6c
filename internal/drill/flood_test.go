package drill

import (
	"fmt"
	"math/rand/v2"
	"net"
	"net/http"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/valyala/fasthttp"

	"musikkforalle/api/contract"
	"musikkforalle/internal/promises"
)

// B24–B40, R9: whatever requests arrive, the program keeps running and never answers with a 5xx.
func TestFlood(t *testing.T) {
	t.Parallel()
	var f *flood
	promises.Record(t, func() string { return f.String() + ": no 5xx, no exit" }, "R9")
	t.Run("NoInputCrashesIt", func(t *testing.T) {
		t.Parallel()
		h := newHall(t)
		p := start(t, h.settings(behindProxy, "WORKERS=false", "LOG_LEVEL=error")...)
		spec, err := contract.GetSpec()
		must(t, err)
		f = &flood{program: p, hall: h, requests: operations(spec), client: &fasthttp.Client{MaxConnsPerHost: 32, ReadTimeout: 20 * time.Second}}
		seed := rand.Uint64()
		t.Logf("seed %d", seed)
		total, workers := rounds(2000, 1_000_000), 4
		var all sync.WaitGroup
		for worker := range workers {
			all.Go(func() { f.pour(rand.New(rand.NewPCG(seed, uint64(worker))), total/workers) }) // repeatable
		}
		all.Wait()
		if !p.running() || p.status("/readyz") != http.StatusOK {
			t.Error("the program did not survive")
		}
		t.Log(f)
		if f.good.Load() < int64(total)/20 {
			t.Error("hardly any request was good: the flood does not reach far")
		}
	})
}

// flood pours requests over a program.
type flood struct {
	*program
	hall                   *hall
	requests               []operation
	client                 *fasthttp.Client
	good, refused, rubbish atomic.Int64
}

func (f *flood) String() string {
	good, refused := f.good.Load(), f.refused.Load()
	return fmt.Sprintf("%d requests answered: %d good, %d refused; %d pieces of rubbish", good+refused, good, refused, f.rubbish.Load())
}

// renewAfter is how many requests a family's cookie is used for: the flood erases and signs out as well.
const renewAfter = 100

func (f *flood) pour(random *rand.Rand, n int) {
	cookie := ""
	for i := range n {
		if i%renewAfter == 0 {
			cookie = f.family(random)
		}
		if random.IntN(50) == 0 {
			f.throwRubbish(random)
			continue
		}
		f.send(random, cookie)
	}
}

// family is the cookie of a family that is new.
func (f *flood) family(random *rand.Rand) string {
	r, err := f.ask("PUT", f.hall.answerPath(), coming(1), "", random.IntN(1<<16))
	if err != nil || r.StatusCode != http.StatusOK {
		f.Errorf("a plain answer: %v %s", err, r.body)
		return ""
	}
	return cookieOf(r)
}

func (f *flood) send(random *rand.Rand, cookie string) {
	request, answer := fasthttp.AcquireRequest(), fasthttp.AcquireResponse()
	defer fasthttp.ReleaseRequest(request)
	defer fasthttp.ReleaseResponse(answer)
	d := drawer{Rand: random, session: f.hall.session.ID.String(), place: f.hall.place.Slug}
	f.requests[random.IntN(len(f.requests))].fill(request, d, f.url)
	if random.IntN(3) > 0 {
		request.Header.Set("Cookie", cookie)
	}
	what := fmt.Sprintf("%s %.200q %.300q", request.Header.Method(), request.RequestURI(), request.Body())
	if err := f.client.Do(request, answer); err != nil {
		if !f.running() {
			f.Errorf("the program ended at %s", what)
		}
		f.refused.Add(1) // a request that HTTP itself does not allow
		return
	}
	switch code := answer.StatusCode(); {
	case code >= 500:
		f.Errorf("%s → %d %.300s", what, code, answer.Body())
	case code < 400:
		f.good.Add(1)
	default:
		f.refused.Add(1)
	}
}

// throwRubbish sends bytes that are hardly HTTP, and hangs up.
func (f *flood) throwRubbish(random *rand.Rand) {
	conn, err := net.DialTimeout("tcp", f.url[len("http://"):], 5*time.Second)
	if err != nil {
		f.Errorf("nobody takes connections: %v", err)
		return
	}
	defer func() { _ = conn.Close() }()
	starts := []string{"", "GET / HTTP/1.1\r\n", "POST /api/me HTTP/1.1\r\nHost: x\r\nContent-Length: 99999999999\r\n\r\n", "PUT /api HTTP/9\r\n",
		"GET /nb HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n"}
	text := []byte(starts[random.IntN(len(starts))])
	for range random.IntN(200) {
		text = append(text, byte(random.IntN(256)))
	}
	_, _ = conn.Write(text)
	f.rubbish.Add(1)
}
