package web_test

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"musikkforalle/api/contract"
	"musikkforalle/internal/fixture"
	"musikkforalle/internal/place"
)

// who calls, in the order of the columns below.
var roles = []string{
	"nobody", "other family", "own family", "volunteer",
	"organiser", "instructor", "translator", "network organiser", "organiser elsewhere",
}

// S10, R10: nobody reads what is not theirs. Every operation of the contract, for every role; an operation that is missing here
// fails the test. Ids in the addresses are the own family's and the volunteer's.
func TestWhoMayDoWhat(t *testing.T) {
	h := newHall(t)
	own, other := h.family(), h.family()
	volunteer := h.volunteer()
	shift := fixture.AddShift(t, h.Store, h.saturday)
	var me contract.Me
	h.ask("GET", "/api/me", "", own).into(t, &me)
	helper := fixture.Volunteer(t, h.Store, h.Place)                  // whom the organisers see
	device := fixture.FamilyDevice(t, h.Store, me.Family.Id).String() // another phone of the own family

	matrix := map[string][9]int{
		"GET /api/places":                         {200, 200, 200, 200, 200, 200, 200, 200, 200},
		"GET /api/places/{place}":                 {200, 200, 200, 200, 200, 200, 200, 200, 200},
		"GET /api/sessions/{session}":             {200, 200, 200, 200, 200, 200, 200, 200, 200},
		"PUT /api/sessions/{session}/answer":      {422, 422, 422, 422, 422, 422, 422, 422, 422}, // anybody may; an empty body is refused
		"DELETE /api/sessions/{session}/answer":   {401, 204, 204, 401, 401, 401, 401, 401, 401},
		"PUT /api/sessions/{session}/wishes":      {401, 404, 404, 401, 401, 401, 401, 401, 401}, // both have taken their answers back
		"DELETE /api/sessions/{session}/wishes":   {401, 404, 404, 401, 401, 401, 401, 401, 401},
		"GET /api/r/{token}":                      {404, 404, 404, 404, 404, 404, 404, 404, 404}, // a token that we did not sign
		"POST /api/r/{token}":                     {404, 404, 404, 404, 404, 404, 404, 404, 404},
		"GET /api/me":                             {200, 200, 200, 200, 200, 200, 200, 200, 200},
		"PATCH /api/me":                           {401, 200, 200, 401, 401, 401, 401, 401, 401},
		"POST /api/me":                            {201, 401, 401, 401, 201, 201, 201, 201, 201}, // a cookie that was erased above makes no new family
		"DELETE /api/me":                          {401, 204, 204, 401, 401, 401, 401, 401, 401},
		"GET /api/me/export":                      {401, 200, 200, 401, 401, 401, 401, 401, 401},
		"PUT /api/me/email":                       {401, 202, 202, 401, 401, 401, 401, 401, 401},
		"DELETE /api/me/email":                    {401, 204, 204, 401, 401, 401, 401, 401, 401},
		"POST /api/me/calendar":                   {401, 201, 201, 401, 401, 401, 401, 401, 401},
		"POST /api/me/link":                       {401, 201, 201, 401, 401, 401, 401, 401, 401},
		"POST /api/link":                          {404, 404, 404, 404, 404, 404, 404, 404, 404},
		"DELETE /api/me/devices/{device}":         {401, 404, 204, 404, 401, 401, 401, 401, 401},
		"POST /api/sign-in/code":                  {202, 202, 202, 202, 202, 202, 202, 202, 202},
		"POST /api/sign-in/code/{id}":             {409, 409, 409, 409, 409, 409, 409, 409, 409},
		"GET /api/me/push":                        {200, 200, 200, 200, 200, 200, 200, 200, 200},
		"PUT /api/me/push":                        {401, 422, 422, 422, 422, 422, 422, 422, 422},
		"DELETE /api/me/push":                     {401, 204, 204, 204, 204, 204, 204, 204, 204},
		"POST /api/me/push/test":                  {401, 404, 404, 404, 404, 404, 404, 404, 404},
		"GET /api/team":                           {401, 401, 401, 401, 200, 200, 200, 200, 200},
		"GET /api/places/{place}/saturday":        {401, 401, 401, 401, 200, 200, 404, 200, 404},
		"GET /api/sessions/{session}/live":        {401, 401, 401, 401, 200, 200, 404, 200, 404},
		"GET /api/sessions/{session}/waffles":     {401, 401, 401, 401, 200, 404, 404, 200, 404},
		"PUT /api/places/{place}/recipe":          {401, 401, 401, 401, 200, 404, 404, 412, 404}, // the second sends the version of the first
		"POST /api/sessions/{session}/helps/open": {401, 401, 401, 401, 409, 409, 404, 409, 404}, // ten days before it is too early
		"GET /api/volunteer":                      {401, 401, 401, 200, 401, 401, 401, 401, 401},
		"PATCH /api/volunteer":                    {401, 401, 401, 200, 401, 401, 401, 401, 401},
		"DELETE /api/volunteer":                   {401, 401, 401, 204, 401, 401, 401, 401, 401},
		"POST /api/volunteer/partner":             {401, 401, 401, 404, 401, 401, 401, 401, 401},
		"GET /api/volunteer/shifts":               {401, 401, 401, 200, 401, 401, 401, 401, 401},
		"PUT /api/shifts/{shift}/hand":            {401, 401, 401, 200, 401, 401, 401, 401, 401},
		"DELETE /api/shifts/{shift}/hand":         {401, 401, 401, 200, 401, 401, 401, 401, 401},
		"POST /api/passkeys/register":             {401, 401, 401, 200, 401, 401, 401, 401, 401},
		"POST /api/passkeys/register/{id}":        {401, 401, 401, 401, 401, 401, 401, 401, 401},
		"POST /api/passkeys/sign-in":              {200, 200, 200, 200, 200, 200, 200, 200, 200},
		"POST /api/passkeys/sign-in/{id}":         {401, 401, 401, 401, 401, 401, 401, 401, 401},

		"GET /api/team/account":                                    {401, 401, 401, 401, 200, 200, 200, 200, 200},
		"POST /api/team/sign-in/code":                              {202, 202, 202, 202, 202, 202, 202, 202, 202},
		"POST /api/team/sign-in/code/{id}":                         {409, 409, 409, 409, 409, 409, 409, 409, 409},
		"POST /api/team/passkeys/register":                         {401, 401, 401, 401, 200, 200, 200, 200, 200},
		"POST /api/team/passkeys/register/{id}":                    {401, 401, 401, 401, 401, 401, 401, 401, 401},
		"POST /api/team/passkeys/sign-in":                          {200, 200, 200, 200, 200, 200, 200, 200, 200},
		"POST /api/team/passkeys/sign-in/{id}":                     {401, 401, 401, 401, 401, 401, 401, 401, 401},
		"DELETE /api/team/passkeys/{key}":                          {401, 401, 401, 401, 404, 404, 404, 404, 404},
		"DELETE /api/team/sign-ins/{signIn}":                       {401, 401, 401, 401, 204, 404, 404, 404, 404}, // an instructor's, ended by the first who may
		"DELETE /api/team/roles/{role}":                            {401, 401, 401, 401, 204, 404, 404, 404, 404}, // an instructor's, taken by the first who may
		"POST /api/team/invitations":                               {401, 401, 401, 401, 201, 404, 404, 201, 404},
		"GET /api/team/invitations/{code}":                         {404, 404, 404, 404, 404, 404, 404, 404, 404}, // a code that nobody was given
		"POST /api/team/invitations/{code}/accept":                 {404, 404, 404, 404, 404, 404, 404, 404, 404},
		"GET /api/places/{place}/team":                             {401, 401, 401, 401, 200, 404, 404, 200, 404},
		"DELETE /api/places/{place}/team/invitations/{invitation}": {401, 401, 401, 401, 404, 404, 404, 404, 404},
		"GET /api/places/{place}/audit":                            {401, 401, 401, 401, 200, 404, 404, 200, 404},
	}
	bodies := map[string]string{
		"POST /api/team/sign-in/code": `{"email":"c@example.org","lang":"nb"}`, "POST /api/team/sign-in/code/{id}": `{"code":"12345678"}`,
		"POST /api/team/passkeys/register/{id}": "{}", "POST /api/team/passkeys/sign-in/{id}": "{}",
		"POST /api/team/invitations":               `{"place":"` + h.Place.Slug + `","role":"instructor"}`,
		"POST /api/team/invitations/{code}/accept": `{"name":"Ola","email":"d@example.org","lang":"nb"}`,
		"PUT /api/sessions/{session}/answer":       "{}", "PUT /api/sessions/{session}/wishes": "{}", "POST /api/r/{token}": `{"coming":true}`,
		"PATCH /api/me": "{}", "POST /api/me": "{}", "PUT /api/me/email": `{"email":"a@example.org","lang":"nb"}`, "POST /api/link": `{"code":"ABCDEFGH"}`,
		"POST /api/sign-in/code":      `{"email":"b@example.org","lang":"nb","purpose":"family"}`,
		"POST /api/sign-in/code/{id}": `{"code":"12345678"}`, "PATCH /api/volunteer": "{}", "POST /api/volunteer/partner": `{"code":"ABCDEFGH"}`,
		"PUT /api/me/push":                 `{"endpoint":"https://evil.example/x","p256dh":"` + strings.Repeat("A", 87) + `","auth":"` + strings.Repeat("A", 22) + `"}`,
		"PUT /api/places/{place}/recipe":   `{"flour":500,"sugar":100,"bakingPowder":2,"cardamom":1,"salt":0,"milk":800,"eggs":4,"butter":100,"jam":0,"brownCheese":0,"heartsPerPerson":5,"heartsPerIronHour":60,"servingMinutes":60}`,
		"POST /api/passkeys/register/{id}": "{}", "POST /api/passkeys/sign-in/{id}": "{}",
	}
	maps.Copy(matrix, entryMatrix)
	maps.Copy(bodies, entryBodies)
	maps.Copy(matrix, rollMatrix)
	maps.Copy(bodies, rollBodies)
	maps.Copy(matrix, doorMatrix)
	maps.Copy(bodies, doorBodies)
	maps.Copy(matrix, seasonMatrix)
	maps.Copy(bodies, seasonBodies)
	maps.Copy(matrix, announcementRows)
	maps.Copy(bodies, announcementBodies)
	maps.Copy(matrix, reportMatrix)
	maps.Copy(bodies, reportBodies)
	headers := map[string][]string{
		"PUT /api/places/{place}/report/texts": {"If-Match", `"v0"`}, "PUT /api/places/{place}/recipe": {"If-Match", `"v0"`},
		"PUT /api/sessions/{session}/note": {"If-Match", `"v0"`}, "PATCH /api/me": {"If-Match", `"v1"`},
	}
	maps.Copy(matrix, flyerMatrix)
	maps.Copy(bodies, flyerBodies)
	fill := strings.NewReplacer("{place}", h.Place.Slug, "{session}", h.session.String(), "{family}", h.rang().String(), "{shift}", shift.ID.String(), "{device}", device,
		"{file}", "report.csv?place="+h.Place.Slug, "{season}", h.saturday.SeasonID.String(), "{volunteer}", helper.String(), "{partner}", fixture.Partner(t, h.Store, h.Place).ID.String(), "{task}", "welcome",
		"{flyer}", h.flyer().String(), "{lang}", "ar", "{via}", "ahus", "{kind}", "families",
		"{announcement}", h.announced(), "{key}", strings.Repeat("A", 22), "{code}", strings.Repeat("A", 43), "{invitation}", "7b0d9c9e-1111-4111-8111-111111111111",
		"{signIn}", h.teamDevice(), "{role}", h.teamRole(), "{token}", strings.Repeat("A", 60), "{id}", "7b0d9c9e-1111-4111-8111-111111111111")
	elsewhere := fixture.Place(t, h.Store)
	callers := []string{
		"", other, own, volunteer, h.member(h.Place, place.Organiser), h.member(h.Place, place.Instructor),
		h.member(h.Place, place.Translator), h.member(nil, place.Network), h.member(elsewhere, place.Organiser),
	}

	spec, err := contract.GetSpec()
	if err != nil {
		t.Fatal(err)
	}
	for path, item := range spec.Paths.Map() {
		for method, operation := range item.Operations() {
			if headers[method+" "+path] == nil && needsVersion(operation) {
				headers[method+" "+path] = []string{"If-Match", `"v999"`} // of no row
			}
			if _, ok := matrix[method+" "+path]; !ok {
				t.Errorf("%s %s: nobody has said who may do it", method, path)
			}
		}
	}
	// What destroys comes last, so that one cell does not change another's.
	order := slices.SortedFunc(maps.Keys(matrix), func(a, b string) int { return strings.Compare(last(a)+a, last(b)+b) })
	try := func(t *testing.T, operation, cookies string, want int) {
		h.Exec("delete from rates") // all callers share one network
		method, path, _ := strings.Cut(operation, " ")
		query := ""
		if path == "/api/me/calendar" {
			query = "?for=family"
		}
		r := h.ask(method, fill.Replace(path)+query, fill.Replace(bodies[operation]), cookies, headers[operation]...)
		if r.StatusCode != want {
			t.Errorf("%d %s, want %d", r.StatusCode, r.body, want)
		}
	}
	enrolling, may := h.enrolling(), map[string]int{"GET /api/team": 200, "POST /api/team/passkeys/register": 200}
	for _, operation := range order {
		row := matrix[operation]
		for i, role := range roles {
			t.Run(fmt.Sprintf("S10 %s as %s", operation, role), func(t *testing.T) { try(t, operation, callers[i], row[i]) })
		}
		if teamsAlone := row[0] == 401 && row[1] == 401 && row[3] == 401; teamsAlone {
			want, ok := may[operation]
			if !ok {
				want = 401
			}
			t.Run(fmt.Sprintf("S5 %s after a mailed code alone", operation), func(t *testing.T) { try(t, operation, enrolling, want) })
		}
	}
}

// last sorts what changes others' cells behind them: first takes, then gives back, then erases.
func last(operation string) string {
	switch operation {
	case "DELETE /api/me", "DELETE /api/volunteer", "DELETE /api/places/{place}/volunteers/{volunteer}", "DELETE /api/partners/{partner}":
		return "4"
	case "POST /api/me": // makes a volunteer's device a family's too, under a new token
		return "5"
	case "DELETE /api/places/{place}/distributors/{via}", "DELETE /api/shifts/{shift}/hand", "DELETE /api/shifts/{shift}/hands/{volunteer}", "DELETE /api/me/devices/{device}":
		return "3"
	case "DELETE /api/sessions/{session}/answer":
		return "0"
	}
	return "1"
}

// teamDevice is the sign-in of an instructor of the place.
func (h *hall) teamDevice() string {
	return fixture.MemberDevice(h, h.Store, fixture.Member(h, h.Store, h.Place, place.Instructor)).String()
}

// enrolling signs an organiser of the place in by a mailed code alone, and gives the device's cookie.
func (h *hall) enrolling() (cookies string) {
	device := fixture.MemberDevice(h, h.Store, fixture.Member(h, h.Store, h.Place, place.Organiser))
	h.Exec("update devices set member_key = false where id = ?", device)
	return h.cookieOf(device)
}

// teamRole is the role of an instructor of the place.
func (h *hall) teamRole() (id string) {
	h.Helper()
	member := fixture.Member(h, h.Store, h.Place, place.Instructor)
	if err := h.Store.Gorm.Raw("select id from roles where member_id = ?", member).Row().Scan(&id); err != nil {
		h.Fatal(err)
	}
	return id
}
