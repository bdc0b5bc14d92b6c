package reminder

import (
	"strings"
	"testing"

	"musikkforalle/internal/i18n"
	"musikkforalle/internal/ledger"
)

// disability is the stem of the word in each language, as the home page's description says whom it is for.
var disability = map[string]string{
	"nb": "utviklingshem", "nn": "utviklingshem", "en": "disabilit", "prs": "معلول", "ps": "معلول", "ar": "إعاق", "so": "naafo", "ur": "معذور",
	"pl": "niepełnospraw", "uk": "порушен", "ti": "ስንክልና", "tr": "yetersizli", "kmr": "asteng", "ckb": "کەمئەندام", "fa": "کم‌توان",
}

// P8: in no language does a notice tell more than it must, whoever looks at the phone.
func TestLockScreen(t *testing.T) {
	t.Parallel()
	for _, lang := range i18n.All {
		c := i18n.Get(lang)
		t.Run("P8 discreet names neither activity nor place, "+lang, func(t *testing.T) {
			t.Parallel()
			for _, told := range ledger.Kinds {
				kind := told.Kind
				l := aLetter(lang, kind)
				address := "mor@example.org"
				l.Discreet, l.Email = true, &address
				if strings.HasPrefix(string(kind), "late") {
					continue // to the organiser, who has no such setting
				}
				said := l.say()
				m, err := l.mail(base)
				if err != nil {
					t.Fatal(err)
				}
				if !m.Discreet {
					t.Errorf("%s: the sender's name tells it", kind)
				}
				for _, word := range []string{c.T("app.name"), l.PlaceName, l.Venue, l.Street, "Musikk"} {
					if text := said.Title + said.Body + m.Subject + strings.ReplaceAll(m.Text, base, ""); strings.Contains(text, word) {
						t.Errorf("%s tells %q: %q", kind, word, text)
					}
				}
			}
		})
		t.Run("P8 no word about a child or a disability, "+lang, func(t *testing.T) {
			t.Parallel()
			word := disability[lang]
			if word == "" || !strings.Contains(c.T("page.home.description"), word) {
				t.Fatalf("%q is not the word", word)
			}
			for _, told := range ledger.Kinds {
				kind := told.Kind
				if said := aLetter(lang, kind).say(); strings.Contains(strings.ToLower(said.Title+" "+said.Body), word) {
					t.Errorf("%s says it: %q", kind, said)
				}
			}
		})
	}
}
