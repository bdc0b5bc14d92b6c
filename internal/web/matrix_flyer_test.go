package web_test

import "github.com/google/uuid"

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
	h.t.Helper()
	h.exec("insert into distributors (place_id, via, name) values (?, 'ahus', 'Ahus')", h.place.ID)
	if err := h.store.Gorm.Raw("insert into flyers (place_id, season_id) values (?, ?) returning id", h.place.ID, h.saturday.SeasonID).Row().Scan(&id); err != nil {
		h.t.Fatal(err)
	}
	return id
}
