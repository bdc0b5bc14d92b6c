package web_test

import (
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/uuid"

	"musikkforalle/api/contract"
	"musikkforalle/internal/place"
)

// doorMatrix is who may do what at the door of a session in ten days, in the order of roles.
var doorMatrix = map[string][9]int{
	"GET /api/places/{place}/door":       {401, 401, 401, 401, 200, 200, 404, 200, 404},
	"GET /api/sessions/{session}/door":   {401, 401, 401, 401, 200, 200, 404, 200, 404},
	"POST /api/sessions/{session}/door":  {401, 401, 401, 401, 409, 409, 404, 409, 404}, // not before the day
	"GET /api/sessions/{session}/note":   {401, 401, 401, 401, 200, 404, 404, 200, 404},
	"PUT /api/sessions/{session}/note":   {401, 401, 401, 401, 200, 404, 404, 412, 404}, // the second sends the version of the first
	"GET /api/sessions/{session}/pulse":  {401, 401, 401, 401, 200, 404, 404, 200, 404},
	"POST /api/sessions/{session}/pulse": {409, 409, 409, 409, 409, 409, 409, 409, 409}, // nobody is known, and it has not begun
}

var doorBodies = map[string]string{
	"POST /api/sessions/{session}/door":  `{"taps":[],"families":[]}`,
	"PUT /api/sessions/{session}/note":   `{"text":"x"}`,
	"POST /api/sessions/{session}/pulse": `{"who":"child","answers":{"joy":"good"}}`,
}

// begun makes the hall's session one that is under way.
func (h *hall) begun() {
	h.Helper()
	h.Exec("update sessions set starts_at = now() - interval '8 hours', ends_at = now() + interval '1 hour' where id = ?", h.session)
}

// Who reads while two phones send always sees whole batches: as many parents as children.
func TestReportDuringTheDoor(t *testing.T) {
	h := newHall(t)
	h.begun()
	organiser := h.member(h.Place, place.Organiser)
	path := "/api/sessions/" + h.session.String() + "/door"
	var phones sync.WaitGroup
	for range 2 {
		phones.Go(func() {
			for range 20 {
				tap := func(kind string) string {
					heads := strings.Replace(`{"children":0,"young":0,"parents":0,"siblings":0,"supporters":0,"staff":0}`, `"`+kind+`":0`, `"`+kind+`":1`, 1)
					return fmt.Sprintf(`{"id":%q,"heads":%s,"newFamilies":0,"tappedAt":%q}`, uuid.New(), heads, time.Now().Format(time.RFC3339))
				}
				body := `{"taps":[` + tap("children") + `,` + tap("parents") + `],"families":[]}`
				if r := h.ask("POST", path, body, organiser); r.StatusCode != 200 {
					t.Errorf("%d %s", r.StatusCode, r.body)
				}
			}
		})
	}
	sent := make(chan struct{})
	go func() { phones.Wait(); close(sent) }()
	read := func() (now contract.DoorState) {
		r := h.ask("GET", path, "", organiser)
		if r.StatusCode != 200 {
			t.Fatalf("%d %s", r.StatusCode, r.body)
		}
		r.into(t, &now)
		if now.Totals.Heads.Children != now.Totals.Heads.Parents {
			t.Errorf("half a batch: %+v", now.Totals.Heads)
		}
		return now
	}
	for sending := true; sending; {
		select {
		case <-sent:
			sending = false
		default:
		}
		read()
	}
	if now := read(); now.Totals.Heads.Children != 40 {
		t.Errorf("%+v, want 40 of each", now.Totals.Heads)
	}
}

func TestPulseIsNobodys(t *testing.T) {
	h := newHall(t)
	family := h.family()
	h.begun()
	const joy, sad = `{"who":"family","answers":{"joy":"good"}}`, `{"who":"family","answers":{"joy":"bad"}}`
	path := "/api/sessions/" + h.session.String() + "/pulse"
	for range 3 {
		r := h.ask("POST", path, joy, family, "Idempotency-Key", "0123456789abcdef")
		if r.StatusCode != 204 || len(r.Cookies()) != 0 {
			t.Fatalf("%d %s, cookies %v", r.StatusCode, r.body, r.Cookies())
		}
	}
	count := func(sql string) (n int) {
		if err := h.Store.Gorm.Raw(sql).Row().Scan(&n); err != nil {
			t.Fatal(err)
		}
		return n
	}
	t.Run("F20 a replay counts once", func(t *testing.T) {
		if n := count("select sum(n) from pulse_counts"); n != 1 {
			t.Errorf("counted %d times", n)
		}
	})
	t.Run("S29 what is kept of the request says neither who nor what", func(t *testing.T) {
		if n := count("select count(*) from idempotency where owner = 'nobody' and device_id is null and coalesce(length(body), 0) = 0"); n != 1 {
			t.Errorf("%d rows", n)
		}
		h.ask("POST", path, sad, "", "Idempotency-Key", "fedcba9876543210")
		if n := count("select count(distinct request_hash) from idempotency where owner = 'nobody'"); n != 1 {
			t.Errorf("%d hashes tell the answers apart", n)
		}
	})
	t.Run("S29 a forged cookie is not looked at", func(t *testing.T) {
		if r := h.ask("POST", path, joy, "device=nobodys"); r.StatusCode != 204 || len(r.Cookies()) != 0 {
			t.Errorf("%d %s, cookies %v", r.StatusCode, r.body, r.Cookies())
		}
	})
}
