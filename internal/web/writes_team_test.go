package web_test

import (
	"context"
	"fmt"
	"strings"
	"time"

	"github.com/google/uuid"

	"musikkforalle/api/contract"
	"musikkforalle/internal/door"
)

// teamWrites are calls of the operations with which a place's team writes, each of which succeeds when it is made.
var teamWrites = map[string]func(*hall) write{
	"POST /api/places/{place}/seasons":         func(h *hall) write { return h.organised("seasons", `{"year":2090,"half":"spring"}`) },
	"POST /api/places/{place}/season-proposal": func(h *hall) write { return h.organised("season-proposal", `{"from":"2090-01-01","to":"2090-06-30"}`) },
	"POST /api/places/{place}/dates":           func(h *hall) write { return h.organised("dates", `{"text":"26. jan","year":2090,"half":"spring"}`) },
	"PUT /api/seasons/{season}": func(h *hall) write {
		return h.ofSeason("", `{"dates":[{"date":"2090-01-07","from":"11:30","to":"13:30"}]}`)
	},
	"DELETE /api/seasons/{season}":       func(h *hall) write { return h.ofSeason("", "") },
	"POST /api/seasons/{season}/publish": func(h *hall) write { return h.planned("/publish", `{}`) },
	"POST /api/seasons/{season}/copy":    func(h *hall) write { return h.ofSeason("/copy", `{"year":2091,"half":"spring"}`) },
	"POST /api/seasons/{season}/sessions": func(h *hall) write {
		w := h.planned("", "")
		h.want(200, "POST", w.path+"/publish", `{}`, w.cookies, w.headers...)
		return h.versioned(w.path, write{path: w.path + "/sessions", body: `{"date":"2090-01-14","from":"11:30","to":"13:30"}`, cookies: w.cookies})
	},
	"PUT /api/seasons/{season}/goals": func(h *hall) write { return h.ofSeason("/goals", `{"goals":[],"text":"Flere."}`) },
	"PATCH /api/sessions/{session}/plan": func(h *hall) write {
		season := "/api/seasons/" + h.saturday.SeasonID.String()
		return h.versioned(season, write{path: h.about("plan"), body: `{"capacity":40}`, cookies: h.organiser()})
	},
	"PATCH /api/places/{place}/settings": func(h *hall) write {
		return h.versioned(h.here("settings"), h.organised("settings", `{"contactPhone":"22 22 22 23"}`))
	},
	"PUT /api/places/{place}/school-holidays": func(h *hall) write {
		return h.versioned(h.here("settings"), h.organised("school-holidays", `{"holidays":[]}`))
	},
	"POST /api/places/{place}/announcements":         func(h *hall) write { return h.organised("announcements", aNews) },
	"POST /api/places/{place}/announcements/preview": func(h *hall) write { return h.organised("announcements/preview", aNews) },
	"DELETE /api/announcements/{announcement}": func(h *hall) write {
		var made contract.Announcement
		organiser := h.organiser()
		h.want(201, "POST", h.here("announcements"), aNews, organiser).into(h, &made)
		h.Exec("update announcements set leaves_at = now() + interval '1 hour' where id = ?", made.Id)
		return write{path: "/api/announcements/" + made.Id.String(), cookies: organiser}
	},
	"POST /api/announcements/{announcement}/calls": func(h *hall) write {
		return write{path: "/api/announcements/" + h.announced() + "/calls", cookies: h.organiser()}
	},
	"PUT /api/announcements/{announcement}/calls/{family}": func(h *hall) write {
		family := h.rang().String()
		return write{path: "/api/announcements/" + h.announced() + "/calls/" + family, body: `{"done":true}`, cookies: h.organiser()}
	},
	"POST /api/sessions/{session}/helps/open": func(h *hall) write {
		h.begun()
		return write{path: h.about("helps/open"), cookies: h.organiser()}
	},
	"PUT /api/places/{place}/recipe": func(h *hall) write {
		w := h.organised("recipe", `{"flour":500,"sugar":100,"bakingPowder":2,"cardamom":1,"salt":0,"milk":800,"eggs":4,"butter":100,"jam":0,"brownCheese":0,"heartsPerPerson":5,"heartsPerIronHour":60,"servingMinutes":60}`)
		w.headers = []string{"If-Match", `"v0"`}
		return w
	},
	"POST /api/sessions/{session}/door": func(h *hall) write {
		family := h.me(h.family()).Id
		h.begun()
		now := time.Now().UTC().Format(time.RFC3339)
		return write{path: h.about("door"), cookies: h.organiser(), body: fmt.Sprintf(
			`{"taps":[{"id":%q,"heads":{"children":1,"young":0,"parents":0,"siblings":0,"supporters":0,"staff":0},"newFamilies":1,"tappedAt":%q}],"families":[{"id":%q,"family":%q,"tappedAt":%q,"arrived":true}]}`,
			uuid.NewString(), now, uuid.NewString(), family, now)}
	},
	"POST /api/sessions/{session}/answers": func(h *hall) write {
		return write{path: h.about("answers"), body: twoOnThePhone, cookies: h.organiser()}
	},
	"PUT /api/sessions/{session}/answers/{family}":    func(h *hall) write { return h.overEntered(`{"coming":false}`) },
	"DELETE /api/sessions/{session}/answers/{family}": func(h *hall) write { return h.overEntered("") },
	"PUT /api/sessions/{session}/note": func(h *hall) write {
		return h.versioned(h.about("note"), write{path: h.about("note"), body: `{"text":"Fin dag."}`, cookies: h.organiser()})
	},
	"POST /api/sessions/{session}/pulse": func(h *hall) write {
		h.begun()
		return write{path: h.about("pulse"), body: `{"who":"family","answers":{"joy":"good"}}`}
	},
	"DELETE /api/places/{place}/volunteers/{volunteer}": func(h *hall) write { return h.organised("volunteers/"+h.Volunteer("nb").String(), "") },
	askPath: func(h *hall) write { return h.organised(h.certificate("asked"), `{"on":"2019-01-26"}`) },
	showPath: func(h *hall) write {
		w := h.organised(h.certificate("asked"), `{"on":"2019-01-26"}`)
		h.want(200, "PUT", w.path, w.body, w.cookies)
		return write{path: strings.Replace(w.path, "/asked", "/shown", 1), body: `{"on":"2019-01-27","to":"Kari"}`, cookies: w.cookies}
	},
	"PUT /api/shifts/{shift}/hands/{volunteer}": func(h *hall) write {
		return write{path: h.shift() + "/hands/" + h.Volunteer("nb").String(), cookies: h.organiser()}
	},
	"DELETE /api/shifts/{shift}/hands/{volunteer}": func(h *hall) write {
		w := write{path: h.shift() + "/hands/" + h.Volunteer("nb").String(), cookies: h.organiser()}
		h.want(204, "PUT", w.path, "", w.cookies)
		return w
	},
	"POST /api/places/{place}/partners":   func(h *hall) write { return h.organised("partners", `{"name":"Sanitetsforeningen","role":"thanks"}`) },
	"PATCH /api/partners/{partner}":       func(h *hall) write { return h.ofPartner("", `{"name":"Lions","position":0}`, `"v0"`) },
	"DELETE /api/partners/{partner}":      func(h *hall) write { return h.ofPartner("", "") },
	"POST /api/partners/{partner}/code":   func(h *hall) write { return h.ofPartner("/code", "") },
	"PUT /api/partners/{partner}/logo":    func(h *hall) write { return h.ofPartner("/logo", `{"png":"`+aLogo+`"}`, `"v0"`) },
	"DELETE /api/partners/{partner}/logo": func(h *hall) write { return h.ofPartner("/logo", "") },
	"PUT /api/shifts/{shift}/slots/{partner}": func(h *hall) write {
		w := h.ofPartner("", `{"slots":1}`)
		w.path = h.shift() + "/slots" + strings.TrimPrefix(w.path, "/api/partners")
		return w
	},
	"POST /api/places/{place}/flyers": func(h *hall) write { return h.organised("flyers", `{"season":"`+h.saturday.SeasonID.String()+`"}`) },
	draftPath: func(h *hall) write {
		w := h.ofFlyer("/draft", `{"title":"موسيقى","what":"","who":"","happens":"","thanks":""}`)
		w.headers = []string{"If-Match", `"v0"`}
		return w
	},
	"DELETE /api/flyers/{flyer}/texts/{lang}/draft": func(h *hall) write { return h.drafted("/draft", "", "") },
	publicationPath: func(h *hall) write { return h.drafted("/publication", `{"sourceRevision":1,"machine":false}`, `"v1"`) },
	"PUT /api/flyers/{flyer}/texts/{lang}/reading": func(h *hall) write {
		w := h.drafted("/publication", `{"sourceRevision":1,"machine":false}`, `"v1"`)
		h.make(w)
		return write{path: strings.Replace(w.path, "/publication", "/reading", 1), body: `{"revision":1}`, cookies: h.organiser()}
	},
	"PUT /api/places/{place}/glossary/{lang}": func(h *hall) write {
		return h.organised("glossary/ar", `{"term":"vaffel","translation":"وافل","note":""}`)
	},
	"POST /api/places/{place}/distributors": func(h *hall) write {
		return h.organised("distributors", `{"via":"helsestasjon","name":"Helsestasjonen"}`)
	},
	"PATCH /api/places/{place}/distributors/{via}":  func(h *hall) write { return h.ofDistributor(`{"name":"Ahus barn"}`) },
	"DELETE /api/places/{place}/distributors/{via}": func(h *hall) write { return h.ofDistributor("") },
	"PUT /api/places/{place}/report/texts": func(h *hall) write {
		w := h.organised("report/texts", fmt.Sprintf(`{"year":%d,"section":"plans","text":"Flere steder."}`, h.saturday.StartsAt.Year()))
		w.headers = []string{"If-Match", `"v0"`}
		return w
	},
	"POST /api/seasons/{season}/close": func(h *hall) write {
		h.Exec("update sessions set starts_at = now() - interval '9 days', ends_at = now() - interval '9 days' + interval '2 hours' where id = ?", h.session)
		_, err := door.SumUp(context.Background(), h.Store)
		h.Must(err)
		return write{path: "/api/seasons/" + h.saturday.SeasonID.String() + "/close", body: "{}", cookies: h.organiser()}
	},
}
