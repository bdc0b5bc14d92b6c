package web_test

// aNews is an announcement that every organiser of a place may make.
const aNews = `{"kind":"news","audience":"volunteers","texts":[{"lang":"nb","text":"Ta med kaffe.","machine":false}]}`

// announcementRows are the rows of the matrix for announcements; its columns are there.
var announcementRows = map[string][9]int{
	"GET /api/places/{place}/announcements":                {401, 401, 401, 401, 200, 404, 404, 200, 404},
	"POST /api/places/{place}/announcements":               {401, 401, 401, 401, 201, 404, 404, 201, 404},
	"POST /api/places/{place}/announcements/preview":       {401, 401, 401, 401, 200, 404, 404, 200, 404},
	"GET /api/places/{place}/audiences":                    {401, 401, 401, 401, 200, 404, 404, 200, 404},
	"GET /api/announcements/{announcement}":                {401, 401, 401, 401, 200, 404, 404, 200, 404},
	"DELETE /api/announcements/{announcement}":             {401, 401, 401, 401, 409, 404, 404, 409, 404}, // it has left
	"POST /api/announcements/{announcement}/calls":         {401, 401, 401, 401, 200, 404, 404, 200, 404},
	"PUT /api/announcements/{announcement}/calls/{family}": {401, 401, 401, 401, 200, 404, 404, 200, 404}, // the family that rang has only a number
	"GET /api/me/messages":                                 {401, 200, 200, 200, 401, 401, 401, 401, 401},
}

var announcementBodies = map[string]string{
	"POST /api/places/{place}/announcements": aNews, "POST /api/places/{place}/announcements/preview": aNews,
	"PUT /api/announcements/{announcement}/calls/{family}": `{"done":true}`,
}

// announced is news of the place that has left.
func (h *hall) announced() (id string) {
	h.Helper()
	err := h.Store.Gorm.Raw(`insert into announcements (place_id, kind, audience, leaves_at, expires_at, state)
		values (?, 'news', 'families', now(), now() + interval '1 day', 'left') returning id`, h.Place.ID).Row().Scan(&id)
	if err != nil {
		h.Fatal(err)
	}
	return id
}
