package web_test

import (
	"strings"
	"testing"

	"musikkforalle/internal/db"
	"musikkforalle/internal/fixture"
	"musikkforalle/internal/place"
)

// The cells of a place's people, in the order of roles.
var rollMatrix = map[string][9]int{
	"GET /api/places/{place}/volunteers":                {401, 401, 401, 401, 200, 404, 404, 200, 404},
	"GET /api/places/{place}/volunteers/{volunteer}":    {401, 401, 401, 401, 200, 404, 404, 200, 404},
	"DELETE /api/places/{place}/volunteers/{volunteer}": {401, 401, 401, 401, 204, 404, 404, 404, 404}, // the organiser has removed the volunteer
	"GET /api/places/{place}/certificates":              {401, 401, 401, 401, 200, 404, 404, 200, 404},
	askPath:                                             {401, 401, 401, 401, 200, 404, 404, 200, 404},
	showPath:                                            {401, 401, 401, 401, 200, 404, 404, 404, 404}, // the one that was asked for is shown once
	"PUT /api/shifts/{shift}/hands/{volunteer}":         {401, 401, 401, 401, 204, 404, 404, 204, 404},
	"DELETE /api/shifts/{shift}/hands/{volunteer}":      {401, 401, 401, 401, 204, 404, 404, 404, 404}, // taken off once

	"GET /api/places/{place}/volunteers/{volunteer}/hours.pdf": {401, 401, 401, 401, 200, 404, 404, 200, 404},
	"GET /api/volunteer/hours.pdf":                             {401, 401, 401, 200, 401, 401, 401, 401, 401},
	"GET /api/places/{place}/families/summary":                 {401, 401, 401, 401, 200, 404, 404, 200, 404},
	"GET /api/places/{place}/partners":                         {401, 401, 401, 401, 200, 404, 404, 200, 404},
	"POST /api/places/{place}/partners":                        {401, 401, 401, 401, 201, 404, 404, 409, 404}, // the name is taken now
	"PATCH /api/partners/{partner}":                            {401, 401, 401, 401, 412, 404, 404, 412, 404},
	"DELETE /api/partners/{partner}":                           {401, 401, 401, 401, 204, 404, 404, 404, 404}, // removed once
	"POST /api/partners/{partner}/code":                        {401, 401, 401, 401, 201, 404, 404, 201, 404},
	"PUT /api/partners/{partner}/logo":                         {401, 401, 401, 401, 422, 404, 404, 422, 404}, // no picture
	"GET /api/partners/{partner}/logo":                         {401, 401, 401, 401, 404, 404, 404, 404, 404}, // it has none
	"DELETE /api/partners/{partner}/logo":                      {401, 401, 401, 401, 204, 404, 404, 204, 404},
	"GET /api/partners/{partner}/slots":                        {401, 401, 401, 401, 200, 404, 404, 200, 404},
	"PUT /api/shifts/{shift}/slots/{partner}":                  {401, 401, 401, 401, 204, 404, 404, 204, 404},
}

const (
	askPath  = "PUT /api/places/{place}/volunteers/{volunteer}/certificates/{task}/asked"
	showPath = "PUT /api/places/{place}/volunteers/{volunteer}/certificates/{task}/shown"
)

var rollBodies = map[string]string{
	askPath: `{"on":"2019-01-26"}`, showPath: `{"on":"2019-01-26"}`,
	"POST /api/places/{place}/partners": `{"name":"Sanitetsforeningen","role":"thanks"}`, "PATCH /api/partners/{partner}": `{"position":0}`,
	"PUT /api/partners/{partner}/logo": `{"png":"AAAA"}`, "PUT /api/shifts/{shift}/slots/{partner}": `{"slots":0}`,
}

// B28: a logo may be larger than any other body, and nothing else may.
func TestALogoMayBeLarge(t *testing.T) {
	t.Parallel()
	h := newHall(t)
	ola := h.member(h.Place, place.Organiser)
	p := fixture.Partner(t, h.Store, h.Place)
	path, seen := "/api/partners/"+p.ID.String(), db.Tag(p.Version)
	large := strings.Repeat("A", 100<<10)
	if r := h.ask("PUT", path+"/logo", `{"png":"`+large+`"}`, ola, "If-Match", seen); r.StatusCode != 422 || r.code() != "partner.logo" {
		t.Errorf("logo: %d %s", r.StatusCode, r.code())
	}
	if r := h.ask("PATCH", path, `{"name":"`+large+`"}`, ola); r.StatusCode != 413 {
		t.Errorf("name: %d %s", r.StatusCode, r.code())
	}
}
