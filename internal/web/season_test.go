package web_test

import (
	"bytes"
	"testing"
)

// The season is published, and no caller says which version of it was seen: what would change it is refused with 412
// to those who may, and does not exist for the others.
var seasonMatrix = map[string][9]int{
	"GET /api/places/{place}/seasons":          {401, 401, 401, 401, 200, 404, 404, 200, 404},
	"POST /api/places/{place}/seasons":         {401, 401, 401, 401, 201, 404, 404, 409, 404}, // the second finds the first's
	"POST /api/places/{place}/season-proposal": {401, 401, 401, 401, 200, 404, 404, 200, 404},
	"POST /api/places/{place}/dates":           {401, 401, 401, 401, 200, 404, 404, 200, 404},
	"GET /api/seasons/{season}":                {401, 401, 401, 401, 200, 404, 404, 200, 404},
	"PUT /api/seasons/{season}":                {401, 401, 401, 401, 412, 404, 404, 412, 404},
	"DELETE /api/seasons/{season}":             {401, 401, 401, 401, 409, 404, 404, 409, 404},
	"POST /api/seasons/{season}/publish":       {401, 401, 401, 401, 200, 404, 404, 200, 404},
	"POST /api/seasons/{season}/copy":          {401, 401, 401, 401, 201, 404, 404, 409, 404},
	"POST /api/seasons/{season}/sessions":      {401, 401, 401, 401, 412, 404, 404, 412, 404},
	"PUT /api/seasons/{season}/goals":          {401, 401, 401, 401, 412, 404, 404, 412, 404},
	"PATCH /api/sessions/{session}/plan":       {401, 401, 401, 401, 412, 404, 404, 412, 404},
	"GET /api/places/{place}/settings":         {401, 401, 401, 401, 200, 404, 404, 200, 404},
	"PATCH /api/places/{place}/settings":       {401, 401, 401, 401, 412, 404, 404, 412, 404},
	"GET /api/places/{place}/school-holidays":  {401, 401, 401, 401, 200, 404, 404, 200, 404},
	"PUT /api/places/{place}/school-holidays":  {401, 401, 401, 401, 412, 404, 404, 412, 404},
}

var seasonBodies = map[string]string{
	"POST /api/places/{place}/seasons":         `{"year":2090,"half":"spring"}`,
	"POST /api/places/{place}/season-proposal": `{"from":"2090-01-01","to":"2090-06-30"}`,
	"POST /api/places/{place}/dates":           `{"text":"26. jan","year":2090,"half":"spring"}`,
	"PUT /api/seasons/{season}":                `{"dates":[]}`,
	"POST /api/seasons/{season}/copy":          `{"year":2091,"half":"spring"}`,
	"POST /api/seasons/{season}/sessions":      `{"date":"2090-01-07","from":"11:30","to":"13:30"}`,
	"PUT /api/seasons/{season}/goals":          `{"goals":[],"text":""}`,
	"PATCH /api/sessions/{session}/plan":       `{"capacity":10}`,
	"PATCH /api/places/{place}/settings":       `{"name":"Musikk"}`,
	"PUT /api/places/{place}/school-holidays":  `{"holidays":[]}`,
}

// The year sheet is public, in every language.
func TestYearSheet(t *testing.T) {
	h := newHall(t)
	sheet := func(lang string) []byte {
		r := h.ask("GET", "/"+lang+"/p/"+h.Place.Slug+"/year.pdf", "", "")
		if r.StatusCode != 200 || r.Header.Get("Content-Type") != "application/pdf" || !bytes.HasPrefix(r.body, []byte("%PDF")) {
			t.Fatalf("%s: %d %s", lang, r.StatusCode, r.Header.Get("Content-Type"))
		}
		return r.body
	}
	for _, lang := range []string{"nb", "prs", "ti", "uk"} {
		sheet(lang)
	}
	for path, want := range map[string]int{"/nb/p/nowhere/year.pdf": 404, "/xx/p/" + h.Place.Slug + "/year.pdf": 404} {
		if r := h.ask("GET", path, "", ""); r.StatusCode != want {
			t.Errorf("%s: %d", path, r.StatusCode)
		}
	}
}
