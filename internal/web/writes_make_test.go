package web_test

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"regexp"
	"strings"

	"github.com/google/uuid"
	"github.com/riverqueue/river"

	"musikkforalle/api/contract"
	"musikkforalle/internal/account"
	"musikkforalle/internal/fixture"
	"musikkforalle/internal/place"
)

// about is the address of something about the hall's session, and here of something of its place.
func (h *hall) about(what string) string { return "/api/sessions/" + h.session.String() + "/" + what }
func (h *hall) here(what string) string  { return "/api/places/" + h.Place.Slug + "/" + what }

func (h *hall) organiser() (cookies string) { h.Helper(); return h.member(h.Place, place.Organiser) }

func (h *hall) organised(what, body string) write {
	h.Helper()
	return write{path: h.here(what), body: body, cookies: h.organiser()}
}

// versioned adds the version of what is read at the address.
func (h *hall) versioned(read string, w write) write {
	h.Helper()
	r := h.want(200, "GET", read, "", w.cookies)
	tag := r.Header.Get("ETag")
	if tag == "" {
		var is struct{ Version int }
		r.into(h, &is)
		tag = fmt.Sprintf(`"v%d"`, is.Version)
	}
	w.headers = []string{"If-Match", tag}
	return w
}

// make makes a call that is to succeed.
func (h *hall) make(w write) reply {
	h.Helper()
	method := "POST"
	r := h.ask(method, w.path, w.body, w.cookies, w.headers...)
	if r.StatusCode >= 300 {
		h.Fatalf("%s %s: %d %s", method, w.path, r.StatusCode, r.body)
	}
	return r
}

func (h *hall) me(cookies string) *contract.Family {
	h.Helper()
	var me contract.Me
	h.want(200, "GET", "/api/me", "", cookies).into(h, &me)
	return me.Family
}

func (h *hall) shift() string {
	h.Helper()
	return "/api/shifts/" + fixture.AddShift(h, h.Store, h.saturday).ID.String()
}

func (h *hall) role() string { return `{"place":"` + h.Place.Slug + `","role":"instructor"}` }

func (h *hall) certificate(what string) string {
	h.Helper()
	return "volunteers/" + h.Volunteer("nb").String() + "/certificates/welcome/" + what
}

// ofSeason is about a season that is being planned.
func (h *hall) ofSeason(what, body string) write {
	h.Helper()
	w := h.organised("seasons", `{"year":2090,"half":"spring"}`)
	var made contract.SeasonPlan
	h.make(w).into(h, &made)
	return h.versioned("/api/seasons/"+made.Id.String(), write{path: "/api/seasons/" + made.Id.String() + what, body: body, cookies: w.cookies})
}

// planned is about a season of one Saturday that nobody sees yet.
func (h *hall) planned(what, body string) write {
	h.Helper()
	w := h.ofSeason("", `{"dates":[{"date":"2090-01-07","from":"11:30","to":"13:30"}]}`)
	h.want(200, "PUT", w.path, w.body, w.cookies, w.headers...)
	return h.versioned(w.path, write{path: w.path + what, body: body, cookies: w.cookies})
}

func (h *hall) ofPartner(what, body string, version ...string) write {
	h.Helper()
	w := write{path: "/api/partners/" + fixture.Partner(h, h.Store, h.Place).ID.String() + what, body: body, cookies: h.organiser()}
	for _, v := range version {
		w.headers = []string{"If-Match", v}
	}
	return w
}

func (h *hall) ofFlyer(what, body string) write {
	h.Helper()
	return write{path: "/api/flyers/" + h.flyer().String() + "/texts/ar" + what, body: body, cookies: h.organiser()}
}

// drafted is about an Arabic text of which there is a draft.
func (h *hall) drafted(what, body, version string) write {
	h.Helper()
	w := h.ofFlyer("/draft", `{"title":"موسيقى","what":"ما","who":"من","happens":"متى","thanks":""}`)
	h.want(200, "PUT", w.path, w.body, w.cookies, "If-Match", `"v0"`)
	w.path, w.body = strings.Replace(w.path, "/draft", what, 1), body
	if version != "" {
		w.headers = []string{"If-Match", version}
	}
	return w
}

func (h *hall) ofDistributor(body string) write {
	h.Helper()
	h.flyer()
	return h.organised("distributors/ahus", body)
}

// phone is an authenticator for the hall's address.
func (h *hall) phone(person uuid.UUID) *fixture.Phone {
	p := fixture.NewPhone(person)
	p.Party.ID, p.Party.Origin = "localhost", base
	return p
}

// attested ends the ceremony that adds a passkey.
func (h *hall) attested(path string, p *fixture.Phone, cookies string) write {
	h.Helper()
	var c contract.Ceremony
	h.want(200, "POST", path, "", cookies).into(h, &c)
	body, err := json.Marshal(p.Attest(h, c))
	h.Must(err)
	return write{path: path + "/" + c.Id.String(), body: string(body), cookies: cookies}
}

// signed ends the ceremony that signs in.
func (h *hall) signed(path string, p *fixture.Phone, cookies string) write {
	h.Helper()
	h.make(h.attested(path+"/register", p, cookies))
	var c contract.Ceremony
	h.want(200, "POST", path+"/sign-in", "", "").into(h, &c)
	body, err := json.Marshal(p.Sign(h, c))
	h.Must(err)
	return write{path: path + "/sign-in/" + c.Id.String(), body: string(body)}
}

// typed types the code that was mailed in answer to a request, in the browser that asked.
func (h *hall) typed(path string, r reply) write {
	h.Helper()
	var sent contract.CodeSent
	r.into(h, &sent)
	box := &postbox{}
	worker := account.CodeWorker{Store: h.Store, Mailer: box}
	h.Must(worker.Work(context.Background(), &river.Job[account.CodeArgs]{Args: account.CodeArgs{ID: sent.Id}}))
	code := regexp.MustCompile(`\d{4} \d{4}`).FindString(box.last.Text)
	var cookies []string
	for _, c := range append(r.Cookies(), cookiesOf(r.Request)...) {
		cookies = append(cookies, c.Name+"="+c.Value)
	}
	return write{path: path + sent.Id.String(), body: `{"code":"` + code + `"}`, cookies: strings.Join(cookies, "; ")}
}

func cookiesOf(r *http.Request) []*http.Cookie { return r.Cookies() }

// anAddress is a request about an address that nobody has.
func anAddress() string { return `{"email":"` + uuid.NewString() + `@example.org","lang":"nb"}` }

func addressIn(body string) string {
	var b struct{ Email string }
	_ = json.Unmarshal([]byte(body), &b)
	return b.Email
}
