package editing

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestSentences(t *testing.T) {
	t.Parallel()
	for name, want := range map[string][]string{
		"Norwegian":         {"Barna spiller. ", "«Vi synger!» ", "Etterpå er det vafler."},
		"AbbreviationsHold": {"Vi møtes kl. 11.30 i 2. etasje, f.eks. ved heisen. ", "Ring tlf. 67 17 48 80."},
		"ANumberMayBegin":   {"Det er gratis. ", "50 barn var med."},
		"AddressesHold":     {"Skriv til post@dissimilis.no eller les dissimilis.no. ", "Velkommen!"},
		"Arabic":            {"هل أنتم قادمون؟ ", "نعزف «الموسيقى للجميع». ", "أهلًا بكم."},
		"Urdu":              {"ہم گاتے ہیں۔ ", "آپ آئیں گے؟ ", "خوش آمدید۔"},
		"Tigrinya":          {"ንደርፍ።", "ትመጹ ዲኹም፧ ", "መርሓባ፡ ኩሉኹም።"},
		"LinesEnd":          {"Velkommen\n", "Vi spiller."},
		"SeveralMarks":      {"Kom da?! ", "Ja …"},
		"NoEnd":             {"Et musikktilbud"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if diff := cmp.Diff(want, sentences(strings.Join(want, ""))); diff != "" {
				t.Error(diff)
			}
		})
	}
	if got := sentences(""); len(got) != 0 {
		t.Errorf("nothing has the sentences %q", got)
	}
}

func TestChanges(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		was, now string
		want     []change
	}{
		"Nothing":     {"A. B. C.", "A. B. C.", nil},
		"OneReworded": {"A. B. C.", "A. Ny. C.", []change{{"B. ", "Ny. "}}},
		"OneNew":      {"A. C.", "A. B. C.", []change{{"", "B. "}}},
		"OneGone":     {"A. B. C.", "A. C.", []change{{"B. ", ""}}},
		"TheLast":     {"A. B.", "A. B. C.", []change{{"", "C."}}},
		"AllOfIt":     {"A. B.", "C.", []change{{"A. ", "C."}, {"B.", ""}}},
		"TwoPlaces":   {"A. B. C. D.", "X. B. C. Y.", []change{{"A. ", "X. "}, {"D.", "Y."}}},
		"FromNothing": {"", "A.", []change{{"", "A."}}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got := changes(sentences(c.was), sentences(c.now))
			if diff := cmp.Diff(c.want, got, cmp.AllowUnexported(change{})); diff != "" {
				t.Error(diff)
			}
		})
	}
}
