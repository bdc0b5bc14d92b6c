package reminder

import (
	"encoding/json"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"

	"musikkforalle/internal/i18n"
	"musikkforalle/internal/ledger"
	"musikkforalle/internal/push"
)

// aLetter is a reminder for a Saturday in Drammen, written on the Friday before.
func aLetter(lang string, kind ledger.Kind) *letter {
	floor := int16(2)
	start := time.Date(2019, 2, 9, 10, 30, 0, 0, time.UTC)
	moved := start.AddDate(0, 0, -7)
	saturday := uuid.New()
	l := &letter{
		Session:  &saturday,
		Row:      ledger.Row{About: saturday, Recipient: uuid.New(), RecipientKind: "family", Kind: kind},
		Expected: true, Answer: "coming", OverAt: start, Token: strings.Repeat("a", 65),
		Notice: Notice{
			Now: time.Date(2019, 2, 8, 16, 0, 0, 0, time.UTC), StartsAt: start, MovedFrom: &moved, CancelledFor: "illness",
			PlaceName: "Drammen", Venue: "G60 scene", Street: "Grønland 60", Postcode: "3045", Town: "Drammen",
			Latitude: 59.7404, Longitude: 10.1938, TimeZone: "Europe/Oslo",
			UsualKind: "street", UsualName: "Fabrikkgata", UsualFloor: &floor, Lift: true, Lang: lang,
			Task: "waffles", OfferExpiresAt: &start, Lacking: 2,
		},
	}
	if strings.HasPrefix(string(kind), "shift_") {
		l.RecipientKind, l.ShiftStartsAt = "volunteer", &start
	}
	return l
}

func TestWordsInEveryLanguage(t *testing.T) {
	t.Parallel()
	for _, lang := range i18n.All {
		for _, told := range ledger.Kinds {
			kind := told.Kind
			for _, discreet := range []bool{false, true} {
				l := aLetter(lang, kind)
				l.Discreet = discreet
				payload, err := l.notification(base).Payload()
				if err != nil || len(payload) > push.SmallPayload {
					t.Errorf("%s %s: %d bytes, %v", lang, kind, len(payload), err)
				}
				said := l.say()
				if said.Title == "" || strings.ContainsAny(said.Title+said.Body, "{}") || strings.HasPrefix(said.Title, "push.") {
					t.Errorf("%s %s: %q, %q", lang, kind, said.Title, said.Body)
				}
				address := "a@example.org"
				l.Email = &address
				if m, err := l.mail(base); err != nil || m.Validate() != nil {
					t.Errorf("%s %s: %v, %v", lang, kind, err, m.Validate())
				}
			}
		}
	}
}

func TestWords(t *testing.T) {
	t.Parallel()
	cases := map[string]struct {
		change      func(*letter)
		title, body string
	}{
		"TomorrowByTheCalendarOfThePlace": {
			func(*letter) {}, "I morgen kl. 11.30: Musikk for alle",
			"lørdag 9. februar. \u2068G60 scene\u2069. Inngang fra \u2068Fabrikkgata\u2069 · 2. etasje · Det er heis",
		},
		"TodayJustAfterMidnightThere": {
			func(l *letter) { l.Now = time.Date(2019, 2, 8, 23, 5, 0, 0, time.UTC) }, "I dag kl. 11.30: Musikk for alle",
			"lørdag 9. februar. \u2068G60 scene\u2069. Inngang fra \u2068Fabrikkgata\u2069 · 2. etasje · Det er heis",
		},
		"P8/DiscreetNamesNeitherActivityNorPlace": {
			func(l *letter) { l.Discreet = true }, "Påminnelse: I morgen kl. 11.30", "Trykk for å se mer.",
		},
		"CancelledSaysWhy": {
			func(l *letter) { l.Kind = ledger.Cancelled }, "Avlyst: lørdag 9. februar", "Musikk for alle i \u2068Drammen\u2069 er avlyst. Vi er syke.",
		},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			l := aLetter("nb", "day_before")
			c.change(l)
			if got := l.say(); got.Title != c.title || got.Body != c.body {
				t.Errorf("%q\n%q", got.Title, got.Body)
			}
		})
	}
}

func TestNotification(t *testing.T) {
	t.Parallel()
	read := func(l *letter) (n struct {
		Notification struct {
			Tag, Navigate, Dir string
			Actions            []push.Action
			Data               noticeData
		}
	}) {
		payload, err := l.notification(base).Payload()
		if err != nil {
			t.Fatal(err)
		}
		if err := json.Unmarshal(payload, &n); err != nil {
			t.Fatal(err)
		}
		return n
	}
	t.Run("FamilyThatIsComingMaySayNoOrFindTheWay", func(t *testing.T) {
		l := aLetter("ar", "day_before")
		n := read(l).Notification
		if len(n.Actions) != 2 || n.Actions[0].Name != "cannot" || n.Actions[1].Name != "directions" || n.Dir != "rtl" {
			t.Errorf("%+v", n)
		}
		if n.Data.Answer == nil || n.Data.Answer.URL != "/api/r/"+l.Token || n.Data.Answer.Noted["cannot"] == "" || n.Data.Answer.Later == "" {
			t.Errorf("%+v", n.Data)
		}
		if want := base + "/ar/s/" + l.About.String(); n.Navigate != want {
			t.Errorf("leads to %s", n.Navigate)
		}
	})
	t.Run("FamilyThatIsAskedMaySayYesOrNo", func(t *testing.T) {
		n := read(aLetter("nb", "will_you_come")).Notification
		if len(n.Actions) != 2 || n.Actions[0].Name != "coming" || n.Actions[1].Name != "cannot" {
			t.Errorf("%+v", n.Actions)
		}
	})
	t.Run("CancelledOffersNoAnswer", func(t *testing.T) {
		n := read(aLetter("nb", ledger.Cancelled)).Notification
		if len(n.Actions) != 0 || n.Data.Answer != nil {
			t.Errorf("%+v", n)
		}
	})
	t.Run("TagIsTheSameOnEveryAttempt", func(t *testing.T) {
		l := aLetter("nb", "day_before")
		first := l.tag()
		l.Attempts, l.Lang, l.StartsAt = 9, "pl", l.StartsAt.Add(time.Hour)
		if l.tag() != first || len(first) > 32 {
			t.Error("the tag changed")
		}
	})
	t.Run("ANewerNoticeOfASaturdayReplacesTheOlderWhateverItsKind", func(t *testing.T) {
		first := aLetter("nb", "day_before")
		for _, kind := range []ledger.Kind{"morning", "moved", "cancelled", "door", "seat_offer", "will_you_come"} {
			l := aLetter("nb", kind)
			l.About, l.Recipient = first.About, first.Recipient
			if l.tag() != first.tag() {
				t.Errorf("%s stands beside the reminder", kind)
			}
		}
		l := aLetter("nb", "moved")
		l.Recipient = first.Recipient
		news := aLetter("nb", "news")
		news.About, news.Recipient = first.About, first.Recipient
		if l.tag() == first.tag() || news.tag() == first.tag() {
			t.Error("another Saturday or an organiser's news replaces it")
		}
		payload, err := first.notification(base).Payload()
		if err != nil || !strings.Contains(string(payload), `"renotify":true`) {
			t.Errorf("what replaces an older notice is silent: %s, %v", payload, err)
		}
	})
}
