package paper

import "testing"

func TestIsolate(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"اتصل على 67 17 48 80 الآن":                "اتصل على \u206667 17 48 80\u2069 الآن",
		"اتصل على +47 67 17 48 80.":                "اتصل على \u2066+47 67 17 48 80\u2069.",
		"اكتب إلى post@dissimilis.no.":             "اكتب إلى \u2066post@dissimilis.no\u2069.",
		"زوروا https://dissimilis.no/a?b=1، شكرًا": "زوروا \u2066https://dissimilis.no/a?b=1\u2069، شكرًا",
		"مع Lørenskog Røde Kors و":                 "مع \u2066Lørenskog Røde Kors\u2069 و",
		"1472 Fjellhamar":                          "\u20661472 Fjellhamar\u2069",
		"ساعت ۱۱:۳۰ تا ۱۳:۳۰":                      "ساعت ۱۱:۳۰ تا ۱۳:۳۰",
		"11:30–13:30":                              "11:30–13:30",
		"بهار 2019":                                "بهار 2019",
	} {
		if got := Isolate(text); got != want {
			t.Errorf("%q: got %+q, want %+q", text, got, want)
		}
	}
}
