package web_test

import (
	"net/http"
	"testing"

	"github.com/google/uuid"

	"musikkforalle/api/contract"
	"musikkforalle/internal/db"
	"musikkforalle/internal/fixture"
	"musikkforalle/internal/place"
)

// entryMatrix says who may see and enter a family's answer for it.
var entryMatrix = map[string][9]int{
	"GET /api/sessions/{session}/answers":             {401, 401, 401, 401, 200, 404, 404, 200, 404},
	"POST /api/sessions/{session}/answers":            {401, 401, 401, 401, 201, 404, 404, 201, 404},
	"PUT /api/sessions/{session}/answers/{family}":    {401, 401, 401, 401, 412, 404, 404, 412, 404}, // seen by nobody
	"DELETE /api/sessions/{session}/answers/{family}": {401, 401, 401, 401, 412, 404, 404, 412, 404},
}

const twoOnThePhone = `{"lang":"ar","company":{"children":1,"young":0,"parents":1,"siblings":0,"supporters":0,"staff":0},"nickname":"Nadia","phone":"40 00 00 00"}`

var entryBodies = map[string]string{
	"POST /api/sessions/{session}/answers":         twoOnThePhone,
	"PUT /api/sessions/{session}/answers/{family}": `{"coming":false}`,
}

// rang is a family whose answer an organiser entered.
func (h *hall) rang() uuid.UUID {
	h.Helper()
	return h.entered().Id
}

func (h *hall) entered() (made contract.FamilyAnswer) {
	h.Helper()
	h.want(201, "POST", h.about("answers"), twoOnThePhone, h.organiser()).into(h, &made)
	return made
}

// overEntered is a call about an answer that an organiser has just entered, in its version.
func (h *hall) overEntered(body string) write {
	h.Helper()
	made := h.entered()
	return write{
		path: h.about("answers/") + made.Id.String(), body: body, cookies: h.organiser(),
		headers: []string{"If-Match", db.Tag(made.Version)},
	}
}

func TestEntering(t *testing.T) {
	h := newHall(t)
	t.Run("F20/TheSameKeyEntersOneFamily", func(t *testing.T) {
		organiser, key := h.organiser(), uuid.NewString()
		before := h.Number("select count(*) from families")
		for range 2 {
			h.want(201, "POST", h.about("answers"), twoOnThePhone, organiser, "Idempotency-Key", key)
		}
		if n := h.Number("select count(*) from families"); n != before+1 {
			t.Errorf("%d new families", n-before)
		}
	})
	t.Run("B40/AFamilyOfAnotherPlaceIsNotFound", func(t *testing.T) {
		stranger := fixture.Family(t, h.Store, "nb")
		h.Exec("update families set place_id = ? where id = ?", fixture.Place(t, h.Store).ID, stranger)
		address := h.about("answers/") + stranger.String()
		if r := h.ask("PUT", address, `{"coming":false}`, h.organiser(), "If-Match", `"v0"`); r.StatusCode != http.StatusNotFound {
			t.Errorf("%d %s", r.StatusCode, r.body)
		}
	})
	t.Run("S10/WhoIsNoMemberAnyMoreSeesNoAnswers", func(t *testing.T) {
		member := h.Member(place.Organiser)
		cookies := h.cookieOf(fixture.MemberDevice(h, h.Store, member))
		h.want(200, "GET", h.about("answers"), "", cookies)
		h.Exec("delete from roles where member_id = ?", member)
		h.want(404, "GET", h.about("answers"), "", cookies)
	})
}
