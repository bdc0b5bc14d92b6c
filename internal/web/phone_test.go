package web_test

import (
	"encoding/json"
	"strings"
	"testing"

	"musikkforalle/api/contract"
)

// A program that follows a private calendar is sent only what is new, and a calendar without a day is a whole one too.
func TestPrivateCalendar(t *testing.T) {
	h := newHall(t)
	device := h.device(h.ask("POST", "/api/me", `{"lang":"nb"}`, ""))
	var calendar contract.Calendar
	h.want(201, "POST", "/api/me/calendar?for=family", "", device).into(h, &calendar)
	_, path, _ := strings.Cut(calendar.Url, "/calendar/")
	empty := h.want(200, "GET", "/calendar/"+path, "", "")
	if tag := empty.Header.Get("ETag"); tag == "" || empty.Header.Get("Cache-Control") != "no-store" || !strings.Contains(string(empty.body), "BEGIN:VTIMEZONE") {
		t.Errorf("%v %s", empty.Header, empty.body)
	}
	h.want(304, "GET", "/calendar/"+path, "", "", "If-None-Match", empty.Header.Get("ETag"))
	h.want(200, "PUT", "/api/sessions/"+h.session.String()+"/answer", coming, device)
	news := h.want(200, "GET", "/calendar/"+path, "", "", "If-None-Match", empty.Header.Get("ETag"))
	if !strings.Contains(string(news.body), "BEGIN:VEVENT") {
		t.Errorf("%s", news.body)
	}
}

// On an iPhone the app on the home screen shares nothing with the browser: the manifest hands it who installed it, once.
func TestManifestHandsOver(t *testing.T) {
	h := newHall(t)
	start := func(query string) (reply, string) {
		r := h.want(200, "GET", "/manifest/ti.webmanifest"+query, "", "")
		var m struct {
			StartURL string `json:"start_url"`
		}
		h.Must(json.Unmarshal(r.body, &m))
		return r, m.StartURL
	}
	for _, query := range []string{"", "?home=short", "?home=" + strings.Repeat("<", 26)} {
		if r, to := start(query); to != "/ti" || r.Header.Get("Cache-Control") != "no-cache" {
			t.Errorf("%s: %s %v", query, to, r.Header)
		}
	}
	browser := h.family()
	var link contract.Link
	h.want(201, "POST", "/api/me/link?for=home", "", browser).into(h, &link)
	r, to := start("?home=" + link.Code)
	if to != "/ti?home="+link.Code || r.Header.Get("Cache-Control") != "no-store" {
		t.Errorf("%s %v", to, r.Header)
	}
	if _, to := start("?home=" + link.Code + "&place=drammen"); to != "/ti?home="+link.Code+"&place=drammen" {
		t.Errorf("the place is lost: %s", to)
	}
	if page := h.want(200, "GET", to, "", ""); page.Header.Get("Cache-Control") != "no-store" || strings.Contains(string(page.body), link.Code) {
		t.Errorf("the page that the app starts at: %v", page.Header)
	}
	h.want(200, "POST", "/api/link", `{"code":"`+link.Code+`"}`, "")
	h.want(404, "POST", "/api/link", `{"code":"`+link.Code+`"}`, "")
	if n := h.Number("select count(*) from families"); n != 1 {
		t.Errorf("%d families", n)
	}
}
