package demo

// languages are those of the made-up families; languageOf deals them out so that the first eleven have one each.
var languages = []string{"nb", "so", "ar", "prs", "ti", "uk", "pl", "ps", "ur", "tr", "kmr"}

// shares is how many of sixty families read each language.
var shares = []int{18, 7, 7, 6, 5, 5, 4, 3, 2, 2, 1}

func languageOf(number int) string {
	number %= 60
	if number < len(languages) {
		return languages[number]
	}
	number -= len(languages)
	for i, share := range shares {
		if number < share-1 {
			return languages[i]
		}
		number -= share - 1
	}
	return languages[0]
}

// nicknames are what some families call themselves, in their language.
var nicknames = map[string][]string{
	"nb":  {"Trommegjengen", "Fjellrevene", "Familien i 4B", "Syngedamene", "Blåklokka"},
	"so":  {"Xiddig", "Qorrax", "Dayax"},
	"ar":  {"القمر", "النجوم", "الياسمين"},
	"prs": {"ستاره", "آفتاب", "مهتاب"},
	"ti":  {"ኮኸብ", "ጸሓይ"},
	"uk":  {"Соняшник", "Зірочка"},
	"pl":  {"Słoneczko", "Gwiazdka"},
	"ps":  {"ستوری", "سپوږمۍ"},
	"ur":  {"ستارہ", "چاند"},
	"tr":  {"Yıldız", "Güneş"},
	"kmr": {"Stêrk", "Roj"},
}

var (
	givenNames = []string{"Kari", "Ola", "Amina", "Yusuf", "Ingrid", "Per", "Fatima", "Ahmed", "Marta", "Piotr", "Selam", "Oksana", "Liv", "Trond", "Zahra", "Mehmet"}
	surnames   = []string{"Hansen", "Ali", "Berg", "Nilsen", "Haile", "Kowalska", "Ahmadi", "Lund", "Warsame", "Moen", "Yılmaz", "Dahl"}

	allergiesToo = []string{"egg", "melk", "gluten", "nøtter", "laktose", "egg og melk"}
	helpful      = []string{
		"Liker å se på før han er med.", "Trenger en rolig krok når det blir høyt.", "Sitter gjerne nær den som spiller.",
		"Vis med hånda, si det kort.", "Blir glad for trommer.",
	}
	notes = []string{
		"Trommene fungerte best. Flere ville synge den siste sangen om igjen.", "To nye familier. Pausen kan gjerne komme ti minutter før.",
		"Rolig start med piano hjalp de minste.", "Vaflene tok slutt; lag dobbelt neste gang.", "Fin stemning, mange ble igjen og pratet.",
	}
)

func (h *hall) name() string { return pick(h.draw, givenNames) + " " + pick(h.draw, surnames) }

// reported is what the organisers have written in the report of a half-year, by section.
var reported = map[string]string{
	"background": "Mange familier med barn med utviklingshemming har få steder å gå i helgene. Vi ville gi dem en formiddag sammen, uten krav.",
	"method":     "En lørdag i måneden med instrumenter og sangleker, så vafler og tid til å prate. Flygeren deles ut på mange språk.",
	"assessment": "Flere familier kommer igjen. De som leser lite norsk, finner fram med bildene og påminnelsen på eget språk.",
	"plans":      "Vi fortsetter, og vil spørre flere skoler og habiliteringstjenesten om å dele flygeren.",
}

// aims are what a half-year should come to.
var aims = map[string]int{"sessions": 5, "children": 30, "people": 120, "new_families": 10, "languages": 6, "volunteers": 12, "satisfaction": 80}
