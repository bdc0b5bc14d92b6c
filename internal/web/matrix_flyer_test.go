package web_test

import (
	"strings"
	"testing"

	"github.com/google/uuid"

	"musikkforalle/internal/fixture"
	"musikkforalle/internal/place"
)

// The cells of flyers, in the order of roles. The language is Arabic, the translator's.
var flyerMatrix = map[string][9]int{
	"GET /api/places/{place}/flyers":                {401, 401, 401, 401, 200, 404, 200, 200, 404},
	"POST /api/places/{place}/flyers":               {401, 401, 401, 401, 409, 404, 404, 409, 404}, // the season has one
	"GET /api/flyers/{flyer}/texts/{lang}":          {401, 401, 401, 401, 200, 404, 200, 200, 404},
	draftPath:                                       {401, 401, 401, 401, 412, 404, 412, 412, 404}, // of a version that never was
	"DELETE /api/flyers/{flyer}/texts/{lang}/draft": {401, 401, 401, 401, 204, 404, 204, 204, 404},
	publicationPath:                                 {401, 401, 401, 401, 412, 404, 412, 412, 404},
	"PUT /api/flyers/{flyer}/texts/{lang}/reading":  {401, 401, 401, 401, 409, 404, 409, 409, 404}, // nothing to read yet
	"GET /api/places/{place}/glossary/{lang}":       {401, 401, 401, 401, 200, 404, 200, 200, 404},
	"PUT /api/places/{place}/glossary/{lang}":       {401, 401, 401, 401, 200, 404, 200, 200, 404},
	"GET /api/places/{place}/distributors":          {401, 401, 401, 401, 200, 404, 404, 200, 404},
	"POST /api/places/{place}/distributors":         {401, 401, 401, 401, 409, 404, 404, 409, 404}, // the word is taken
	"PATCH /api/places/{place}/distributors/{via}":  {401, 401, 401, 401, 200, 404, 404, 200, 404},
	"DELETE /api/places/{place}/distributors/{via}": {401, 401, 401, 401, 204, 404, 404, 404, 404}, // the organiser has removed it
}

const (
	draftPath       = "PUT /api/flyers/{flyer}/texts/{lang}/draft"
	publicationPath = "POST /api/flyers/{flyer}/texts/{lang}/publication"
)

var flyerBodies = map[string]string{
	"POST /api/places/{place}/flyers": `{"season":"{season}"}`,
	draftPath:                         `{"title":"","what":"","who":"","happens":"","thanks":""}`,
	publicationPath:                   `{"sourceRevision":1,"machine":false}`,
	"PUT /api/flyers/{flyer}/texts/{lang}/reading": `{"revision":1}`,
	"PUT /api/places/{place}/glossary/{lang}":      `{"term":"vaffel","translation":"وافل","note":""}`,
	"POST /api/places/{place}/distributors":        `{"via":"ahus","name":"Ahus"}`,
	"PATCH /api/places/{place}/distributors/{via}": `{"name":"Ahus"}`,
}

// flyer stores the flyer of the Saturday's season, and somebody who hands it out.
func (h *hall) flyer() (id uuid.UUID) {
	h.Helper()
	h.Exec("insert into distributors (place_id, via, name) values (?, 'ahus', 'Ahus')", h.Place.ID)
	if err := h.Store.Gorm.Raw("insert into flyers (place_id, season_id) values (?, ?) returning id", h.Place.ID, h.saturday.SeasonID).Row().Scan(&id); err != nil {
		h.Fatal(err)
	}
	return id
}

// S10, S17: proofs, packs and codes are for the place's own people, and nothing between them and the server may keep them.
func TestWhoSeesProofs(t *testing.T) {
	h := newHall(t)
	flyer := h.flyer().String()
	h.Exec("insert into flyer_texts (flyer_id, lang, title, what, who, happens, thanks) values (?, 'ar', 'موسيقى', '', '', '', '')", flyer)
	callers := []string{
		"", h.family(), h.member(h.Place, place.Organiser), h.member(h.Place, place.Instructor), h.member(h.Place, place.Translator),
		h.member(nil, place.Network), h.member(fixture.Place(t, h.Store), place.Organiser),
	}
	for path, want := range map[string][7]int{
		"/api/flyers/" + flyer + "/preview/ar.html":                   {401, 401, 200, 404, 200, 200, 404},
		"/api/flyers/" + flyer + "/preview/nb.html":                   {401, 401, 200, 404, 404, 200, 404},
		"/api/flyers/" + flyer + "/preview/ar.exe":                    {404, 404, 404, 404, 404, 404, 404},
		"/api/places/" + h.Place.Slug + "/pack.pdf?via=ahus&langs=xx": {401, 401, 422, 404, 404, 422, 404}, // refused before anything is drawn
		"/api/places/" + h.Place.Slug + "/codes/ahus.svg":             {401, 401, 200, 404, 404, 200, 404},
	} {
		for i, cookies := range callers {
			r := h.ask("GET", path, "", cookies)
			if r.StatusCode != want[i] || r.Header.Get("Cache-Control") != "no-store" {
				t.Errorf("%s as %d: %d, want %d; %s", path, i, r.StatusCode, want[i], r.Header.Get("Cache-Control"))
			}
			if csp := r.Header.Get("Content-Security-Policy"); strings.HasSuffix(path, ".html") && r.StatusCode == 200 &&
				(!strings.Contains(csp, "frame-ancestors 'self'") || strings.Contains(csp, "script-src")) {
				t.Errorf("%s: policy %q", path, csp)
			}
		}
	}
}
