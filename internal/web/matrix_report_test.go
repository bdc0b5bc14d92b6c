package web_test

// The cells of the report and of retention, in the order of roles. All places' report is for organisers of all places.
var reportMatrix = map[string][9]int{
	"GET /api/report":                                 {401, 401, 401, 401, 404, 404, 404, 200, 404},
	"GET /api/report/{file}":                          {401, 401, 401, 401, 200, 404, 404, 200, 404},
	"PUT /api/places/{place}/report/texts":            {401, 401, 401, 401, 200, 404, 404, 412, 404}, // the organiser has written meanwhile
	"POST /api/seasons/{season}/close":                {401, 401, 401, 401, 409, 404, 404, 409, 404}, // its session is still to come
	"GET /api/places/{place}/retention":               {401, 401, 401, 401, 200, 404, 404, 200, 404},
	"POST /api/places/{place}/retention/{kind}/allow": {401, 401, 401, 401, 404, 404, 404, 409, 404},
}

var reportBodies = map[string]string{"PUT /api/places/{place}/report/texts": `{"year":2019,"section":"plans","text":"Flere steder."}`}
