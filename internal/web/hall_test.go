package web_test

import (
	"context"
	"encoding/json"
	"io"
	"net"
	"net/http"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/gofiber/fiber/v2"
	"github.com/google/uuid"

	"musikkforalle/internal/account"
	"musikkforalle/internal/answer"
	"musikkforalle/internal/config"
	"musikkforalle/internal/db"
	"musikkforalle/internal/fixture"
	"musikkforalle/internal/flyer"
	"musikkforalle/internal/paper"
	"musikkforalle/internal/place"
	"musikkforalle/internal/push"
	"musikkforalle/internal/session"
	"musikkforalle/internal/volunteer"
	"musikkforalle/internal/web"
)

// hall is the whole server on a database of its own, with a place, a session in ten days and one family signed in.
type hall struct {
	*fixture.World
	url      string
	server   *web.Server
	app      *fiber.App
	saturday *session.Session
	session  uuid.UUID
	cookies  string // of the family's device
}

const base = "http://localhost:8080"

func newHall(t *testing.T, change ...func(*config.Config)) *hall {
	t.Helper()
	h := &hall{World: fixture.New(t)}
	c := config.Config{BaseURL: base, Addr: "127.0.0.1:0", RequestTimeout: 10 * time.Second}
	for _, f := range change {
		f(&c)
	}
	h.serve(t, h.Store, c)
	h.saturday = fixture.Session(t, h.Store, h.Place, time.Now().AddDate(0, 0, 10))
	h.session = h.saturday.ID
	return h
}

// serve starts the server on a store of the hall's database.
func (h *hall) serve(t *testing.T, store *db.Store, c config.Config) {
	t.Helper()
	keys, err := push.OpenKeys(context.Background(), store, "mailto:post@example.org")
	h.Must(err)
	sender := push.NewSender(push.Settings{Keys: keys})
	press := paper.NewPress()
	h.server = &web.Server{
		Config: c, Version: "v1.2.3", Store: store, Flyers: flyer.NewShelf(store, base), Press: press,
		API: web.Join(c, store, push.API{Store: store, Keys: keys, Sender: sender, Base: base}, press),
		Feeds: web.Feeds{
			Place: func(ctx context.Context, slug, lang string) ([]byte, error) {
				return session.PlaceFeed(ctx, store, base, slug, lang)
			},
			Session: func(ctx context.Context, id uuid.UUID, lang string) ([]byte, error) {
				return session.SessionFile(ctx, store, base, id, lang)
			},
			Family: func(ctx context.Context, token string) ([]byte, error) { return answer.Feed(ctx, store, base, token) },
			Volunteer: func(ctx context.Context, token string) ([]byte, error) {
				return volunteer.Feed(ctx, store, base, token)
			},
		},
	}
	h.app, err = h.server.App()
	h.Must(err)
	h.url = listen(t, h.app)
}

// listen serves on a loopback port of its own, as the program does.
func listen(t *testing.T, app *fiber.App) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	go func() { _ = app.Listener(l) }()
	t.Cleanup(func() { _ = app.Shutdown() })
	return "http://" + l.Addr().String()
}

// reply is an answer, read.
type reply struct {
	*http.Response
	body []byte
}

// code of a problem document.
func (r reply) code() string {
	var p struct{ Code string }
	_ = json.Unmarshal(r.body, &p)
	return p.Code
}

// into decodes a good answer.
func (r reply) into(t testing.TB, dest any) {
	t.Helper()
	if err := json.Unmarshal(r.body, dest); err != nil {
		t.Fatalf("%d %s: %v", r.StatusCode, r.body, err)
	}
}

// ask sends a request as the app does; headers come in pairs and may overwrite.
func (h *hall) ask(method, path, body, cookies string, headers ...string) reply {
	h.Helper()
	r, err := http.NewRequest(method, h.url+path, strings.NewReader(body))
	h.Must(err)
	r.Header.Set("Sec-Fetch-Site", "same-origin")
	if body != "" {
		r.Header.Set("Content-Type", "application/json")
	}
	if cookies != "" {
		r.Header.Set("Cookie", cookies)
	}
	for i := 0; i+1 < len(headers); i += 2 {
		if r.Header.Del(headers[i]); headers[i+1] != "" {
			r.Header.Set(headers[i], headers[i+1])
		}
	}
	return h.send(r)
}

var client = &http.Client{
	Transport:     &http.Transport{DisableCompression: true, MaxIdleConnsPerHost: 64},
	CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
}

func (h *hall) send(r *http.Request) reply {
	h.Helper()
	res, err := client.Do(r)
	h.Must(err)
	defer res.Body.Close()
	if res.Header.Get("Content-Type") == "text/event-stream" {
		return reply{res, nil} // has no end
	}
	read, err := io.ReadAll(res.Body)
	h.Must(err)
	return reply{res, read}
}

// family answers yes from a new device and gives its cookie.
func (h *hall) family() (cookies string) {
	h.Helper()
	r := h.ask("PUT", "/api/sessions/"+h.session.String()+"/answer", coming, "")
	if r.StatusCode != 200 {
		h.Fatalf("first answer: %d %s", r.StatusCode, r.body)
	}
	return h.device(r)
}

// device gives the device's cookie that an answer sets.
func (h *hall) device(r reply) (cookies string) {
	h.Helper()
	for _, c := range r.Cookies() {
		if strings.HasSuffix(c.Name, "device") && c.Value != "" {
			return c.Name + "=" + c.Value
		}
	}
	h.Fatalf("%d %s set no cookie", r.StatusCode, r.body)
	return ""
}

// together asks n times at the same moment and counts the answers by status.
func (h *hall) together(n int, ask func() reply) map[int]int {
	var all sync.WaitGroup
	codes := make([]int, n)
	for i := range n {
		all.Go(func() { codes[i] = ask().StatusCode })
	}
	all.Wait()
	counts := map[int]int{}
	for _, c := range codes {
		counts[c]++
	}
	return counts
}

// volunteer signs a volunteer in and gives the device's cookie.
func (h *hall) volunteer() (cookies string) {
	h.Helper()
	return h.cookieOf(fixture.VolunteerDevice(h, h.Store, h.Volunteer("nb")))
}

// member signs a member of a place's team in and gives the device's cookie.
func (h *hall) member(p *place.Place, role place.Role) (cookies string) {
	h.Helper()
	return h.cookieOf(fixture.MemberDevice(h, h.Store, fixture.Member(h, h.Store, p, role)))
}

// cookieOf gives a device a token and returns its cookie.
func (h *hall) cookieOf(device uuid.UUID) string {
	h.Helper()
	token := account.NewToken()
	h.Exec("update devices set token_hash = ?::bytea where id = ?", account.Hash(token), device)
	return "device=" + token
}

const coming = `{"coming":true,"company":{"children":1,"young":0,"parents":1,"siblings":0,"supporters":0,"staff":0},"lang":"ar"}`
