package web_test

import (
	"strings"

	"github.com/google/uuid"

	"musikkforalle/api/contract"
	"musikkforalle/internal/account"
	"musikkforalle/internal/fixture"
	"musikkforalle/internal/place"
)

// write is one call of an operation that writes; cookies say who makes it.
type write struct {
	path, body, cookies string
	headers             []string
}

// personalWrites are calls of the operations with which people write about themselves, each of which succeeds when it is made.
// What a call needs is made when it is asked for.
var personalWrites = map[string]func(*hall) write{
	"PUT /api/sessions/{session}/answer":    func(h *hall) write { return write{path: h.about("answer"), body: coming} },
	"DELETE /api/sessions/{session}/answer": func(h *hall) write { return write{path: h.about("answer"), cookies: h.family()} },
	"PUT /api/sessions/{session}/wishes": func(h *hall) write {
		return write{path: h.about("wishes"), body: `{"helps":"ro","allergies":"egg","consent":true}`, cookies: h.family()}
	},
	"DELETE /api/sessions/{session}/wishes": func(h *hall) write {
		family := h.family()
		h.want(200, "PUT", h.about("wishes"), `{"allergies":"egg"}`, family)
		return write{path: h.about("wishes"), cookies: family}
	},
	"POST /api/r/{token}": func(h *hall) write {
		family := h.device(h.want(200, "PUT", h.about("answer"), coming, "", "Idempotency-Key", uuid.NewString())) // makes the secret of links
		return write{path: "/api/r/" + h.notice(family), body: `{"coming":true}`}
	},
	"PATCH /api/me": func(h *hall) write {
		return h.versioned("/api/me", write{path: "/api/me", body: `{"nickname":"Ask","phone":"40 00 00 00"}`, cookies: h.family()})
	},
	"POST /api/me":      func(h *hall) write { return write{path: "/api/me", body: `{"nickname":"Ask"}`} },
	"DELETE /api/me":    func(h *hall) write { return write{path: "/api/me", cookies: h.family()} },
	"PUT /api/me/email": func(h *hall) write { return write{path: "/api/me/email", body: anAddress(), cookies: h.family()} },
	"DELETE /api/me/email": func(h *hall) write {
		family := h.family()
		h.confirm(family)
		return write{path: "/api/me/email", cookies: family}
	},
	"POST /api/me/calendar": func(h *hall) write { return write{path: "/api/me/calendar?for=family", cookies: h.family()} },
	"POST /api/me/link":     func(h *hall) write { return write{path: "/api/me/link", cookies: h.family()} },
	"POST /api/link": func(h *hall) write {
		var link struct{ Code string }
		h.want(201, "POST", "/api/me/link", "", h.family()).into(h, &link)
		return write{path: "/api/link", body: `{"code":"` + link.Code + `"}`}
	},
	"DELETE /api/me/devices/{device}": func(h *hall) write {
		family := h.family()
		return write{path: "/api/me/devices/" + fixture.FamilyDevice(h, h.Store, h.me(family).Id).String(), cookies: family}
	},
	"POST /api/sign-in/code": func(h *hall) write {
		return write{path: "/api/sign-in/code", body: strings.Replace(anAddress(), "{", `{"purpose":"volunteer",`, 1)}
	},
	"POST /api/sign-in/code/{id}": func(h *hall) write {
		return h.typed("/api/sign-in/code/", h.ask("PUT", "/api/me/email", anAddress(), h.family()))
	},
	"PUT /api/me/push": func(h *hall) write {
		return write{path: "/api/me/push", body: subscription(h, "https://fcm.googleapis.com/fcm/send/"+account.NewToken()), cookies: h.family()}
	},
	"DELETE /api/me/push": func(h *hall) write { return write{path: "/api/me/push", cookies: h.family()} },
	"PATCH /api/volunteer": func(h *hall) write {
		return write{path: "/api/volunteer", body: `{"name":"Unn","speaks":["ar"]}`, cookies: h.volunteer()}
	},
	"DELETE /api/volunteer": func(h *hall) write { return write{path: "/api/volunteer", cookies: h.volunteer()} },
	"POST /api/volunteer/partner": func(h *hall) write {
		var made struct{ Code string }
		h.want(201, "POST", "/api/partners/"+fixture.Partner(h, h.Store, h.Place).ID.String()+"/code", "", h.organiser()).into(h, &made)
		return write{path: "/api/volunteer/partner", body: `{"code":"` + made.Code + `"}`, cookies: h.volunteer()}
	},
	"PUT /api/shifts/{shift}/hand": func(h *hall) write { return write{path: h.shift() + "/hand", cookies: h.volunteer()} },
	"DELETE /api/shifts/{shift}/hand": func(h *hall) write {
		shift, volunteer := h.shift(), h.volunteer()
		h.want(200, "PUT", shift+"/hand", "", volunteer)
		return write{path: shift + "/hand", cookies: volunteer}
	},
	"POST /api/passkeys/register": func(h *hall) write { return write{path: "/api/passkeys/register", cookies: h.volunteer()} },
	"POST /api/passkeys/register/{id}": func(h *hall) write {
		id := h.Volunteer("nb")
		return h.attested("/api/passkeys/register", h.phone(id), h.cookieOf(fixture.VolunteerDevice(h, h.Store, id)))
	},
	"POST /api/passkeys/sign-in": func(*hall) write { return write{path: "/api/passkeys/sign-in"} },
	"POST /api/passkeys/sign-in/{id}": func(h *hall) write {
		id := h.Volunteer("nb")
		return h.signed("/api/passkeys", h.phone(id), h.cookieOf(fixture.VolunteerDevice(h, h.Store, id)))
	},

	"POST /api/team/sign-in/code": func(*hall) write { return write{path: "/api/team/sign-in/code", body: anAddress()} },
	"POST /api/team/sign-in/code/{id}": func(h *hall) write {
		email := anAddress()
		id := h.Member(place.Organiser)
		h.Exec("update members set email = ? where id = ?", addressIn(email), id)
		return h.typed("/api/team/sign-in/code/", h.ask("POST", "/api/team/sign-in/code", email, ""))
	},
	"POST /api/team/passkeys/register": func(h *hall) write { return write{path: "/api/team/passkeys/register", cookies: h.organiser()} },
	"POST /api/team/passkeys/register/{id}": func(h *hall) write {
		id := h.Member(place.Organiser)
		return h.attested("/api/team/passkeys/register", h.phone(id), h.cookieOf(fixture.MemberDevice(h, h.Store, id)))
	},
	"POST /api/team/passkeys/sign-in": func(*hall) write { return write{path: "/api/team/passkeys/sign-in"} },
	"POST /api/team/passkeys/sign-in/{id}": func(h *hall) write {
		id := h.Member(place.Organiser)
		return h.signed("/api/team/passkeys", h.phone(id), h.cookieOf(fixture.MemberDevice(h, h.Store, id)))
	},
	"DELETE /api/team/passkeys/{key}": func(h *hall) write {
		id := h.Member(place.Organiser)
		cookies := h.cookieOf(fixture.MemberDevice(h, h.Store, id))
		for range 2 {
			h.make(h.attested("/api/team/passkeys/register", h.phone(id), cookies))
		}
		var account struct{ Passkeys []struct{ ID string } }
		h.want(200, "GET", "/api/team/account", "", cookies).into(h, &account)
		return write{path: "/api/team/passkeys/" + account.Passkeys[0].ID, cookies: cookies}
	},
	"DELETE /api/team/sign-ins/{signIn}": func(h *hall) write {
		return write{path: "/api/team/sign-ins/" + h.teamDevice(), cookies: h.organiser()}
	},
	"DELETE /api/team/roles/{role}": func(h *hall) write { return write{path: "/api/team/roles/" + h.teamRole(), cookies: h.organiser()} },
	"POST /api/team/invitations": func(h *hall) write {
		return write{path: "/api/team/invitations", body: h.role(), cookies: h.organiser()}
	},
	"POST /api/team/invitations/{code}/accept": func(h *hall) write {
		var link struct{ URL string }
		h.want(201, "POST", "/api/team/invitations", h.role(), h.organiser()).into(h, &link)
		code := link.URL[strings.LastIndexAny(link.URL, "/#")+1:]
		return write{path: "/api/team/invitations/" + code + "/accept", body: strings.Replace(anAddress(), "{", `{"name":"Ola",`, 1)}
	},
	"DELETE /api/places/{place}/team/invitations/{invitation}": func(h *hall) write {
		organiser := h.organiser()
		h.want(201, "POST", "/api/team/invitations", h.role(), organiser)
		var list contract.PlaceTeam
		h.want(200, "GET", h.here("team"), "", organiser).into(h, &list)
		return write{path: h.here("team/invitations/") + list.Invitations[0].Id.String(), cookies: organiser}
	},
}

// refusedWrites are the operations for which no call is made that succeeds.
var refusedWrites = map[string]string{
	"POST /api/me/push/test":                               "a push service is outside the house",
	"PUT /api/announcements/{announcement}/calls/{family}": "needs a family that nothing reached; package announcement tries it",
	"POST /api/places/{place}/retention/{kind}/allow":      "needs deletions that were stopped; package retention tries it",
}

// aLogo is a picture of one pixel.
const aLogo = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
