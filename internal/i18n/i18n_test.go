package i18n

import (
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"musikkforalle/internal/fault"
)

var placeholder = regexp.MustCompile(`\{\w+\}`)

// Every language answers for every key of the source, the privacy notice's among them (P4), with the same placeholders, and nothing else.
func TestCatalogues(t *testing.T) {
	for _, code := range All {
		t.Run(code, func(t *testing.T) { answersFor(t, Get(code).texts, Get("nb").texts, Get(code).Dir()) })
	}
	for _, code := range Staff {
		t.Run("team's pages in "+code, func(t *testing.T) { answersFor(t, Get(code).staff, Get("nb").staff, "ltr") })
	}
	t.Run("team's keys are no others' keys", func(t *testing.T) {
		for key := range Get("nb").staff {
			if Get("nb").Has(key) {
				t.Errorf("%s is in both", key)
			}
		}
	})
}

var pluralForm = regexp.MustCompile(`_(zero|one|two|few|many|other)$`)

func answersFor(t *testing.T, texts, source map[string]string, dir string) {
	t.Helper()
	for key := range source {
		counted := pluralForm.ReplaceAllString(key, "_other")
		if _, ok := source[counted]; !ok {
			counted = key // ends like a plural and is none
		}
		if _, ok := texts[counted]; !ok {
			t.Errorf("%s: missing", counted)
		}
	}
	for key, text := range texts {
		if strings.TrimSpace(text) == "" {
			t.Errorf("%s: empty", key)
		}
		from, ok := source[key]
		if !ok {
			from, ok = source[pluralForm.ReplaceAllString(key, "_other")]
		}
		if !ok {
			t.Errorf("%s: unknown key", key)
			continue
		}
		want, have := placeholder.FindAllString(from, -1), placeholder.FindAllString(text, -1)
		slices.Sort(want)
		slices.Sort(have)
		if !slices.Equal(want, have) && !pluralForm.MatchString(key) {
			t.Errorf("%s: placeholders %v, the source has %v", key, have, want)
		}
		if dir == "rtl" && strings.ContainsAny(text, "\u202a\u202b\u202c\u202d\u202e") {
			t.Errorf("%s: bidi override", key)
		}
	}
}

// A catalogue that is a copy of another is a translation that nobody made.
func TestCataloguesDiffer(t *testing.T) {
	for _, code := range All[1:] {
		same := 0
		for key, text := range Get(code).texts {
			if text == Get("nb").texts[key] && !strings.HasPrefix(text, "{") {
				same++
			}
		}
		limit := 40
		if code == "nn" {
			limit = len(Get("nb").texts) * 6 / 10
		}
		if same > limit {
			t.Errorf("%s: %d texts are the Norwegian ones", code, same)
		}
	}
}

func TestDates(t *testing.T) {
	oslo, err := time.LoadLocation("Europe/Oslo")
	if err != nil {
		t.Fatal(err)
	}
	at := time.Date(2026, 12, 5, 10, 30, 0, 0, time.UTC).In(oslo)
	for code, want := range map[string][2]string{
		"nb":  {"lørdag 5. desember", "11.30"},
		"prs": {"شنبه ۵ دسمبر", "۱۱:۳۰"},
		"ti":  {"ቀዳም፣ 5 ታሕሳስ", "11:30"},
	} {
		if got := [2]string{Get(code).Date(at), Get(code).Time(at)}; got != want {
			t.Errorf("%s: %q, want %q", code, got, want)
		}
	}
	for _, code := range All {
		c := Get(code)
		if len(c.dates.WeekdaysLong) != 7 || len(c.dates.MonthsLong) != 12 || len(c.dates.digits) != 10 {
			t.Errorf("%s: the date table is not whole", code)
		}
	}
}

func TestMatch(t *testing.T) {
	for header, want := range map[string]string{
		"": "", "no": "nb", "nb-NO,nb;q=0.9": "nb", "nn-NO": "nn", "fa-AF": "prs", "prs-AF": "prs", "fa-IR": "fa", "fa": "fa",
		"ku": "kmr", "ku-Arab-IQ": "ckb", "ckb-IQ": "ckb", "ar-SY,en;q=0.5": "ar", "de-DE,ti;q=0.3": "ti", "xx,,;;q": "", "de": "",
	} {
		if got, ok := Match(header); got != want || ok != (want != "") {
			t.Errorf("Match(%q) = %q, %v, want %q", header, got, ok, want)
		}
	}
}

func TestClean(t *testing.T) {
	for _, tc := range []struct{ name, in, want string }{
		{"B32 NFD becomes NFC", "A\u030Ase", "Åse"},
		{"B33 bidi override is dropped", "a\u202Eb\u2066c", "abc"},
		{"B33 joiner of Persian stays", "می\u200Cخواهم", "می\u200Cخواهم"},
		{"B33 run of joiners is one", "a\u200D\u200D\u200Db", "a\u200Db"},
		{"B33 run of different joiners is one", "a\u200C\u200D\u200Cb", "a\u200Cb"},
		{"B36 family emoji is one character", strings.Repeat("👨‍👩‍👧‍👦", 19), strings.Repeat("👨‍👩‍👧‍👦", 19)},
		{"B34 line breaks become a space", "a\r\nBcc: x", "a Bcc: x"},
		{"B25 NUL is dropped", "a\x00b", "ab"},
	} {
		if got, err := (Text{Field: "name", Most: 60}).Clean(tc.in); err != nil || got != tc.want {
			t.Errorf("%s: %q, %v", tc.name, got, err)
		}
	}
	for name, in := range map[string]string{"B36 too long": strings.Repeat("😀", 61), "B36 ten thousand emoji": strings.Repeat("😀", 10_000),
		"B36 one letter with a thousand marks": "a" + strings.Repeat("\u0301", 1000), "B36 too many bytes": strings.Repeat("👨‍👩‍👧‍👦", 20),
		"B26 not UTF-8": "a\xff"} {
		if got, err := (Text{Field: "name", Most: 60}).Clean(in); err == nil {
			t.Errorf("%s: kept %q", name, got)
		}
	}
}

func TestTextRules(t *testing.T) {
	needed, lines := Text{Field: "name", Most: 5, Needed: true}, Text{Field: "text", Most: 5, Lines: true}
	for name, tc := range map[string]struct {
		rule     Text
		in, want string
		refused  bool
	}{
		"NeededAndEmptyIsRefused":       {needed, " \u200b\n ", "", true},
		"EmptyMayBe":                    {lines, "", "", false},
		"LinesStayAndEachIsTrimmed":     {lines, " a \r\n\tb", "a\nb", false},
		"LineBreaksCountAsCharacters":   {lines, "a\nb\nc\n", "", true},
		"WithoutLinesTheyBecomeSpaces":  {needed, "a\nb", "a b", false},
		"NeededIsRefusedForBreaksAlone": {Text{Field: "text", Most: 5, Lines: true, Needed: true}, "\n\n", "", true},
	} {
		got, err := tc.rule.Clean(tc.in)
		if tc.refused {
			if f := fault.Of(err); f.Code != "invalid" || len(f.Fields) != 1 || f.Fields[0] != (fault.Field{Field: tc.rule.Field, Rule: "text"}) {
				t.Errorf("%s: %q, %v", name, got, err)
			}
		} else if err != nil || got != tc.want {
			t.Errorf("%s: %q, %v", name, got, err)
		}
	}
}
