package web_test

import (
	"net/http"
	"regexp"
	"strings"
	"testing"

	"github.com/getkin/kin-openapi/openapi3"

	"musikkforalle/api/contract"
)

// lastWriteStands are the writes that do not name the version that was read, each with its reason.
var lastWriteStands = map[string]string{
	"PUT /api/announcements/{announcement}/calls/{family}":                     "a tick is the same whoever sets it",
	"PUT /api/sessions/{session}/answer":                                       "a family's last tap stands, sent late from a phone without network too; the answer is replaced whole",
	"PUT /api/sessions/{session}/wishes":                                       "as the answer that they belong to",
	"PUT /api/me/email":                                                        "starts a proof of the address; changes nothing yet",
	"PUT /api/me/push":                                                         "one device's own subscription",
	"PATCH /api/volunteer":                                                     "one person's own profile, of which only the changed fields are sent",
	"PUT /api/shifts/{shift}/hand":                                             "adds oneself; there is nothing to overwrite",
	"PUT /api/shifts/{shift}/hands/{volunteer}":                                "adds a volunteer; there is nothing to overwrite",
	"PUT /api/places/{place}/volunteers/{volunteer}/certificates/{task}/asked": "one date",
	"PUT /api/places/{place}/volunteers/{volunteer}/certificates/{task}/shown": "one date, and who saw it",
	"PUT /api/shifts/{shift}/slots/{partner}":                                  "one number",
	"PUT /api/flyers/{flyer}/texts/{lang}/reading":                             "names the revision that was read in its body",
	"PUT /api/places/{place}/glossary/{lang}":                                  "one word's translation",
	"PATCH /api/places/{place}/distributors/{via}":                             "one name",
}

var idInPath = regexp.MustCompile(`\{(session|season|flyer|partner|family)\}`)

// needsVersion reports whether the contract requires If-Match of an operation.
func needsVersion(o *openapi3.Operation) bool {
	p := o.Parameters.GetByInAndName("header", "If-Match")
	return p != nil && p.Required
}

// F21: where two people edit, every write names the version that was read; a write without it is refused.
func TestIfMatch(t *testing.T) {
	h := newHall(t)
	spec, err := contract.GetSpec()
	if err != nil {
		t.Fatal(err)
	}
	fill := strings.NewReplacer("{place}", h.Place.Slug, "{lang}", "ar")
	for path, item := range spec.Paths.Map() {
		for method, o := range item.Operations() {
			operation := method + " " + path
			reason, free := lastWriteStands[operation]
			delete(lastWriteStands, operation)
			switch {
			case needsVersion(o) && free:
				t.Errorf("%s requires If-Match, and is said not to: %s", operation, reason)
			case needsVersion(o):
				t.Run("F21 "+operation+" without If-Match", func(t *testing.T) {
					address := fill.Replace(idInPath.ReplaceAllString(path, "7b0d9c9e-1111-4111-8111-111111111111"))
					if r := h.ask(method, address, "{}", ""); r.StatusCode != http.StatusPreconditionRequired || r.code() != "version.missing" {
						t.Errorf("%d %s", r.StatusCode, r.body)
					}
				})
			case !free && (method == "PUT" || method == "PATCH"):
				t.Errorf("%s: require If-Match, or say why the last write stands", operation)
			}
		}
	}
	for operation := range lastWriteStands {
		t.Errorf("%s is not in the contract", operation)
	}
}
