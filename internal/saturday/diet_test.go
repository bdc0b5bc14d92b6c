package saturday

import (
	"testing"

	"musikkforalle/api/contract"
)

func TestSuggest(t *testing.T) {
	t.Parallel()
	const gluten, milk, egg = "gluten", "milk", "egg"
	for text, want := range map[string]string{
		"Cøliaki": gluten, "tåler ikke hvete": gluten, "Glutenfri, takk!": gluten, "Coeliac disease": gluten, "без глютену": gluten, "لا يأكل الغلوتين": gluten,
		"گندم": gluten, "qamadiga": gluten, "ስርናይ": gluten,
		"Kumelkallergi": milk, "laktoseintoleranse": milk, "No dairy": milk, "laktoza": milk, "süt ürünleri": milk, "والحليب": milk, "حساسیت به شیر": milk,
		"caano": milk, "ጸባ": milk, "molk": "",
		"EGG": egg, "eggehvite": egg, "jajka": egg, "yumurta": egg, "وبيض": egg, "تخم‌مرغ": egg, "ukunta": egg, "እንቋቑሖ": egg,
		"nøtter": "", "vegger": "", "الدقيق الأبيض": "", "شیرینی": "", "Vi tåler alt": "", "": "",
	} {
		t.Run(text, func(t *testing.T) {
			t.Parallel()
			d := suggest([]string{text}, 10)
			if d != (contract.Diets{GlutenFree: one(want == gluten), MilkFree: one(want == milk), EggFree: one(want == egg)}) {
				t.Errorf("%+v, want %q", d, want)
			}
		})
	}
	t.Run("OneForEachText", func(t *testing.T) {
		t.Parallel()
		if d := suggest([]string{"egg og melk", "egg", "hvete"}, 10); d != (contract.Diets{GlutenFree: 1, MilkFree: 1, EggFree: 2}) {
			t.Errorf("%+v", d)
		}
	})
	t.Run("NeverMoreThanHeads", func(t *testing.T) {
		t.Parallel()
		if d := suggest([]string{"egg, melk, gluten"}, 2); d != (contract.Diets{GlutenFree: 1, MilkFree: 1}) {
			t.Errorf("%+v", d)
		}
	})
}

func one(yes bool) int32 {
	if yes {
		return 1
	}
	return 0
}
