package drill

import (
	"context"
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"musikkforalle/internal/db"
	"musikkforalle/internal/db/private"
	"musikkforalle/internal/pgtest"
	"musikkforalle/internal/promises"
)

// F3, R7: the database is killed under load and comes back. What was acknowledged is there; meanwhile the program says that
// it lives, is not ready and would like to be asked again; afterwards it goes on by itself.
func TestPostgresKilledUnderLoad(t *testing.T) {
	t.Parallel()
	folder := pgtest.Folder(t)
	server, err := private.Start(t.Context(), folder)
	must(t, err)
	t.Cleanup(func() { _ = server.Stop() })
	url := server.URL("postgres")
	migrated(t, url)
	h := newHallAt(t, url)
	p := start(t, h.settings(behindProxy)...)
	const all = 50
	acknowledged := 0
	promises.Record(t, func() string {
		return fmt.Sprintf("%d × kill -9 of PostgreSQL under load: 0 of %d acknowledged answers missing", all, acknowledged)
	}, "R7", "F3")
	for round := range rounds(1, all) {
		answers := &load{program: p, path: h.answerPath()}
		answers.begin(16)
		until(t, 20*time.Second, "answers are taken", func() bool { return answers.taken() > 100 })
		killPostmaster(t, folder)
		p.isAway(h.answerPath())
		_ = server.Stop() // it is gone already: lets go of the folder
		server, err = private.Start(t.Context(), folder)
		must(t, err)
		p.untilReady(time.Minute)
		before := answers.taken()
		until(t, 20*time.Second, "answers are taken again", func() bool { return answers.taken() > before+50 })
		answers.end()
		if missing := answers.missing(h); missing != 0 {
			t.Errorf("round %d: %d of %d acknowledged answers are missing", round, missing, answers.taken())
		}
		if n := answers.broken.Load(); n != 0 {
			t.Errorf("round %d: %d answers were neither good nor 503, such as %v", round, n, answers.example.Load())
		}
		acknowledged += answers.taken()
		t.Logf("round %d: %d answers acknowledged, %d refused with 503, none missing", round, answers.taken(), answers.refused.Load())
	}
}

func migrated(t *testing.T, url string) {
	t.Helper()
	store, err := db.Open(t.Context(), url, db.Options{MaxConns: 2})
	must(t, err)
	defer store.Close()
	_, err = db.Migrate(t.Context(), store)
	must(t, err)
}

func killPostmaster(t *testing.T, folder string) {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(folder, "pg", "postmaster.pid"))
	must(t, err)
	pid, err := strconv.Atoi(strings.SplitN(string(text), "\n", 2)[0])
	must(t, err)
	must(t, syscall.Kill(pid, syscall.SIGKILL))
}

// isAway asserts what the program says while its database is away.
func (p *program) isAway(answerPath string) {
	p.Helper()
	until(p.TB, 10*time.Second, "not ready", func() bool { return p.status("/readyz") == http.StatusServiceUnavailable })
	if code := p.status("/healthz"); code != http.StatusOK {
		p.Errorf("liveness %d while the database is away", code)
	}
	r, err := p.ask("PUT", answerPath, coming(1), "", 999)
	must(p.TB, err)
	if r.StatusCode != http.StatusServiceUnavailable || r.Header.Get("Retry-After") == "" {
		p.Errorf("an answer without a database: %d, Retry-After %q: %s", r.StatusCode, r.Header.Get("Retry-After"), r.body)
	}
}

// load is many families that answer for the first time, one after the other.
type load struct {
	*program
	path    string
	stopped atomic.Bool
	network atomic.Int64
	refused atomic.Int64
	broken  atomic.Int64
	example atomic.Value
	running sync.WaitGroup

	mu      sync.Mutex
	cookies []string // of acknowledged answers
}

func (l *load) begin(families int) {
	for range families {
		l.running.Go(func() {
			for !l.stopped.Load() {
				l.answer()
			}
		})
	}
}

func (l *load) answer() {
	r, err := l.ask("PUT", l.path, coming(1), "", int(l.network.Add(1))/50)
	switch {
	case err != nil:
		l.broken.Add(1)
		l.example.Store(err.Error())
	case r.StatusCode == http.StatusOK:
		l.mu.Lock()
		l.cookies = append(l.cookies, cookieOf(r))
		l.mu.Unlock()
	case r.StatusCode == http.StatusServiceUnavailable:
		l.refused.Add(1)
		time.Sleep(20 * time.Millisecond) // as people do
	default:
		l.broken.Add(1)
		l.example.Store(fmt.Sprint(r.StatusCode, " ", string(r.body)))
	}
}

func (l *load) end() {
	l.stopped.Store(true)
	l.running.Wait()
}

func (l *load) taken() int {
	l.mu.Lock()
	defer l.mu.Unlock()
	return len(l.cookies)
}

// missing counts acknowledged answers that the database does not have.
func (l *load) missing(h *hall) int {
	h.Helper()
	hashes := make([][]byte, len(l.cookies))
	for i, cookie := range l.cookies {
		_, token, _ := strings.Cut(cookie, "=")
		sum := sha256.Sum256([]byte(token))
		hashes[i] = sum[:]
	}
	var n int
	must(h.TB, h.store.Pool.QueryRow(context.Background(), `select count(*) from unnest($1::bytea[]) x(hash)
		where not exists (select from devices d join answers a on a.family_id = d.family_id
		                   where d.token_hash = x.hash and a.session_id = $2 and a.state = 'coming')`, hashes, h.session.ID).Scan(&n))
	return n
}

// cookieOf is the device's cookie that an answer has set.
func cookieOf(r reply) string {
	for _, c := range r.Cookies() {
		if c.Name == "device" {
			return c.Name + "=" + c.Value
		}
	}
	return ""
}

// firstSession is the address to answer at for the next session of the first place.
func firstSession(t testing.TB, p *program) string {
	t.Helper()
	r, err := p.ask("GET", "/api/places", "", "", 0)
	must(t, err)
	var places []struct{ Next *struct{ ID string } }
	must(t, json.Unmarshal(r.body, &places))
	if len(places) == 0 || places[0].Next == nil {
		t.Fatalf("no session in %s", r.body)
	}
	return "/api/sessions/" + places[0].Next.ID + "/answer"
}
