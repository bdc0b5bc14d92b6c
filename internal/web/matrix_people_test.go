package web_test

// The cells of a place's people, in the order of roles.
var peopleMatrix = map[string][9]int{
	"GET /api/places/{place}/volunteers":                {401, 401, 401, 401, 200, 404, 404, 200, 404},
	"GET /api/places/{place}/volunteers/{volunteer}":    {401, 401, 401, 401, 200, 404, 404, 200, 404},
	"DELETE /api/places/{place}/volunteers/{volunteer}": {401, 401, 401, 401, 204, 404, 404, 404, 404}, // the organiser has removed the volunteer
	"GET /api/places/{place}/certificates":              {401, 401, 401, 401, 200, 404, 404, 200, 404},
	askPath:                                             {401, 401, 401, 401, 200, 404, 404, 200, 404},
	showPath:                                            {401, 401, 401, 401, 200, 404, 404, 404, 404}, // the one that was asked for is shown once
	"PUT /api/shifts/{shift}/hands/{volunteer}":         {401, 401, 401, 401, 204, 404, 404, 204, 404},
	"DELETE /api/shifts/{shift}/hands/{volunteer}":      {401, 401, 401, 401, 204, 404, 404, 404, 404}, // taken off once
}

const (
	askPath  = "PUT /api/places/{place}/volunteers/{volunteer}/certificates/{task}/asked"
	showPath = "PUT /api/places/{place}/volunteers/{volunteer}/certificates/{task}/shown"
)

var peopleBodies = map[string]string{askPath: `{"on":"2019-01-26"}`, showPath: `{"on":"2019-01-26"}`}
