package reminder

import (
	"net/http"
	"strings"
	"testing"

	"musikkforalle/internal/fixture"
	"musikkforalle/internal/i18n"
)

// A language belongs to a phone: two parents of one family read two, and mail has that of its address.
func TestEachPhoneSpeaksItsLanguage(t *testing.T) {
	t.Parallel()
	h := newHall(t).quiet()
	office := newPostOffice(t)
	h.courier.Mail = office.mailer(t)
	family := h.family(0)
	for _, lang := range []string{"so", "ar", ""} {
		device := fixture.FamilyDevice(h, h.Store, family)
		h.subscribe(device, "ok")
		h.Exec("update devices set lang = nullif(?, '') where id = ?", lang, device)
	}
	h.Exec("update families set lang = 'pl', email = 'mor@example.org', mail_lang = 'uk' where id = ?", family)
	h.cancel()
	h.plan()
	held, err := claim(h.Context(), h.Store, h.phones.service())
	h.Must(err)
	all, err := letters(h.Context(), h.Store, held)
	h.Must(err)
	spoken := map[string]bool{}
	for i := range all {
		spoken[all[i].Lang] = strings.Contains(all[i].say().Body, i18n.Get(all[i].Lang).T("reason.illness"))
	}
	if len(all) != 3 || !spoken["so"] || !spoken["ar"] || !spoken["pl"] {
		t.Errorf("spoken: %v", spoken)
	}
	h.phones.says("ok", status(http.StatusServiceUnavailable))
	h.letTimePass()
	h.momentPasses()
	h.plan()
	h.sweep()
	if got := office.got(); len(got) != 1 || !strings.Contains(got[0].letter, "Content-Language: uk") {
		t.Errorf("mails: %+v", got)
	}
}
