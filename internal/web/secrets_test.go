package web_test

import (
	"bytes"
	"context"
	"crypto/ecdh"
	"crypto/rand"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"log/slog"
	"regexp"
	"strings"
	"sync"
	"testing"

	"github.com/google/uuid"
	"github.com/riverqueue/river"

	"musikkforalle/api/contract"
	"musikkforalle/internal/account"
	"musikkforalle/internal/mail"
	"musikkforalle/internal/reminder"
)

// diary collects what the program logs, at every level.
type diary struct {
	mu   sync.Mutex
	text bytes.Buffer
}

func (d *diary) Write(p []byte) (int, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.text.Write(p)
}

func keepDiary(t *testing.T) *diary {
	t.Helper()
	d, before := &diary{}, slog.Default()
	slog.SetDefault(slog.New(slog.NewJSONHandler(d, &slog.HandlerOptions{Level: slog.LevelDebug})))
	t.Cleanup(func() { slog.SetDefault(before) })
	return d
}

// postbox keeps the last mail.
type postbox struct{ last mail.Message }

func (p *postbox) Send(_ context.Context, m mail.Message) mail.Result {
	p.last = m
	return mail.Result{Outcome: mail.Accepted}
}

// told is what a family tells during a journey, and what only it may know.
type told struct {
	device, token, calendar string
	secrets                 map[string]string
}

const (
	helps    = "et rolig hjørne når det blir mye lyd"
	nickname = "Rødstrupe"
	email    = "hemmelig@example.org"
)

// journey is a family that uses everything.
func (h *hall) journey() told {
	h.Helper()
	key := uuid.NewString()
	answer := "/api/sessions/" + h.session.String()
	device := h.device(h.ask("PUT", answer+"/answer", coming, "", "Idempotency-Key", key))
	h.want(200, "PATCH", "/api/me", `{"nickname":"`+nickname+`"}`, device, "If-Match", `"v1"`)
	h.want(200, "PUT", answer+"/wishes", `{"helps":"`+helps+`","allergies":"peanøtter","consent":true,"consentLang":"nb"}`, device)
	code, browser := h.confirm(device)
	endpoint := "https://fcm.googleapis.com/fcm/send/" + account.NewToken()
	h.want(204, "PUT", "/api/me/push", subscription(h, endpoint), device)
	var calendar contract.Calendar
	h.want(201, "POST", "/api/me/calendar?for=family", "", device).into(h, &calendar)
	_, path, _ := strings.Cut(calendar.Url, "/calendar/")
	h.want(200, "GET", "/calendar/"+path, "", "")
	var link struct{ Code string }
	h.want(201, "POST", "/api/me/link", "", device).into(h, &link)
	h.want(200, "GET", "/nb/link/"+link.Code, "", "")
	h.want(200, "GET", "/nb/link/", "", "") // the code is in the fragment
	token := h.notice(device)
	h.want(200, "GET", "/nb/r/"+token, "", "")
	h.want(200, "POST", "/api/r/"+token, `{"coming":true}`, "")
	return told{device, token, "/calendar/" + path, map[string]string{
		"nickname": nickname, "helps": helps, "allergies": "peanøtter", "address": email, "code": code, "key": key, "endpoint": endpoint,
		"cookie": strings.TrimPrefix(device, "device="), "mark": browser, "calendar": path, "link": link.Code, "notice": token,
	}}
}

// want asks and fails the test when the answer is another.
func (h *hall) want(status int, method, path, body, cookies string, headers ...string) reply {
	h.Helper()
	r := h.ask(method, path, body, cookies, headers...)
	if r.StatusCode != status {
		h.Fatalf("%s %s: %d %s", method, path, r.StatusCode, r.body)
	}
	return r
}

// confirm adds the address by a mailed code.
func (h *hall) confirm(device string) (code, browser string) {
	h.Helper()
	r := h.want(202, "PUT", "/api/me/email", `{"email":"`+email+`","lang":"nb"}`, device)
	var sent struct{ ID uuid.UUID }
	r.into(h, &sent)
	box := &postbox{}
	worker := account.CodeWorker{Store: h.Store, Mailer: box}
	if err := worker.Work(context.Background(), &river.Job[account.CodeArgs]{Args: account.CodeArgs{ID: sent.ID}}); err != nil {
		h.Fatal(err)
	}
	code = regexp.MustCompile(`\d{4} \d{4}`).FindString(box.last.Text)
	browser = r.Cookies()[0].Value
	h.want(200, "POST", "/api/sign-in/code/"+sent.ID.String(), `{"code":"`+code+`"}`, device+"; browser="+browser)
	return code, browser
}

// notice is the token of the family's mails.
func (h *hall) notice(device string) string {
	h.Helper()
	var me contract.Me
	h.want(200, "GET", "/api/me", "", device).into(h, &me)
	tx, err := h.Store.Pool.Begin(context.Background())
	if err != nil {
		h.Fatal(err)
	}
	defer func() { _ = tx.Rollback(context.Background()) }()
	var secret string
	if err := tx.QueryRow(context.Background(), "select value #>> '{}' from settings where name = 'link_secret'").Scan(&secret); err != nil {
		h.Fatal(err)
	}
	raw, err := base64.RawURLEncoding.DecodeString(secret)
	if err != nil {
		h.Fatal(err)
	}
	return reminder.NewToken(raw, h.session, me.Family.Id)
}

func subscription(t testing.TB, endpoint string) string {
	t.Helper()
	key, err := ecdh.P256().GenerateKey(rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	encode := base64.RawURLEncoding.EncodeToString
	body, err := json.Marshal(map[string]string{"endpoint": endpoint, "p256dh": encode(key.PublicKey().Bytes()), "auth": encode(make([]byte, 16))})
	if err != nil {
		t.Fatal(err)
	}
	return string(body)
}

// S23: neither log nor audit tells of a person, whatever happens.
func TestNothingIsTold(t *testing.T) {
	log := keepDiary(t)
	h := newHall(t)
	family := h.journey()
	h.Exec(`create function quotes() returns trigger language plpgsql as $$ begin raise exception 'bad row: %', new; end $$`)
	h.Exec("create trigger quotes before update on families for each row execute function quotes()")
	tag := h.ask("GET", "/api/me", "", family.device).Header.Get("ETag")
	failed := h.want(500, "PATCH", "/api/me", `{"nickname":"`+nickname+`"}`, family.device, "If-Match", tag)
	h.Exec("drop trigger quotes on families")
	t.Run("S22 5xx says nothing of its cause", func(t *testing.T) {
		if string(failed.body) != `{"type":"about:blank","title":"internal","status":500,"code":"internal"}` {
			t.Errorf("%s", failed.body)
		}
	})
	t.Run("S23 log holds no name, code, token, endpoint, address or cookie", func(t *testing.T) {
		text := log.text.String()
		if strings.Count(text, `"msg":"request"`) < 10 || !strings.Contains(text, "SQLSTATE P0001") {
			t.Fatalf("the log is not of this journey: %s", text)
		}
		for what, secret := range family.secrets {
			if strings.Contains(text, secret) {
				t.Errorf("the log tells the %s", what)
			}
		}
	})
	t.Run("S23 audit holds no personal data", func(t *testing.T) {
		var lines []string
		if err := h.Store.Gorm.Raw("select audit::text from audit").Scan(&lines).Error; err != nil || len(lines) == 0 {
			t.Fatal(len(lines), err)
		}
		for what, secret := range family.secrets {
			if strings.Contains(strings.Join(lines, "\n"), secret) {
				t.Errorf("the audit tells the %s", what)
			}
		}
	})
	t.Run("S6 tokens and codes are stored hashed", func(t *testing.T) {
		for _, what := range []string{"cookie", "mark", "code", "calendar", "link", "notice", "key"} {
			for _, table := range h.tables() {
				if h.Number(fmt.Sprintf("select count(*) from %s t where strpos(t::text, ?) > 0", table), family.secrets[what]) != 0 {
					t.Errorf("%s is readable in %s", what, table)
				}
			}
		}
	})
	t.Run("P5 R14 nothing of an erased family is left, replayed answers included", func(t *testing.T) {
		h.want(204, "DELETE", "/api/me", "", family.device)
		for what, secret := range family.secrets {
			for _, table := range h.tables() {
				if h.Number(fmt.Sprintf(`select count(*) from %s t where strpos(t::text, ?) > 0
					or strpos(t::text, encode(convert_to(?, 'UTF8'), 'hex')) > 0`, table), secret, secret) != 0 {
					t.Errorf("%s tells the %s", table, what)
				}
			}
		}
		r := h.ask("PUT", "/api/sessions/"+h.session.String()+"/answer", coming, "", "Idempotency-Key", family.secrets["key"])
		if r.StatusCode != 401 || r.code() != "nobody" || h.Number("select count(*) from families") != 0 {
			t.Errorf("a replay brought the family back: %d %s", r.StatusCode, r.body)
		}
	})
}

// tables are the program's own.
func (h *hall) tables() (names []string) {
	h.Helper()
	if err := h.Store.Gorm.Raw("select quote_ident(tablename) from pg_tables where schemaname = 'public'").Scan(&names).Error; err != nil {
		h.Fatal(err)
	}
	return names
}

// S12, P1: what helps a child is read by its family alone, through no operation, page or calendar by anybody else.
func TestWhatHelpsAChild(t *testing.T) {
	h := newHall(t)
	family := h.journey()
	other, volunteer := h.family(), h.volunteer()
	spec, err := contract.GetSpec()
	if err != nil {
		t.Fatal(err)
	}
	fill := strings.NewReplacer("{place}", h.Place.Slug, "{session}", h.session.String(), "{token}", family.token)
	paths := []string{family.calendar, "/calendar/place/" + h.Place.Slug + ".ics", "/calendar/session/" + h.session.String() + ".ics",
		"/nb/p/" + h.Place.Slug, "/nb/s/" + h.session.String(), "/nb/me", "/nb/r/" + family.token, "/nb/p/" + h.Place.Slug + "/flyer"}
	for path, item := range spec.Paths.Map() {
		if item.Get != nil {
			paths = append(paths, fill.Replace(path))
		}
	}
	for who, cookies := range map[string]string{"nobody": "", "another family": other, "a volunteer": volunteer} {
		t.Run("S12 helps is not read by "+who, func(t *testing.T) {
			for _, path := range paths {
				if r := h.ask("GET", path, "", cookies); strings.Contains(string(r.body), "hjørne") || strings.Contains(string(r.body), "peanøtter") {
					t.Errorf("%s tells it", path)
				}
			}
			if r := h.ask("POST", "/api/r/"+family.token, `{"coming":true}`, cookies); r.StatusCode != 200 || strings.Contains(string(r.body), "hjørne") {
				t.Errorf("who has a mail's link reads it: %d", r.StatusCode)
			}
		})
	}
	t.Run("P5 helps is read by its family", func(t *testing.T) {
		if r := h.ask("GET", "/api/me/export", "", family.device); !strings.Contains(string(r.body), helps) {
			t.Errorf("%s", r.body)
		}
	})
}
